package shell

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/window"
	"zco/tui/pane"
	"zco/tui/work"
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

// ahead asks for what the place to start at shows while the list of what there
// is is still under way, so that both are here after one round trip.
func (st *stage) ahead(in *work.Inbox) tea.Cmd {
	col := collection.ByID(st.start.Collection)
	if col == nil {
		return nil
	}
	place := st.start.Place
	place.Collection = col.ID
	q := place.Query()
	q.Size = cmp.Or(st.env.PageSize, window.DefaultSize)
	row := st.start.Record
	if a, named, _ := collection.Named(row); named && a.ExternalID != "" {
		row = ""
	}
	return in.Ahead(col, place, q, row)
}
