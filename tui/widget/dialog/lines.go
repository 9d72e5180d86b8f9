package dialog

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// Reader shows lines to read and scroll.
type Reader struct {
	env   *pane.Env
	title string
	lines []string
	at    pane.Scroll
}

// Lines returns a dialog that shows lines.
func Lines(env *pane.Env, title string, lines []string) *Reader {
	return &Reader{env: env, title: title, lines: lines}
}

// Title implements pane.Dialog.
func (d *Reader) Title() string { return d.title }

// Size implements pane.Dialog.
func (d *Reader) Size(w, h int) (int, int) {
	most := 20
	for _, l := range d.lines {
		most = max(most, text.Width(l, text.Clusters))
	}
	return min(most, w), min(len(d.lines), h)
}

// Draw implements pane.Dialog.
func (d *Reader) Draw(a screen.Area) screen.Cursor {
	top := d.at.Fit(len(d.lines), a.H)
	for y := 0; y < a.H && top+y < len(d.lines); y++ {
		a.TextCut(0, y, a.W, d.env.Theme.Text, d.lines[top+y])
	}
	return a.At(0, 0)
}

// Key implements pane.Dialog.
func (d *Reader) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch id := d.env.DialogKey(k); id {
	case action.Accept, action.Dismiss, action.Quit, action.Back:
		return nil, true
	default:
		d.at.Move(id)
	}
	return nil, false
}

// Paste implements pane.Dialog.
func (d *Reader) Paste(string) tea.Cmd { return nil }

// Update implements pane.Dialog.
func (d *Reader) Update(tea.Msg) tea.Cmd { return nil }
