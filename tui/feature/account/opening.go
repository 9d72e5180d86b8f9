package account

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/pane"
)

// Opening lies over the panes while another account is being opened, so that
// no key meant for the one reaches the other.
type Opening struct {
	pane.Base
	env    *pane.Env
	label  string
	cancel func()
}

// NewOpening returns the dialog; cancel ends the opening.
func NewOpening(env *pane.Env, label string, cancel func()) *Opening {
	return &Opening{env: env, label: label, cancel: cancel}
}

// Title implements pane.Dialog.
func (d *Opening) Title() string { return "Opening " + d.label }

// Size implements pane.Dialog.
func (d *Opening) Size(w, _ int) (int, int) { return min(44, w), 1 }

// Draw implements pane.Dialog.
func (d *Opening) Draw(a screen.Area) screen.Cursor {
	a.TextCut(0, 0, a.W, d.env.Theme.Text, "Asking the account who you are"+d.env.Theme.Glyphs.Loading)
	return a.At(0, 0)
}

// Footer are the keys in the foot of the frame.
func (d *Opening) Footer() []pane.Hint {
	return []pane.Hint{d.env.Hint(action.Dismiss, "stay here")}
}

// Key implements pane.Dialog.
func (d *Opening) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if !d.env.Pressed(k, action.Dismiss, action.Back) {
		return nil, false
	}
	d.cancel()
	return nil, true
}
