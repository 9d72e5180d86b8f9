package records

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
)

// move moves the cursor by rows.
func (m *listed) move(by int) tea.Cmd {
	m.speed.moved(by, m.env.Now())
	rows := m.rows()
	from, _, ok := rows.Cursor()
	if went := rows.Move(by); ok {
		m.extend(from, went)
	}
	return tea.Batch(m.fetch(), m.rest())
}

func (m *listed) toStart() tea.Cmd {
	if m.local != nil || m.win.AtStart() && m.win.Loaded() {
		return m.move(-m.rows().Len())
	}
	m.endRange()
	m.win.First()
	return tea.Batch(m.fetch(), m.rest())
}

// toEnd goes to the last row: by the reversed sort where that lists exactly
// the reverse, else as far as is loaded, and says so.
func (m *listed) toEnd() tea.Cmd {
	switch {
	case m.local != nil || m.win.AtEnd() && m.win.Loaded():
		return m.move(m.rows().Len())
	case m.reversible():
		m.endRange()
		m.win.Last()
		return tea.Batch(m.fetch(), m.rest())
	}
	why := "the service cannot list " + m.col.Title + " from the end: this is the last row loaded so far"
	if m.place.Searching() && m.place.Sort == "" && len(m.col.SearchSorts) > 0 {
		why = "results by relevance have no other end: this is the last one loaded; sorted by " + m.titleOf(m.col.SearchSorts[0]) + " they have"
	}
	m.env.Shell.Say(pane.Note, why)
	return m.move(m.win.Len())
}

// reversible reports whether the end of the list is one request away.
func (m *listed) reversible() bool {
	if !m.col.KeepsOrder {
		return false
	}
	if m.place.Searching() {
		return m.place.Sort != ""
	}
	return m.place.Sort != "" || len(m.col.ListSorts) > 0
}

// rested is the message that the cursor has not moved for a while.
type rested struct{}

func (m *listed) rest() tea.Cmd { return m.in.After("rest", m.env.Rest, rested{}) }

func (m *Model) tellRested() tea.Cmd {
	if it, ok := m.Current(); ok {
		m.env.Shell.Ask(pane.Rested{Ref: m.ref(it), Item: it})
	}
	return nil
}

// speed measures how fast the cursor goes, in rows a second.
type speed struct {
	at   time.Time
	rows float64
}

func (s *speed) moved(rows int, now time.Time) {
	dt := now.Sub(s.at).Seconds()
	s.at = now
	if dt <= 0 || dt > 0.5 {
		s.rows = 0
		return
	}
	s.rows = 0.7*s.rows + 0.3*float64(rows)/dt
}

func (s *speed) now(t time.Time) float64 {
	if t.Sub(s.at) > time.Second/2 {
		return 0
	}
	return s.rows
}
