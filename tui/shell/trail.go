package shell

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// stop is a spot one was at: a table, or a record over or beside it.
type stop struct {
	place    collection.Place
	row      string         // the row under the table's cursor when it was left
	ref      collection.Ref // the record; zero for the table itself
	field    string         // the field under the record's cursor when it was left
	followed bool           // a relation led here
}

func (s stop) same(o stop) bool { return s.place == o.place && s.ref == o.ref }

// trail is the stops one was at, for back and forward, as in a browser.
type trail struct {
	stops  []stop
	at     int  // index of the present stop
	moving bool // along the trail: nothing new is noted
}

const keptStops = 100

// now returns the present stop; the zero stop before the first.
func (t *trail) now() stop {
	if len(t.stops) == 0 {
		return stop{}
	}
	return t.stops[t.at]
}

// went notes a new present stop; what was ahead is gone.
func (t *trail) went(s stop) {
	if t.moving || len(t.stops) > 0 && t.now().same(s) {
		return
	}
	if len(t.stops) > 0 {
		t.stops = t.stops[:t.at+1]
	}
	t.stops = append(t.stops, s)
	if len(t.stops) > keptStops {
		t.stops = slices.Delete(t.stops, 0, 1)
	}
	t.at = len(t.stops) - 1
}

// became notes that the place of the present stop changed, such as its order.
func (t *trail) became(p collection.Place) {
	if len(t.stops) > 0 {
		t.stops[t.at].place = p
	}
}

// left notes where the cursors are as one leaves the present stop.
func (m *Model) left() {
	if len(m.trail.stops) == 0 {
		return
	}
	s := &m.trail.stops[m.trail.at]
	if m.records != nil && m.records.Place() == s.place {
		if it, ok := m.records.Current(); ok {
			s.row = it.ID
		}
	}
	if m.editor.Ref() == s.ref && s.ref.ID != "" {
		if sub, ok := m.editor.Subject(); ok {
			s.field = sub.Field.Key
		}
	}
}

// walk goes back or forward along the trail.
func (m *Model) walk(by int) tea.Cmd {
	next := m.trail.at + by
	if next < 0 || next >= len(m.trail.stops) {
		m.say(pane.Note, map[bool]string{true: "nothing further back", false: "nothing further forward"}[by < 0])
		return nil
	}
	m.left()
	m.trail.at, m.trail.moving = next, true
	defer func() { m.trail.moving = false }()
	s := m.trail.stops[next]
	cmd := m.visit(pane.Visit{Place: s.place, Select: s.row})
	if s.ref.ID == "" {
		return cmd
	}
	m.ways.wantField = s.field
	return pane.Batch(cmd, m.open(pane.OpenRecord{Ref: s.ref}))
}

// leaveRecord goes back to where the record was opened from: the record whose
// relation led here, or else the table.
func (m *Model) leaveRecord() tea.Cmd {
	now := m.trail.now()
	if now.ref.ID != "" && m.unsent.IsNew(m.editor.Ref()) {
		return m.walk(0) // the form of a copy lay over the record that it was copied from
	}
	if now.followed && now.ref == m.editor.Ref() && m.trail.at > 0 {
		return m.walk(-1)
	}
	if now.ref.ID != "" {
		m.left()
		table := stop{place: now.place}
		if m.trail.at > 0 && m.trail.stops[m.trail.at-1].same(table) {
			m.trail.at--
		} else {
			m.trail.went(table)
		}
	}
	m.over = false
	m.setFocus(pane.Records)
	return nil
}

// walkOut leaves a search or filter for the whole collection, and what points
// at a record for where that was asked.
func (m *Model) walkOut() tea.Cmd {
	p := m.records.Place()
	if _, _, _, pointing := p.PointsAt(); pointing && p.Text == "" && p.Filter == "" {
		for i := m.trail.at - 1; i >= 0; i-- {
			if m.trail.stops[i].place.Fixed != p.Fixed {
				return m.walk(i - m.trail.at)
			}
		}
		p.Fixed = ""
	}
	p.Text, p.Filter = "", ""
	return m.visit(pane.Visit{Place: m.records.Collection().Fit(p)})
}
