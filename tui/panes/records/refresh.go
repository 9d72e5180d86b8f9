package records

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
	"zco/tui/work"
)

// refresh asks again for what failed, and for what is on the screen. What was
// marked as changed before counts as seen.
func (m *Model) refresh() tea.Cmd {
	m.win.ClearMarks()
	m.win.Retry()
	m.win.Refresh()
	return m.Load()
}

// ticked is the clock of the timed refresh.
type ticked struct{ slot work.Slot }

// every is how often the table refreshes by the clock.
func (m *Model) every() time.Duration {
	if m.env.Every <= 0 {
		return 30 * time.Second
	}
	return m.env.Every
}

// toggleClock turns the timed refresh on or off; it is off at first.
func (m *Model) toggleClock() tea.Cmd {
	m.clock = !m.clock
	if !m.clock {
		m.ask.Cancel(m.slot + "/clock")
		return pane.Saying(pane.Note, "refresh by the clock is off")
	}
	return pane.Batch(m.tick(), pane.Saying(pane.Note, fmt.Sprintf("refreshing every %s", pane.Age(m.every()))))
}

func (m *Model) tick() tea.Cmd {
	return m.ask.After(m.slot+"/clock", m.every(), ticked{m.slot})
}

// tickedNow refreshes if the table has been on the screen since the last tick:
// one that nobody sees asks for nothing.
func (m *Model) tickedNow() tea.Cmd {
	if !m.clock {
		return nil
	}
	seen := m.drawn
	m.drawn = false
	if !seen {
		return m.tick()
	}
	m.win.Retry()
	m.win.Refresh()
	return pane.Batch(m.tick(), m.fetch())
}
