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

// editCell asks for an editor over the cell under the cursor.
func (m *Model) editCell() tea.Cmd {
	it, f, ok := m.currentCell()
	if !ok {
		return nil
	}
	return pane.Ask(pane.EditCell{Ref: m.ref(it), Item: it, Field: f, Cell: m.cell})
}
