package records

import (
	"zco/tui/pane"
)

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
