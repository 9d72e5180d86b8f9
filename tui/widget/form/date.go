package form

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
)

// Date edits a day, typed as people write one or picked from a calendar:
// up, down, pgup and pgdn go to it, and there left and right go day by day;
// typing goes back to the text. What was typed becomes YYYY-MM-DD when the
// editing ends, so that "+3" kept as a draft means the same day tomorrow.
type Date struct {
	Line
	Now         func() time.Time // the clock; time.Now when nil
	SundayFirst bool             // whether the calendar's weeks begin on Sunday

	calendar bool // whether keys go to the calendar
	edited   bool // whether the text was changed since it was set

	month time.Time     // the first day of the month drawn
	days  []screen.Rect // where its days are
}

var _ Editor = (*Date)(nil)
var _ Asker = (*Date)(nil)

func (d *Date) today() time.Time {
	now := time.Now
	if d.Now != nil {
		now = d.Now
	}
	t := now()
	return day(t.Year(), t.Month(), t.Day())
}

func (d *Date) parse() (time.Time, error) { return parseDay(d.Text(), d.today()) }

// Value returns the day as YYYY-MM-DD, "" for no text, and false when the
// text is not a day.
func (d *Date) Value() (string, bool) {
	if strings.TrimSpace(d.Text()) == "" {
		return "", !d.Required
	}
	t, err := d.parse()
	return t.Format(isoDay), err == nil
}

// SetText replaces the text.
func (d *Date) SetText(s string) {
	d.Line.SetText(s)
	_, err := d.parse()
	d.calendar, d.edited = err == nil, false
}

// Problem says why the text is not a day, or "".
func (d *Date) Problem() string {
	if strings.TrimSpace(d.Text()) == "" {
		if d.Required {
			return "a day is required"
		}
		return ""
	}
	if _, err := d.parse(); err != nil {
		return err.Error()
	}
	return ""
}

// Height asks for the line, a month, and the keys that go through it.
func (d *Date) Height(int) int { return 1 + monthRows + 1 }

// monthRows are those of a month: its name, those of the days, and six weeks.
const monthRows = 8

// Key takes a key, for the calendar or for the text.
func (d *Date) Key(k tea.KeyPressMsg) Outcome {
	if _, asks := d.Question(); asks {
		return answerKey(d, stroke(k))
	}
	if d.calendarKey(k) {
		return Handled
	}
	before := d.Text()
	if d.calendar && typed(k) != "" { // what is typed takes the place of the day
		d.buf.replace(0, len(before), "", alone)
	}
	out := d.Line.Key(k)
	d.edited = d.edited || d.Text() != before
	d.calendar = d.calendar && d.Text() == before
	if out.Ends() && d.edited {
		d.write()
	}
	return out
}

// write makes the text YYYY-MM-DD if it is a day.
func (d *Date) write() {
	if t, err := d.parse(); err == nil && d.Text() != t.Format(isoDay) {
		d.set(t)
	}
}

func (d *Date) set(t time.Time) {
	if t.Year() >= 1 && t.Year() <= 9999 {
		d.buf.replace(0, len(d.buf.s), t.Format(isoDay), alone)
	}
}

// calendarKey moves the day. From text that is no day it begins with today.
func (d *Date) calendarKey(k tea.KeyPressMsg) bool {
	if typed(k) != "" {
		return false
	}
	s := stroke(k)
	days, months := 0, 0
	switch s {
	case "up":
		days = -7
	case "down":
		days = 7
	case "pgup":
		months = -1
	case "pgdown":
		months = 1
	case "left", "right":
		if !d.calendar {
			return false
		}
		if days = 1; s == "left" {
			days = -1
		}
	default:
		return false
	}
	t, err := d.parse()
	if err == nil {
		t = addMonths(t, months).AddDate(0, 0, days)
	} else {
		t = d.today()
	}
	d.calendar, d.edited = true, true
	d.set(t)
	return true
}

// Paste puts text into the line, in the place of a day that was picked. That
// day stays while a paste of many lines waits for an answer.
func (d *Date) Paste(s string) Outcome {
	s = strings.TrimSpace(s)
	if !strings.Contains(cleanPaste(s), "\n") {
		d.replacePicked()
	}
	return d.Line.Paste(s)
}

// Answer gives the answer of that index. Only one that puts text in takes the
// place of the day that was picked.
func (d *Date) Answer(i int) Outcome {
	if i < len(pasteAnswers)-1 { // the last pastes nothing
		d.replacePicked()
	}
	return d.Line.Answer(i)
}

// replacePicked makes room for text that takes the place of a day that was
// picked in the calendar.
func (d *Date) replacePicked() {
	if d.calendar {
		d.buf.replace(0, len(d.buf.s), "", alone)
	}
	d.calendar, d.edited = false, true
}

// Draw draws the line, the day it means, and the month around it.
func (d *Date) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	head, rest := a.Top(1)
	t, err := d.parse()
	if err == nil && head.W >= 32 {
		var right screen.Area
		head, right = head.Right(18)
		right.Text(2, 0, th.Info, t.Format("Mon 2 Jan 2006"))
	}
	d.Placeholder = "2026-03-05, 5 mar, today, +3, -2w"
	cursor := d.Line.Draw(head, th)
	if err != nil {
		t = d.today()
	}
	if rest.H >= monthRows+1 {
		var keys screen.Area
		rest, keys = rest.Bottom(1)
		d.drawKeys(keys, th)
	}
	d.drawMonth(rest, th, t, err == nil)
	return cursor // not on the day: a block there would show half of it
}

// drawKeys names the keys of the calendar.
func (d *Date) drawKeys(a screen.Area, th *theme.Theme) {
	words := "up down week  pgup pgdn month"
	if d.calendar {
		words = "arrows day, week  pgup pgdn month"
	}
	a.TextCut(0, 0, a.W, th.Muted, words)
	for _, key := range []struct{ name, press string }{{"up", "up"}, {"down", "down"}, {"pgup", "pgup"}, {"pgdn", "pgdown"}} {
		if at := strings.Index(" "+words, " "+key.name+" "); at >= 0 {
			a.Press(at, 0, len(key.name), key.press, "")
		}
	}
}

// drawMonth draws the month of a day, the day marked if it is the one picked,
// and today.
func (d *Date) drawMonth(a screen.Area, th *theme.Theme, t time.Time, picked bool) {
	a.TextCut(0, 0, a.W, th.Title, t.Format("January 2006"))
	start, names := 1, "Mo Tu We Th Fr Sa Su"
	if d.SundayFirst {
		start, names = 0, "Su Mo Tu We Th Fr Sa"
	}
	a.TextCut(0, 1, a.W, th.Label, names)
	today := d.today()
	d.month, d.days = day(t.Year(), t.Month(), 1), d.days[:0]
	col := (int(day(t.Year(), t.Month(), 1).Weekday()) - start + 7) % 7
	for n, row := 1, 2; n <= monthDays(t); n++ {
		st := th.Text
		if today.Equal(day(t.Year(), t.Month(), n)) {
			st = th.Match
		}
		if n == t.Day() && picked {
			st = th.Cursor
		}
		a.Text(col*3, row, st, fmt.Sprintf("%2d", n))
		d.days = append(d.days, a.Sub(col*3, row, 2, 1).Rect)
		if col++; col == 7 {
			col, row = 0, row+1
		}
	}
}
