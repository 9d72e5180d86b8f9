package window

import (
	"iter"
	"time"
)

// Options say how rows are told apart and how much is held.
type Options[T any] struct {
	// ID returns the identity of a row. Required.
	ID func(T) string
	// Version returns what changes whenever the row does (updated_at). Without
	// it no row is ever marked Changed.
	Version func(T) string
	// Size is the number of rows asked for in a page; 100 if zero.
	Size int
	// Keep is the number of pages held, 8 if zero and never fewer than 4.
	Keep int
}

// Window is a few pages of a list around a cursor. Make one with New.
type Window[T any] struct {
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

	cur, top, height int
	latency          time.Duration

	jump       *jump // a new segment that was asked for and is not here yet
	jumpErr    error
	failedJump *jump
	refreshErr error
	gen        uint64
	scratch    []string
}

// New returns an empty window whose first Need is the first page.
func New[T any](o Options[T]) *Window[T] {
	if o.Size <= 0 {
		o.Size = 100
	}
	if o.Keep <= 0 {
		o.Keep = 8
	}
	o.Keep = max(o.Keep, 4)
	return &Window[T]{
		opt: o, where: map[string]*page[T]{}, marks: map[string]Mark{},
		above: -1, below: -1, total: -1, height: 1,
		latency: 150 * time.Millisecond,
		jump:    &jump{dir: First, restart: true},
	}
}

// SetHeight tells how many rows the screen shows, at least one.
func (w *Window[T]) SetHeight(rows int) {
	w.height = max(rows, 1)
	w.follow()
}

// SetLatency tells how long an answer takes at present, by the caller's
// measure; 150 ms until then.
func (w *Window[T]) SetLatency(d time.Duration) { w.latency = d }

// SetTotal tells how many rows the whole list has; negative if unknown.
// Insert and Remove keep it in step.
func (w *Window[T]) SetTotal(n int) { w.total = max(n, -1) }

// Total returns how many rows the list has, or -1. It is exact if the window
// itself has seen both ends, else it is what SetTotal told.
func (w *Window[T]) Total() (n int, exact bool) {
	if w.above >= 0 && w.below >= 0 {
		return w.above + w.n + w.below, true
	}
	return w.total, false
}

// Len returns the number of rows held.
func (w *Window[T]) Len() int { return w.n }

// At returns the row at index i of the rows held. It panics when i is out of
// range, as a slice does.
func (w *Window[T]) At(i int) T {
	p, k := w.locate(i)
	return p.rows[k]
}

// Rows yields the rows held from index from on, top to bottom.
func (w *Window[T]) Rows(from int) iter.Seq2[int, T] {
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
func (w *Window[T]) Index(id string) (int, bool) {
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
	for k, r := range p.rows {
		if w.opt.ID(r) == id {
			return i + k, true
		}
	}
	return 0, false
}

// Position returns the place of the row at index i in the whole list, from 0,
// or -1 while nobody knows. After a jump to the end it is counted from the
// total, and only as true as that.
func (w *Window[T]) Position(i int) int {
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
func (w *Window[T]) FromEnd(i int) int {
	switch {
	case w.below >= 0:
		return w.below + w.n - i
	case w.above >= 0 && w.total >= 0:
		return max(w.total-w.above-i, w.n-i)
	}
	return -1
}

// AtStart reports whether the first row held is the first of the list.
func (w *Window[T]) AtStart() bool { return len(w.pages) > 0 && w.edge[up].done }

// AtEnd reports whether the last row held is the last of the list.
func (w *Window[T]) AtEnd() bool { return len(w.pages) > 0 && w.edge[down].done }

// BrokenOff reports whether the rows held end, at either side, where the
// service says that there are more and gives no cursor to them. AtStart and
// AtEnd are true there: one gets no further.
func (w *Window[T]) BrokenOff() bool {
	return len(w.pages) > 0 && (w.edge[up].done && w.edge[up].broken || w.edge[down].done && w.edge[down].broken)
}

// Reversed reports whether the rows held were read from the end of the list.
func (w *Window[T]) Reversed() bool { return w.reversed }

// Loaded reports whether the list was read at all: false from New or Restart
// until the first answer.
func (w *Window[T]) Loaded() bool { return w.jump == nil || !w.jump.restart }

// Empty reports whether the list was read and has no row.
func (w *Window[T]) Empty() bool { return w.Loaded() && w.n == 0 && w.AtStart() && w.AtEnd() }
