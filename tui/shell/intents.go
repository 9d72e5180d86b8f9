package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// intent does what a pane asked for; ours is false for any other message.
func (m *Model) intent(msg tea.Msg) (cmd tea.Cmd, ours bool) {
	switch msg := msg.(type) {
	case pane.Visit:
		return m.visit(msg), true
	case pane.OpenRecord:
		return m.open(msg), true
	case pane.Rested:
		return m.preview(msg), true
	case pane.Run:
		return m.run(msg.ID), true
	case pane.Focus:
		m.setFocus(msg.Pane)
	case pane.Say:
		m.say(msg.Kind, msg.Text)
	case pane.Open:
		m.openDialog(msg.Dialog, msg.Unasked)
	case pane.Stale:
		changed := m.watch(pane.Changed{Ref: collection.Ref{Collection: msg.Collection}})
		return pane.Batch(changed, m.reload(msg.Collection)), true
	case pane.Close:
		if msg.Dialog != nil {
			m.closeDialog(msg.Dialog)
		} else if n := len(m.dialogs); n > 0 {
			m.closeDialog(m.dialogs[n-1])
		}
	case pane.Moved:
		m.moved(msg.To)
	case pane.Changed:
		return pane.Batch(m.watch(msg), m.everyone(msg)), true
	default:
		if cmd, ours := m.intentToWrite(msg); ours {
			return cmd, true
		}
		return nil, false
	}
	return nil, true
}
