package shell

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
)

// typingPause is how long a person must have stopped typing before a dialog
// that opened by itself takes keys, so that a letter typed for something else
// never answers it.
const typingPause = 400 * time.Millisecond

// typeAhead swallows keys of a dialog that nobody asked for, until typing pauses.
type typeAhead struct {
	armed bool
	last  time.Time
}

func (g *typeAhead) swallows(now time.Time) bool {
	if !g.armed {
		return false
	}
	if now.Sub(g.last) > typingPause {
		g.armed = false
		return false
	}
	g.last = now
	return true
}

// openDialog lays d on top. Unasked says that no key of the person asked for
// it just now.
func (m *Model) openDialog(d pane.Dialog, unasked bool) tea.Cmd {
	m.dialogs = append(m.dialogs, d)
	m.guard = typeAhead{armed: unasked, last: m.env.Now()}
	return nil
}

// closeDialog removes a dialog, the topmost one for nil.
func (m *Model) closeDialog(d pane.Dialog) {
	if n := len(m.dialogs); d == nil && n > 0 {
		d = m.dialogs[n-1]
	}
	if i := slices.Index(m.dialogs, d); i >= 0 {
		m.dialogs = slices.Delete(m.dialogs, i, i+1)
	}
}
