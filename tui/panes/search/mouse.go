package search

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
)

// SetArea says where on the screen the line is, and what drops down from it.
func (m *Model) SetArea(r screen.Rect) { m.area = r }

// lines is where the lines below the text are.
func (m *Model) lines() screen.Rect {
	a := m.area
	return screen.Rect{X: a.X, Y: a.Y + 1, W: min(a.W, belowWidth), H: max(min(m.below(), a.H-1), 0)}
}

// Covers reports whether a cell of the screen shows a line below the text.
func (m *Model) Covers(x, y int) bool { return m.open && m.lines().Contains(x, y) }

// pointed takes the mouse over the lines below the text: a click takes one, as
// enter does, and the wheel moves the cursor.
func (m *Model) pointed(msg tea.MouseMsg) tea.Cmd {
	if !m.open {
		return nil
	}
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		by := 1
		if msg.Button == tea.MouseWheelUp {
			by = -1
		}
		m.move(by)
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft && m.Covers(msg.X, msg.Y) {
			m.cursor = msg.Y - m.lines().Y + 1
			return m.run()
		}
	}
	return nil
}
