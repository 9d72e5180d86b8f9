// Package palette lists what can be done: every action there is, by name.
package palette

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
)

// Entry is something in the palette that is no action.
type Entry struct {
	Item form.Item
	Run  func() tea.Cmd
}

// New returns every action with its key, and why it is disabled, and more
// that can be run: first what works where the focus is, last what ends the
// program.
func New(env *pane.Env, chain []action.Scope, why func(action.ID) string, more ...Entry) *list.Dialog {
	var ids []action.ID
	var items []form.Item
	table := slices.Clone(action.Table)
	slices.SortStableFunc(table, func(a, b action.Action) int { return distance(chain, a.Scope) - distance(chain, b.Scope) })
	for _, a := range table {
		if a.Hidden {
			continue
		}
		ids = append(ids, a.ID)
		items = append(items, form.Item{
			Label: text.Sentence(a.Title), Right: strings.Join(env.Keys.Keys(a.ID), " "),
			Keywords: string(a.ID) + " " + action.Titles[a.Scope], Disabled: why(a.ID),
		})
	}
	for _, e := range more {
		items = append(items, e.Item)
	}
	d := list.New(env, "Commands", items, func(i int) tea.Cmd {
		if i >= len(ids) {
			return more[i-len(ids)].Run()
		}
		env.Shell.Run(ids[i])
		return nil
	})
	d.Width, d.Rows = widest, tallest
	d.Hints = []pane.Hint{env.Hint(action.Accept, "do it"), env.Hint(action.Dismiss, "close")}
	return d
}

// What the palette takes of the screen at most: a list of seventy things is
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
