package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
)

// reload reads the rows of a collection again, where they are shown.
func (m *Model) reload(object string) tea.Cmd {
	var cmds []tea.Cmd
	for p, t := range m.tables.All() {
		if p.Collection == object {
			cmds = append(cmds, t.Refresh())
		}
	}
	if m.editor.Open() && m.editor.Ref().Collection == object {
		cmds = append(cmds, m.editor.Act(action.Refresh))
	}
	return pane.Batch(cmds...)
}

// reselect reads the rows again that a job was about, and leaves those
// selected that failed.
func (m *Model) reselect(r pane.Reselect) tea.Cmd {
	for p, t := range m.tables.All() {
		if p.Collection == r.Collection {
			t.Reselect(r.Done, r.Failed)
			break // the selection is one for all tables of a collection
		}
	}
	return m.reload(r.Collection)
}
