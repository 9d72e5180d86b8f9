package dialog

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// Confirm asks before something that cannot be taken back lightly. On a small
// screen its words scroll: nobody agrees to the half of a sentence.
type Confirm struct {
	Reader
	words string
	yes   func() tea.Cmd
}

// NewConfirm returns a question; yes is called when it is answered so.
func NewConfirm(env *pane.Env, title, words string, yes func() tea.Cmd) *Confirm {
	return &Confirm{Reader: Reader{env: env, title: title}, words: words, yes: yes}
}

const confirmWidth = 56

// Size implements pane.Dialog.
func (d *Confirm) Size(w, h int) (int, int) {
	w = min(confirmWidth, w)
	return w, min(len(text.Wrap(d.words, w, text.Clusters))+2, h)
}

// Draw implements pane.Dialog.
func (d *Confirm) Draw(a screen.Area) screen.Cursor {
	d.lines = text.Wrap(d.words, a.W, text.Clusters)
	words, foot := a.Bottom(1)
	d.Reader.Draw(words)
	hints := []pane.Hint{d.env.Hint(action.Accept, "yes"), d.env.Hint(action.Dismiss, "no")}
	if d.at.Below() > 0 {
		hints = append(hints, pane.Hint{Key: "down", Text: "more"})
	}
	d.env.DrawHints(foot, 0, hints)
	return foot.At(0, 0)
}

// Key implements pane.Dialog.
func (d *Confirm) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	id := d.env.DialogKey(k)
	switch {
	case id == action.Accept, k.String() == "y":
		return d.yes(), true
	case k.String() == "n":
		return nil, true
	}
	return d.Reader.Key(k)
}
