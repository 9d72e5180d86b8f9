package transfer

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	grouped      = regexp.MustCompile(`^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$`)
	groupedComma = regexp.MustCompile(`^[+-]?\d{1,3}(\.\d{3})+,\d+$`)
	commaNumber  = regexp.MustCompile(`^[+-]?\d+,\d+([eE][+-]?\d+)?$`)
	plainNumber  = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$`)
	hexNumber    = regexp.MustCompile(`^0[xX][0-9a-fA-F]{1,15}$`)
)

// looseNumber is the number that programs take a text for: with thousands,
// percent, currency signs, in parentheses, in hexadecimal or other digits.
func looseNumber(s string) (float64, bool) {
	t := strings.ReplaceAll(trimAll(s), "\u00a0", "")
	if len(t) > 400 || t == "" {
		return 0, false
	}
	sign, part := 1.0, 1.0
	if strings.HasPrefix(t, "(") && strings.HasSuffix(t, ")") {
		t, sign = t[1:len(t)-1], -1
	}
	if rest, ok := strings.CutSuffix(t, "%"); ok {
		t, part = strings.TrimSpace(rest), 100
	}
	t = strings.TrimSpace(strings.Trim(t, "€$£"))
	if hexNumber.MatchString(t) {
		n, err := strconv.ParseInt(t[2:], 16, 64)
		return float64(n), err == nil
	}
	t = strings.ReplaceAll(strings.Map(asciiDigit, t), "_", "")
	switch {
	case grouped.MatchString(t):
		t = strings.ReplaceAll(t, ",", "")
	case groupedComma.MatchString(t):
		t = strings.ReplaceAll(strings.ReplaceAll(t, ".", ""), ",", ".")
	case commaNumber.MatchString(t):
		t = strings.ReplaceAll(t, ",", ".")
	}
	if !plainNumber.MatchString(t) {
		return 0, false
	}
	n, _ := strconv.ParseFloat(t, 64) // out of range is infinite, which is near nothing
	return sign * n / part, true
}

func asciiDigit(r rune) rune {
	switch {
	case r >= '٠' && r <= '٩':
		return '0' + r - '٠'
	case r >= '０' && r <= '９':
		return '0' + r - '０'
	}
	return r
}

// booleanWords are yes and no as programs and people write them, in the
// languages of the service where one word means one thing only.
var booleanWords = map[string]bool{}

func init() {
	for _, w := range strings.Fields("true yes y 1 on x t wahr ja vrai oui verdadero sí verdadeiro sim vero waar sand sant tosi kyllä prawda tak pravda áno ano igaz igen adevărat doğru evet истина да так 真 はい 是 참 예 true() 1.0 sì si sann sandt da jā jah taip tiesa tõene cert istina resnica pravdivé αληθήσ αληθησ αληθής ναι כן אמת نعم صحيح صواب ใช่ จริง đúng có ya benar हाँ सत्य") {
		booleanWords[w] = true
	}
	for _, w := range strings.Fields("false no n 0 off f falsch nein faux non falso não onwaar nee falsk nej nei epätosi ei fałsz nie nepravda ne hamis nem fals nu yanlış hayır hayir yanliş ложь нет ні 偽 いいえ 否 假 거짓 아니요 false() 0.0 nao usann usand hibás хибність лъжа не nē väär netiesa laž neresnica nepravdivé ψευδήσ ψευδησ ψευδής όχι לא שקר لا خطأ ไม่ใช่ เท็จ sai không tidak salah नहीं असत्य") {
		booleanWords[w] = false
	}
}

func booleanWord(s string) (value, ok bool) {
	value, ok = booleanWords[strings.ToLower(trimAll(s))]
	return value, ok
}

// dateLayouts are the forms in which programs write what they took for a date.
var dateLayouts = []string{
	"2006-01-02", "2006/01/02", "2006-01", "1/2/2006", "2/1/2006", "1/2/06", "2/1/06", "1/2", "2.1.2006", "2-1", "1-2", "2.1.06",
	"2006-01-02T15:04:05-07:00", "2006-01-02T15:04:05Z", "2006-01-02 15:04:05", "2006-01-02 15:04", "1/2/2006 15:04", "1.2.2006", "20060102", "2.1.", "2.1", "15:04",
	"15:04:05", "3:04:05 PM", "3:04 PM", "2-Jan", "Jan-06", "Jan 2", "January 2", "2 Jan", "2. January", "02.01.", "02. Jan", "Jan 06", "1.2.06", "2006-01-02T15:04:05.000Z", "06-01-02",
}

var rolledOver = regexp.MustCompile(`^(\d{4}-\d{2})-(\d{2})$`)

var threePart = regexp.MustCompile(`^\d\.\d\.\d$`)

// loosely are the days of the year or times that a text may mean.
func loosely(s string) map[string]bool {
	out := map[string]bool{}
	s = trimAll(s)
	if s == "" || len(s) > 40 {
		return out
	}
	for _, layout := range dateLayouts {
		at, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		key := at.Format("01-02")
		if strings.Contains(layout, "04") && !strings.Contains(layout, "2006") {
			key = at.Format("15:04")
		}
		out[key] = true
	}
	if day := rolledOver.FindStringSubmatch(s); day != nil { // such as 30 February
		if at, err := time.Parse(time.DateOnly, day[1]+"-01"); err == nil && day[2] > "28" && day[2] < "32" {
			n, _ := strconv.Atoi(day[2]) // two digits
			out[at.AddDate(0, 0, n-1).Format("01-02")] = true
		}
	}
	if threePart.MatchString(s) {
		out[fmt.Sprintf("0%c-0%c", s[0], s[2])] = true
	}
	return out
}

// rewrittenDate reports whether two texts of different forms may be one day
// or time.
func rewrittenDate(b, a string) bool {
	after := loosely(a)
	for at := range loosely(b) {
		if after[at] {
			return true
		}
	}
	return false
}

// countedDay reports whether a text is the day or the time of another as
// spreadsheets count them: days since the end of 1899, and parts of a day.
func countedDay(b, a string) bool {
	n, err := strconv.ParseFloat(a, 64)
	if err != nil || n <= 0 || n >= 2958466 {
		return false
	}
	at := sheetEpoch.Add(time.Duration(n*24*3600+0.5) * time.Second)
	days := loosely(b)
	return n >= 61 && days[at.Format("01-02")] || n < 1 && days[at.Format("15:04")]
}

// noSuchDay reports whether a text is written as a day that no month has.
func noSuchDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err != nil && rolledOver.MatchString(s)
}

// shape is a text with its digits alike.
func shape(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '0'
		}
		return r
	}, s)
}
