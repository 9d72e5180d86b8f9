package tui

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/dialog"
	"zco/tui/form"
	"zco/tui/pane"
	"zco/tui/resource"
)

// jumpList lists everything one can go to.
func (m *Model) jumpList() pane.Dialog {
	all := m.objects.All()
	items := make([]form.Item, len(all))
	for i, c := range all {
		items[i] = form.Item{Label: c.Title, Hint: c.ID}
		if n, known := m.objects.Count(c.ID); known {
			items[i].Right = pane.Thousands(n.Value)
		}
	}
	return dialog.NewList(m.env, "Jump to", items, func(i int) tea.Cmd {
		return pane.Ask(pane.Visit{Place: resource.Place{Collection: all[i].ID}})
	})
}
