package many

import "zco/tui/pane"

// Footer are the keys of the list of changes, in the foot of its frame.
func (d *edit) Footer() []pane.Hint {
	if d.step != nil {
		return nil // it draws its own
	}
	return d.list.Footer()
}
