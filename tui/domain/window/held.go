package window

import "iter"

// Held is the part of the list that is in memory, and where in the list it is.
type Held[T any] struct {
	opt   Options[T]
	pages []*page[T]          // as shown, top to bottom
	where map[string]*page[T] // the page of each row held
	marks map[string]Mark
	n     int // rows held

	reversed bool    // the listing runs against the order shown
	edge     [2]edge // below, above
	above    int     // rows of the list above those held; -1 unknown
	below    int     // rows of the list below those held; -1 unknown
	total    int     // as told by SetTotal; -1 unknown
	scratch  []string
}

// SetTotal tells how many rows the whole list has; negative if unknown.
// Insert and Remove keep it in step.
func (w *Held[T]) SetTotal(n int) { w.total = max(n, -1) }

// Total returns how many rows the list has, or -1. It is exact if the window
// itself has seen both ends, else it is what SetTotal told.
func (w *Held[T]) Total() (n int, exact bool) {
	if w.above >= 0 && w.below >= 0 {
		return w.above + w.n + w.below, true
	}
	return w.total, false
}

// Len returns the number of rows held.
func (w *Held[T]) Len() int { return w.n }

// At returns the row at index i of the rows held. It panics when i is out of
// range, as a slice does.
func (w *Held[T]) At(i int) T {
	p, k := w.locate(i)
	return p.rows[k]
}

// Rows yields the rows held from index from on, top to bottom.
func (w *Held[T]) Rows(from int) iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		i := 0
		for _, p := range w.pages {
			for k := max(from-i, 0); k < len(p.rows); k++ {
				if !yield(i+k, p.rows[k]) {
					return
				}
			}
			i += len(p.rows)
		}
	}
}

// Index returns where the row with this identity is held.
func (w *Held[T]) Index(id string) (int, bool) {
	p := w.where[id]
	if p == nil {
		return 0, false
	}
	i := 0
	for _, q := range w.pages {
		if q == p {
			break
		}
		i += len(q.rows)
	}
	k := w.find(p, id)
	return i + k, k >= 0
}

// Position returns the place of the row at index i in the whole list, from 0,
// or -1 while nobody knows. After a jump to the end it is counted from the
// total, and only as true as that.
func (w *Held[T]) Position(i int) int {
	switch {
	case w.above >= 0:
		return w.above + i
	case w.below >= 0 && w.total >= 0:
		return max(w.total-w.below-w.n+i, i)
	}
	return -1
}

// FromEnd returns how far from the end of the whole list the row at index i
// is, 1 for the last row, or -1 while nobody knows.
func (w *Held[T]) FromEnd(i int) int {
	switch {
	case w.below >= 0:
		return w.below + w.n - i
	case w.above >= 0 && w.total >= 0:
		return max(w.total-w.above-i, w.n-i)
	}
	return -1
}

// AtStart reports whether the first row held is the first of the list.
func (w *Held[T]) AtStart() bool { return len(w.pages) > 0 && w.edge[up].done }

// AtEnd reports whether the last row held is the last of the list.
func (w *Held[T]) AtEnd() bool { return len(w.pages) > 0 && w.edge[down].done }

// BrokenOff reports whether the rows held end, at either side, where the
// service says that there are more and gives no cursor to them. AtStart and
// AtEnd are true there: one gets no further.
func (w *Held[T]) BrokenOff() bool {
	return len(w.pages) > 0 && (w.edge[up].done && w.edge[up].broken || w.edge[down].done && w.edge[down].broken)
}

// Reversed reports whether the rows held were read from the end of the list.
func (w *Held[T]) Reversed() bool { return w.reversed }
