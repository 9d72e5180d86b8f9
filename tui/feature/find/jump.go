package find

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
	"zco/tui/widget/palette"
)

// target is one thing that can be jumped to, and what is asked of the shell to
// get there.
type target struct {
	item    form.Item
	request any
}

// openJump lists everything one can go to: objects, views and recent records.
// An address that is pasted is gone to at once.
func (f *Feature) openJump() tea.Cmd {
	all := append(append(f.objectTargets(), f.viewTargets()...), f.recordTargets()...)
	items := make([]form.Item, len(all))
	for i, t := range all {
		items[i] = t.item
	}
	d := list.New(f.env, "Jump to", items, func(i int) tea.Cmd {
		f.env.Shell.Ask(all[i].request)
		return nil
	})
	d.Pasted = func(s string) (tea.Cmd, bool) {
		a, named, err := collection.Named(s)
		if !named || err != nil {
			return nil, false
		}
		f.env.Shell.Close(d)
		f.env.Shell.Ask(pane.GoTo{Address: a})
		return nil, true
	}
	f.env.Shell.Open(d)
	return nil
}

func (f *Feature) objectTargets() []target {
	var out []target
	for _, c := range f.env.Shell.Collections() {
		it := form.Item{Label: c.Title, Hint: c.ID}
		if n, known := f.env.Shell.Count(c.ID); known {
			it.Right = pane.Thousands(n)
		}
		out = append(out, target{it, pane.Visit{Place: collection.Place{Collection: c.ID}}})
	}
	return out
}

func (f *Feature) viewTargets() []target {
	var out []target
	for _, v := range f.views {
		it := form.Item{Label: v.Name, Hint: "view of " + f.title(v.Place.Collection)}
		out = append(out, target{it, visitOf(v)})
	}
	return out
}

func (f *Feature) recordTargets() []target {
	var here collection.Ref // no jump leads to the record one is in
	if s, ok := f.env.Shell.Subject(); ok && f.env.Shell.Focused() == pane.Record {
		here = s.Ref()
	}
	var out []target
	for _, r := range f.records {
		col := f.env.Shell.Collection(r.Ref.Collection)
		if col == nil || r.Ref == here {
			continue
		}
		it := form.Item{Label: cmp.Or(r.Name, r.Ref.ID), Hint: col.Singular, Keywords: r.Ref.ID}
		out = append(out, target{it, pane.GoTo{Address: collection.Address{Collection: col.ID, ID: r.Ref.ID}}})
	}
	return out
}

// Palette returns the saved views, for the command palette.
func (f *Feature) Palette() []palette.Entry {
	var out []palette.Entry
	for _, v := range f.views {
		out = append(out, palette.Entry{
			Item: form.Item{Label: "view: " + v.Name, Hint: f.title(v.Place.Collection)},
			Run:  func() tea.Cmd { f.env.Shell.Visit(visitOf(v)); return nil },
		})
	}
	return out
}
