package records

import (
	"errors"
	"time"

	"zco/tui/domain/collection"
	"zco/tui/domain/window"
	"zco/tui/pane"
)

// Status is what the status bar tells of the table: position and total,
// selection, search, filter, sort, the clock, and what did not load; what is
// first is cut last.
func (m *Model) Status() []string {
	var out []string
	if at := m.positionText(); at != "" {
		out = append(out, at)
	}
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
	if m.unreadable > 0 {
		out = append(out, pane.Plural(m.unreadable, "row", "rows")+" left out")
	}
	if what, err := m.failedEdge(); err != nil {
		out = append(out, what)
	}
	return out
}

func (m *listed) sortText() string {
	if f := m.localSort.field; f != nil {
		s := m.arrow(m.localSort.down) + f.Title
		if !m.complete() {
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

// errNoWay is why a list ends before its end: a page that has more after it
// came without a cursor.
var errNoWay = errors.New("the service says there are more and does not give the way to them")

// failedEdge is what did not load of a table that has rows, and why.
func (m *listed) failedEdge() (what string, err error) {
	if m.win.Len() == 0 {
		return "", nil
	}
	for d := window.First; d <= window.Refresh; d++ {
		if err := m.win.Err(d); err != nil {
			if d == window.Refresh {
				return "not refreshed", err
			}
			return "more rows did not load", err
		}
	}
	if m.win.BrokenOff() {
		return "the list breaks off", errNoWay
	}
	return "", nil
}

// sayFailed says in full why rows did not load; a table without any says so in
// their place. The same is not said again with every try of the clock.
func (m *Model) sayFailed() {
	what, err := m.failedEdge()
	if err == nil {
		return
	}
	words := m.col.Title + ": " + what + ": " + pane.Explain(collection.Brief(err))
	if words == m.told && m.clock {
		return
	}
	m.told = words
	m.env.Shell.Say(pane.Failure, words)
}

// sayBroken says once that the list ends before its end.
func (m *Model) sayBroken() {
	if _, err := m.failedEdge(); !errors.Is(err, errNoWay) {
		m.toldBroken = false
		return
	}
	if m.toldBroken {
		return
	}
	m.toldBroken = true
	m.env.Shell.Say(pane.Warning, m.col.Title+": "+errNoWay.Error())
}

// leftOut takes how many rows of a page made no sense, and says so once.
func (m *Model) leftOut(of pageOf) {
	switch of.request.Dir {
	case window.First, window.Last:
		m.unreadable = 0
	case window.Refresh:
		return // they were counted
	}
	n := of.Page.Page.Unreadable
	if m.unreadable == 0 && n > 0 {
		m.env.Shell.Say(pane.Warning, m.col.Title+": "+pane.Plural(n, "row that made no sense was", "rows that made no sense were")+" left out")
	}
	m.unreadable += n
}

func (m *listed) positionText() string {
	if m.local != nil {
		i, _, ok := m.local.Cursor()
		if ok {
			i++
		}
		return pane.Thousands(i) + " of " + pane.Thousands(m.local.Len()) + " loaded"
	}
	i, _, ok := m.win.Cursor()
	switch {
	case !ok && m.win.Empty() && !m.win.BrokenOff():
		return "0"
	case !ok:
		return "" // nobody knows yet
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

// oldCount is the age from which a count is told as about; one that was
// counted when it was asked for stays what it is as long as the rows beside it
// are taken for what they are.
const oldCount, outdatedCount = 2 * time.Minute, time.Hour

// counts is the count of the table: that of a whole collection is the last one
// that anybody got, as beside it in the list of objects.
func (m *listed) counts() countState {
	now := m.count
	if now.known && m.countedApart() {
		if n, known := m.layer.Counted(m.col.ID); known {
			now.Count = n
		}
	}
	return now
}

// age returns how long ago the service counted, 0 if it does not say.
func (c countState) age(now time.Time) time.Duration {
	at, err := time.Parse(time.RFC3339, c.Refreshed)
	if err != nil {
		return 0
	}
	return now.Sub(at)
}

// totalText is the total: "about" where it was counted a while ago, as
// a lower bound where the service counts no further.
func (m *listed) totalText() string {
	count := m.counts()
	n := pane.Thousands(count.Value)
	if m.place.Searching() && m.place.Sort == "" && count.Value >= searchMost && m.col.Family == "" {
		return n + "+"
	}
	limit := oldCount
	if count.fresh {
		limit = outdatedCount
	}
	if count.age(m.env.Now()) < limit {
		return n
	}
	return "about " + n
}
