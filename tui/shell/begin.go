package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// begin opens the place to start at, once what can be browsed is known.
func (m *Model) begin() tea.Cmd {
	if m.at.Table() {
		return nil
	}
	start := m.opts.Start
	col := m.panes.Catalog.Find(start.Collection)
	if col == nil && start.Last {
		start = Start{}
		col = m.panes.Catalog.Find("")
	}
	if col == nil {
		if start.Collection != "" {
			m.say(pane.Warning, "there is no object "+start.Collection+" in this account")
		}
		return nil
	}
	place := start.Place
	place.Collection = col.ID
	cmd := m.visit(pane.Visit{Place: place, Select: start.Row})
	if a, ok, _ := collection.Named(start.Record); ok && a.ExternalID != "" {
		a.Collection = col.ID
		m.env.Shell.Ask(pane.GoTo{Address: a})
		return cmd
	}
	if id := start.Record; id != "" {
		ref := collection.Ref{Collection: col.ID, ID: id}
		return tea.Batch(cmd, m.open(pane.OpenRecord{Ref: ref}))
	}
	return cmd
}
