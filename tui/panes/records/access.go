package records

import (
	"zco/tui/domain/collection"
	"zco/tui/domain/window"
	"zco/tui/draw/screen"
)

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

// Loaded returns the rows at hand in the order shown, those that the quick
// filter leaves out excepted.
func (m *Model) Loaded() []collection.Item {
	if m.arranged == nil {
		return m.win.All()
	}
	out := make([]collection.Item, m.arranged.Len())
	for i := range out {
		out[i] = m.arranged.At(i)
	}
	return out
}

// CellRect returns where the cell under the cursor stands on the screen, its
// column's whole width, as it was last drawn; false when it was not.
func (m *Model) CellRect() (screen.Rect, bool) { return m.cell, m.cell.W > 0 }

// Scrolled reports whether rows are above the first on the screen.
func (m *Model) Scrolled() bool {
	if m.arranged != nil {
		return m.arranged.Top() > 0
	}
	return m.win.Len() > 0 && m.win.Position(m.win.Top()) != 0
}

// ref names a row of this table.
func (m *Model) ref(it collection.Item) collection.Ref {
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
