package write

import (
	"cmp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
	"zco/tui/widget/prompt"
)

// here is the collection that the person is in, nil for none.
func (f *Feature) here() *collection.Collection {
	if s, ok := f.env.Shell.Subject(); ok {
		return s.Collection
	}
	if t := f.env.Shell.Table(); t != nil {
		return t.Collection()
	}
	return nil
}

// newRow opens the form of a new row, as a copy of the one under the cursor.
func (f *Feature) newRow(copied bool) tea.Cmd {
	col := f.here()
	switch {
	case col == nil:
		return f.say(pane.Note, "choose an object first")
	case col.Create == nil:
		return f.say(pane.Warning, col.Title+" cannot be created here")
	case !copied:
		return f.openNew(pane.NewRow{Collection: col.ID})
	}
	s, ok := f.env.Shell.Subject()
	if !ok || s.Schema == nil {
		return f.say(pane.Note, "there is nothing under the cursor to copy")
	}
	return f.openNew(pane.NewRow{Collection: col.ID, NewRow: change.NewRow{Like: &s.Item}})
}

func (f *Feature) openNew(n pane.NewRow) tea.Cmd {
	col := f.env.Shell.Collection(n.Collection)
	if col == nil {
		return nil
	}
	s, _ := f.env.Shell.Subject()
	f.env.Shell.Ask(pane.OpenForm{Ref: f.drafts.Begin(col, s.Schema, n.NewRow)})
	return nil
}

// askUpsert asks by what a row is to be found and then opens its form.
func (f *Feature) askUpsert() tea.Cmd {
	col := f.here()
	switch {
	case col == nil:
		return f.say(pane.Note, "choose an object first")
	case col.Upsert == nil:
		return f.say(pane.Warning, "the service does not set "+col.Title+" by a key")
	}
	items := []form.Item{{Label: "By external ID"}, {Label: "By name"}}
	if s, ok := f.env.Shell.Subject(); !ok || s.Schema == nil || !s.Schema.UniqueName {
		items[1].Disabled = "names are not unique here"
	}
	f.env.Shell.Open(list.New(f.env, "Set "+col.Singular, items, func(i int) tea.Cmd {
		what := []string{"external ID", "name"}[i]
		by := []collection.UpsertKey{collection.ByExternalID, collection.ByName}[i]
		ask := prompt.New(f.env, "Set "+col.Singular+" by its "+what, func(value string) tea.Cmd {
			return f.openNew(pane.NewRow{Collection: col.ID, NewRow: change.NewRow{By: by, Value: value}})
		})
		ask.Label, ask.Width = what, 46
		f.env.Shell.Open(ask)
		return nil
	}))
	return nil
}

// delete proposes to delete the row under the cursor.
func (f *Feature) delete() tea.Cmd {
	s, ok := f.env.Shell.Subject()
	if !ok {
		return f.say(pane.Note, "there is nothing under the cursor")
	}
	if why := s.Collection.WhyNotDelete(s.Item); why != "" {
		return f.say(pane.Warning, why)
	}
	return f.review.Propose(change.Propose{Change: change.Change{
		Action: journal.Delete, Collection: s.Collection, Schema: s.Schema, Ref: s.Ref(), Item: s.Item, Note: f.notSelected(s),
	}})
}

// notSelected says that a deletion is of the row under the cursor, as an edit
// is, where a selection may make one think otherwise.
func (f *Feature) notSelected(s pane.Subject) string {
	t := f.env.Shell.Table()
	if t == nil || t.Collection().ID != s.Collection.ID {
		return ""
	}
	n, among := len(t.Selected()), slices.ContainsFunc(t.Selected(), func(it collection.Item) bool { return it.ID == s.Item.ID })
	if n == 0 || n == 1 && among {
		return ""
	}
	words := "Only " + cmp.Or(s.Item.Name, s.Item.ID) + " is deleted, not the " + pane.Thousands(n) + " selected"
	if key := f.env.Keys.Key(action.BulkDelete); key != "" {
		words += ": " + key + " deletes those"
	}
	return words + "."
}
