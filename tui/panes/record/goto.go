package record

// GoTo puts the cursor on the field with a key. It reports false while the
// fields are not here, so that it can be asked again.
func (m *Model) GoTo(key string) bool {
	if m.schema == nil {
		return false
	}
	was := m.cursor
	for i := 0; ; i++ {
		m.moveTo(i)
		if f, ok := m.field(); ok && f.Key == key {
			return true
		}
		if m.cursor != i {
			m.moveTo(was)
			return true
		}
	}
}
