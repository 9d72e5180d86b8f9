package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/nav"
	"zco/tui/pane"
)

// note notes in the history where the cursors are, as one leaves the place.
func (st *stage) note() {
	row, field, name := "", "", ""
	now := st.history.Now()
	if t := st.table(); t != nil && st.at.Place == now.Place {
		if it, ok := t.Current(); ok {
			row = it.ID
		}
	}
	if st.panes.Record.Ref() == now.Record && now.Record.ID != "" {
		name = st.panes.Record.Name()
		if sub, ok := st.panes.Record.Subject(); ok {
			field = sub.Field.Key
		}
	}
	st.history.Note(func(e *nav.Entry) {
		if row != "" {
			e.Row = row
		}
		if field != "" {
			e.Field = field
		}
		if name != "" {
			e.Name = name
		}
	})
}

// walk goes back or forward in the history.
func (st *stage) walk(by int) tea.Cmd {
	st.note()
	e, ok := st.history.Go(by)
	if !ok {
		st.env.Shell.Say(pane.Note, map[bool]string{true: "nothing further back", false: "nothing further forward"}[by < 0])
		return nil
	}
	col := st.collection(e.Place.Collection)
	if col == nil {
		st.env.Shell.Say(pane.Warning, "there is no object "+e.Place.Collection+" in this account")
		return nil
	}
	cmd := st.showTable(col, pane.Visit{Place: e.Place, Select: e.Row})
	if e.Record.ID == "" {
		return cmd
	}
	col = st.collection(e.Record.Collection)
	if col == nil {
		st.env.Shell.Say(pane.Warning, "there is no object "+e.Record.Collection+" in this account")
		return cmd
	}
	return tea.Batch(cmd, st.showRecord(col, pane.OpenRecord{Ref: e.Record, Field: e.Field}))
}

// leaveRecord goes back to where the record was opened from: the record whose
// relation led here, or else the table.
func (st *stage) leaveRecord() tea.Cmd {
	now := st.history.Now()
	if now.Record.ID != "" && st.env.Drafts.IsNew(st.panes.Record.Ref()) {
		return st.walk(0) // the form of a copy lay over the record that it was copied from
	}
	if now.Followed && now.Record == st.panes.Record.Ref() && st.history.Back() {
		return st.walk(-1)
	}
	if now.Record.ID != "" {
		st.note()
		if table := (nav.Entry{Place: now.Place}); !st.history.StepBackTo(table) {
			st.history.Push(table)
		}
	}
	to := st.at
	to.Over, to.Focus = false, pane.Records
	st.show(to)
	return nil
}

// leaveSearch leaves a search or filter for the whole collection, and what points
// at a record for where that was asked.
func (st *stage) leaveSearch() tea.Cmd {
	p := st.at.Place
	if _, _, _, pointing := p.PointsAt(); pointing && p.Text == "" && p.Filter == "" {
		if by, ok := st.history.Find(func(e nav.Entry) bool { return e.Place.Fixed != p.Fixed }); ok {
			return st.walk(by)
		}
		p.Fixed = ""
	}
	p.Text, p.Filter = "", ""
	return st.visit(pane.Visit{Place: st.table().Collection().Fit(p)})
}

// Last is where one is, to open there the next time; false while nothing has
// been opened.
func (st *stage) Last() (Start, bool) {
	now := st.history.Now()
	if now.Place == (collection.Place{}) {
		return Start{}, false
	}
	t := st.table()
	if t == nil {
		return Start{}, false
	}
	s := Start{Last: true, Collection: now.Place.Collection, Place: now.Place, Record: now.Record.ID}
	if now.Record.Collection != "" && now.Record.Collection != now.Place.Collection {
		s.Record = "" // a record of another collection over this table
	}
	if it, ok := t.Current(); ok {
		s.Row = it.ID
	}
	return s, true
}
