package form

import (
	"strings"
	"testing"
	"time"
)

// thursday is the clock of these tests: late in the evening, far from UTC.
func thursday() time.Time {
	return time.Date(2026, 3, 5, 23, 30, 0, 0, time.FixedZone("west", -9*3600))
}

func TestDateForms(t *testing.T) {
	for typed, want := range map[string]string{
		"2026-03-05": "2026-03-05", "2026/3/5": "2026-03-05", "20260305": "2026-03-05", "2025-07-03T00:00:00+00:00": "2025-07-03",
		"today": "2026-03-05", " Tomorrow ": "2026-03-06", "yesterday": "2026-03-04",
		"+3": "2026-03-08", "-2w": "2026-02-19", "+1m": "2026-04-05", "-1 year": "2025-03-05", "+ 10 days": "2026-03-15",
		"3 mar 2026": "2026-03-03", "3rd March 2026": "2026-03-03", "mar 3, 2026": "2026-03-03", "march 3": "2026-03-03", "3-Mar-2026": "2026-03-03", "3. mar 2026": "2026-03-03",
		"25/12/2026": "2026-12-25", "12/25/2026": "2026-12-25", "5.5.2026": "2026-05-05",
		"fri": "2026-03-06", "thursday": "2026-03-12", "29 feb 2028": "2028-02-29", "sept 1": "2026-09-01",
		"5 oct": "2026-10-05", "dec 5": "2026-12-05", "1 jan 2026": "2026-01-01", "13/12/2026": "2026-12-13", "12/13/2026": "2026-12-13", "now": "2026-03-05",
		"+7973y": "9999-03-05", "-2025y": "0001-03-05", "-5d": "2026-02-28", "+0d": "2026-03-05", "+1 week": "2026-03-12", "31 jan": "2026-01-31", "28 feb": "2026-02-28",
	} {
		d := &Date{Now: thursday}
		d.SetText(typed)
		if got, ok := d.Value(); !ok || got != want {
			t.Errorf("%q is %q %v (%s), want %q", typed, got, ok, d.Problem(), want)
		}
		if d.Text() != typed {
			t.Errorf("%q became %q unasked", typed, d.Text())
		}
	}
	for typed, want := range map[string]string{
		"5/12/2026":  "could be 5 December or 12 May: write 2026-12-05 or 2026-05-12",
		"5/12/0000":  "not a day: write it as 2026-03-05",
		"3 foo 2026": "not a day: write 2026-03-05, 5 mar 2026, today, +3 or -2w",
		"foo 3":      "not a day: write 2026-03-05, 5 mar 2026, today, +3 or -2w",
		"2026-00-01": "there is no month 0: write year, month and day, such as 2026-03-05",
		"2026-01-00": "January 2026 has 31 days",
		"32 jan":     "January 2026 has 31 days",
		"+7974y":     "the year 10000 is out of range: 1 to 9999",
		"-2026y":     "the year 0 is out of range: 1 to 9999",
		"3/4/2026":   "could be 3 April or 4 March: write 2026-04-03 or 2026-03-04",
		"03.04.2026": "could be 3 April or 4 March: write 2026-04-03 or 2026-03-04",
		"30 feb":     "February 2026 has 28 days",
		"2026-13-01": "there is no month 13: write year, month and day, such as 2026-03-05",
		"0000-01-01": "there is no year 0000",
		"3/4/26":     "not a day: write 2026-03-05, 5 mar 2026, today, +3 or -2w",
		"soon":       "not a day: write 2026-03-05, 5 mar 2026, today, +3 or -2w",
		"+99999y":    "the year 102025 is out of range: 1 to 9999",
	} {
		d := &Date{Now: thursday}
		d.SetText(typed)
		if _, ok := d.Value(); ok || d.Problem() != want || d.Text() != typed {
			t.Errorf("%q: problem %q, want %q", typed, d.Problem(), want)
		}
	}
}

func TestDateDraws(t *testing.T) {
	d := &Date{Now: thursday}
	d.SetText("2026-03-05")
	cur := shows(t, d, 40,
		"2026-03-05              Thu 5 Mar 2026",
		"March 2026",
		"Mo Tu We Th Fr Sa Su",
		"                   1",
		" 2  3  4  5  6  7  8",
		" 9 10 11 12 13 14 15",
		"16 17 18 19 20 21 22",
		"23 24 25 26 27 28 29",
		"30 31",
		"arrows day, week  pgup pgdn month")
	if cur.X != 10 || cur.Y != 0 {
		t.Errorf("cursor %+v, want it in the text: on the day it hides half of that", cur)
	}
	d.SundayFirst = true
	shows(t, d, 20, "2026-03-05", "March 2026", "Su Mo Tu We Th Fr Sa", " 1  2  3  4  5  6  7")
}

func TestDateKeys(t *testing.T) {
	for keys, want := range map[string]string{
		"down": "2026-02-07", "up": "2026-01-24", "right": "2026-02-01", "left left": "2026-01-29",
		"pgdown": "2026-02-28", "pgup": "2025-12-31", "pgdown ctrl+z": "2026-01-31", "backspace 0": "2026-01-30",
	} {
		d := &Date{Now: thursday}
		d.SetText("2026-01-31")
		press(d, keys)
		if d.Text() != want {
			t.Errorf("%s gives %q, want %q", keys, d.Text(), want)
		}
	}
	d := &Date{Now: thursday}
	press(d, "down")
	if d.Text() != "2026-03-05" {
		t.Errorf("the calendar begins at %q, want today", d.Text())
	}
}

