package objects

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
	"zco/tui/screen"
)

// Draw draws the pane.
func (m *Model) Draw(a screen.Area, focused bool) pane.Cursor {
	th := m.env.Theme
	head, body := a.Top(1)
	st := th.Label
	if focused {
		st = th.BorderFocus
	}
	cursor := pane.Cursor{}
	if m.typing || m.filter.Text() != "" {
		x := head.Text(0, 0, th.Key, "/")
		at := m.filter.Draw(head.Sub(x, 0, head.W-x, 1), th)
		if m.typing && focused {
			cursor = pane.Cursor{X: at.X, Y: at.Y, Show: at.Shown}
		}
	} else {
		head.TextCut(0, 0, head.W, st, " Objects")
	}
	m.height = body.H
	m.moveTo(m.cursor)
	m.first = body.Y
	if m.drawNothing(body) {
		return cursor
	}
	rows := m.rows()
	for y := 0; y < body.H && m.top+y < len(rows); y++ {
		m.drawRow(body.Row(y), m.top+y, focused)
	}
	if focused && m.env.Plain && !m.typing {
		cursor = pane.At(body, 0, m.cursor-m.top)
	}
	return cursor
}

// drawNothing says why there is no list, if there is none.
func (m *Model) drawNothing(a screen.Area) bool {
	th := m.env.Theme
	switch {
	case m.err != nil && len(m.list) == 0:
		for i, line := range pane.Failed(m.err, a.W-2, a.Method()) {
			a.Text(1, i+1, th.Danger, line)
		}
		m.env.DrawHints(a.Inset(1, 0), a.H-1, []pane.Hint{{Key: m.env.Keys.Key("reload-objects"), Text: "try again"}})
	case len(m.list) == 0 && m.busy:
		a.TextCut(1, 1, a.W-2, th.Muted, "loading"+th.Glyphs.Loading)
	case len(m.list) == 0:
		a.TextCut(1, 1, a.W-2, th.Muted, "no custom objects yet")
	case len(m.rows()) == 0:
		a.TextCut(1, 1, a.W-2, th.Muted, "none matches")
	default:
		return false
	}
	return true
}

func (m *Model) drawRow(a screen.Area, i int, focused bool) {
	th := m.env.Theme
	c := m.rows()[i]
	st := th.Text
	if c.ID == m.open {
		st = th.Strong
	}
	if i == m.cursor {
		a.Text(0, 0, th.Gutter, th.Glyphs.Cursor)
		if focused && !m.typing {
			st = th.Cursor
		}
	}
	number := m.countText(c.ID)
	room := a.W - 2
	if number != "" {
		room -= len(number) + 1
		a.TextRight(a.W-len(number), 0, len(number), th.Muted, number)
	}
	a.TextCut(1, 0, room, st, c.Title)
}

func (m *Model) countText(id string) string {
	c := m.counts[id]
	switch {
	case c.known:
		return pane.Thousands(c.Value)
	case c.failed != nil:
		return "?"
	}
	return ""
}

func (m *Model) click(y int) tea.Cmd {
	i := m.top + y - m.first
	if i < 0 || i >= len(m.rows()) || y < m.first {
		return nil
	}
	m.moveTo(i)
	return m.openRow()
}
