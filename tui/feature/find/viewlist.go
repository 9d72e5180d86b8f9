package find

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
)

// openViews lists the saved views, those of the object in the table first:
// enter opens one, and a key deletes it.
func (f *Feature) openViews() tea.Cmd {
	env, views := f.env, slices.Clone(f.views)
	if table := env.Shell.Table(); table != nil {
		here := table.Collection().ID
		slices.SortStableFunc(views, func(a, b collection.View) int {
			return rank(a.Place.Collection == here) - rank(b.Place.Collection == here)
		})
	}
	items := func() []form.Item {
		var out []form.Item
		for _, v := range views {
			out = append(out, form.Item{Label: v.Name, Hint: f.describe(v), Right: f.title(v.Place.Collection)})
		}
		if env.Shell.Table() == nil {
			return out
		}
		save := form.Item{Label: "Save what the table shows", Right: env.Keys.Key(action.SaveView)}
		if len(views) == 0 {
			save.Hint = "No views yet"
		}
		return append(out, save)
	}
	d := list.New(env, "Saved views", items(), func(i int) tea.Cmd {
		if i == len(views) {
			env.Shell.Run(action.SaveView)
			return nil
		}
		env.Shell.Visit(visitOf(views[i]))
		return nil
	})
	d.List.Empty = "No views yet"
	d.List.Placeholder = "Type to find a view"
	d.Width, d.Rows, d.Items = 70, 11, items
	d.Hints = []pane.Hint{env.Hint(action.Accept, "open"), env.Hint(action.DeleteView, "delete"), env.Hint(action.Dismiss, "close")}
	d.Scopes = []action.Scope{action.ViewList}
	d.Keys = map[action.ID]list.Key{action.DeleteView: {
		Run: func(i int) tea.Cmd {
			if i == len(views) {
				return nil
			}
			v := views[i]
			views = slices.Delete(views, i, i+1)
			d.Reload()
			return f.deleteView(v)
		},
		Sure: func(i int) string {
			if i == len(views) {
				return "that is no view yet"
			}
			return env.Keys.Key(action.DeleteView) + " again deletes the view “" + views[i].Name + "”"
		},
	}}
	env.Shell.Open(d)
	return nil
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}
