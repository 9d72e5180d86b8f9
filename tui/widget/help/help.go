// Package help is the sheet of what can be done where the focus is: grouped,
// in columns where there is room, found by typing, and run from there.
//
// It lists actions and runs them; it knows no pane. The one rule: what it lists
// is what the keymap finds in the chain of scopes, so nothing on it is untrue.
package help

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/widget/form"
)

// Dialog is the sheet.
type Dialog struct {
	env    *pane.Env
	all    []entry
	filter form.Line
	cursor int // in shown
	top    int // the first row on the screen

	drawn screen.Rect // where the sheet was last, for clicks
}

// entry is an action on the sheet.
type entry struct {
	action.Action
	group string
	keys  string
	why   string // why it is disabled, "" if it is not
	words string // what a search looks in
}

// New returns the sheet of the actions of a chain of scopes; why says why one
// is disabled.
func New(env *pane.Env, chain []action.Scope, why func(action.ID) string) *Dialog {
	d := &Dialog{env: env}
	d.filter.Placeholder = "Type to find"
	for _, g := range action.Groups {
		for _, id := range g.IDs {
			a := action.Find(id)
			key := env.Keys.Key(id)
			if found, _ := env.Keys.Resolve(chain, key); key == "" || !slices.Contains(chain, a.Scope) || found != id && !strings.Contains(key, " ") {
				continue
			}
			e := entry{Action: a, group: g.Title, keys: strings.Join(env.Keys.Keys(id), " "), why: why(id)}
			e.words = strings.ToLower(strings.Join([]string{a.Title, string(id), g.Title, e.keys}, " "))
			d.all = append(d.all, e)
		}
	}
	return d
}

// Title implements pane.Dialog.
func (d *Dialog) Title() string { return "Help" }

// shown are the entries that have all words of the search.
func (d *Dialog) shown() []entry {
	words := strings.Fields(strings.ToLower(d.filter.Text()))
	var out []entry
	for _, e := range d.all {
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(e.words, w) }) {
			out = append(out, e)
		}
	}
	return out
}

// current is the entry under the cursor, false where nothing is found.
func (d *Dialog) current() (entry, bool) {
	all := d.shown()
	if d.cursor >= len(all) {
		return entry{}, false
	}
	return all[d.cursor], true
}

// Footer are the keys in the foot of the frame.
func (d *Dialog) Footer() []pane.Hint {
	out := []pane.Hint{}
	if e, ok := d.current(); ok && e.why == "" {
		out = append(out, d.env.Hint(action.Accept, "do it"))
	}
	return append(out, d.env.Hint(action.Dismiss, "close"))
}

// Key implements pane.Dialog.
func (d *Dialog) Key(k tea.KeyPressMsg) (tea.Cmd, bool) {
	id := d.env.TypingKey(k)
	if do := d.leaves()[id]; do != nil {
		return do()
	}
	if to, moves := d.moved(id); moves {
		d.settle()
		d.cursor = max(min(to, len(d.shown())-1), 0)
		return nil, false
	}
	if d.filter.Key(k) == form.Leave {
		return nil, true
	}
	d.searched()
	return nil, false
}

// leaves is what leaves the sheet.
func (d *Dialog) leaves() pane.Bindings {
	return pane.Bind(pane.Done, action.Dismiss, action.Back).And(func() (tea.Cmd, bool) {
		e, ok := d.current()
		if ok && e.why == "" {
			d.env.Shell.Run(e.ID)
		}
		return nil, ok && e.why == ""
	}, action.Accept)
}

// moved is where a key that moves puts the cursor.
func (d *Dialog) moved(id action.ID) (to int, moves bool) {
	l := d.lay(d.drawn.W)
	if by, ok := map[action.ID]int{action.Left: -1, action.Right: 1}[id]; ok {
		return l.beside(d.cursor, by), true
	}
	by, moves := action.Steps(id, max(d.drawn.H-headRows, 1), len(d.all))
	return d.cursor + by, moves
}

// Paste implements pane.Dialog.
func (d *Dialog) Paste(s string) tea.Cmd {
	d.filter.Paste(strings.Join(strings.Fields(s), " "))
	d.searched()
	return nil
}

// searched puts the cursor on the first entry found that can be run, else on
// the first.
func (d *Dialog) searched() {
	d.top = 0
	d.cursor = max(slices.IndexFunc(d.shown(), func(e entry) bool { return e.why == "" }), 0)
}

// Click puts the cursor on the action at a cell of the screen, and returns
// whether there is one.
func (d *Dialog) Click(x, y int) bool {
	d.settle()
	l := d.lay(d.drawn.W)
	body := screen.Rect{X: d.drawn.X, Y: d.drawn.Y + headRows, W: d.drawn.W, H: d.drawn.H - headRows}
	for i, p := range l.places {
		at := screen.Rect{X: d.drawn.X + p.col*(l.width+gap), Y: body.Y + p.row - d.top, W: l.width, H: 1}
		if at.Contains(x, y) && body.Contains(x, y) {
			d.cursor = i
			return true
		}
	}
	return false
}
