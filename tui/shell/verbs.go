package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// openVerbs opens the menu of what else can be done with the row under the
// cursor, or with the selected rows.
func (m *Model) openVerbs() tea.Cmd {
	if m.records == nil {
		return pane.Saying(pane.Note, "choose an object first")
	}
	var current, selected []collection.Item
	if s, ok := m.subject(); ok {
		current = []collection.Item{s.Item}
	}
	if chooser, ok := any(m.records).(interface{ Selected() []collection.Item }); ok && m.focus == pane.Records {
		selected = chooser.Selected()
	}
	col := m.records.Collection()
	if s, ok := m.subject(); ok {
		col = s.Collection
	}
	return m.verbs.Menu(col, current, selected)
}

// reload reads the rows of a collection again, where they are shown.
func (m *Model) reload(object string) tea.Cmd {
	var cmds []tea.Cmd
	for p, t := range m.tables.All() {
		if p.Collection == object {
			cmds = append(cmds, t.Act(action.Refresh))
		}
	}
	if m.editor.Open() && m.editor.Ref().Collection == object {
		cmds = append(cmds, m.editor.Act(action.Refresh))
	}
	return pane.Batch(cmds...)
}
