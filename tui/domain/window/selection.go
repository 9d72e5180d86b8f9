package window

import "slices"

// Selection is a set of rows chosen by identity. It outlives pages, sorts and
// windows, and keeps each row as it was when it was chosen, so that it can be
// listed though the row is long out of the window. Make one with NewSelection.
type Selection[T any] struct {
	id    func(T) string
	rows  map[string]T
	order []string // as chosen
}

// NewSelection returns an empty selection of rows with the given identity.
func NewSelection[T any](id func(T) string) *Selection[T] {
	return &Selection[T]{id: id, rows: map[string]T{}}
}

// Len returns how many rows are chosen.
func (s *Selection[T]) Len() int { return len(s.rows) }

// Has reports whether the row with this identity is chosen.
func (s *Selection[T]) Has(id string) bool {
	_, ok := s.rows[id]
	return ok
}

// Add chooses rows; one chosen already keeps its place and takes the new
// content.
func (s *Selection[T]) Add(rows ...T) {
	for _, r := range rows {
		id := s.id(r)
		if !s.Has(id) {
			s.order = append(s.order, id)
		}
		s.rows[id] = r
	}
}

// Remove lets go of rows by identity.
func (s *Selection[T]) Remove(ids ...string) {
	gone := make(map[string]bool, len(ids))
	for _, id := range ids {
		if s.Has(id) {
			gone[id] = true
			delete(s.rows, id)
		}
	}
	if len(gone) > 0 {
		s.order = slices.DeleteFunc(s.order, func(id string) bool { return gone[id] })
	}
}

// Toggle chooses a row or lets go of it, and returns whether it is chosen now.
func (s *Selection[T]) Toggle(row T) bool {
	if id := s.id(row); s.Has(id) {
		s.Remove(id)
		return false
	}
	s.Add(row)
	return true
}

// Invert turns the choice of the given rows round, say of all rows loaded;
// rows chosen elsewhere stay chosen.
func (s *Selection[T]) Invert(rows []T) {
	var on []T
	var off []string
	for _, r := range rows {
		if id := s.id(r); s.Has(id) {
			off = append(off, id)
		} else {
			on = append(on, r)
		}
	}
	s.Remove(off...)
	s.Add(on...)
}

// Clear lets go of all rows.
func (s *Selection[T]) Clear() {
	clear(s.rows)
	s.order = nil
}

// Update gives a chosen row new content; others are not looked at.
func (s *Selection[T]) Update(row T) {
	if id := s.id(row); s.Has(id) {
		s.rows[id] = row
	}
}

// Rows returns the rows chosen, in the order they were chosen.
func (s *Selection[T]) Rows() []T {
	rows := make([]T, len(s.order))
	for i, id := range s.order {
		rows[i] = s.rows[id]
	}
	return rows
}

// IDs returns the identities chosen, in the order they were chosen.
func (s *Selection[T]) IDs() []string { return slices.Clone(s.order) }

// Between returns the rows held from one identity to another, both included,
// in the order shown, or nil if either is not held. Add them as the cursor
// goes along, and a range may be longer than what a window holds.
func (w *Held[T]) Between(from, to string) []T {
	i, okFrom := w.Index(from)
	j, okTo := w.Index(to)
	if !okFrom || !okTo {
		return nil
	}
	return w.slice(min(i, j), max(i, j)+1)
}

// All returns all rows held, in the order shown.
func (w *Held[T]) All() []T { return w.slice(0, w.n) }

func (w *Held[T]) slice(from, to int) []T {
	out := make([]T, 0, to-from)
	for i, r := range w.Rows(from) {
		if i >= to {
			break
		}
		out = append(out, r)
	}
	return out
}
