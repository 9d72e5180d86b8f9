package search

import (
	"zco/tui/action"
	"zco/tui/pane"
)

// Hints are the keys most wanted while one searches.
func (m *Model) Hints() []pane.Hint {
	h := m.env.Hint
	out := []pane.Hint{h(action.SearchRun, "search")}
	if m.below() > 0 {
		out = append(out, h(action.SearchDown, "searched before"))
	}
	leave := h(action.SearchLeave, "cancel")
	leave.Keep = true
	return append(out, h(action.SearchSort, "order"), leave)
}
