package objects

import "zco/tui/resource"

// Current returns the collection under the cursor, nil where there is none.
func (m *Model) Current() *resource.Collection { return m.current() }
