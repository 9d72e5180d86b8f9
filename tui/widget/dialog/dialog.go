// Package dialog holds the dialogs that any pane may need: a list to choose
// from, lines to read, a question, the help and the command palette.
//
// It imports the widgets and pane, no api and no pane's package. The one
// rule: a dialog is small, because every cell it covers is sent twice.
package dialog

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// List lets a person choose one of some items.
type List struct {
	env   *pane.Env
	title string
	list  form.List
	width int
	rows  int
	pick  func(i int) tea.Cmd
}

// NewList returns a dialog over items; pick is called with the index of the
// one chosen, after the dialog has closed.
func NewList(env *pane.Env, title string, items []form.Item, pick func(i int) tea.Cmd) *List {
	d := &List{env: env, title: title, pick: pick, width: 46, rows: 9}
	d.list.Placeholder = "type to find"
	d.list.SetItems(items)
	return d
}

// Title implements pane.Dialog.
func (d *List) Title() string { return d.title }

// Size implements pane.Dialog.
func (d *List) Size(w, h int) (int, int) {
	return min(d.width, w), min(d.rows, d.list.Height(d.width), h)
}

// Draw implements pane.Dialog.
func (d *List) Draw(a screen.Area) screen.Cursor { return d.list.Draw(a, d.env.Theme) }

// Key implements pane.Dialog.
func (d *List) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch d.list.Key(k) {
	case form.Leave:
		return nil, true
	case form.Done:
		if i, ok := d.list.Selected(); ok {
			return d.pick(i), true
		}
	}
	return nil, false
}

// Click puts the cursor on the item at a cell of the screen.
func (d *List) Click(x, y int) bool { return d.list.Click(x, y) }

// Paste implements pane.Dialog.
func (d *List) Paste(s string) tea.Cmd { d.list.Paste(s); return nil }

// Update implements pane.Dialog.
func (d *List) Update(tea.Msg) tea.Cmd { return nil }
