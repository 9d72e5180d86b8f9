package records

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/domain/window"
)

// Adopt takes the fields and the columns of another table of the collection,
// as wide as they are there.
func (m *shown) Adopt(of *Model) {
	if of.schema == nil || of.cols.Len() == 0 {
		return
	}
	m.schema = of.schema
	m.setColumns(slices.Clone(of.cols.All()), of.cols.Frozen())
	m.cols.MoveTo(of.cols.Cursor())
	m.chosen, m.owned, m.fitted = true, of.owned, of.fitted
}

// Search shows another place of the collection. The rows stay until others are
// here, and so do the columns: nothing jumps while one types.
func (m *shown) Search(p collection.Place) tea.Cmd {
	m.place, m.stale = p, true
	m.localSort, m.quick = localSort{}, quickFilter{}
	m.updateLocal()
	m.endRange()
	m.count = countState{}
	for d := window.First; d < window.Refresh; d++ {
		m.in.Cancel("page/" + d.String()) // nobody waits for more of the rows before
	}
	m.win.Restart()
	cmds := []tea.Cmd{m.fetch()}
	if m.countedApart() {
		cmds = append(cmds, m.in.Count("count", m.col))
	}
	return tea.Batch(cmds...)
}
