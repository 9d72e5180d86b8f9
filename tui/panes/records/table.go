package records

import (
	"zco/tui/domain/collection"
	"zco/tui/domain/window"
	"zco/tui/draw/screen"
	"zco/tui/pane"
)

var _ pane.Table = (*Model)(nil)

// Collection returns what the table shows rows of.
func (m *Model) Collection() *collection.Collection { return m.col }

// Place returns what the table shows.
func (m *Model) Place() collection.Place { return m.place }

// Schema returns the fields of the collection, nil while they are not here.
func (m *Model) Schema() *collection.Schema { return m.schema }

// Current returns the row under the cursor.
func (m *Model) Current() (collection.Item, bool) {
	_, it, ok := m.rows().Cursor()
	return it, ok
}

// CurrentField returns the field of the column under the cursor.
func (m *Model) CurrentField() (collection.Field, bool) {
	if c := m.cols.Current(); c != nil {
		return *c.Of.field, true
	}
	return collection.Field{}, false
}

// Columns returns the fields shown, from left to right.
func (m *Model) Columns() []collection.Field {
	out := make([]collection.Field, 0, m.cols.Len())
	for _, c := range m.cols.All() {
		out = append(out, *c.Of.field)
	}
	return out
}

// Selected returns the rows selected in this collection, in the order in which
// they were, wherever they are; none is not the row under the cursor.
func (m *Model) Selected() []collection.Item { return m.selected.Rows() }

// Loaded returns the loaded rows in the order shown, those that the quick
// filter leaves out excepted.
func (m *Model) Loaded() []collection.Item {
	if m.local == nil {
		return m.win.All()
	}
	out := make([]collection.Item, m.local.Len())
	for i := range out {
		out[i] = m.local.At(i)
	}
	return out
}

// CellRect returns where the cell under the cursor stands on the screen, its
// column's whole width; false while it is not on the screen.
func (m *Model) CellRect() (screen.Rect, bool) {
	rows := m.rows()
	at, _, ok := rows.Cursor()
	p, placed := m.cols.Where(m.cols.Cursor())
	y := at - rows.Top()
	if !ok || !placed || m.schema == nil || y < 0 || y >= m.height {
		return screen.Rect{}, false
	}
	return screen.Rect{X: m.area.X + p.X, Y: m.area.Y + 1 + y, W: p.W, H: 1}, true
}

// ref names a row of this table.
func (m *listed) ref(it collection.Item) collection.Ref {
	return collection.Ref{Collection: m.col.ID, ID: it.ID}
}

// Failed reports whether something the table asked for could not be read.
func (m *Model) Failed() bool {
	for d := window.First; d <= window.Refresh; d++ {
		if m.win.Err(d) != nil {
			return true
		}
	}
	return m.schemaErr != nil || m.count.err != nil
}

// Subject is the row and the field under the cursor.
func (m *Model) Subject() (pane.Subject, bool) {
	it, ok := m.Current()
	if !ok {
		return pane.Subject{}, false
	}
	s := pane.Subject{Collection: m.col, Schema: m.schema, Item: it, Columns: m.Columns()}
	s.Field, _ = m.CurrentField()
	return s, true
}

// Reselect lets go of rows that a job is done with, and selects those that it
// failed on; others stay as they are. Rows that are loaded keep what is known
// of them.
func (m *Model) Reselect(done []string, failed []collection.Item) {
	m.selected.Remove(done...)
	if len(failed) == 0 {
		return
	}
	known := map[string]collection.Item{}
	for _, it := range m.win.All() {
		known[it.ID] = it
	}
	for _, it := range failed {
		if k, ok := known[it.ID]; ok {
			it = k
		}
		if !m.selected.Has(it.ID) {
			m.selected.Add(it)
		}
	}
}

// Total returns how many rows the place has, and whether that is known.
func (m *Model) Total() (n int, known bool) {
	count := m.counts()
	return count.Value, count.known
}
