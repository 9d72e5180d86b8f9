package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// Changed implements pane.Shell: it tells all who show rows, or remember them.
func (st *stage) Changed(c pane.Changed) tea.Cmd {
	cmds := []tea.Cmd{st.features.watch(c)}
	for _, s := range st.panes.Slots {
		if s.Pane != nil {
			cmds = append(cmds, s.Pane.Changed(c))
		}
	}
	for _, t := range st.tables.All() {
		cmds = append(cmds, t.Changed(c))
	}
	return tea.Batch(cmds...)
}

// stale reads the rows of a collection again that are not what they were.
func (st *stage) stale(s pane.Stale) tea.Cmd {
	return tea.Batch(st.features.watch(pane.Changed{Ref: collection.Ref{Collection: s.Collection}}), st.reload(s.Collection))
}

// reload reads the rows of a collection again, where they are shown.
func (st *stage) reload(object string) tea.Cmd {
	var cmds []tea.Cmd
	for p, t := range st.tables.All() {
		if p.Collection == object {
			cmds = append(cmds, t.Refresh())
		}
	}
	if st.at.Open() && st.panes.Record.Ref().Collection == object {
		cmds = append(cmds, st.panes.Record.Refresh())
	}
	return tea.Batch(cmds...)
}

// reselect reads the rows again that a job was about, and leaves those
// selected that failed.
func (st *stage) reselect(r pane.Reselect) tea.Cmd {
	for p, t := range st.tables.All() {
		if p.Collection == r.Collection {
			t.Reselect(r.Done, r.Failed)
			break // the selection is one for all tables of a collection
		}
	}
	return st.reload(r.Collection)
}

// retry asks again for what failed, and for what is in front.
func (st *stage) retry(pane.Retry) tea.Cmd {
	var cmds []tea.Cmd
	if len(st.panes.Catalog.All()) == 0 {
		cmds = append(cmds, st.panes.Catalog.Load())
	}
	for _, t := range st.tables.All() {
		if t == st.table() || t.Failed() {
			cmds = append(cmds, t.Refresh())
		}
	}
	if st.at.Open() {
		cmds = append(cmds, st.panes.Record.Refresh())
	}
	return tea.Batch(cmds...)
}

// listed goes to where the program starts, once it is known what there is.
func (st *stage) listed(pane.Listed) tea.Cmd {
	st.arrange() // for the titles that there are now
	cmd := st.begin()
	st.features.ready()
	return cmd
}
