package search

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
)

// SetArea says where on the screen the line is, and what drops down from it.
func (m *Model) SetArea(r screen.Rect) { m.area = r }

// window is where the window below the text is, its frame included; empty where
// there is none.
func (m *Model) window() screen.Rect {
	a := m.area
	h := min(m.below()+2, a.H-1)
	if !m.open || h < 3 { // no line, or no room for one
		return screen.Rect{}
	}
	return screen.Rect{X: a.X, Y: a.Y + 1, W: min(a.W, belowWidth), H: h}
}

// lines is where the lines in it are.
func (m *Model) lines() screen.Rect {
	w := m.window()
	if w.H == 0 {
		return w
	}
	return screen.Rect{X: w.X + 1, Y: w.Y + 1, W: w.W - 2, H: w.H - 2}
}

// above is how many lines are above those that have room: as many as bring the
// one under the cursor among these.
func (m *Model) above() int { return max(m.cursor-m.lines().H, 0) }

// Covers reports whether a cell of the screen lies in the window below the text.
func (m *Model) Covers(x, y int) bool { return m.window().Contains(x, y) }

// Mouse takes the mouse over the lines below the text: a click takes one, as
// enter does, and the wheel moves the cursor.
func (m *Model) Mouse(msg tea.MouseMsg) tea.Cmd {
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
		if msg.Button == tea.MouseLeft && m.lines().Contains(msg.X, msg.Y) {
			m.cursor = m.above() + msg.Y - m.lines().Y + 1
			return m.run()
		}
	}
	return nil
}
