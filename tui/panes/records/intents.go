package records

import (
	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// currentCell returns the row and the field under the cursor.
func (m *Model) currentCell() (collection.Item, collection.Field, bool) {
	it, ok := m.Current()
	f, known := m.CurrentField()
	return it, f, ok && known
}

// refTo is the row that a relation points to; its Collection is empty where
// that cannot be browsed here.
func refTo(f collection.Field, v collection.Value) collection.Ref {
	if v.IsEmpty() {
		return collection.Ref{}
	}
	return collection.Ref{Collection: collection.TargetCollection(f.Target), ID: v.Text()}
}

// filterBy asks for the rows with the value under the cursor, or without it.
func (m *Model) filterBy(not bool) tea.Cmd {
	it, f, ok := m.currentCell()
	if !ok {
		return nil
	}
	return pane.Ask(pane.FilterBy{Place: m.place, Field: f, Value: it.Value(f.Key), Not: not})
}

// editCell asks for an editor over the cell under the cursor.
func (m *Model) editCell() tea.Cmd {
	it, f, ok := m.currentCell()
	if !ok {
		return nil
	}
	return pane.Ask(pane.EditCell{Ref: m.ref(it), Item: it, Field: f, Cell: m.cell})
}
