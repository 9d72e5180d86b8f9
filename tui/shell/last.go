package shell

import "zco/tui/domain/collection"

// Last is where one is, to open there the next time; false while nothing has
// been opened.
func (m *Model) Last() (Start, bool) {
	now := m.trail.now()
	if now.place == (collection.Place{}) || m.records == nil {
		return Start{}, false
	}
	s := Start{Last: true, Collection: now.place.Collection, Place: now.place, Record: now.ref.ID}
	if now.ref.Collection != "" && now.ref.Collection != now.place.Collection {
		s.Record = "" // a record of another collection over this table
	}
	if it, ok := m.records.Current(); ok {
		s.Row = it.ID
	}
	return s, true
}
