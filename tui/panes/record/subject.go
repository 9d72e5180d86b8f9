package record

import "zco/tui/pane"

// Subject is the record and the field under the cursor. One that is not
// created yet is none.
func (m *Model) Subject() (pane.Subject, bool) {
	if m.col == nil || !m.known || m.creating() {
		return pane.Subject{}, false
	}
	s := pane.Subject{Collection: m.col, Schema: m.schema, Item: m.item}
	if f, ok := m.field(); ok {
		s.Field = f
	}
	if m.schema != nil {
		s.Columns = m.schema.Fields
	}
	return s, true
}
