package records

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
	"zco/tui/resource"
	"zco/tui/screen"
	"zco/tui/window"
)

// gutter is the width of the mark before each row.
const gutter = 2

// Draw draws the table.
func (m *Model) Draw(a screen.Area, focused bool) pane.Cursor {
	head, body := a.Top(1)
	m.first = body.Y
	m.height = max(body.H, 1)
	m.win.SetHeight(m.height)
	cols := m.columns.place(gutter, a.W)
	m.drawHead(head, cols, focused)
	if m.drawNothing(body) {
		return pane.Cursor{}
	}
	at, _, _ := m.win.Cursor()
	top := m.win.Top()
	for i, it := range m.win.Rows(top) {
		if i-top >= body.H {
			break
		}
		m.drawRow(body.Row(i-top), it, cols, i == at, focused)
	}
	if m.env.Plain && focused {
		return pane.At(body, 0, at-top)
	}
	return pane.Cursor{}
}

func (m *Model) drawHead(a screen.Area, cols []placed, focused bool) {
	th := m.env.Theme
	for _, c := range cols {
		st := th.Label
		if focused && c.index == m.columns.cursor {
			st = th.BorderFocus
		}
		title := c.field.Title
		switch m.place.Sort {
		case c.field.Key:
			title = th.Glyphs.Ascending + title
		case "-" + c.field.Key:
			title = th.Glyphs.Descending + title
		}
		if c.field.Numeric() {
			a.TextRight(c.x, 0, c.w, st, title)
		} else {
			a.TextCut(c.x, 0, c.w, st, title)
		}
	}
}

func (m *Model) drawRow(a screen.Area, it resource.Item, cols []placed, current, focused bool) {
	th := m.env.Theme
	if current {
		a.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
	}
	if mark := m.win.Mark(it.ID); mark != 0 {
		glyph := th.Glyphs.Changed
		if mark&(window.Added|window.Local) != 0 {
			glyph = th.Glyphs.New
		}
		a.Text(1, 0, th.Changed, glyph)
	}
	for _, c := range cols {
		st := th.Text
		if current && focused && c.index == m.columns.cursor {
			st = th.Cursor
		}
		s := m.cell(it, c.field)
		if c.field.Numeric() {
			a.TextRight(c.x, 0, c.w, st, s)
		} else {
			a.TextCut(c.x, 0, c.w, st, s)
		}
		if st == th.Cursor && s == "" {
			a.Text(c.x, 0, st, " ")
		}
	}
}

func (m *Model) cell(it resource.Item, f resource.Field) string {
	return m.cells.text(it, f.Key, func() string { return m.env.Format().Text(f, it.Value(f.Key)) })
}

// drawNothing says why there are no rows, if there are none.
func (m *Model) drawNothing(a screen.Area) bool {
	th := m.env.Theme
	err := m.win.Err(window.First)
	if err == nil {
		err = m.schemaErr
	}
	switch {
	case err != nil && (m.win.Len() == 0 || m.schema == nil):
		lines := append([]string{m.col.Title + " cannot be shown."}, pane.Failed(err, a.W-4, a.Method())...)
		for i, line := range lines {
			a.Text(2, i+1, th.Danger, line)
		}
		m.env.DrawHints(a.Inset(2, 0), len(lines)+2, []pane.Hint{{Key: m.env.Keys.Key("refresh"), Text: "try again"}})
	case !m.win.Loaded() || m.schema == nil:
		a.TextCut(2, 1, a.W-2, th.Muted, "loading "+m.col.Title+th.Glyphs.Loading)
	case m.win.Empty() && m.place.Searching():
		a.TextCut(2, 1, a.W-2, th.Muted, "nothing found for "+m.place.Text)
	case m.win.Empty():
		a.TextCut(2, 1, a.W-2, th.Muted, "no "+m.col.Title+" yet")
	default:
		return false
	}
	return true
}

// Status is what the status bar tells of the table: position, total, sort,
// search.
func (m *Model) Status() []string {
	out := []string{m.positionText()}
	if m.place.Text != "" {
		out = append(out, "search "+m.place.Text)
	}
	if s := m.place.Sort; s != "" {
		glyph := m.env.Theme.Glyphs.Ascending
		if rest, down := strings.CutPrefix(s, "-"); down {
			s, glyph = rest, m.env.Theme.Glyphs.Descending
		}
		out = append(out, glyph+s)
	}
	if err := m.failedEdge(); err != nil {
		out = append(out, "more rows did not load: "+pane.Explain(err))
	}
	return out
}

func (m *Model) failedEdge() error {
	if m.win.Len() == 0 {
		return nil
	}
	for d := window.First; d <= window.Refresh; d++ {
		if err := m.win.Err(d); err != nil {
			return err
		}
	}
	return nil
}

func (m *Model) positionText() string {
	i, _, ok := m.win.Cursor()
	if !ok {
		return "0"
	}
	at := "?"
	if p := m.win.Position(i); p >= 0 {
		at = pane.Thousands(p + 1)
	}
	if !m.count.known {
		return at
	}
	return at + " of " + m.totalText()
}

// totalText is the total, marked as old where it was counted a while ago.
func (m *Model) totalText() string {
	n := pane.Thousands(m.count.Value)
	at, err := time.Parse(time.RFC3339, m.count.Refreshed)
	if err != nil {
		return n
	}
	age := m.env.Now().Sub(at)
	if age < 2*time.Minute {
		return n
	}
	return fmt.Sprintf("≈%s counted %s ago", n, pane.Age(age))
}

func (m *Model) click(x, y int) tea.Cmd {
	i := m.win.Top() + y - m.first
	if y < m.first || i >= m.win.Len() {
		return nil
	}
	at, _, _ := m.win.Cursor()
	return m.moved(i - at)
}
