package records

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// Commands returns what the table itself does.
func (m *Model) Commands() action.Commands { return m.commands }

func (m *Model) newCommands() action.Commands {
	return action.Index(m.moves(), m.selecting(), m.columnCommands(), []action.Command{
		{ID: action.Open, Why: m.noRow, Run: m.openRow},
		{ID: action.EditCell, Why: first(m.uneditable, m.noRow, m.whyNotEdit), Run: m.editCell},
		{ID: action.QuickFilter, Why: m.noRow, Run: silent(m.openFilter)},
		action.Do(action.SearchRun, silent(m.closeFilter)),
		action.Do(action.SearchLeave, silent(m.closeFilter)),
		{ID: action.Sort, Why: m.noColumns, Run: m.sort},
		action.Do(action.Refresh, m.Refresh),
		action.Do(action.RefreshTimed, m.toggleClock),
	})
}

func (m *listed) moves() []action.Command {
	by := func(id action.ID, rows func() int) action.Command {
		return action.Do(id, func() tea.Cmd { return m.move(rows()) })
	}
	up := func(rows func() int) func() int { return func() int { return -rows() } }
	one := func() int { return 1 }
	half := func() int { return max(m.height/2, 1) }
	page := func() int { return m.height }
	return []action.Command{
		by(action.Down, one), by(action.SearchDown, one), by(action.Up, up(one)), by(action.SearchUp, up(one)),
		by(action.HalfDown, half), by(action.HalfUp, up(half)), by(action.PageDown, page), by(action.PageUp, up(page)),
		action.Do(action.First, m.toStart), action.Do(action.Last, m.toEnd),
	}
}

func (m *Model) selecting() []action.Command {
	return []action.Command{
		{ID: action.Select, Why: m.noRow, Run: func() tea.Cmd {
			m.toggleSelected()
			return m.move(1) // the next row is marked with the same key
		}},
		{ID: action.SelectRange, Why: m.noRow, Run: silent(m.toggleRange)},
		{ID: action.SelectAll, Why: m.noRow, Run: silent(m.selectAll)},
		{ID: action.SelectInvert, Why: m.noRow, Run: silent(m.invertSelected)},
		{ID: action.SelectNone, Why: m.noneSelected, Run: silent(m.selectNone)},
	}
}

func (m *Model) columnCommands() []action.Command {
	cursor := func(do func(i int) tea.Cmd) func() tea.Cmd {
		return func() tea.Cmd { return do(m.cols.Cursor()) }
	}
	return []action.Command{
		action.Do(action.Left, silent(func() { m.cols.Move(-1) })),
		action.Do(action.Right, silent(func() { m.cols.Move(1) })),
		{ID: action.Columns, Why: m.noColumns, Run: silent(func() { m.env.Shell.Open(newChooser(m)) })},
		{ID: action.ColumnWider, Why: m.noColumns, Run: cursor(m.widen)},
		{ID: action.ColumnNarrow, Why: m.noColumns, Run: cursor(m.narrow)},
		{ID: action.ColumnLeft, Why: m.noColumns, Run: func() tea.Cmd { return m.shiftColumn(-1) }},
		{ID: action.ColumnRight, Why: m.noColumns, Run: func() tea.Cmd { return m.shiftColumn(1) }},
		{ID: action.ColumnFreeze, Why: m.noColumns, Run: cursor(m.freeze)},
	}
}

// silent makes a command of what asks for nothing.
func silent(do func()) func() tea.Cmd {
	return func() tea.Cmd {
		do()
		return nil
	}
}

// Leave leaves what the table itself is in: a range, the quick filter. Done is
// false where there is nothing to leave.
func (m *Model) Leave() (cmd tea.Cmd, done bool) {
	switch {
	case m.span.on:
		m.endRange()
		return nil, true
	case m.clearFilter():
		return tea.Batch(m.fetch(), m.rest()), true
	}
	return nil, false
}

func (m *Model) openRow() tea.Cmd {
	if it, ok := m.Current(); ok {
		m.env.Shell.Ask(pane.OpenRecord{Ref: m.ref(it), Item: it, Known: true})
	}
	return nil
}

// editCell asks for an editor over the cell under the cursor.
func (m *Model) editCell() tea.Cmd {
	if it, f, ok := m.currentCell(); ok {
		cell, _ := m.CellRect()
		m.env.Shell.Ask(pane.EditCell{Ref: m.ref(it), Item: it, Field: f, Cell: cell})
	}
	return nil
}

// currentCell returns the row and the field under the cursor.
func (m *Model) currentCell() (collection.Item, collection.Field, bool) {
	it, ok := m.Current()
	f, known := m.CurrentField()
	return it, f, ok && known
}
