package shell

import "zco/tui/pane"

// subject is what the cursor of the pane with the focus is on.
func (m *Model) subject() (pane.Subject, bool) {
	if m.at.Focus == pane.Record {
		return m.editor.Subject()
	}
	if m.records == nil {
		return pane.Subject{}, false
	}
	return m.records.Subject()
}
