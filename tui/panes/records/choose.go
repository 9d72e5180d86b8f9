package records

import "zco/tui/domain/collection"

// Reselect lets go of rows that a job is done with, and selects those that it
// failed on; others stay as they are. Rows that are loaded keep what is known
// of them.
func (m *Model) Reselect(done []string, failed []collection.Item) {
	m.selected.Remove(done...)
	if len(failed) == 0 {
		return
	}
	known := map[string]collection.Item{}
	for _, it := range m.win.All() {
		known[it.ID] = it
	}
	for _, it := range failed {
		if k, ok := known[it.ID]; ok {
			it = k
		}
		if !m.selected.Has(it.ID) {
			m.selected.Add(it)
		}
	}
}

// Total returns how many rows the place has, and whether that is known.
func (m *Model) Total() (n int, known bool) { return m.count.Value, m.count.known }
