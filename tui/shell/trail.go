package shell

import (
	"cmp"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/status"
)

// recordInFront reports whether what one looks at is a record and not the
// table.
func (st *stage) recordInFront() bool {
	return st.at.Open() && (st.at.Focus == pane.Record || st.at.Over && st.layout.regions[Middle].W == 0)
}

// mark marks in the list of objects what is in front: the table's, or that of
// the record which a relation led to.
func (st *stage) mark() {
	id := st.at.Place.Collection
	if st.recordInFront() {
		id = cmp.Or(st.at.Record.Collection, id)
	}
	if id != "" && id != st.marked && st.panes.Catalog != nil {
		st.marked = id
		st.panes.Catalog.Mark(id)
	}
}

// trail is the way to what is in front: what the table shows, then a step for
// each record that was opened or followed to.
func (m *Model) trail() []status.Step {
	t := m.table()
	if t == nil {
		return nil
	}
	var out []status.Step
	if _, to, id, pointing := m.at.Place.PointsAt(); pointing && m.env.Names != nil {
		if name, known := m.env.Names.Name(to, id); known && name != "" {
			out = append(out, status.Step{Text: name})
		}
	}
	out = append(out, status.Step{Text: t.Collection().Title})
	if view := m.features.view(m.at.Place); view != "" {
		out = append(out, status.Step{Text: view})
	}
	if !m.recordInFront() {
		return out
	}
	trail := m.history.Trail()
	back := len(trail)
	for i := range out {
		out[i].Back = back
	}
	for i, e := range trail {
		if i < len(trail)-1 {
			out = append(out, status.Step{Text: m.stepOf(e.Record, e.Name, i > 0), Back: len(trail) - 1 - i})
		}
	}
	return append(out, status.Step{Text: m.stepOf(m.at.Record, m.panes.Record.Name(), len(trail) > 1 || m.at.Record.Collection != m.at.Place.Collection)})
}

// stepOf is what a record is called in the trail; followed says that one knows
// it by what it is, too.
func (m *Model) stepOf(ref collection.Ref, name string, followed bool) string {
	col := m.collection(ref.Collection)
	switch {
	case col == nil:
		return cmp.Or(name, ref.ID)
	case m.env.Drafts != nil && m.env.Drafts.IsNew(ref):
		return "New " + col.Singular
	case followed:
		return col.Singular + " " + cmp.Or(name, ref.ID)
	}
	return cmp.Or(name, ref.ID)
}
