package shell

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

// present draws the state as it is now, unless the line is behind, and asks
// for the acknowledgement of what it drew.
func (m *Model) present() tea.Cmd {
	if wakes, busy := m.terminal.Busy(); busy {
		return wakes
	}
	v := m.draw(m.canvas.Begin(m.terminal.Width, m.terminal.Height))
	if same(m.frame, v) {
		return nil
	}
	m.frame = v
	if m.quitting {
		return nil
	}
	return m.terminal.Drawn()
}

// same reports whether two frames show the same.
func same(a, b tea.View) bool {
	switch {
	case a.Content != b.Content, a.WindowTitle != b.WindowTitle, a.MouseMode != b.MouseMode, (a.Cursor == nil) != (b.Cursor == nil):
		return false
	}
	return a.Cursor == nil || a.Cursor.Position == b.Cursor.Position
}

// draw draws the frame from the state.
func (m *Model) draw(a screen.Area) tea.View {
	cursor := m.drawPanes(a)
	v := m.view(m.canvas.Frame())
	if cursor.Shown {
		v.Cursor = tea.NewCursor(cursor.X, cursor.Y)
		v.Cursor.Blink = false
	}
	return v
}

// view is a frame with what holds for all of them.
func (m *Model) view(content string) tea.View {
	v := tea.NewView(content)
	v.AltScreen = true
	v.ReportFocus = true
	v.WindowTitle = m.title()
	if m.terminal.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// title is the terminal's window title; records' names do not appear in it.
func (m *Model) title() string {
	if t := m.table(); t != nil {
		return "zco · " + text.Clean(t.Collection().Title)
	}
	return "zco"
}

func (m *Model) drawPanes(a screen.Area) screen.Cursor {
	if m.layout.small {
		a.TextCut(0, 0, a.W, m.env.Theme.Text, fmt.Sprintf("Terminal too small: %d×%d needed", leastWidth, leastHeight))
		return screen.Cursor{}
	}
	at := func(r screen.Rect) screen.Area { return a.Sub(r.X, r.Y, r.W, r.H) }
	var cursor screen.Cursor
	for r, rect := range m.layout.regions[:Top] {
		if rect.W > 0 {
			m.drawRegion(at(rect), Region(r), &cursor)
		}
	}
	m.drawRules(a)
	m.drawRegion(at(m.layout.area(Top)), Top, &cursor)
	d := m.dialogs.top()
	if _, over := d.(placed); over {
		a.Cover() // what lies below takes no clicks, but the keys of its editor do
	}
	m.drawStatus(at(m.layout.message), at(m.layout.status))
	if d != nil {
		return DrawDialog(m.env, a, d)
	}
	return cursor
}

// drawRegion draws the pane of a region, and takes its cursor where it has the
// focus.
func (m *Model) drawRegion(a screen.Area, r Region, cursor *screen.Cursor) {
	s := m.front(r)
	if s == nil {
		return
	}
	p := m.pane(s)
	if p == nil {
		a.TextCut(1, 1, a.W-2, m.env.Theme.Muted, "Choose an object on the left")
		return
	}
	focused := s.Name == m.at.Focus
	if c := p.Draw(a, focused); focused {
		*cursor = c
	}
}

// drawRules draws the lines between panes.
func (m *Model) drawRules(a screen.Area) {
	if m.env.Plain {
		return
	}
	for _, r := range m.layout.regions[Middle:Top] {
		if r.W > 0 && r.X > 0 {
			a.Repeat(r.X-1, r.Y, 1, r.H, '│', m.env.Theme.Border)
		}
	}
}
