package find

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
)

const (
	mostSearches = 20 // that are kept of a collection
	mostRecords  = 50
)

// recalled is what earlier sessions left.
type recalled struct {
	views    []collection.View
	searches map[string][]string
	records  []pane.Recent
	looked   map[string]time.Time
	err      error
}

// Init reads what earlier sessions left.
func (f *Feature) Init() tea.Cmd {
	views, recents := f.stores.Views, f.stores.Recents
	if views == nil && recents == nil {
		return nil
	}
	return f.env.Shell.Async(func() tea.Msg {
		var out recalled
		if views != nil {
			out.views, out.err = views.Views()
		}
		if recents != nil {
			var err error
			if out.searches, out.records, err = recents.Recents(); out.err == nil {
				out.err = err
			}
		}
		if looks, ok := recents.(pane.Looks); ok {
			var err error
			if out.looked, err = looks.Looks(); out.err == nil {
				out.err = err
			}
		}
		return out
	})
}

// recalled takes it. What was searched for and opened since the start is newer
// and stays.
func (f *Feature) recalled(r recalled) tea.Cmd {
	if r.err != nil {
		f.env.Shell.Say(pane.Warning, pane.Explain(r.err))
	}
	f.views = r.views
	for col, texts := range r.searches {
		for _, t := range slices.Backward(texts) {
			f.searches[col] = prepend(f.searches[col], t, mostSearches)
		}
	}
	for _, rec := range slices.Backward(r.records) {
		f.records = prepend(f.records, rec, mostRecords)
		f.layer.Meet(rec.Ref.Collection, rec.Ref.ID, rec.Name)
	}
	for col, at := range r.looked {
		if at.After(f.looked[col]) {
			f.looked[col] = at
		}
	}
	f.listViews()
	return nil
}

// prepend puts one in front of a list, once, and keeps the list short.
func prepend[T comparable](list []T, one T, most int) []T {
	list = slices.DeleteFunc(slices.Clone(list), func(o T) bool { return o == one })
	return append([]T{one}, list[:min(len(list), most-1)]...)
}

// Searches returns the texts that a collection was searched for, the newest
// first.
func (f *Feature) Searches(object string) []string { return f.searches[object] }

// Visited implements pane.Visitor: it notes a text that was searched for.
func (f *Feature) Visited(p collection.Place) tea.Cmd {
	if p.Text == "" || p.Text == "*" {
		return nil
	}
	list := f.searches[p.Collection]
	if len(list) > 0 && list[0] == p.Text {
		return nil
	}
	f.searches[p.Collection] = prepend(list, p.Text, mostSearches)
	if store := f.stores.Recents; store != nil {
		return f.env.Shell.Async(func() tea.Msg { return stored{err: store.Searched(p.Collection, p.Text)} })
	}
	return nil
}

// Opened implements pane.Visitor: it notes a record that was opened.
func (f *Feature) Opened(o pane.OpenRecord) tea.Cmd {
	rec := pane.Recent{Ref: o.Ref, Name: o.Item.Name}
	for _, r := range f.records {
		if r.Ref == o.Ref && rec.Name == "" {
			rec.Name = r.Name
		}
	}
	f.layer.Meet(o.Ref.Collection, o.Ref.ID, rec.Name)
	f.forget(o.Ref)
	f.records = prepend(f.records, rec, mostRecords)
	if store := f.stores.Recents; store != nil {
		return f.env.Shell.Async(func() tea.Msg { return stored{err: store.Opened(rec)} })
	}
	return nil
}

// forget takes a record out of those opened.
func (f *Feature) forget(ref collection.Ref) {
	f.records = slices.DeleteFunc(f.records, func(r pane.Recent) bool { return r.Ref == ref })
}

// stored says how putting something away to remember went.
type stored struct {
	err error
	say string // where it went well, "" for nothing
}

func (f *Feature) stored(s stored) tea.Cmd {
	switch {
	case s.err != nil:
		f.env.Shell.Say(pane.Failure, pane.Explain(s.err))
	case s.say != "":
		f.env.Shell.Say(pane.Success, s.say)
	}
	return nil
}
