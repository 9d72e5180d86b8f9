// Package confirm is the dialog that asks before something is done that
// cannot be taken back lightly.
package confirm

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
	"zco/tui/widget/reader"
)

// Dialog is a question that a yes answers. On a small screen its words scroll:
// nobody agrees to the half of a sentence.
type Dialog struct {
	*reader.Dialog
	env  *pane.Env
	keys pane.Bindings
}

const width = 56

// New returns a question; yes is called when it is answered so.
func New(env *pane.Env, title, words string, yes func() tea.Cmd) *Dialog {
	d := &Dialog{Dialog: reader.Fitted(env, title, width, func() []string { return []string{words} }), env: env}
	d.keys = pane.Bind(pane.Ends(yes), action.Accept, action.Yes).And(pane.Done, action.No)
	d.Hints = []pane.Hint{env.Hint(action.Accept, "yes"), env.Hint(action.Dismiss, "no")}
	return d
}

// Key implements pane.Dialog.
func (d *Dialog) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if cmd, done, known := d.keys.Do(d.env.DialogKey(k, action.Question)); known {
		return cmd, done
	}
	return d.Dialog.Key(k)
}
