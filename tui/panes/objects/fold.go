package objects

// Fold shows just the collection that is open, in place of the list, while
// the pane has no focus. The shell folds the list while the table beside it is
// scrolled: a terminal scrolls whole lines, so each line of the list would be
// sent again with every row, and an account with many objects would scroll the
// slower for it.
func (m *Model) Fold(folded bool) { m.folded = folded }

// openTitle is what the collection in the table is called.
func (m *Model) openTitle() string {
	for _, l := range m.lines {
		if l.col != nil && l.col.ID == m.open && l.child == nil {
			return l.col.Title
		}
	}
	return "Objects"
}
