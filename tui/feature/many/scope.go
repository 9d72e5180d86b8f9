package many

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
)

// subject is what the table in front showed when the action was asked for.
type subject struct {
	col      *collection.Collection
	schema   *collection.Schema
	place    collection.Place
	selected []collection.Item
	current  *collection.Item // under the cursor; nil for none
	columns  []collection.Field
	loaded   []collection.Item // of the rows of the place those that are here
	total    int               // rows of the place, -1 if not known
}

// subject returns what an action is about; ok is false, and the person is
// told, while the fields are not known.
func (f *Feature) subject() (s subject, ok bool) {
	t := f.env.Shell.Table()
	s = subject{
		col: t.Collection(), schema: t.Schema(), place: t.Place(), selected: t.Selected(), columns: t.Columns(), loaded: t.Loaded(), total: -1,
	}
	if n, known := t.Total(); known {
		s.total = n
	}
	if it, on := t.Current(); on {
		s.current = &it
	}
	return s, s.schema != nil
}

// withFields is subject for what cannot be done while the fields are not
// known: the person is told.
func (f *Feature) withFields() (s subject, ok bool) {
	if s, ok = f.subject(); !ok {
		f.env.Shell.Say(pane.Note, "the fields are still being read")
	}
	return s, ok
}

// scope is one answer to what an action is about.
type scope struct {
	which job.Which
	words string // "the 3 selected Assets"
	short string // that beside other answers
	n     int    // rows, -1 if not known
}

// scopes are the answers for a subject, the likeliest first.
func (s subject) scopes() []scope {
	col := s.col
	whole := collection.Place{Collection: col.ID, Sort: s.place.Sort}
	var out []scope
	switch {
	case len(s.selected) > 0:
		ids, names := make([]string, len(s.selected)), make(map[string]string, len(s.selected))
		for i, it := range s.selected {
			ids[i], names[it.ID] = it.ID, it.Name
		}
		out = append(out, scope{job.Which{Collection: col, Place: s.place, IDs: ids, Names: names}, "the selected " + count(len(ids), col), pane.Thousands(len(ids)) + " selected", len(ids)})
	case s.current != nil:
		name := text.Cut(s.current.Name, longestQuote, text.Runes)
		out = append(out, scope{job.Which{Collection: col, Place: s.place, IDs: []string{s.current.ID}, Names: map[string]string{s.current.ID: s.current.Name}}, "this one: " + name, "this one", 1})
	}
	total := s.total
	if s.place.Searching() {
		out = append(out, scope{job.Which{Collection: col, Place: s.place}, "all matching " + col.Title, numbered("all", total) + " matching", total})
		total = -1
	}
	return append(out, scope{job.Which{Collection: col, Place: whole}, "all " + col.Title, numbered("all", total) + " " + col.Title, total})
}

// numbered puts a number behind a word, if it is known.
func numbered(word string, n int) string {
	if n < 0 {
		return word
	}
	return word + " " + pane.Thousands(n)
}

// chooseScope asks what an action is about.
func (f *Feature) chooseScope(title string, s subject, then func(scope) tea.Cmd) {
	all := s.scopes()
	items := make([]form.Item, len(all))
	for i, c := range all {
		items[i] = form.Item{Label: text.Sentence(c.words)}
		if c.n >= 0 {
			items[i].Right = pane.Thousands(c.n)
		}
	}
	f.env.Shell.Open(list.New(f.env, title, items, func(i int) tea.Cmd { return then(all[i]) }))
}

// edit puts a change to many rows together.
func (f *Feature) edit() tea.Cmd {
	if s, ok := f.withFields(); ok {
		d := newEdit(f, s)
		f.env.Shell.Open(d)
		return d.search()
	}
	return nil
}

// delete deletes many rows, once the review has been answered with their
// number.
func (f *Feature) delete() tea.Cmd {
	s, _ := f.subject()
	f.chooseScope("Delete", s, func(c scope) tea.Cmd {
		return f.review(s.col, "Delete "+c.words, job.Delete{Which: c.which, Title: "delete " + c.words})
	})
	return nil
}

// undo takes back the job of an entry of the history.
func (f *Feature) undo(u pane.UndoJob) tea.Cmd {
	if why := job.WhyNotUndo(u.Entry); why != "" {
		f.env.Shell.Say(pane.Note, why)
		return nil
	}
	name := text.Clean(u.Entry.Name)
	return f.review(u.Collection, "Undo: "+name, job.Undo{Entry: u.Entry, Title: "undo: " + name})
}
