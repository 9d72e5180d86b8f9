package window

import (
	"time"
)

// Options say how rows are told apart and how much is held.
type Options[T any] struct {
	// ID returns the identity of a row. Required.
	ID func(T) string
	// Version returns what changes whenever the row does (updated_at). Without
	// it no row is ever marked Changed.
	Version func(T) string
	// Size is the number of rows asked for in a page; DefaultSize if zero.
	Size int
	// Keep is the number of pages held, 8 if zero and never fewer than 4.
	Keep int
}

// DefaultSize is the number of rows in a page where nobody says another.
const DefaultSize = 100

// Window is a few pages of a list around a cursor. Make one with New.
type Window[T any] struct {
	Held[T]

	cur, top, height int
	latency          time.Duration

	jump       *jump // a new segment that was asked for and is not here yet
	jumpErr    error
	failedJump *jump
	refreshErr error
	gen        uint64
}

// New returns an empty window whose first Need is the first page.
func New[T any](o Options[T]) *Window[T] {
	if o.Size <= 0 {
		o.Size = DefaultSize
	}
	if o.Keep <= 0 {
		o.Keep = 8
	}
	o.Keep = max(o.Keep, 4)
	return &Window[T]{
		Held: Held[T]{
			opt: o, where: map[string]*page[T]{}, marks: map[string]Mark{}, above: -1, below: -1, total: -1,
		},
		height:  1,
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

// Loaded reports whether the list was read at all: false from New or Restart
// until the first answer.
func (w *Window[T]) Loaded() bool { return w.jump == nil || !w.jump.restart }

// Empty reports whether the list was read and has no row.
func (w *Window[T]) Empty() bool { return w.Loaded() && w.n == 0 && w.AtStart() && w.AtEnd() }
