package records

import "zco/tui/pane"

// span is a range being selected: how far the cursor is from where it began,
// and what was selected before.
type span struct {
	on     bool
	offset int // rows from where the range began, positive downwards
	before map[string]bool
}

func (m *Model) toggleSelected() {
	if it, ok := m.Current(); ok {
		m.selected.Toggle(it)
		m.span.on = false
	}
}

// toggleRange begins a range at the cursor, or ends the one begun.
func (m *Model) toggleRange() {
	it, ok := m.Current()
	if !ok || m.span.on {
		m.endRange()
		return
	}
	m.span = span{on: true, before: map[string]bool{}}
	for _, id := range m.selected.IDs() {
		m.span.before[id] = true
	}
	m.selected.Add(it)
}

// endRange ends a range; what it selected stays selected.
func (m *listed) endRange() { m.span = span{} }

// extend takes the range along when the cursor went some rows from row index
// from: rows that it now covers are selected, those that it covers no longer
// are not, unless they were before.
func (m *listed) extend(from, went int) {
	if !m.span.on || went == 0 {
		return
	}
	step := 1
	if went < 0 {
		step = -1
	}
	rows := m.rows()
	end := m.span.offset + went
	for k := 0; k != went+step; k += step {
		it := rows.At(from + k)
		switch at := m.span.offset + k; {
		case at >= min(0, end) && at <= max(0, end):
			m.selected.Add(it)
		case !m.span.before[it.ID]:
			m.selected.Remove(it.ID)
		}
	}
	m.span.offset = end
}

func (m *Model) selectAll() {
	m.endRange()
	rows := m.Loaded()
	m.selected.Add(rows...)
	if total, _ := m.win.Total(); m.local != nil || total > len(rows) {
		m.env.Shell.Say(pane.Note, "selected the "+pane.Plural(len(rows), "row", "rows")+" loaded, not all of "+m.col.Title)
	}
}

func (m *Model) invertSelected() {
	m.endRange()
	m.selected.Invert(m.Loaded())
}

func (m *listed) selectNone() {
	m.endRange()
	m.selected.Clear()
}

// selectedChanged keeps the selection in step with a row that was changed or
// deleted.
func (m *listed) selectedChanged(c pane.Changed) {
	if c.Deleted {
		m.selected.Remove(c.Ref.ID)
		return
	}
	m.selected.Update(c.Item)
}
