package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// prompt asks for a line of text.
type prompt struct {
	env         *pane.Env
	title, what string
	line        form.Line
	note        func(string) string // what there is to know about a text, "" for nothing
	done        func(string) tea.Cmd
}

// Title implements pane.Dialog.
func (d *prompt) Title() string { return d.title }

// Size implements pane.Dialog.
func (d *prompt) Size(w, h int) (int, int) { return min(56, w), min(2, h) }

// Draw implements pane.Dialog.
func (d *prompt) Draw(a screen.Area) screen.Cursor {
	th := d.env.Theme
	d.line.Placeholder = d.what
	c := d.line.Draw(a.Row(0), th)
	if note := d.note(d.line.Text()); note != "" {
		a.TextCut(0, 1, a.W, th.Warn, note)
	} else {
		d.env.DrawHints(a, 1, []pane.Hint{{Key: "enter", Text: "save"}, {Key: "esc", Text: "not now"}})
	}
	return c
}

// Key implements pane.Dialog.
func (d *prompt) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch d.line.Key(k) {
	case form.Done:
		return d.done(d.line.Text()), true
	case form.Leave:
		return nil, true
	}
	return nil, false
}

// Paste implements pane.Dialog.
func (d *prompt) Paste(s string) tea.Cmd {
	if d.line.Paste(s) == form.Ask {
		d.line.Answer(0)
	}
	return nil
}

// Update implements pane.Dialog.
func (d *prompt) Update(tea.Msg) tea.Cmd { return nil }
