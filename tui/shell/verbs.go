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
			cmds = append(cmds, t.Act(action.Refresh))
		}
	}
	if m.editor.Open() && m.editor.Ref().Collection == object {
		cmds = append(cmds, m.editor.Act(action.Refresh))
	}
	return pane.Batch(cmds...)
}
