package pane

import tea "charm.land/bubbletea/v2"

// Base is embedded in dialogs that take no paste.
type Base struct{}

// Paste implements Dialog.
func (Base) Paste(string) tea.Cmd { return nil }