// Typing takes the place of a picked day, and what it means is fixed when the
// editing ends: "+3" would be another day tomorrow.
func TestDateTyping(t *testing.T) {
	d := &Date{Now: thursday}
	d.SetText("2026-01-31")
	typeIn(d, "+3")
	if d.Text() != "+3" {
		t.Errorf("typed over a day: %q", d.Text())
	}
	if out := press(d, "left esc"); out != Leave || d.Text() != "2026-03-08" {
		t.Errorf("left with %q", d.Text())
	}
	d.SetText("2025-07-03T00:00:00+00:00")
	press(d, "enter")
	if d.Text() != "2025-07-03T00:00:00+00:00" {
		t.Errorf("an untouched value became %q", d.Text())
	}
	d.SetText("")
	typeIn(d, "3/4/2026")
	press(d, "esc")
	if d.Text() != "3/4/2026" || !strings.Contains(d.Problem(), "could be") {
		t.Errorf("ambiguous text became %q, problem %q", d.Text(), d.Problem())
	}
	d.SetText("2026-01-31")
	if d.Paste(" 1 may 2026\n"); d.Text() != "1 may 2026" {
		t.Errorf("pasted over a day: %q", d.Text())
	}
}

// A paste of many lines asks first, and the day that was picked stays unless
// something of the paste takes its place.
func TestDateKeepsItsDayWhileAPasteAsks(t *testing.T) {
	for keys, want := range map[string]string{"": "2026-01-31", "q": "2026-01-31", "esc": "2026-01-31", "q esc": "2026-01-31", "f": "1 may 2026", "j": "1 may 2026 2 june"} {
		d := &Date{Now: thursday}
		d.SetText("2026-01-31")
		if out := d.Paste("1 may 2026\r\n2 june"); out != Ask {
			t.Fatalf("the paste answers %v, want a question", out)
		}
		press(d, keys)
		if d.Text() != want {
			t.Errorf("after %q the text is %q, want %q", keys, d.Text(), want)
		}
	}
	d := &Date{Now: thursday}
	d.SetText("2026-01-31")
	d.Paste("1 may 2026\n2 june")
	d.Answer(1) // as a click on the answer does
	if d.Text() != "1 may 2026" {
		t.Errorf("answered with the mouse: %q", d.Text())
	}
	d.SetText("2026-01-31")
	d.Paste("1 may 2026\n2 june")
	press(d, "esc enter")
	if d.Text() != "2026-01-31" {
		t.Errorf("a paste that was refused left %q", d.Text())
	}
}

// The calendar ends where years have four digits, and takes the place of text
// that is no day.
func TestDateKeysAtTheEnds(t *testing.T) {
	for _, c := range []struct{ from, keys, want string }{
		{"9999-12-30", "right", "9999-12-31"},
		{"9999-12-31", "right", "9999-12-31"},
		{"0001-01-02", "left", "0001-01-01"},
		{"0001-01-01", "left", "0001-01-01"},
		{"0001-01-31", "pgup", "0001-01-31"},
		{"", "down right", "2026-03-06"},
		{"", "pgup left", "2026-03-04"},
		{"soon", "up 7", "7"},
		{"soon", "left x", "sooxn"},
		{"2026-01-31", "+ 3 left 1", "+13"},
		{"2026-01-31", "+ 3 enter", "2026-03-08"},
		{"2026-01-31", "+ 3 tab", "2026-03-08"},
		{"2026-01-31", "+ 3 up", "2026-03-01"}, // a week before what was typed
		{"today", "right left enter", "2026-03-05"},
		{"today", "enter", "today"}, // it was there before: nobody touched it
	} {
		d := &Date{Now: thursday}
		d.SetText(c.from)
		press(d, c.keys)
		if d.Text() != c.want {
			t.Errorf("%s from %q gives %q, want %q", c.keys, c.from, d.Text(), c.want)
		}
	}
	for keys, want := range map[string]Outcome{"down": Handled, "left": Handled, "1": Handled, "enter": Done, "esc": Leave, "f5": Unhandled} {
		d := &Date{Now: thursday}
		d.SetText("2026-01-31")
		if out := press(d, keys); out != want {
			t.Errorf("%s is %d, want %d", keys, out, want)
		}
	}
	for _, required := range []bool{true, false} {
		if v, ok := (&Date{Line: Line{Required: required}}).Value(); v != "" || ok == required {
			t.Errorf("no day, required %v, is %q %v", required, v, ok)
		}
	}
}

// What is pasted is text until it is left; a day that is clicked is one of the
// calendar.
func TestDateAfterAPasteAndAClick(t *testing.T) {
	d := &Date{Now: thursday}
	d.SetText("2026-01-31")
	d.Paste("1 may")
	if press(d, "left left x"); d.Text() != "1 mxay" {
		t.Errorf("in what was pasted left and right move the cursor: %q", d.Text())
	}
	press(d, "backspace")
	if press(d, "enter"); d.Text() != "2026-05-01" {
		t.Errorf("left, what was pasted is %q", d.Text())
	}
	d = &Date{Now: thursday}
	d.SetText("3 mar")
	typeIn(d, "2 mar")
	draw(t, d, 40, 10, 0)
	at := d.days[8]
	if out := d.Click(at.X+1, at.Y); out != Handled || d.Text() != "2026-03-09" {
		t.Errorf("a click on the ninth is %d: %q", out, d.Text())
	}
	if out := d.Click(at.X+2, at.Y); out != Unhandled {
		t.Errorf("a click between two days is %d", out)
	}
	first := d.days[0]
	if d.Click(first.X, first.Y); d.Text() != "2026-03-01" {
		t.Errorf("a click on the first: %q", d.Text())
	}
	if press(d, "right 5"); d.Text() != "5" {
		t.Errorf("typed over a day that was clicked: %q", d.Text())
	}
}
