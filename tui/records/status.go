package records

import (
	"time"

	"zco/tui/pane"
	"zco/tui/window"
)

// Status is what the status bar tells of the table: position and total,
// selection, search, filter, sort, the clock, and what did not load; what is
// first is cut last.
func (m *Model) Status() []string {
	out := []string{m.positionText()}
	if n := m.selected.Len(); n > 0 {
		s := pane.Thousands(n) + " selected"
		if m.span.on {
			s += " (range)"
		}
		out = append(out, s)
	}
	if m.place.Text != "" {
		out = append(out, "search "+m.place.Text)
	}
	if m.place.Filter != "" {
		out = append(out, "filtered")
	}
	if s := m.sortText(); s != "" {
		out = append(out, s)
	}
	if m.clock {
		out = append(out, "every "+pane.Age(m.every()))
	}
	if err := m.failedEdge(); err != nil {
		out = append(out, "more rows did not load: "+pane.Explain(err))
	}
	return out
}

func (m *Model) sortText() string {
	if f := m.local.field; f != nil {
		s := m.arrow(m.local.down) + f.Title
		if !m.whole() {
			s += " (loaded rows only)"
		}
		return s
	}
	if m.place.Sort == "" {
		return ""
	}
	key := m.place.Sort
	if key[0] == '-' {
		key = key[1:]
	}
	down, _ := m.sorted(key)
	return m.arrow(down) + m.titleOf(key)
}

func (m *Model) failedEdge() error {
	if m.win.Len() == 0 {
		return nil
	}
	for d := window.First; d <= window.Refresh; d++ {
		if err := m.win.Err(d); err != nil {
			return err
		}
	}
	return nil
}

func (m *Model) positionText() string {
	if m.arranged != nil {
		i, _, ok := m.arranged.Cursor()
		if ok {
			i++
		}
		return pane.Thousands(i) + " of " + pane.Thousands(m.arranged.Len()) + " at hand"
	}
	i, _, ok := m.win.Cursor()
	if !ok {
		return "0"
	}
	at := "?"
	if p := m.win.Position(i); p >= 0 {
		at = pane.Thousands(p + 1)
	}
	switch n, exact := m.win.Total(); {
	case m.count.known:
		return at + " of " + m.totalText()
	case exact:
		return at + " of " + pane.Thousands(n)
	case m.count.err != nil:
		return at + " of ? (the service did not count them)"
	}
	return at
}

// searchMost is how many rows the service returns by relevance; a search
// without a sort finds no more, however many there are.
const searchMost = 10_000

// oldCount is the age from which a count is told with it.
const oldCount = 2 * time.Minute

// totalText is the total: marked as old where it was counted a while ago, as
// a lower bound where the service counts no further.
func (m *Model) totalText() string {
	n := pane.Thousands(m.count.Value)
	if m.place.Searching() && m.place.Sort == "" && m.count.Value >= searchMost && m.col.Family == "" {
		return n + "+"
	}
	at, err := time.Parse(time.RFC3339, m.count.Refreshed)
	if err != nil {
		return n
	}
	age := m.env.Now().Sub(at)
	if age < oldCount {
		return n
	}
	return "≈" + n + " · counted " + pane.Age(age) + " ago"
}
