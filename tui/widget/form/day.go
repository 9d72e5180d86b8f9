package form

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// isoDay is how days are written.
const isoDay = "2006-01-02"

// day returns midnight, in UTC, of a day of the calendar.
func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

// addMonths keeps the day of the month, or takes the last of a shorter one.
func addMonths(t time.Time, n int) time.Time {
	first := day(t.Year(), t.Month()+time.Month(n), 1)
	return day(first.Year(), first.Month(), min(t.Day(), monthDays(first)))
}

func monthDays(t time.Time) int { return day(t.Year(), t.Month()+1, 0).Day() }

var (
	isoForm    = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$`)
	denseForm  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	numberForm = regexp.MustCompile(`^(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})$`)
	offsetForm = regexp.MustCompile(`^([+-]) ?(\d{1,5}) ?(d|days?|w|weeks?|m|months?|y|years?)?$`)
	dayFirst   = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?[-. ]*([a-z]{3,9})\.?[-, ]*(\d{4})?$`)
	monthFirst = regexp.MustCompile(`^([a-z]{3,9})\.? *(\d{1,2})(?:st|nd|rd|th)?(?:[, ]+(\d{4}))?$`)
)

// parseDay reads a day as people write one. An error says how to write it
// instead.
func parseDay(s string, today time.Time) (time.Time, error) {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	if t, ok := dayNamed(s, today); ok {
		return t, nil
	}
	if m := offsetForm.FindStringSubmatch(s); m != nil {
		return dayOffset(m, today)
	}
	for _, form := range []*regexp.Regexp{isoForm, denseForm} {
		if m := form.FindStringSubmatch(strings.ToUpper(s)); m != nil {
			return dayOf(m[1], atoi(m[2]), m[3])
		}
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil && monthNamed(m[2]) > 0 {
		return dayOf(orYear(m[3], today), monthNamed(m[2]), m[1])
	}
	if m := monthFirst.FindStringSubmatch(s); m != nil && monthNamed(m[1]) > 0 {
		return dayOf(orYear(m[3], today), monthNamed(m[1]), m[2])
	}
	if m := numberForm.FindStringSubmatch(s); m != nil {
		return dayOfNumbers(m)
	}
	return time.Time{}, fmt.Errorf("not a day: write %s, 5 mar %d, today, +3 or -2w", today.Format(isoDay), today.Year())
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s) // the forms let nothing but a few digits through
	return n
}

func orYear(s string, today time.Time) string {
	if s == "" {
		return fmt.Sprintf("%04d", today.Year())
	}
	return s
}

// dayNamed knows today and its neighbours, and the next of each weekday.
func dayNamed(s string, today time.Time) (time.Time, bool) {
	switch s {
	case "today", "now":
		return today, true
	case "tomorrow":
		return today.AddDate(0, 0, 1), true
	case "yesterday":
		return today.AddDate(0, 0, -1), true
	}
	for ahead := 1; ahead <= 7; ahead++ {
		t := today.AddDate(0, 0, ahead)
		if name := strings.ToLower(t.Weekday().String()); s == name || s == name[:3] {
			return t, true
		}
	}
	return time.Time{}, false
}

func dayOffset(m []string, today time.Time) (time.Time, error) {
	n := atoi(m[2])
	if m[1] == "-" {
		n = -n
	}
	t := today
	switch {
	case m[3] == "" || m[3][0] == 'd':
		t = today.AddDate(0, 0, n)
	case m[3][0] == 'w':
		t = today.AddDate(0, 0, 7*n)
	case m[3][0] == 'm':
		t = addMonths(today, n)
	default:
		t = addMonths(today, 12*n)
	}
	if t.Year() < 1 || t.Year() > 9999 {
		return t, fmt.Errorf("the year %d is out of range: 1 to 9999", t.Year())
	}
	return t, nil
}

func dayOf(year string, month int, d string) (time.Time, error) {
	if month < 1 || month > 12 {
		return time.Time{}, fmt.Errorf("there is no month %d: write year, month and day, such as 2026-03-05", month)
	}
	if atoi(year) == 0 {
		return time.Time{}, fmt.Errorf("there is no year %s", year)
	}
	first := day(atoi(year), time.Month(month), 1)
	if n := atoi(d); n < 1 || n > monthDays(first) {
		return time.Time{}, fmt.Errorf("%s has %d days", first.Format("January 2006"), monthDays(first))
	}
	return first.AddDate(0, 0, atoi(d)-1), nil
}

// dayOfNumbers takes two numbers and a year only where no one could read them
// in another order.
func dayOfNumbers(m []string) (time.Time, error) {
	a, b := atoi(m[1]), atoi(m[2])
	switch {
	case a > 12 || a == b:
		return dayOf(m[3], b, m[1])
	case b > 12:
		return dayOf(m[3], a, m[2])
	}
	one, err := dayOf(m[3], b, m[1])
	two, _ := dayOf(m[3], a, m[2]) // it fails where the other does: both are days of every month
	if err != nil {
		return time.Time{}, fmt.Errorf("not a day: write it as 2026-03-05")
	}
	return time.Time{}, fmt.Errorf("could be %s or %s: write %s or %s",
		one.Format("2 January"), two.Format("2 January"), one.Format(isoDay), two.Format(isoDay))
}

var monthNames = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// monthNamed returns the number of a month by three letters of its name or
// more, or 0.
func monthNamed(s string) int {
	for i, name := range monthNames {
		if len(s) >= 3 && strings.HasPrefix(name, s) || i == 8 && s == "sept" {
			return i + 1
		}
	}
	return 0
}
