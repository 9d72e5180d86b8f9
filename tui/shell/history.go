package shell

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/nav"
	"zco/tui/pane"
)

// note notes in the history where the cursors are, as one leaves the place.
func (m *Model) note() {
	row, field := "", ""
	now := m.history.Now()
	if t := m.table(); t != nil && m.at.Place == now.Place {
		if it, ok := t.Current(); ok {
			row = it.ID
		}
	}
	if m.panes.Record.Ref() == now.Record && now.Record.ID != "" {
		if sub, ok := m.panes.Record.Subject(); ok {
			field = sub.Field.Key
		}
	}
	m.history.Note(func(e *nav.Entry) {
		if row != "" {
			e.Row = row
		}
		if field != "" {
			e.Field = field
		}
	})
}

// walk goes back or forward in the history.
func (m *Model) walk(by int) tea.Cmd {
	m.note()
	e, ok := m.history.Go(by)
	if !ok {
		m.say(pane.Note, map[bool]string{true: "nothing further back", false: "nothing further forward"}[by < 0])
		return nil
	}
	col := m.collection(e.Place.Collection)
	if col == nil {
		m.say(pane.Warning, "there is no object "+e.Place.Collection+" in this account")
		return nil
	}
	cmd := m.showTable(col, pane.Visit{Place: e.Place, Select: e.Row})
	if e.Record.ID == "" {
		return cmd
	}
	col = m.collection(e.Record.Collection)
	if col == nil {
		m.say(pane.Warning, "there is no object "+e.Record.Collection+" in this account")
		return cmd
	}
	return tea.Batch(cmd, m.showRecord(col, pane.OpenRecord{Ref: e.Record, Field: e.Field}))
}

// leaveRecord goes back to where the record was opened from: the record whose
// relation led here, or else the table.
func (m *Model) leaveRecord() tea.Cmd {
	now := m.history.Now()
	if now.Record.ID != "" && m.env.Drafts.IsNew(m.panes.Record.Ref()) {
		return m.walk(0) // the form of a copy lay over the record that it was copied from
	}
	if now.Followed && now.Record == m.panes.Record.Ref() && m.history.Back() {
		return m.walk(-1)
	}
	if now.Record.ID != "" {
		m.note()
		if table := (nav.Entry{Place: now.Place}); !m.history.StepBackTo(table) {
			m.history.Push(table)
		}
	}
	to := m.at
	to.Over, to.Focus = false, pane.Records
	m.show(to)
	return nil
}

// leaveSearch leaves a search or filter for the whole collection, and what points
// at a record for where that was asked.
func (m *Model) leaveSearch() tea.Cmd {
	p := m.at.Place
	if _, _, _, pointing := p.PointsAt(); pointing && p.Text == "" && p.Filter == "" {
		if by, ok := m.history.Find(func(e nav.Entry) bool { return e.Place.Fixed != p.Fixed }); ok {
			return m.walk(by)
		}
		p.Fixed = ""
	}
	p.Text, p.Filter = "", ""
	return m.visit(pane.Visit{Place: m.table().Collection().Fit(p)})
}

// Last is where one is, to open there the next time; false while nothing has
// been opened.
func (m *Model) Last() (Start, bool) {
	now := m.history.Now()
	if now.Place == (collection.Place{}) {
		return Start{}, false
	}
	t := m.table()
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
