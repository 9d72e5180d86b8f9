package objects

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// Act does an action.
func (m *Model) Act(id action.ID) tea.Cmd {
	if to, ok := m.steps()[id]; ok {
		m.moveTo(to)
		return m.countShown()
	}
	switch id {
	case action.OpenObject, action.SearchRun, action.Right:
		return m.openLine()
	case action.FilterList:
		m.typing = true
	case action.SearchLeave:
		m.typing = false
	case action.Back:
		return m.clearFilter()
	case action.Reload:
		m.counts, m.refused = map[string]count{}, map[string]string{}
		return m.Load()
	default:
		return m.define(id)
	}
	return m.countShown()
}

// steps is where each moving action leads.
func (m *Model) steps() map[action.ID]int {
	page := max(m.height, 1)
	return map[action.ID]int{
		action.Down: m.cursor + 1, action.SearchDown: m.cursor + 1, action.Up: m.cursor - 1, action.SearchUp: m.cursor - 1,
		action.HalfDown: m.cursor + page/2, action.HalfUp: m.cursor - page/2, action.PageDown: m.cursor + page, action.PageUp: m.cursor - page,
		action.First: 0, action.Last: len(m.lines),
	}
}

// define does what is about the custom object itself, not its records.
func (m *Model) define(id action.ID) tea.Cmd {
	c := m.current()
	var ref collection.Ref
	if c != nil {
		ref = c.Definition
	}
	switch id {
	case action.ObjectFields:
		return pane.Ask(pane.DoVerb{Collection: c, Verb: "fields"})
	case action.NewObject:
		return pane.Ask(pane.NewRow{Collection: definitions})
	case action.EditObject:
		return pane.Ask(pane.OpenRecord{Ref: ref})
	case action.DeleteObject:
		return pane.Ask(work.Propose{Change: work.Change{
			Action: journal.Delete, Collection: m.Find(ref.Collection), Ref: ref,
		}})
	case action.Limits:
		var of []collection.Item
		if ref.ID != "" {
			of = []collection.Item{{ID: ref.ID}}
		}
		return pane.Ask(pane.DoVerb{Collection: m.Find(definitions), Verb: "limits", Items: of})
	}
	return nil
}

// openLine opens the collection under the cursor, or what stands below it.
func (m *Model) openLine() tea.Cmd {
	m.typing = false
	if m.cursor >= len(m.lines) {
		return nil
	}
	l := m.lines[m.cursor]
	switch {
	case l.child != nil:
		return pane.Ask(l.child.Open)
	case l.col == nil:
		return nil
	}
	return pane.Ask(pane.Visit{Place: collection.Place{Collection: l.col.ID}})
}

// clearFilter takes the filter away; nil says there was none.
func (m *Model) clearFilter() tea.Cmd {
	if m.filter.Text() == "" {
		return nil
	}
	m.filter.SetText("")
	m.Rebuild()
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
		m.lines = m.build()
		m.cursor, m.top = 0, 0
		m.moveTo(0)
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

func (m *Model) click(y int) tea.Cmd {
	if m.folded { // nothing was there to click on: the focus unfolds it
		return nil
	}
	i := m.top + y - m.first
	if i < 0 || i >= len(m.lines) || y < m.first || m.lines[i].heading != "" {
		return nil
	}
	m.moveTo(i)
	return m.openLine()
}
