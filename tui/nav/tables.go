package nav

import (
	"iter"
	"slices"

	"zco/tui/domain/collection"
)

// Tables keeps tables by place, so that cursor and scroll survive; the one
// used longest ago gives way. Its zero value is empty.
type Tables[T comparable] struct {
	byPlace map[collection.Place]T
	order   []collection.Place // the latest used last
}

// keptTables is how many tables keep their rows and cursor.
const keptTables = 12

// Get returns the table of a place, and marks it as used.
func (t *Tables[T]) Get(p collection.Place) (table T, known bool) {
	if i := slices.Index(t.order, p); i >= 0 {
		t.order = append(slices.Delete(t.order, i, i+1), p)
	}
	table, known = t.byPlace[p]
	return table, known
}

// Peek returns the table of a place.
func (t *Tables[T]) Peek(p collection.Place) (T, bool) {
	table, known := t.byPlace[p]
	return table, known
}

// Put keeps the table of a place that has none, and returns the one that gave
// way to it, if any.
func (t *Tables[T]) Put(p collection.Place, table T) (old T, dropped bool) {
	if t.byPlace == nil {
		t.byPlace = map[collection.Place]T{}
	}
	t.byPlace[p] = table
	t.order = append(t.order, p)
	if len(t.order) <= keptTables {
		return old, false
	}
	old = t.byPlace[t.order[0]]
	delete(t.byPlace, t.order[0])
	t.order = t.order[1:]
	return old, true
}

// Move notes that the table of a place now shows another. One that showed that
// before gives way, and is returned.
func (t *Tables[T]) Move(from, to collection.Place) (old T, dropped bool) {
	table, known := t.byPlace[from]
	if !known || from == to {
		return old, false
	}
	if old, dropped = t.byPlace[to]; dropped {
		t.order = slices.DeleteFunc(t.order, func(p collection.Place) bool { return p == to })
	}
	delete(t.byPlace, from)
	t.byPlace[to] = table
	t.order[slices.Index(t.order, from)] = to
	return old, dropped
}

// Drop keeps the table of a place no longer, and returns it.
func (t *Tables[T]) Drop(p collection.Place) (table T, known bool) {
	table, known = t.byPlace[p]
	delete(t.byPlace, p)
	t.order = slices.DeleteFunc(t.order, func(o collection.Place) bool { return o == p })
	return table, known
}

// All returns the tables with their places, the latest used last.
func (t *Tables[T]) All() iter.Seq2[collection.Place, T] {
	return func(yield func(collection.Place, T) bool) {
		for _, p := range t.order {
			if !yield(p, t.byPlace[p]) {
				return
			}
		}
	}
}
