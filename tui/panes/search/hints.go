package search

import (
	"zco/tui/action"
	"zco/tui/pane"
)

// Hints are the keys most wanted while one searches.
func (m *Model) Hints() []pane.Hint {
	h := m.env.Hint
	run := h(action.SearchRun, "search")
	if m.cursor > 0 && m.line.Text() != "" {
		run.Text = "open"
	}
	out := []pane.Hint{run}
	if m.below() > 0 {
		out = append(out, h(action.SearchDown, "suggestions"))
	}
	leave := h(action.SearchLeave, "cancel")
	leave.Keep = true
	return append(out, h(action.SearchSort, "order"), leave)
}
