package pane

import "zco/tui/action"

// Scroll is how far the rows of a dialog are moved up. Its zero value shows
// the first row.
type Scroll struct{ top, page, all int }

// Fit notes how many rows there are and how many are shown, and returns the
// first of those: a drawing begins with it. It scrolls nothing, so that what
// was shown comes back after a window was small for a moment.
func (s *Scroll) Fit(all, page int) (top int) {
	s.all, s.page = all, page
	return s.first()
}

// first is the first row shown.
func (s *Scroll) first() int { return max(min(s.top, s.all-s.page), 0) }

// Reset goes to the first row.
func (s *Scroll) Reset() { s.top = 0 }

// All returns how many rows there are.
func (s *Scroll) All() int { return s.all }

// More reports whether there are more rows than are shown.
func (s *Scroll) More() bool { return s.all > s.page }

// Below returns how many rows follow those that are shown.
func (s *Scroll) Below() int { return max(s.all-s.first()-s.page, 0) }

// Move does what an action of lists does, and reports whether it is one that
// scrolls. It never leaves the rows of the last Fit.
func (s *Scroll) Move(id action.ID) bool {
	by, moves := action.Steps(id, s.page, s.all)
	if moves {
		s.top = s.first() + by
		s.top = s.first()
	}
	return moves
}
