package records

import (
	"zco/tui/domain/collection"
	"zco/tui/widget/grid"
)

// ShowColumns shows the columns of a saved view. It reports false while the
// rows are not here, so that it can be asked again. They are not remembered
// for the collection: a view is looked at and left.
func (m *Model) ShowColumns(keys []string) bool {
	if !m.settled {
		return false
	}
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
	return true
}
