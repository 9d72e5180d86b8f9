package records

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/pane"
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

// fitColumn gives a column the width of what is seen in it now.
func (m *shown) fitColumn(i int) {
	if c := m.cols.At(i); c != nil {
		c.Of.fixed = false
		m.cols.SetWidth(i, m.fit(c.Of.field, chosenMost))
	}
}
