package records

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
)

// Refresh asks again for what failed, and for what is on the screen. What was
// marked as changed before counts as seen.
func (m *Model) Refresh() tea.Cmd {
	m.win.ClearMarks()
	m.win.Retry()
	m.win.Refresh()
	return m.Load()
}

// ticked is the clock of the timed refresh.
type ticked struct{}

// every is how often the table refreshes by the clock.
func (m *listed) every() time.Duration {
	if m.env.Every <= 0 {
		return 30 * time.Second
	}
	return m.env.Every
}

// toggleClock turns the timed refresh on or off; it is off at first.
func (m *Model) toggleClock() tea.Cmd {
	m.clock = !m.clock
	if !m.clock {
		m.in.Cancel("clock")
		m.env.Shell.Say(pane.Note, "auto-refresh is off")
		return nil
	}
	m.env.Shell.Say(pane.Note, "refreshing every "+pane.Age(m.every()))
	return m.tick()
}

func (m *listed) tick() tea.Cmd {
	return m.in.After("clock", m.every(), ticked{})
}

// refreshByClock refreshes if the table is on the screen: one that nobody sees
// asks for nothing.
func (m *Model) refreshByClock() tea.Cmd {
	if !m.visible() {
		return m.tick()
	}
	m.win.Retry()
	m.win.Refresh()
	return tea.Batch(m.tick(), m.fetch())
}
