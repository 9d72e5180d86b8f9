package records

import (
	"zco/tui/action"
	"zco/tui/pane"
)

// Hints are the keys most wanted in the state that the table is in.
func (m *Model) Hints() []pane.Hint {
	h := m.env.Hint
	switch _, hasRow := m.Current(); {
	case m.quick.typing:
		return []pane.Hint{h(action.SearchRun, "done")}
	case m.span.on:
		return []pane.Hint{h(action.SelectRange, "end the range"), h(action.BulkEdit, "edit"), h(action.BulkDelete, "delete"), m.backHint()}
	case m.selected.Len() > 0:
		n := pane.Thousands(m.selected.Len())
		return append([]pane.Hint{
			h(action.BulkEdit, "edit "+n), h(action.BulkDelete, "delete "+n), h(action.SelectNone, "select none"),
			h(action.Select, "select"), h(action.SelectRange, "range"), h(action.SelectAll, "all loaded"), h(action.Export, "export"),
		}, m.leaveHint()...)
	case !hasRow:
		var out []pane.Hint
		if m.narrowed() {
			out = append(out, h(action.FilterDrop, "remove last filter"))
		}
		return append(append(out,
			h(action.Filter, "filter"), h(action.SearchRecords, "search"),
			h(action.New, "new"), h(action.Import, "import"), h(action.Refresh, "refresh"),
		), m.leaveHint()...)
	}
	var out []pane.Hint
	if it, ok := m.Current(); ok && m.env.Drafts != nil && m.env.Drafts.HasDraft(m.ref(it)) {
		out = append(out, h(action.SendRow, "review and send"), h(action.RevertCell, "revert cell"), h(action.DropRow, "discard draft"))
	}
	// Search and filter are offered above the table as well: they go first where
	// room is short.
	return append(append(out,
		h(action.Open, "open"), h(action.EditCell, "edit"), h(action.Select, "select"), h(action.New, "new"), h(action.Verbs, "actions…"),
		h(action.Related, "related"), h(action.Sort, "sort"), h(action.SearchRecords, "search"), h(action.Filter, "filter"),
	), m.leaveHint()...)
}

// narrowed reports whether the table shows a part of its collection, so that
// there is something to remove.
func (m *listed) narrowed() bool {
	_, _, _, pointing := m.place.PointsAt()
	return pointing || m.place.Searching() || len(m.col.FixedParts(m.place)) > 0
}

// leaveHint says what esc gives back, where it does.
func (m *listed) leaveHint() []pane.Hint {
	if m.span.on || m.local != nil && len(m.quick.words) > 0 || m.place.Searching() {
		return []pane.Hint{m.backHint()}
	}
	return nil
}

func (m *listed) backHint() pane.Hint {
	_, _, _, pointing := m.place.PointsAt()
	words := "all " + m.col.Title
	switch {
	case m.span.on:
		words = "end the range"
	case m.local != nil && len(m.quick.words) > 0:
		words = "all loaded rows"
	case pointing && m.place.Text == "" && m.place.Filter == "":
		words = "back"
	}
	return m.env.Hint(action.Back, words)
}
