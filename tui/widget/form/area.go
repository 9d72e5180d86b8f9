package form

import (
	"fmt"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
)

// Area edits text of many lines, wrapped to the width it is drawn at. Line
// ends stay as they are in the text; new ones are like its first.
type Area struct {
	Placeholder string // shown while there is no text
	Limit       int    // the most characters that are acceptable; 0 for any number
	Required    bool   // whether the empty text is a problem
	MaxRows     int    // the most rows Height asks for; 0 for any number

	buf   buffer
	rows  rows
	view  Viewport
	drawn screen.Rect
	goal  int // the column that up and down keep to, while sticky
	stuck bool
}

var _ Editor = (*Area)(nil)

// Text returns the text as it is.
func (e *Area) Text() string { return e.buf.s }

// SetText replaces the text and puts the cursor at its end.
func (e *Area) SetText(s string) {
	e.buf.reset(s)
	e.stuck = false
}

// Height returns the rows of the text at a width, at most MaxRows.
func (e *Area) Height(width int) int {
	e.layout(width, e.rows.m)
	n := len(e.rows.list)
	if e.MaxRows > 0 {
		n = min(n, e.MaxRows)
	}
	return n
}

// Problem says that the text is too long or missing, or "".
func (e *Area) Problem() string {
	if e.Required && e.buf.s == "" {
		return "a value is required"
	}
	if e.Limit <= 0 || len(e.buf.s) <= e.Limit {
		return ""
	}
	if n := utf8.RuneCountInString(e.buf.s); n > e.Limit {
		return fmt.Sprintf("at most %d characters: this has %d", e.Limit, n)
	}
	return ""
}

// layout breaks the text into rows; one column stays free for the cursor.
func (e *Area) layout(width int, m text.Method) {
	e.rows.update(e.buf.s, max(width-1, 1), m)
}

// Key takes a key. Enter begins a line; ctrl+s and esc end the editing.
func (e *Area) Key(k tea.KeyPressMsg) Outcome {
	e.settle()
	if s := typed(k); s != "" {
		e.stuck = false
		e.buf.insert(s, typing)
		return Handled
	}
	s := stroke(k)
	switch s {
	case "ctrl+s", "ctrl+enter":
		return Done
	case "esc", "tab", "shift+tab":
		return leaving(s)
	}
	if e.vertical(s) {
		e.buf.past.seal()
		return Handled
	}
	if e.edit(s) {
		e.stuck = false
		return Handled
	}
	return Unhandled
}

// edit does the keys that know lines, and those all texts share.
func (e *Area) edit(s string) bool {
	b := &e.buf
	from, to := b.lineStart(b.pos), b.lineEnd(b.pos)
	switch {
	case s == "enter" || s == "alt+enter":
		b.insert(e.lineFeed(), typing)
	case s == "ctrl+k" && b.pos == to:
		b.replace(b.pos, b.after(b.pos), "", alone)
	case s == "ctrl+u" && b.pos == from:
		b.replace(b.before(b.pos), b.pos, "", alone)
	case s == "home" || s == "end":
		from, to = e.rowEnds()
		return b.edit(s, from, to)
	case s == "ctrl+home" || s == "alt+<":
		b.pos = 0
	case s == "ctrl+end" || s == "alt+>":
		b.pos = len(b.s)
	default:
		return b.edit(s, from, to)
	}
	return true
}

// rowEnds returns the first and the last place in the cursor's row.
func (e *Area) rowEnds() (from, to int) {
	e.sync()
	i := e.rows.find(e.buf.pos)
	return e.rows.list[i].from, e.rows.place(i, 1<<30)
}

// sync brings the rows up to date with the text, at the width drawn last.
func (e *Area) sync() {
	width := e.rows.width
	if width == 0 {
		width = 79
	}
	e.rows.update(e.buf.s, width, e.rows.m)
}

// settle is called before the cursor or the text changes.
func (e *Area) settle() {
	if e.view.Page() > 0 {
		e.sync()
		e.view.Settle(e.rows.find(e.buf.pos), len(e.rows.list))
	}
}

// vertical moves the cursor by rows of the screen.
func (e *Area) vertical(s string) bool {
	var by int
	switch s {
	case "up", "ctrl+p":
		by = -1
	case "down", "ctrl+n":
		by = 1
	case "pgup":
		by = -max(e.view.Page()-1, 1)
	case "pgdown":
		by = max(e.view.Page()-1, 1)
	default:
		return false
	}
	e.sync()
	i := e.rows.find(e.buf.pos)
	if !e.stuck {
		e.goal, e.stuck = e.rows.column(i, e.buf.pos), true
	}
	switch to := i + by; {
	case to < 0 && i == 0:
		e.buf.pos = 0
	case to >= len(e.rows.list) && i == len(e.rows.list)-1:
		e.buf.pos = len(e.buf.s)
	default:
		e.buf.pos = e.rows.place(max(min(to, len(e.rows.list)-1), 0), e.goal)
	}
	return true
}

// Paste puts text in as one change.
func (e *Area) Paste(s string) Outcome {
	e.settle()
	e.stuck = false
	s = cleanPaste(s)
	if lf := e.lineFeed(); lf != "\n" {
		s = strings.ReplaceAll(s, "\n", lf)
	}
	e.buf.insert(s, alone)
	return Handled
}

// lineFeed returns the line end that the text uses.
func (e *Area) lineFeed() string {
	if i := strings.IndexByte(e.buf.s, '\n'); i > 0 && e.buf.s[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// Draw draws the rows around the cursor.
func (e *Area) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	if a.W < 1 || a.H < 1 {
		return screen.Cursor{}
	}
	e.layout(a.W, a.Method())
	e.drawn = a.Rect
	at0 := e.rows.find(e.buf.pos)
	top := e.view.Fit(a.H, at0, len(e.rows.list))
	a.Restyle(th.Input)
	if e.buf.s == "" {
		a.TextCut(0, 0, a.W, th.Muted, e.Placeholder)
	}
	for y := 0; y < a.H && top+y < len(e.rows.list); y++ {
		w := e.rows.list[top+y]
		drawRun(a, 0, y, th.Input, th.Hostile, e.buf.s[w.from:w.to])
	}
	x := min(e.rows.column(at0, e.buf.pos), a.W-1)
	return at(a, x, at0-top)
}
