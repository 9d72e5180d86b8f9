// Package list is the dialog that lets a person choose one of some lines:
// found by typing or moved through, with hints below and keys of its own.
//
// It imports the widgets and pane, no api and no pane's package. The one
// rule: a new list is values in this type, not another dialog.
package list

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// Dialog is a list to choose from. What is set in it is set before it opens.
type Dialog struct {
	List form.List // NoFilter makes letters keys of the dialog; Empty, Placeholder and Item are its as well

	Width int // in cells, at most; 46 unless set
	Rows  int // of the filter and the items, at most; 9 unless set

	Hints    []pane.Hint                  // in the foot of the frame; what enter and esc do unless set
	Foot     func(a screen.Area)          // draws what stands below the items
	FootRows int                          // of what Foot draws, 1 unless set
	Scopes   []action.Scope               // where keys are looked up before those of all dialogs
	Keys     map[action.ID]Key            // what actions do with the item under the cursor
	Items    func() []form.Item           // what Reload lists
	Stays    bool                         // whether the dialog stays open after a choice
	Pasted   func(string) (tea.Cmd, bool) // takes a paste that is not for the filter
	Leave    func() bool                  // whether leaving closes the dialog; nil always

	env   *pane.Env
	title string
	pick  func(i int) tea.Cmd
	sure  action.ID // the action that its key has to confirm, "" for none
	of    int       // and the item it is about
}

// Key is what an action does with an item of a list, by its index; it is not
// done where there is no item.
type Key struct {
	Run func(i int) tea.Cmd
	// Sure returns what stands below the list until the key is pressed again;
	// nil where once is enough.
	Sure func(i int) string
}

// New returns a list of items; pick is called with the index of the one
// chosen, after the dialog has closed. The item under the cursor is the first.
func New(env *pane.Env, title string, items []form.Item, pick func(i int) tea.Cmd) *Dialog {
	d := &Dialog{env: env, title: title, pick: pick, Width: 46, Rows: 9}
	d.List.Placeholder = "Type to find"
	d.List.SetItems(items)
	return d
}

// Reload lists the items anew; the cursor stays on the same one.
func (d *Dialog) Reload() { d.List.SetItems(d.Items()) }

// Title implements pane.Dialog.
func (d *Dialog) Title() string { return d.title }

// Rename gives the list another title.
func (d *Dialog) Rename(title string) { d.title = title }

// Footer are the keys in the foot of the frame; where there is nothing to
// choose, those that lead out.
func (d *Dialog) Footer() []pane.Hint {
	hints := slices.Clone(d.Hints)
	if hints == nil {
		hints = []pane.Hint{d.env.Hint(action.Accept, "choose"), d.env.Hint(action.Dismiss, "close")}
	}
	if _, ok := d.List.Selected(); !ok {
		hints = slices.DeleteFunc(hints, func(h pane.Hint) bool { return !h.Keep && d.about(h.ID) })
	}
	return hints
}

// about reports whether an action is about the item under the cursor.
func (d *Dialog) about(id action.ID) bool {
	_, key := d.Keys[id]
	return key || slices.Contains(picks, id)
}

// foot returns the rows below the items.
func (d *Dialog) foot() int {
	if d.Foot != nil {
		return max(d.FootRows, 1)
	}
	for _, k := range d.Keys {
		if k.Sure != nil {
			return 1
		}
	}
	return 0
}

// Size implements pane.Dialog.
func (d *Dialog) Size(w, h int) (int, int) {
	return min(d.Width, w), min(min(d.Rows, d.List.Height(d.Width))+d.foot(), h)
}

// Draw implements pane.Dialog.
func (d *Dialog) Draw(a screen.Area) screen.Cursor {
	body, foot := a.Bottom(min(d.foot(), a.H/2))
	switch {
	case d.sure != "":
		foot.TextCut(0, 0, foot.W, d.env.Theme.Danger, d.Keys[d.sure].Sure(d.of))
	case d.Foot != nil:
		d.Foot(foot)
	}
	return d.List.Draw(body, d.env.Theme)
}

// Key implements pane.Dialog.
func (d *Dialog) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	id := d.action(k)
	if key, known := d.Keys[id]; known {
		return d.run(id, key), false
	}
	d.sure = ""
	if d.List.NoFilter {
		if slices.Contains(leaves, id) {
			return nil, d.Leave == nil || d.Leave()
		}
		if Moved(&d.List, id) {
			return nil, false
		}
	}
	switch d.List.Key(k) {
	case form.Leave:
		return nil, d.Leave == nil || d.Leave()
	case form.Done:
		if i, ok := d.List.Selected(); ok {
			return d.pick(i), !d.Stays
		}
	}
	return nil, false
}

// action is what a key stands for, "" where it is typed into the filter.
func (d *Dialog) action(k tea.KeyPressMsg) action.ID {
	if d.List.NoFilter {
		return d.env.DialogKey(k, d.Scopes...)
	}
	return d.env.TypingKey(k, d.Scopes...)
}

// run does what a key of the list is for, or asks for it a second time.
func (d *Dialog) run(id action.ID, key Key) tea.Cmd {
	i, ok := d.List.Selected()
	if !ok {
		return nil
	}
	if key.Sure != nil && (d.sure != id || d.of != i) {
		d.sure, d.of = id, i
		return nil
	}
	d.sure = ""
	return key.Run(i)
}

// Where no letter is typed, the actions of lists move the cursor and leave.
var (
	picks  = []action.ID{action.Accept}
	leaves = []action.ID{action.Dismiss, action.Back, action.Quit}
	moves  = map[action.ID]rune{
		action.Up: tea.KeyUp, action.PreviousPane: tea.KeyUp, action.Down: tea.KeyDown, action.NextPane: tea.KeyDown,
		action.PageUp: tea.KeyPgUp, action.HalfUp: tea.KeyPgUp, action.PageDown: tea.KeyPgDown, action.HalfDown: tea.KeyPgDown,
		action.First: tea.KeyHome, action.Last: tea.KeyEnd,
	}
)

// Moved moves the cursor of a list as an action of lists does, and reports
// whether it is one.
func Moved(l *form.List, id action.ID) bool {
	code, moves := moves[id]
	if moves {
		l.Key(tea.KeyPressMsg{Code: code})
	}
	return moves
}

// Click puts the cursor on the item at a cell of the screen, and returns
// whether it can be taken.
func (d *Dialog) Click(x, y int) bool { return d.List.Click(x, y) }

// Paste implements pane.Dialog.
func (d *Dialog) Paste(s string) tea.Cmd {
	if d.Pasted != nil {
		if cmd, ours := d.Pasted(s); ours {
			return cmd
		}
	}
	d.List.Paste(s)
	return nil
}
