package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/form"
	"zco/tui/widget/list"
	"zco/tui/widget/palette"
)

// jumpTo is one thing in the jump list.
type jumpTo struct {
	item form.Item
	run  func() tea.Cmd
}

// jumpList is everything one can go to: objects, views and recent records.
// Pasting an address goes there.
type jumpList struct {
	*list.Dialog
	m *Model
}

func (m *Model) jumpList() pane.Dialog {
	all := append(append(m.jumpObjects(), m.jumpViews()...), m.jumpRecords()...)
	items := make([]form.Item, len(all))
	for i, j := range all {
		items[i] = j.item
	}
	return &jumpList{list.New(m.env, "Jump to", items, func(i int) tea.Cmd { return all[i].run() }), m}
}

func (m *Model) jumpObjects() []jumpTo {
	var out []jumpTo
	for _, c := range m.objects.All() {
		it := form.Item{Label: c.Title, Hint: c.ID}
		if n, known := m.objects.Count(c.ID); known {
			it.Right = pane.Thousands(n.Value)
		}
		out = append(out, jumpTo{it, func() tea.Cmd {
			return pane.Ask(pane.Visit{Place: collection.Place{Collection: c.ID}})
		}})
	}
	return out
}

func (m *Model) jumpViews() []jumpTo {
	var out []jumpTo
	for _, v := range m.ways.views {
		it := form.Item{Label: v.Name, Hint: "view of " + m.titleOf(v.Place.Collection)}
		out = append(out, jumpTo{it, func() tea.Cmd { return m.openView(v) }})
	}
	return out
}

func (m *Model) jumpRecords() []jumpTo {
	var out []jumpTo
	for _, r := range m.ways.recent {
		col := m.collection(r.Ref.Collection)
		if col == nil || r.Ref == m.editor.Ref() && m.focus == pane.Record {
			continue
		}
		it := form.Item{Label: r.Name, Hint: col.Singular, Keywords: r.Ref.ID}
		if it.Label == "" {
			it.Label = r.Ref.ID
		}
		address := collection.Address{Collection: col.ID, ID: r.Ref.ID}
		out = append(out, jumpTo{it, func() tea.Cmd { return m.goTo(address) }})
	}
	return out
}

// Paste implements pane.Dialog: an address is gone to at once.
func (d *jumpList) Paste(s string) tea.Cmd {
	if a, ok, err := collection.Named(s); ok && err == nil {
		return pane.Batch(pane.Ask(pane.Close{Dialog: d}), pane.Ask(pane.GoTo{Address: a}))
	}
	return d.Dialog.Paste(s)
}

// openPalette opens every action with its key, and the saved views.
func (m *Model) openPalette() {
	var more []palette.Entry
	for _, v := range m.ways.views {
		more = append(more, palette.Entry{
			Item: form.Item{Label: "view: " + v.Name, Hint: m.titleOf(v.Place.Collection)},
			Run:  func() tea.Cmd { return m.openView(v) },
		})
	}
	m.openDialog(palette.New(m.env, m.chain(), m.why, more...), false)
}
