package records

import "zco/tui/resource"

// Choose makes the selection just these rows, such as those that a job could
// not change. Rows that are selected or loaded keep what is known of them.
func (m *Model) Choose(rows []resource.Item) {
	m.endRange()
	known := map[string]resource.Item{}
	for _, it := range append(m.win.All(), m.selected.Rows()...) {
		known[it.ID] = it
	}
	m.selected.Clear()
	for _, it := range rows {
		if k, ok := known[it.ID]; ok {
			it = k
		}
		m.selected.Add(it)
	}
}

// Total returns how many rows the place has, and whether that is known.
func (m *Model) Total() (n int, known bool) { return m.count.Value, m.count.known }
