package collection

import (
	"strconv"
	"strings"
	"time"
)

// ReadTime reads a time as a person says it, in the zone of now: 2h, 3d, today,
// yesterday, monday, 2026-11-02, 2026-11-02 14:00 or RFC 3339.
func ReadTime(text string, now time.Time) (time.Time, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch text {
	case "today":
		return midnight, true
	case "yesterday":
		return midnight.AddDate(0, 0, -1), true
	}
	for back := 1; back <= 7 && len(text) > 2; back++ {
		if day := midnight.AddDate(0, 0, -back); strings.HasPrefix(strings.ToLower(day.Weekday().String()), text) {
			return day, true
		}
	}
	if number, isDays := strings.CutSuffix(text, "d"); isDays {
		if n, err := strconv.Atoi(number); err == nil && n > 0 && n < 100_000 {
			return now.AddDate(0, 0, -n), true
		}
	}
	if d, err := time.ParseDuration(text); err == nil && d > 0 {
		return now.Add(-d), true
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02t15:04", time.DateOnly} {
		if at, err := time.ParseInLocation(strings.ToLower(layout), text, now.Location()); err == nil {
			return at, true
		}
		if at, err := time.ParseInLocation(layout, strings.ToUpper(text), now.Location()); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}
