package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// begin opens the place to start at, once what can be browsed is known.
func (st *stage) begin() tea.Cmd {
	if st.at.Table() {
		return nil
	}
	start := st.start
	col := st.panes.Catalog.Find(start.Collection)
	if col == nil && start.Last {
		start = Start{}
		col = st.panes.Catalog.Find("")
	}
	if col == nil {
		if start.Collection != "" {
			st.env.Shell.Say(pane.Warning, "there is no object "+start.Collection+" in this account")
		}
		return nil
	}
	place := start.Place
	place.Collection = col.ID
	cmd := st.visit(pane.Visit{Place: place, Select: start.Row})
	if a, ok, _ := collection.Named(start.Record); ok && a.ExternalID != "" {
		a.Collection = col.ID
		st.env.Shell.Ask(pane.GoTo{Address: a})
		return cmd
	}
	if id := start.Record; id != "" {
		ref := collection.Ref{Collection: col.ID, ID: id}
		return tea.Batch(cmd, st.open(pane.OpenRecord{Ref: ref}))
	}
	return cmd
}
