package objects

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/widget/form"
)

// Type takes a key of the filter.
func (m *Model) Type(k tea.KeyPressMsg) tea.Cmd {
	if !m.typing {
		return nil
	}
	before := m.filter.Text()
	m.filter.Key(k)
	return m.filtered(before)
}

// Paste takes text for the filter.
func (m *Model) Paste(s string) tea.Cmd {
	if !m.typing {
		return nil
	}
	before := m.filter.Text()
	if m.filter.Paste(s) == form.Ask {
		m.filter.Answer(0)
	}
	return m.filtered(before)
}

func (m *Model) filtered(before string) tea.Cmd {
	if m.filter.Text() != before {
		m.lines = m.build()
		m.moveTo(0)
	}
	return m.countVisible()
}

// Mouse takes the mouse: a click chooses a line, the wheel moves on.
func (m *Model) Mouse(msg tea.MouseMsg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		by := map[bool]int{true: 3, false: -3}[msg.Button == tea.MouseWheelDown]
		m.moveTo(m.cursor + by)
	case tea.MouseClickMsg:
		return m.click(msg.Y)
	default:
		return nil
	}
	return m.countVisible()
}

func (m *Model) click(y int) tea.Cmd {
	row := y - m.area.Y - 1
	i := m.topOf(m.height()) + row
	if row < 0 || i >= len(m.lines) || m.lines[i].heading != "" {
		return nil
	}
	m.moveTo(i)
	return m.openLine()
}
