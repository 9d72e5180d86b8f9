package review

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// Ask asks for one line of text.
type Ask struct {
	env   *pane.Env
	title string
	what  string
	line  form.Line
	then  func(string) tea.Cmd
}

// NewAsk returns the question for what; then gets the answer, which is never
// empty.
func NewAsk(env *pane.Env, title, what string, then func(string) tea.Cmd) *Ask {
	return &Ask{env: env, title: title, what: what, then: then}
}

// Title implements pane.Dialog.
func (d *Ask) Title() string { return d.title }

// Size implements pane.Dialog.
func (d *Ask) Size(w, _ int) (int, int) { return min(46, w), 2 }

// Draw implements pane.Dialog.
func (d *Ask) Draw(a screen.Area) screen.Cursor {
	th := d.env.Theme
	x := a.TextCut(0, 0, a.W/2, th.Label, d.what)
	c := d.line.Draw(a.Sub(x+1, 0, a.W-x-1, 1), th)
	d.env.DrawHints(a, 1, []pane.Hint{{Key: "enter", Text: "go on"}, {Key: "esc", Text: "not now"}})
	return c
}

// Key implements pane.Dialog.
func (d *Ask) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch d.line.Key(k) {
	case form.Leave:
		return nil, true
	case form.Done:
		if s := strings.TrimSpace(d.line.Text()); s != "" {
			return d.then(s), true
		}
	}
	return nil, false
}

// Paste implements pane.Dialog.
func (d *Ask) Paste(s string) tea.Cmd {
	d.line.Paste(s)
	return nil
}

// Update implements pane.Dialog.
func (d *Ask) Update(tea.Msg) tea.Cmd { return nil }
