package rule

import (
	"regexp"
	"strconv"
	"strings"
)

// durationUnits are the parts of a duration of days and more, as ISO 8601
// writes them: P1Y6M.
var durationUnits = []struct{ letter, one string }{{"Y", "year"}, {"M", "month"}, {"W", "week"}, {"D", "day"}}

var (
	isoDuration  = regexp.MustCompile(`^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$`)
	durationPart = regexp.MustCompile(`^(\d+)\s*([a-z]+)[\s,]*(?:and\s+)?`)
)

// DurationWords writes an ISO 8601 duration for a person: "P1Y6M" is "1 year 6
// months". One with hours, or what is none, stays as it is.
func DurationWords(iso string) string {
	m := isoDuration.FindStringSubmatch(iso)
	if m == nil || iso == "P" {
		return iso
	}
	var out []string
	for i, u := range durationUnits {
		switch n := m[i+1]; {
		case n == "":
		case strings.TrimLeft(n, "0") == "1":
			out = append(out, "1 "+u.one)
		default:
			out = append(out, n+" "+u.one+"s")
		}
	}
	return strings.Join(out, " ")
}

// ReadDuration reads what DurationWords writes, or an ISO 8601 duration, and
// reports whether it is one longer than nothing.
func ReadDuration(text string) (iso string, ok bool) {
	text = strings.TrimSpace(text)
	if m := isoDuration.FindStringSubmatch(strings.ToUpper(text)); m != nil {
		return strings.ToUpper(text), strings.ContainsAny(text, "123456789")
	}
	iso, text = "P", strings.ToLower(text)
	next := 0 // the units must come in their order, each once
	for text != "" {
		m := durationPart.FindStringSubmatch(text)
		if m == nil {
			return "", false
		}
		n, err := strconv.Atoi(m[1])
		at := -1
		for i, u := range durationUnits {
			if m[2] == u.one || m[2] == u.one+"s" {
				at = i
			}
		}
		if err != nil || n == 0 || at < next {
			return "", false
		}
		iso, next = iso+m[1]+durationUnits[at].letter, at+1
		text = text[len(m[0]):]
	}
	return iso, iso != "P"
}
