package find

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/prompt"
)

// visitOf asks for what a view shows, with its columns.
func visitOf(v collection.View) pane.Visit {
	return pane.Visit{Place: v.Place, Columns: columnsOf(v)}
}

// columnsOf are the columns of a view, as wide as they were saved.
func columnsOf(v collection.View) pane.Columns {
	out := pane.Columns{Frozen: 1}
	for i, key := range v.Columns {
		c := pane.Column{Key: key}
		if i < len(v.Widths) {
			c.Width = v.Widths[i]
		}
		out.Shown = append(out.Shown, c)
	}
	return out
}

// ColumnsOf are the columns of the view that shows a place, none where none
// does.
func (f *Feature) ColumnsOf(p collection.Place) pane.Columns {
	if v, ok := f.viewOf(p); ok {
		return columnsOf(v)
	}
	return pane.Columns{}
}

// listViews shows the views under their objects.
func (f *Feature) listViews() { f.env.Shell.Ask(pane.Children{Of: f.viewsUnder}) }

func (f *Feature) viewsUnder(object string) []pane.Child {
	var out []pane.Child
	for _, v := range f.views {
		if v.Place.Collection == object {
			out = append(out, pane.Child{Title: v.Name, Open: visitOf(v)})
		}
	}
	return out
}

// ViewOf is what the view is called that shows a place, "" where none does.
func (f *Feature) ViewOf(p collection.Place) string {
	v, _ := f.viewOf(p)
	return v.Name
}

func (f *Feature) viewOf(p collection.Place) (collection.View, bool) {
	for _, v := range f.views {
		if v.Place == collection.Plain(p) && p.Fixed == "" {
			return v, true
		}
	}
	return collection.View{}, false
}

// describe says what a view shows, in a few words.
func (f *Feature) describe(v collection.View) string {
	words := f.conditions(v.Place)
	if v.Place.Text != "" {
		words = append([]string{v.Place.Text}, words...)
	}
	if v.Place.Sort != "" {
		words = append(words, "by "+strings.TrimPrefix(v.Place.Sort, "-"))
	}
	return strings.Join(words, ", ")
}

// askViewName saves what the table shows under a name.
func (f *Feature) askViewName() tea.Cmd {
	table := f.env.Shell.Table()
	if table == nil {
		f.env.Shell.Say(pane.Warning, "there is no table to save as a view")
		return nil
	}
	v := collection.View{Place: collection.Plain(table.Place())}
	if v.Place.Fixed != "" {
		f.env.Shell.Say(pane.Warning, "a view cannot keep the fixed filters of "+table.Collection().Title)
		return nil
	}
	for _, c := range table.Layout().Shown {
		v.Columns, v.Widths = append(v.Columns, c.Key), append(v.Widths, c.Width)
	}
	if !slices.ContainsFunc(v.Widths, func(w int) bool { return w > 0 }) {
		v.Widths = nil
	}
	p := prompt.New(f.env, "Save as a view of "+table.Collection().Title, func(name string) tea.Cmd {
		v.Name = name
		return f.saveView(v)
	})
	p.Line.Placeholder, p.Verb, p.Empty = "Name", "save", true
	p.Note = func(s string) string {
		if f.indexOfView(v.Place.Collection, strings.TrimSpace(s)) >= 0 {
			return "takes the place of the view of that name"
		}
		return ""
	}
	f.env.Shell.Open(p)
	return nil
}

// indexOfView is where the view of a name stands, -1 for nowhere.
func (f *Feature) indexOfView(object, name string) int {
	return slices.IndexFunc(f.views, func(v collection.View) bool { return v.Place.Collection == object && v.Name == name })
}

func (f *Feature) saveView(v collection.View) tea.Cmd {
	if v.Name == "" {
		f.env.Shell.Say(pane.Warning, "a view needs a name")
		return nil
	}
	if i := f.indexOfView(v.Place.Collection, v.Name); i >= 0 {
		f.views[i] = v
	} else {
		f.views = append(f.views, v)
	}
	f.listViews()
	say := "saved as the view " + v.Name + ": " + f.env.Keys.Key(action.Views) + " lists them"
	store := f.stores.Views
	if store == nil {
		f.env.Shell.Say(pane.Success, say)
		return nil
	}
	return f.env.Shell.Async(func() tea.Msg { return stored{err: store.SaveView(v), say: say} })
}

func (f *Feature) deleteView(v collection.View) tea.Cmd {
	if i := f.indexOfView(v.Place.Collection, v.Name); i >= 0 {
		f.views = slices.Delete(slices.Clone(f.views), i, i+1)
	}
	f.listViews()
	store := f.stores.Views
	if store == nil {
		return nil
	}
	return f.env.Shell.Async(func() tea.Msg {
		return stored{err: store.DeleteView(v.Place.Collection, v.Name), say: "deleted the view " + v.Name}
	})
}
