package records

import (
	"zco/tui/domain/collection"
	"zco/tui/widget/grid"
)

// ShowColumns shows the columns of a saved view, as soon as the rows are here.
// They are not remembered for the collection: a view is looked at and left.
func (m *Model) ShowColumns(keys []string) {
	m.wanted = keys
	m.showWanted()
}

func (m *Model) showWanted() {
	if !m.settled || m.wanted == nil {
		return
	}
	keys := m.wanted
	m.wanted = nil
	var cols []grid.Column[column]
	for _, key := range keys {
		f := m.fieldAt(key)
		if f == nil {
			if f = m.fieldAt(collection.CustomPrefix + key); f == nil {
				continue // the object has no such field any more
			}
		}
		cols = append(cols, grid.Column[column]{Of: column{field: f}, Width: m.fit(f, valueMost)})
	}
	if len(cols) > 0 {
		m.setColumns(cols, 1)
	}
}
