package records

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
)

// step is how far a moving action goes, in rows.
func (m *Model) step(id action.ID) (by int, ok bool) {
	switch id {
	case action.Down, action.SearchDown:
		return 1, true
	case action.Up, action.SearchUp:
		return -1, true
	case action.HalfDown:
		return max(m.height/2, 1), true
	case action.HalfUp:
		return -max(m.height/2, 1), true
	case action.PageDown:
		return m.height, true
	case action.PageUp:
		return -m.height, true
	}
	return 0, false
}

// move moves the cursor by rows.
func (m *Model) move(by int) tea.Cmd {
	m.speed.moved(by, m.env.Now())
	rows := m.rows()
	from, _, ok := rows.Cursor()
	if went := rows.Move(by); ok {
		m.extend(from, went)
	}
	return pane.Batch(m.fetch(), m.rest())
}

func (m *Model) toStart() tea.Cmd {
	if m.arranged != nil || m.win.AtStart() && m.win.Loaded() {
		return m.move(-m.rows().Len())
	}
	m.endRange()
	m.win.First()
	return pane.Batch(m.fetch(), m.rest())
}

// toEnd goes to the last row: by the reversed sort where that lists exactly
// the reverse, else as far as is loaded, and says so.
func (m *Model) toEnd() tea.Cmd {
	switch {
	case m.arranged != nil || m.win.AtEnd() && m.win.Loaded():
		return m.move(m.rows().Len())
	case m.reversible():
		m.endRange()
		m.win.Last()
		return pane.Batch(m.fetch(), m.rest())
	}
	why := "the service cannot list " + m.col.Title + " from the end: this is the last row loaded so far"
	if m.place.Searching() && m.place.Sort == "" && len(m.col.SearchSorts) > 0 {
		why = "results by relevance have no other end: this is the last one loaded; sorted by " + m.titleOf(m.col.SearchSorts[0]) + " they have"
	}
	return pane.Batch(m.move(m.win.Len()), pane.Saying(pane.Note, why))
}

// reversible reports whether the end of the list is one request away.
func (m *Model) reversible() bool {
	if !m.col.KeepsOrder {
		return false
	}
	if m.place.Searching() {
		return m.place.Sort != ""
	}
	return m.place.Sort != "" || len(m.col.ListSorts) > 0
}
