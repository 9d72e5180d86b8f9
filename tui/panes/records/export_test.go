package records

// Scrolled reports whether rows are above the first on the screen.
func (m *Model) Scrolled() bool {
	if m.local != nil {
		return m.local.Top() > 0
	}
	return m.win.Len() > 0 && m.win.Position(m.win.Top()) != 0
}
