package objects

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/form"
	"zco/tui/pane"
	"zco/tui/resource"
)

// Act does an action.
func (m *Model) Act(id action.ID) tea.Cmd {
	switch id {
	case action.Down, action.SearchDown:
		m.moveTo(m.cursor + 1)
	case action.Up, action.SearchUp:
		m.moveTo(m.cursor - 1)
	case action.HalfDown:
		m.moveTo(m.cursor + m.height/2)
	case action.HalfUp:
		m.moveTo(m.cursor - m.height/2)
	case action.PageDown:
		m.moveTo(m.cursor + m.height)
	case action.PageUp:
		m.moveTo(m.cursor - m.height)
	case action.First:
		m.moveTo(0)
	case action.Last:
		m.moveTo(len(m.list))
	case action.OpenObject, action.SearchRun, action.Right:
		return m.openRow()
	case action.FilterList:
		m.typing = true
	case action.SearchLeave:
		m.typing = false
	case action.Back:
		return m.clearFilter()
	case action.Reload:
		m.counts = map[string]count{}
		return m.Load()
	}
	return m.countShown()
}

func (m *Model) openRow() tea.Cmd {
	rows := m.rows()
	m.typing = false
	if m.cursor >= len(rows) {
		return nil
	}
	return pane.Ask(pane.Visit{Place: resource.Place{Collection: rows[m.cursor].ID}})
}

// clearFilter takes the filter away; nil says there was none.
func (m *Model) clearFilter() tea.Cmd {
	if m.filter.Text() == "" {
		return nil
	}
	m.filter.SetText("")
	m.refilter()
	return pane.Ask(nil)
}

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
		m.cursor, m.top = 0, 0
		m.refilter()
	}
	return m.countShown()
}

func (m *Model) pointer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		by := map[bool]int{true: 3, false: -3}[msg.Button == tea.MouseWheelDown]
		m.moveTo(m.cursor + by)
	case tea.MouseClickMsg:
		return m.click(msg.Y)
	}
	return m.countShown()
}
