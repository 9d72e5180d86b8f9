package pane

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
)

// dialogScopes are those of a key in a dialog. Of what is global a dialog
// answers to quit, back and the way from pane to pane.
var dialogScopes = []action.Scope{action.Dialog, action.List, action.Global}

// DialogKey returns the action that a key stands for in a dialog, or "". The
// scopes of the dialog itself come first.
func (e *Env) DialogKey(k tea.KeyPressMsg, own ...action.Scope) action.ID {
	id, _ := e.Keys.Resolve(slices.Concat(own, dialogScopes), k.String())
	return id
}

// TypingKey is DialogKey while a line of text is typed in the dialog: a key
// that writes is no action then.
func (e *Env) TypingKey(k tea.KeyPressMsg, own ...action.Scope) action.ID {
	if k.Text != "" {
		return ""
	}
	return e.DialogKey(k, own...)
}
