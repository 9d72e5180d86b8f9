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
	s := pane.Subject{Collection: m.col, Schema: m.schema, Item: it}
	if c, ok := m.columns.current(); ok {
		s.Field = c.field
	}
	for _, c := range m.columns.shown {
		s.Columns = append(s.Columns, c.field)
	}
	return s, true
}
