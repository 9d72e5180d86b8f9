package find

import (
	"net/url"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/work"
)

// goTo goes to what an address names.
func (f *Feature) goTo(g pane.GoTo) tea.Cmd {
	a, shell := g.Address, f.env.Shell
	if shell.Focused() == pane.Search {
		shell.Focus(pane.Records)
	}
	if a.Host != "" && a.Host != hostOf(f.env.Base) {
		shell.Say(pane.Warning, "the address is at "+a.Host+", another account than this one")
		return nil
	}
	id := a.Collection
	if table := shell.Table(); id == "" && table != nil {
		id = table.Collection().ID
	}
	col := shell.Collection(id)
	switch {
	case col == nil:
		shell.Say(pane.Warning, "there is no object "+id+" in this account")
	case !a.Row() && collection.HasCard(col.ID):
		shell.Say(pane.Note, col.Title+" cannot be listed here: lookups lead to them")
	case !a.Row():
		shell.Visit(pane.Visit{Place: collection.Place{Collection: col.ID}})
	default:
		shell.Say(pane.Note, "looking for "+nameOf(a)+f.env.Theme.Glyphs.Loading)
		return f.inbox.Locate("locate", col, a)
	}
	return nil
}

// nameOf is what an address names a row by, in words.
func nameOf(a collection.Address) string {
	if a.ExternalID != "" {
		return "the external ID " + a.ExternalID
	}
	return "the ID " + a.ID
}

func hostOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// located opens the row that an address named, in the table of its own object.
func (f *Feature) located(l work.Located) {
	shell := f.env.Shell
	col := shell.Collection(l.Collection)
	switch {
	case col == nil:
		return
	case l.Err != nil && !collection.Gone(l.Err):
		shell.Say(pane.Failure, pane.Explain(l.Err))
		return
	case l.Err != nil || len(l.Items) == 0:
		shell.Say(pane.Warning, "none of "+col.Title+" has "+nameOf(l.Address))
		return
	}
	shell.Say(pane.Note, "") // it is not looked for any more
	if table := shell.Table(); !collection.HasCard(col.ID) && (table == nil || table.Collection().ID != col.ID) {
		shell.Visit(pane.Visit{Place: collection.Place{Collection: col.ID}})
	}
	it := l.Items[0]
	shell.Ask(pane.OpenRecord{Ref: collection.Ref{Collection: col.ID, ID: it.ID}, Item: it, Known: true})
}

// follow goes to what a relation points at.
func (f *Feature) follow(to pane.Follow) tea.Cmd {
	shell := f.env.Shell
	if to.ID == "" {
		shell.Say(pane.Note, "the relation points to nothing")
		return nil
	}
	id := collection.TargetCollection(to.Target)
	if id == "" {
		shell.Say(pane.Note, "there is no page for "+strings.TrimPrefix(to.Target, "zen:")+" "+to.ID)
		return nil
	}
	it, known := f.layer.Card(to.Target, to.ID)
	shell.Ask(pane.OpenRecord{Ref: collection.Ref{Collection: id, ID: to.ID}, Item: it, Known: known, Follow: true})
	return nil
}

// followSubject follows the relation in the cell or field under the cursor.
func (f *Feature) followSubject() tea.Cmd {
	s, _ := f.env.Shell.Subject()
	return f.follow(pane.Follow{Target: s.Field.Target, ID: s.Item.Value(s.Field.Key).Text()})
}

func (f *Feature) whyNotFollow() string {
	s, ok := f.env.Shell.Subject()
	switch value := s.Item.Value(s.Field.Key); {
	case !ok:
		return noRow
	case s.Field.Target == "":
		return s.Field.Title + " is not a relation"
	case value.IsEmpty():
		return s.Field.Title + " points to nothing here"
	case collection.TargetCollection(s.Field.Target) == "":
		return "what " + s.Field.Title + " points to cannot be opened here"
	}
	return ""
}
