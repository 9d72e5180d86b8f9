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
	asks func() (title, words string)
}

const width = 56

// New returns a question; yes is called when it is answered so.
func New(env *pane.Env, title, words string, yes func() tea.Cmd) *Dialog {
	return Live(env, func() (string, string) { return title, words }, yes)
}

// Live is New for a question that may become another one while it is open, such
// as of something under way that ends. It is asked anew for each frame.
func Live(env *pane.Env, asks func() (title, words string), yes func() tea.Cmd) *Dialog {
	d := &Dialog{env: env, asks: asks}
	d.Dialog = reader.Fitted(env, "", width, func() []string {
		_, words := asks()
		return []string{words}
	})
	d.keys = pane.Bind(pane.Ends(yes), action.Accept, action.Yes).And(pane.Done, action.No)
	d.Hints = []pane.Hint{env.Hint(action.Accept, "yes"), env.Hint(action.Dismiss, "no")}
	return d
}

// Title implements pane.Dialog.
func (d *Dialog) Title() string {
	title, _ := d.asks()
	return title
}

// Key implements pane.Dialog.
func (d *Dialog) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	if do := d.keys[d.env.DialogKey(k, action.Question)]; do != nil {
		return do()
	}
	return d.Dialog.Key(k)
}
