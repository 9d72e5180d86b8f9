package record

// GoTo puts the cursor on the field with a key, as soon as the fields are
// here.
func (m *Model) GoTo(key string) {
	m.wanted = key
	m.goToWanted()
}

func (m *Model) goToWanted() {
	if m.wanted == "" || m.schema == nil {
		return
	}
	for i, f := range m.fields {
		if f.Key == m.wanted {
			m.moveTo(i)
		}
	}
	m.wanted = ""
}
