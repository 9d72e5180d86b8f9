package dialog

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/form"
	"zco/tui/pane"
)

// Help returns the keys that work where the focus is, to read and to run.
func Help(env *pane.Env, chain []action.Scope, why func(action.ID) string) *List {
	return actions(env, "Help", chain, why, true)
}

// Entry is something in the palette that is no action.
type Entry struct {
	Item form.Item
	Run  func() tea.Cmd
}

// Palette returns every action with its key, and why it is disabled, and more
// that can be run.
func Palette(env *pane.Env, chain []action.Scope, why func(action.ID) string, more ...Entry) *List {
	return actions(env, "Commands", nil, why, false, more...)
}

// actions lists the actions of a chain of scopes, or all of them, the nearest
// scope first.
func actions(env *pane.Env, title string, chain []action.Scope, why func(action.ID) string, moves bool, more ...Entry) *List {
	var ids []action.ID
	var items []form.Item
	table := slices.Clone(action.Table)
	if chain != nil {
		slices.SortStableFunc(table, func(a, b action.Action) int {
			return slices.Index(chain, a.Scope) - slices.Index(chain, b.Scope)
		})
	}
	for _, a := range table {
		if a.Hidden && !moves || chain != nil && !slices.Contains(chain, a.Scope) {
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
	return NewList(env, title, items, func(i int) tea.Cmd {
		if i >= len(ids) {
			return more[i-len(ids)].Run()
		}
		return pane.Ask(pane.Run{ID: ids[i]})
	})
}
