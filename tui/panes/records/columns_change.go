package records

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/widget/grid"
)

// widthStep is how many cells a key makes a column wider or narrower.
const widthStep = 2

func (m *shown) widen(i int) tea.Cmd  { return m.resize(i, widthStep) }
func (m *shown) narrow(i int) tea.Cmd { return m.resize(i, -widthStep) }

func (m *shown) freeze(i int) tea.Cmd {
	m.cols.Freeze(i)
	return m.columnsChanged()
}

// shiftColumn moves the column under the cursor, and the cursor with it.
func (m *shown) shiftColumn(by int) tea.Cmd {
	m.cols.Shift(by)
	return m.columnsChanged()
}

// resize makes a column wider or narrower, by a person's wish.
func (m *shown) resize(i, by int) tea.Cmd {
	m.cols.Resize(i, by)
	if c := m.cols.At(i); c != nil {
		c.Of.fixed = true
	}
	return m.columnsChanged()
}

// saveDue is the message that columns have been left alone for a moment.
type saveDue struct{}

// columnsChanged notes that the columns are a person's own now, and remembers
// them once they are left alone.
func (m *shown) columnsChanged() tea.Cmd {
	m.owned = true
	return m.saveSoon()
}

func (m *listed) saveSoon() tea.Cmd {
	if m.env.Memory == nil {
		return nil
	}
	return m.in.After("columns", time.Second/2, saveDue{})
}

func (m *shown) save() tea.Cmd {
	memory, id, what := m.env.Memory, m.col.ID, pane.Columns{}
	if m.owned {
		what = m.chosenColumns()
	}
	return m.env.Shell.Async(func() tea.Msg {
		memory.SaveColumns(id, what)
		return nil
	})
}

// Layout returns the columns shown, with the widths that a person chose.
func (m *shown) Layout() pane.Columns { return m.chosenColumns() }

// Chosen is Layout where a person chose the columns or they are a view's, and
// none where they are the usual ones.
func (m *shown) Chosen() pane.Columns {
	if !m.owned {
		return pane.Columns{}
	}
	return m.chosenColumns()
}

// ShowColumns shows the columns of a saved view, as soon as the rows are here.
// They are not remembered for the collection: a view is looked at and left.
func (m *Model) ShowColumns(cols pane.Columns) {
	m.wantColumns = cols
	m.showWanted()
}

func (m *shown) showWanted() {
	if !m.chosen || m.wantColumns.Shown == nil {
		return
	}
	want := m.wantColumns
	m.wantColumns = pane.Columns{}
	m.show(want)
}

// show shows columns that were chosen earlier, those without a width as wide as
// what is in them and the line allow. It returns whether a field of them is
// left.
func (m *shown) show(want pane.Columns) bool {
	var cols []grid.Column[column]
	for _, c := range want.Shown {
		f := m.fieldAt(c.Key)
		if f == nil {
			if f = m.fieldAt(collection.CustomPrefix + c.Key); f == nil {
				continue // the object has no such field any more
			}
		}
		if slices.ContainsFunc(cols, func(o grid.Column[column]) bool { return o.Of.field == f }) {
			continue
		}
		w := c.Width
		if w <= 0 {
			w = m.fit(f, chosenMost)
		}
		cols = append(cols, grid.Column[column]{Of: column{field: f, fixed: c.Width > 0}, Width: w})
	}
	if len(cols) == 0 {
		return false
	}
	m.makeRoom(cols)
	m.setColumns(cols, want.Frozen)
	m.owned, m.fitted = true, m.area.W
	return true
}

// fitColumn gives a column the width of what is seen in it now.
func (m *shown) fitColumn(i int) {
	if c := m.cols.At(i); c != nil {
		c.Of.fixed = false
		m.cols.SetWidth(i, m.fit(c.Of.field, chosenMost))
	}
}
