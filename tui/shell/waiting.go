package shell

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// patience is how long requests are under way before that is said.
const patience = time.Second

// waiting is since when requests are under way; its zero value is none.
type waiting struct{ since time.Time }

// long reports whether they are for longer than one waits gladly.
func (w waiting) long(now time.Time) bool { return !w.since.IsZero() && now.Sub(w.since) >= patience }

// stillLoading wakes the screen up to say that something takes long.
type stillLoading struct{}

// watch notes whether requests are under way, and wakes up again to say so
// where they take long.
func (m *Model) watch() tea.Cmd {
	switch busy := m.layer.InFlight() > 0; {
	case !busy:
		m.waiting = waiting{}
	case m.waiting.since.IsZero():
		m.waiting.since = m.env.Now()
		return m.inbox.After("loading", patience, stillLoading{})
	}
	return nil
}
