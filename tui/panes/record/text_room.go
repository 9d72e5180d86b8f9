package record

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/reader"
)

// mostLines is how many lines a text of many has where not all have room.
const mostLines = 6

// fewLines is how many lines another value has there: a name that is a little
// too long for a narrow screen is read whole.
const fewLines = 2

// written are the lines of a value in a width, kept from frame to frame.
type written struct {
	of    string
	width int
	lines []string
}

// lines returns the lines of a field's value in the width of a record.
func (m *row) lines(f collection.Field, w int) []string {
	return m.linesOf(m.shown(f), valueWidth(w), f)
}

// linesOf wraps what is written of a field.
func (m *row) linesOf(s string, width int, f collection.Field) []string {
	old := m.written[f.Key]
	if old.of == s && old.width == width {
		return old.lines
	}
	if m.written == nil || len(m.written) > 2*len(m.fields) {
		m.written = map[string]written{}
	}
	now := written{s, width, text.Wrap(s, width, text.Clusters)}
	m.written[f.Key] = now
	return now.lines
}

// heights returns how many rows each field, and each line below them, has in a body of w by h cells. What
// is left of the body goes to the values that are cut, from the top.
func (m *Model) heights(w, h int) []int {
	out, cut := make([]int, len(m.fields)), make([]int, len(m.fields))
	for i, f := range m.fields {
		switch n := len(m.lines(f, w)); {
		case m.isEditing(f):
			out[i] = m.editing.height(valueWidth(w))
		case f.Multiline():
			out[i], cut[i] = min(n, mostLines), max(n-mostLines, 0)
		default:
			out[i], cut[i] = min(n, fewLines), max(n-fewLines, 0)
		}
		if m.heading(i) != "" {
			out[i]++
		}
		out[i] += len(m.below(f, w))
		h -= out[i]
	}
	sections := slices.Concat(section(m.files.lineCount()), section(len(m.related.pointing)))
	for _, rows := range sections {
		h -= rows
	}
	for i, n := range cut {
		more := min(n, max(h, 0))
		out[i] += more
		h -= more
	}
	return slices.Concat(out, sections)
}

// section is how many rows each of n lines below the fields has.
func section(n int) []int {
	if n == 0 {
		return nil
	}
	rows := slices.Repeat([]int{1}, n)
	rows[0] += sectionHead
	return rows
}

// drawLines draws a value in the rows it has, and says how much more there is.
func (m *row) drawLines(a screen.Area, st screen.Style, lines []string, current bool) {
	th := m.env.Theme
	if len(lines) <= a.H {
		for y, line := range lines {
			a.Text(0, y, st, line)
		}
		return
	}
	more := th.Glyphs.Loading + " " + pane.Plural(len(lines)-a.H+1, "more line", "more lines")
	if a.H == 1 {
		more = "+" + pane.Plural(len(lines)-1, "line", "lines")
	}
	key := m.env.Keys.Key(action.ReadField)
	room := a.W // for that
	if a.H == 1 {
		room = a.W*2/3 - 1
	}
	if all := more + ", " + key + " shows all"; current && key != "" && text.Width(all, a.Method()) <= room {
		more = all
	}
	press := func(x, y int) { // it is said of the field under the cursor only
		if current {
			a.Press(x, y, text.Width(more, a.Method()), key, string(action.ReadField))
		}
	}
	if a.H > 1 {
		for y, line := range lines[:a.H-1] {
			a.Text(0, y, st, line)
		}
		a.TextCut(0, a.H-1, a.W, th.Muted, more)
		press(0, a.H-1)
		return
	}
	if text.Width(more, a.Method()) > room {
		a.TextCut(0, 0, a.W, st, lines[0]+th.Glyphs.Loading)
		return
	}
	x := a.TextCut(0, 0, a.W-text.Width(more, a.Method())-1, st, lines[0])
	a.Text(x+1, 0, th.Muted, more)
	press(x+1, 0)
}

// whyNotRead says why there is nothing to read of the field under the cursor.
func (m *row) whyNotRead() string {
	f, ok := m.field()
	if !ok {
		return noField
	}
	return unless(m.shown(f) != "", "The field is empty")
}

// readField shows the whole value of the field under the cursor.
func (m *row) readField() tea.Cmd {
	f, _ := m.field()
	s := m.shown(f)
	m.env.Shell.Open(reader.Wrapping(m.env, f.Title, func() []string { return text.Wrap(s, readWidth, text.Clusters) }))
	return nil
}

// readWidth is no narrower than the window that wraps what is read.
const readWidth = 1000
