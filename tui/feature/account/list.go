package account

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
)

// List is the dialog of the accounts that are set up, each in its colour.
type List struct {
	env   *pane.Env
	all   []Info
	at    int
	again SignIn // the form for the account in front
}

// NewList returns the list; again is how to sign in to the account in front
// once more.
func NewList(env *pane.Env, all []Info, again SignIn) *List {
	d := &List{env: env, all: all, again: again}
	for i, a := range all {
		if a.Current {
			d.at = i
		}
	}
	return d
}

// newAccount is the line below the accounts.
const newAccount = "sign in to another account"

// Title implements pane.Dialog.
func (d *List) Title() string { return "Switch account" }

const listWidth = 64

// Size implements pane.Dialog.
func (d *List) Size(w, h int) (int, int) { return min(listWidth, w), min(len(d.all)+3, h) }

// Draw implements pane.Dialog.
func (d *List) Draw(a screen.Area) screen.Cursor {
	th := d.env.Theme
	rows, foot := a.Bottom(1)
	first := max(min(d.at-rows.H/2, len(d.all)+1-rows.H), 0)
	for y := range rows.H {
		i := first + y
		if i > len(d.all) {
			break
		}
		if i == d.at {
			rows.Text(0, y, th.Gutter, th.Glyphs.Cursor)
		}
		if i == len(d.all) {
			rows.TextCut(2, y, rows.W-2, th.Text, newAccount)
			continue
		}
		d.drawAccount(rows.Row(y), d.all[i])
	}
	hints := []pane.Hint{d.env.Hint(action.Accept, "open"), {Key: "s", Text: "sign in again"}, d.env.Hint(action.Dismiss, "stay")}
	if d.again.Profile == "" {
		hints = []pane.Hint{hints[0], hints[2]}
	}
	d.env.DrawHints(foot, 0, hints)
	return rows.At(2, d.at-first)
}

func (d *List) drawAccount(a screen.Area, info Info) {
	th := d.env.Theme
	x := a.Text(2, 0, th.Chip(info.Color), " ")
	x = a.TextCut(x, 0, min(24, a.W-x-1), th.Chip(info.Color), info.Label)
	x = a.Text(x, 0, th.Chip(info.Color), " ") + 1
	right := ""
	if info.ReadOnly {
		right = "read-only"
	}
	if info.Current {
		right += " here"
	}
	w := text.Width(right, a.Method())
	a.TextCut(x, 0, a.W-x-w-1, th.Muted, info.Address)
	a.TextRight(a.W-w, 0, w, th.Strong, right)
}

// Key implements pane.Dialog.
func (d *List) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	switch d.env.DialogKey(k) {
	case action.Down, action.NextPane:
		d.at = min(d.at+1, len(d.all))
	case action.Up, action.PreviousPane:
		d.at = max(d.at-1, 0)
	case action.Dismiss, action.Back, action.Quit:
		return nil, true
	case action.Accept:
		return d.pick(), true
	default:
		if k.String() == "s" && d.again.Profile != "" {
			return pane.Ask(Enter{d.again}), true
		}
	}
	return nil, false
}

func (d *List) pick() tea.Cmd {
	switch {
	case d.at == len(d.all):
		return pane.Ask(Enter{})
	case d.all[d.at].Current:
		return nil
	}
	return pane.Ask(Choose{d.all[d.at].Name})
}

// Paste implements pane.Dialog.
func (d *List) Paste(string) tea.Cmd { return nil }

// Update implements pane.Dialog.
func (d *List) Update(tea.Msg) tea.Cmd { return nil }
