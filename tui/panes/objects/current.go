package objects

import "zco/tui/domain/collection"

// Current returns the collection under the cursor, nil where there is none.
func (m *Model) Current() *collection.Collection { return m.current() }
