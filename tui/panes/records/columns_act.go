package records

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
	"zco/tui/work"
)

// columnAct does an action of the columns.
func (m *Model) columnAct(id action.ID) tea.Cmd {
	switch id {
	case action.Left:
		m.cols.Move(-1)
	case action.Right:
		m.cols.Move(1)
	case action.Columns:
		return pane.Ask(pane.Open{Dialog: newChooser(m)})
	case action.ColumnWider:
		return m.resize(m.cols.Cursor(), widthStep)
	case action.ColumnNarrow:
		return m.resize(m.cols.Cursor(), -widthStep)
	case action.ColumnLeft:
		m.cols.Shift(-1)
		return m.columnsChanged()
	case action.ColumnRight:
		m.cols.Shift(1)
		return m.columnsChanged()
	case action.ColumnFreeze:
		m.cols.Freeze()
		return m.columnsChanged()
	}
	return nil
}

// widthStep is how many cells a key makes a column wider or narrower.
const widthStep = 2

// resize makes a column wider or narrower, by a person's wish.
func (m *Model) resize(i, by int) tea.Cmd {
	m.cols.Resize(i, by)
	if c := m.cols.At(i); c != nil {
		c.Of.fixed = true
	}
	return m.columnsChanged()
}

// saveNow is the message that columns have been left alone for a moment.
type saveNow struct{ slot work.Slot }

// columnsChanged notes that the columns are a person's own now, and remembers
// them once they are left alone.
func (m *Model) columnsChanged() tea.Cmd {
	m.owned = true
	return m.saveSoon()
}

func (m *Model) saveSoon() tea.Cmd {
	if m.env.Memory == nil {
		return nil
	}
	return m.ask.After(m.slot+"/columns", time.Second/2, saveNow{m.slot})
}

func (m *Model) save() tea.Cmd {
	memory, id, what := m.env.Memory, m.col.ID, pane.Columns{}
	if m.owned {
		what = m.chosenColumns()
	}
	return func() tea.Msg {
		memory.SaveColumns(id, what)
		return nil
	}
}

// fitColumn gives a column the width of what is seen in it now.
func (m *Model) fitColumn(i int) {
	if c := m.cols.At(i); c != nil {
		c.Of.fixed = false
		c.Width = m.fit(c.Of.field, chosenMost)
	}
}
