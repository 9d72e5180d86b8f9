package window

import "slices"

// LocalView is an order and a filter over the rows that a window holds, for
// what the service cannot do itself: sorting by any column, filtering by a
// word. It knows only the rows at hand, and who shows it says so. The cursor
// keeps its row whenever the rows, the order or the filter change.
type LocalView[T any] struct {
	id               func(T) string
	rows             []T
	cur, top, height int
}

// NewLocalView returns an empty view of rows with the given identity.
func NewLocalView[T any](id func(T) string) *LocalView[T] {
	return &LocalView[T]{id: id, height: 1}
}

// Set shows rows anew: those that keep returns true for, sorted stably by
// cmp; either may be nil. The cursor is put on the row with identity at, if it
// is there; "" is the row it is on. If that is gone, it goes to the next that
// is left.
func (a *LocalView[T]) Set(rows []T, keep func(T) bool, cmp func(x, y T) int, at string) {
	next := make([]T, 0, len(rows))
	for _, r := range rows {
		if keep == nil || keep(r) {
			next = append(next, r)
		}
	}
	if cmp != nil {
		slices.SortStableFunc(next, cmp)
	}
	line := a.cur - a.top
	wanted := []string{at}
	for _, r := range a.rows[min(a.cur, len(a.rows)):] {
		wanted = append(wanted, a.id(r))
	}
	index := make(map[string]int, len(next))
	for i, r := range next {
		index[a.id(r)] = i
	}
	a.rows = next
	cur := min(a.cur, max(len(next)-1, 0))
	for _, id := range wanted {
		if i, ok := index[id]; ok {
			cur = i
			break
		}
	}
	a.cur, a.top = cur, cur-line
	a.Move(0)
}

// SetHeight tells how many rows the screen shows, at least one.
func (a *LocalView[T]) SetHeight(rows int) {
	a.height = max(rows, 1)
	a.Move(0)
}

// Len returns the number of rows left.
func (a *LocalView[T]) Len() int { return len(a.rows) }

// At returns the row at index i.
func (a *LocalView[T]) At(i int) T { return a.rows[i] }

// Top returns the index of the first row in view.
func (a *LocalView[T]) Top() int { return a.top }

// Cursor returns the index and the row under the cursor; ok is false while
// there is no row.
func (a *LocalView[T]) Cursor() (index int, row T, ok bool) {
	if len(a.rows) == 0 {
		return 0, row, false
	}
	return a.cur, a.rows[a.cur], true
}

// Move moves the cursor by n rows, down if positive, and returns how far it
// went. A number beyond the rows goes to the first or last.
func (a *LocalView[T]) Move(n int) int {
	n = max(min(n, len(a.rows)), -len(a.rows))
	from := a.cur
	a.cur = max(min(a.cur+n, len(a.rows)-1), 0)
	a.top = max(min(a.top, a.cur, len(a.rows)-a.height), a.cur-a.height+1, 0)
	return a.cur - from
}
