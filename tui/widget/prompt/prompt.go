// Package prompt is the dialog that asks for one line of text.
package prompt

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// Dialog asks for a line of text.
type Dialog struct {
	Line  form.Line // its Placeholder says what is asked for
	Label string    // before the line, "" for none
	Verb  string    // what enter does, "go on" unless set
	Width int       // in cells, at most; 56 unless set

	// Note returns what there is to know about a text, "" for nothing. It
	// stands below the line.
	Note func(string) string
	// Empty says that no text is an answer, too.
	Empty bool

	env   *pane.Env
	title string
	then  func(string) tea.Cmd
}

// New returns the question; then gets the answer, without blanks around it.
func New(env *pane.Env, title string, then func(string) tea.Cmd) *Dialog {
	return &Dialog{env: env, title: title, then: then, Verb: "go on", Width: 56}
}

// Title implements pane.Dialog.
func (d *Dialog) Title() string { return d.title }

// Footer are the keys in the foot of the frame.
func (d *Dialog) Footer() []pane.Hint {
	return []pane.Hint{d.env.Hint(action.Accept, d.Verb), d.env.Hint(action.Dismiss, "cancel")}
}

// Size implements pane.Dialog.
func (d *Dialog) Size(w, h int) (int, int) {
	rows := 1
	if d.Note != nil {
		rows++
	}
	return min(d.Width, w), min(rows, h)
}

// Draw implements pane.Dialog.
func (d *Dialog) Draw(a screen.Area) screen.Cursor {
	th := d.env.Theme
	x := 0
	if d.Label != "" {
		x = a.TextCut(0, 0, a.W/2, th.Label, text.Sentence(d.Label)) + 1
	}
	at := d.Line.Draw(a.Sub(x, 0, a.W-x, 1), th)
	if note := d.note(); note != "" {
		a.TextCut(0, 1, a.W, th.Warn, text.Sentence(note))
	}
	return at
}

func (d *Dialog) note() string {
	if d.Note == nil {
		return ""
	}
	return d.Note(d.Line.Text())
}

// Key implements pane.Dialog.
func (d *Dialog) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch d.Line.Key(k) {
	case form.Leave:
		return nil, true
	case form.Done:
		if s := strings.TrimSpace(d.Line.Text()); s != "" || d.Empty {
			return d.then(s), true
		}
	}
	return nil, false
}

// Paste implements pane.Dialog. Lines are joined to one.
func (d *Dialog) Paste(s string) tea.Cmd {
	if d.Line.Paste(s) == form.Ask {
		d.Line.Answer(0)
	}
	return nil
}
