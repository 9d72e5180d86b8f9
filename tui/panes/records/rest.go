package records

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
	"zco/tui/work"
)

// rested is the message that the cursor has not moved for a while.
type rested struct{ slot work.Slot }

func (m *Model) rest() tea.Cmd { return m.ask.After(m.slot+"/rest", m.env.Rest, rested{m.slot}) }

func (m *Model) restedNow() tea.Cmd {
	it, ok := m.Current()
	if !ok {
		return nil
	}
	return pane.Ask(pane.Rested{Ref: m.ref(it), Item: it})
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
