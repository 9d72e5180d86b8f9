package many

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
	"zco/tui/work"
)

// scope is one answer to what an action is about.
type scope struct {
	which work.Which
	words string // "the 3 selected Assets"
	n     int    // rows, -1 if not known
}

// scopes are the answers for a subject, the likeliest first.
func scopes(s Subject) []scope {
	col := s.Collection
	whole := collection.Place{Collection: col.ID}
	var out []scope
	switch {
	case len(s.Selected) > 0:
		ids := make([]string, len(s.Selected))
		for i, it := range s.Selected {
			ids[i] = it.ID
		}
		out = append(out, scope{work.Which{Collection: col, Place: s.Place, IDs: ids}, "the selected " + count(len(ids), col), len(ids)})
	case s.Current != nil:
		name := text.Cut(s.Current.Name, longestQuote, text.Runes)
		out = append(out, scope{work.Which{Collection: col, Place: s.Place, IDs: []string{s.Current.ID}}, "this one: " + name, 1})
	}
	total := s.Total
	if s.Place.Searching() {
		out = append(out, scope{work.Which{Collection: col, Place: s.Place}, "all " + col.Title + " found here", total})
		total = -1
	}
	return append(out, scope{work.Which{Collection: col, Place: whole}, "all " + col.Title, total})
}

// chooseScope asks what an action is about.
func (m *Model) chooseScope(title string, s Subject, then func(scope) tea.Cmd) tea.Cmd {
	all := scopes(s)
	items := make([]form.Item, len(all))
	for i, c := range all {
		items[i] = form.Item{Label: c.words}
		if c.n >= 0 {
			items[i].Right = pane.Thousands(c.n)
		}
	}
	return pane.Ask(pane.Open{Dialog: list.New(m.env, title, items, func(i int) tea.Cmd { return then(all[i]) })})
}

// Why returns why nothing can be done to many rows of a collection, "" if it
// can.
func Why(col *collection.Collection) string {
	if col == nil {
		return "choose an object first"
	}
	if !col.Bulk {
		return "this works on the records of custom objects only, not on " + col.Title
	}
	return ""
}

// Edit puts a change to many rows together.
func (m *Model) Edit(s Subject) tea.Cmd {
	if s.Schema == nil {
		return pane.Saying(pane.Note, "the fields are still being read")
	}
	return m.chooseScope("Change the same in", s, func(c scope) tea.Cmd {
		return pane.Ask(pane.Open{Dialog: newEdit(m, s, c)})
	})
}

// Delete deletes many rows, once the review has been answered with their
// number.
func (m *Model) Delete(s Subject) tea.Cmd {
	return m.chooseScope("Delete", s, func(c scope) tea.Cmd {
		return m.review(s.Collection, "Delete "+c.words, work.BulkDelete{Which: c.which, Title: "delete " + c.words})
	})
}

// Undo takes back the job of an entry of the history.
func (m *Model) Undo(col *collection.Collection, e journal.Entry) tea.Cmd {
	u, why := m.jobs.Undo(e, "undo: "+text.Clean(e.Name))
	if why != "" {
		return pane.Saying(pane.Note, why)
	}
	return m.review(col, "Undo: "+text.Clean(e.Name), u)
}
