package records

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
)

// Act does an action.
func (m *Model) Act(id action.ID) tea.Cmd {
	if by, ok := m.step(id); ok {
		return m.move(by)
	}
	switch id {
	case action.First:
		return m.toStart()
	case action.Last:
		return m.toEnd()
	case action.Open:
		return m.openRow()
	case action.Back:
		return m.back()
	case action.Sort:
		return m.sort()
	case action.QuickFilter:
		m.openFilter()
	case action.SearchRun, action.SearchLeave:
		m.closeFilter()
	case action.Refresh:
		return m.refresh()
	case action.RefreshTimed:
		return m.toggleClock()
	case action.EditCell:
		return m.editCell()
	default:
		if m.selectAct(id) {
			return nil
		}
		if id == action.SelectAll {
			return m.selectAll()
		}
		return m.columnAct(id)
	}
	return nil
}

// selectAct does an action of the selection that says nothing.
func (m *Model) selectAct(id action.ID) (done bool) {
	switch id {
	case action.Select:
		m.toggleSelected()
	case action.SelectRange:
		m.toggleRange()
	case action.SelectInvert:
		m.invertSelected()
	case action.SelectNone:
		m.selectNone()
	default:
		return false
	}
	return true
}

// back leaves what the table itself is in: a range, the quick filter. Nil says
// that there was nothing to leave.
func (m *Model) back() tea.Cmd {
	switch {
	case m.span.on:
		m.endRange()
	case m.clearFilter():
		return pane.Batch(m.fetch(), m.rest(), pane.Ask(nil))
	default:
		return nil
	}
	return pane.Ask(nil)
}

func (m *Model) openRow() tea.Cmd {
	it, ok := m.Current()
	if !ok {
		return nil
	}
	return pane.Ask(pane.OpenRecord{Ref: m.ref(it), Item: it, Known: true})
}
