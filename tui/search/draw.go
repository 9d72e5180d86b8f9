package search

import (
	"zco/tui/pane"
	"zco/tui/screen"
)

// Draw draws the line in the first row of a and, while it is open, what was
// found below it.
func (m *Model) Draw(a screen.Area, focused bool) pane.Cursor {
	th := m.env.Theme
	if !m.open {
		m.drawClosed(a)
		return pane.Cursor{}
	}
	x := a.Text(0, 0, th.Key, "/")
	right := m.state()
	at := m.line.Draw(a.Sub(x, 0, a.W-x-len(right)-2, 1), th)
	a.TextRight(a.W-len([]rune(right))-1, 0, len([]rune(right)), th.Muted, right)
	m.drawFound(a.Sub(0, 1, min(a.W, 64), a.H-1))
	return pane.Cursor{X: at.X, Y: at.Y, Show: at.Shown && focused}
}

func (m *Model) drawClosed(a screen.Area) {
	th := m.env.Theme
	x := a.Text(0, 0, th.Key, m.env.Keys.Key("search"))
	x = a.Text(x+1, 0, th.Muted, "search")
	x = a.Text(x+3, 0, th.Key, m.env.Keys.Key("jump"))
	a.Text(x+1, 0, th.Muted, "jump")
}

// state says what the suggestions below are.
func (m *Model) state() string {
	switch {
	case m.err != nil:
		return "no suggestions: " + pane.Explain(m.err)
	case m.busy:
		return "asking" + m.env.Theme.Glyphs.Loading
	case m.line.Text() != "" && m.foundOf == m.line.Text() && len(m.found) == 0:
		return "no name begins so; enter searches all text"
	}
	return m.col.Title
}

func (m *Model) drawFound(a screen.Area) {
	th := m.env.Theme
	for i, it := range m.found {
		if i >= a.H {
			return
		}
		row := a.Row(i)
		row.Fill(th.Text)
		st := th.Text
		if m.cursor == i+1 {
			row.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
			st = th.Cursor
		}
		x := row.TextCut(2, 0, row.W*2/3, st, it.Name)
		row.TextCut(x+2, 0, row.W-x-2, th.Muted, it.Value("external_id").Text())
	}
}
