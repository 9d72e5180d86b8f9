package objects

import (
	"zco/tui/action"
	"zco/tui/pane"
)

// Hints are the keys most wanted in the list.
func (m *Model) Hints() []pane.Hint {
	h := m.env.Hint
	switch {
	case m.typing:
		return []pane.Hint{h(action.SearchRun, "open"), h(action.SearchLeave, "done")}
	case m.Current() == nil:
		return []pane.Hint{h(action.FilterList, "filter the list"), h(action.Reload, "refresh"), h(action.Jump, "jump")}
	}
	out := []pane.Hint{h(action.OpenObject, "open"), h(action.FilterList, "filter the list"), h(action.Jump, "jump"), h(action.Limits, "limits"), h(action.Reload, "refresh")}
	if m.filter.Text() != "" {
		out = append(out, h(action.Back, "whole list"))
	}
	return out
}
