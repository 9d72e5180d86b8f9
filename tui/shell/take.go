package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
)

// take does at once what panes and dialogs ask of the shell, and returns
// the commands that are left. A message that went through the event loop
// could arrive after the next key, and on a line that delivers keys in bursts
// the letters meant for an editor would run actions of the table.
func (m *Model) take(cmd tea.Cmd) tea.Cmd {
	if msg, ok := pane.Asked(cmd); ok {
		if msg == nil {
			return nil
		}
		return m.take(m.route(msg))
	}
	batch, ok := pane.Batched(cmd)
	if !ok {
		return cmd
	}
	left := make([]tea.Cmd, 0, len(batch))
	for _, c := range batch {
		if c = m.take(c); c != nil {
			left = append(left, c)
		}
	}
	return pane.Batch(left...)
}
