// Package palette lists what can be done: the keys that work where the focus
// is, and every action there is.
package palette

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
)

// Help returns the keys that work where the focus is, to read and to run.
func Help(env *pane.Env, chain []action.Scope, why func(action.ID) string) *list.Dialog {
	return actions(env, "Help", chain, why, true)
}

// Entry is something in the palette that is no action.
type Entry struct {
	Item form.Item
	Run  func() tea.Cmd
}

// New returns every action with its key, and why it is disabled, and more
// that can be run: first what works where the focus is, last what ends the
// program.
func New(env *pane.Env, chain []action.Scope, why func(action.ID) string, more ...Entry) *list.Dialog {
	return actions(env, "Commands", chain, why, false, more...)
}

// actions lists the actions, the nearest scope of a chain first; those of the
// chain alone, with the moves of the cursor, or all that is no move.
func actions(env *pane.Env, title string, chain []action.Scope, why func(action.ID) string, here bool, more ...Entry) *list.Dialog {
	var ids []action.ID
	var items []form.Item
	table := slices.Clone(action.Table)
	slices.SortStableFunc(table, func(a, b action.Action) int { return distance(chain, a.Scope) - distance(chain, b.Scope) })
	for _, a := range table {
		if a.Hidden && !here || here && !slices.Contains(chain, a.Scope) {
			continue
		}
		ids = append(ids, a.ID)
		items = append(items, form.Item{
			Label: a.Title, Right: strings.Join(env.Keys.Keys(a.ID), " "),
			Keywords: string(a.ID) + " " + action.Titles[a.Scope], Disabled: why(a.ID),
		})
	}
	for _, e := range more {
		items = append(items, e.Item)
	}
	d := list.New(env, title, items, func(i int) tea.Cmd {
		if i >= len(ids) {
			return more[i-len(ids)].Run()
		}
		env.Shell.Run(ids[i])
		return nil
	})
	d.Width, d.Rows = widest, tallest
	d.Hints = []pane.Hint{{Key: env.Keys.Key(action.Accept), Text: "do it"}, {Key: env.Keys.Key(action.Dismiss), Text: "close"}, {Text: "type to find"}}
	return d
}

// What help and palette take of the screen at most: a list of seventy things is
// read whole where there is room for it.
const (
	widest  = 76  // cells
	tallest = 100 // rows
)

// distance is how far a scope is from the focus.
func distance(chain []action.Scope, s action.Scope) int {
	i := slices.Index(chain, s)
	switch {
	case s == action.Always:
		return len(action.Table)
	case i < 0:
		return len(chain)
	}
	return i
}
