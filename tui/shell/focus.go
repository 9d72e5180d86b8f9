package shell

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/nav"
	"zco/tui/pane"
)

// turn moves the focus to the next or previous pane that can be shown.
func (st *stage) turn(by int) tea.Cmd {
	slots := st.panes.Slots
	n := len(slots)
	at := max(slices.IndexFunc(slots, func(s Slot) bool { return s.Name == st.at.Focus && s.Region != Top }), 0)
	for range n {
		at = (at + by + n) % n
		if st.reachable(&slots[at]) {
			st.setFocus(slots[at].Name)
			return nil
		}
	}
	return nil
}

// reachable reports whether a pane has something to show, and the focus by
// itself.
func (st *stage) reachable(s *Slot) bool {
	both := st.terminal.Width >= threePanes && st.beside
	switch s.Region {
	case Middle:
		return st.at.Table() && (both || !st.at.Over)
	case Right:
		return st.at.Open() && (both || st.at.Over)
	}
	return s.Region == Left
}

// show puts another location on the screen.
func (st *stage) show(to nav.Location) {
	was := st.at.Focus
	st.at = to
	if was != to.Focus {
		if p, ok := st.pane(st.slot(was)).(transient); ok {
			p.Close()
		}
		if p, ok := st.focused().(transient); ok {
			p.Open()
		}
	}
	st.arrange()
	st.mark()
}

// setFocus gives a pane the focus and shows it.
func (st *stage) setFocus(name pane.Name) {
	to := st.at
	to.Focus = name
	if name == pane.Records && st.terminal.Width < threePanes {
		to.Over = false
	}
	st.show(to)
}

// back leaves what is innermost: the pane's own state first, then the record,
// then the table.
func (st *stage) back() tea.Cmd {
	if p, ok := st.focused().(leaving); ok {
		if cmd, done := p.Leave(); done {
			return cmd
		}
	}
	switch s := st.slot(st.at.Focus); {
	case s == nil || s.Region == Left:
	case s.Region == Right:
		return st.leaveRecord()
	case s.Region == Top:
		st.setFocus(pane.Records)
	case st.at.Place.Searching():
		return st.leaveSearch()
	case st.terminal.Width < twoPanes: // one pane at a time: the list is one step back
		st.setFocus(pane.Objects)
	default:
		st.env.Shell.Say(pane.Note, st.env.Keys.Key(action.NextPane)+" goes to the list of objects")
	}
	return nil
}

// toggleList hides the list of objects or shows it. Whoever is in it leaves it
// with that.
func (st *stage) toggleList() tea.Cmd {
	st.listAway = !st.listAway
	if st.listAway && st.at.Focus == pane.Objects && st.at.Table() {
		st.setFocus(pane.Records)
	}
	st.arrange()
	return st.besideTable()
}

// whyNotList says why the list of objects cannot be hidden.
func (st *stage) whyNotList() string {
	if st.terminal.Width < twoPanes {
		return "one pane at a time is shown on a screen as narrow as this"
	}
	return ""
}

func (st *stage) toggleBeside() tea.Cmd {
	st.beside = !st.beside
	st.arrange()
	return st.besideTable()
}
