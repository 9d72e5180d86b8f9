package records

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
	"zco/tui/resource"
)

// Act does an action.
func (m *Model) Act(id action.ID) tea.Cmd {
	if by, ok := m.steps()[id]; ok {
		return m.moved(by)
	}
	switch id {
	case action.First:
		m.win.First()
	case action.Last:
		m.toEnd()
	case action.Left:
		m.columns.move(-1)
		return nil
	case action.Right:
		m.columns.move(1)
		return nil
	case action.Open:
		return m.openRow()
	case action.Sort:
		return m.sort()
	case action.Refresh:
		m.refresh()
		return tea.Batch(m.Load(), m.fetch())
	default:
		return nil
	}
	return tea.Batch(m.fetch(), m.rest())
}

// steps is how far each moving action goes.
func (m *Model) steps() map[action.ID]int {
	half := max(m.height/2, 1)
	return map[action.ID]int{
		action.Down: 1, action.Up: -1, action.HalfDown: half, action.HalfUp: -half,
		action.PageDown: m.height, action.PageUp: -m.height,
	}
}

func (m *Model) moved(by int) tea.Cmd {
	m.speed.moved(by, m.env.Now())
	m.win.Move(by)
	return tea.Batch(m.fetch(), m.rest())
}

// toEnd goes to the last row: by the reversed sort where that lists exactly
// the reverse, else as far as is loaded.
func (m *Model) toEnd() {
	if m.col.KeepsOrder && (!m.place.Searching() || m.place.Sort != "") {
		m.win.Last()
		return
	}
	m.win.Move(m.win.Len())
}

func (m *Model) openRow() tea.Cmd {
	it, ok := m.Current()
	if !ok {
		return nil
	}
	return pane.Ask(pane.OpenRecord{Ref: resource.Ref{Collection: m.col.ID, ID: it.ID}, Item: it, Known: true})
}

// refresh asks again for what failed, or for what is on the screen.
func (m *Model) refresh() {
	m.win.Retry()
	m.win.Refresh()
}

// sorts are the keys that the service sorts this place by.
func (m *Model) sorts() []string {
	if m.place.Searching() {
		return m.col.SearchSorts
	}
	return m.col.ListSorts
}

// sort sorts by the column under the cursor, the other way, and not at all, in
// turn.
func (m *Model) sort() tea.Cmd {
	c, ok := m.columns.current()
	if !ok {
		return nil
	}
	key := c.field.Key
	if !slices.Contains(m.sorts(), key) {
		return pane.Saying(pane.Warning, "the service does not sort by "+c.field.Title+"; it sorts by "+strings.Join(m.sorts(), ", "))
	}
	next := m.place
	switch next.Sort {
	case key:
		next.Sort = "-" + key
	case "-" + key:
		next.Sort = ""
	default:
		next.Sort = key
	}
	m.place = next
	m.win.Restart()
	return tea.Batch(m.fetch(), pane.Ask(pane.Moved{To: next}))
}
