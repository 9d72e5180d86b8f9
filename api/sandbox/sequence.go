package sandbox

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"strings"
)

// order is a way to sort records.
type order struct {
	by   string // "id", "updated_at", "created_at" or "name"
	desc bool
}

// parseOrder reads a sort parameter that must be one of names; def is for "".
func parseOrder(text string, def order, names ...string) (order, *answer) {
	if text == "" {
		return def, nil
	}
	by, desc := strings.CutPrefix(text, "-")
	if !slices.Contains(names, by) {
		return def, badPagination("InvalidPaginationParameter", "sort is not valid", "sort must be one of "+strings.Join(names, ", ")+", with - in front for descending")
	}
	return order{by, desc}, nil
}

func (r order) String() string {
	s := r.by
	if r.desc {
		s = "-" + s
	}
	if r.by == "id" {
		return s
	}
	return s + ",id"
}

// rowKey is where a row stands in an order.
type rowKey struct {
	num  int64
	text string
	id   string
}

func (k rowKey) compare(l rowKey) int {
	return cmp.Or(cmp.Compare(k.num, l.num), cmp.Compare(k.text, l.text), cmp.Compare(k.id, l.id))
}

func (o *object) key(r row, by string) rowKey {
	k := rowKey{id: o.id(r)}
	switch by {
	case "updated_at":
		k.num = o.updatedMS(r)
	case "created_at":
		k.num = o.createdMS(r)
	case "name":
		k.text = o.name(r)
	}
	return k
}

// cursor writes the key of a row; readKey reads it back.
func (k rowKey) cursor(r order) *cursor {
	c := &cursor{order: r.String()}
	switch r.by {
	case "updated_at", "created_at":
		c.values = append(c.values, k.num)
	case "name":
		c.values = append(c.values, k.text)
	}
	c.values = append(c.values, k.id)
	return c
}

func readKey(c *cursor, r order) (k rowKey, okay bool) {
	if c.order != r.String() || len(c.values) != len(k.cursor(r).values) {
		return k, false
	}
	okay = true
	switch r.by {
	case "updated_at", "created_at":
		k.num, okay = c.values[0].(int64)
	case "name":
		k.text, okay = c.values[0].(string)
	}
	id, isText := c.values[len(c.values)-1].(string)
	k.id = id
	return k, okay && isText
}

// sequence is the rows of an object in ascending order: derived ones by
// arithmetic, merged with a sorted list of records.
type sequence struct {
	o    *object
	by   string
	skip map[uint64]*record // derived ordinals that do not stand for themselves
	over []*record          // sorted by the same key
	keep bool               // a skipped ordinal stands where it was, with its record
}

// listed is what the list endpoint walks, by id or updated_at.
func (o *object) listed(by string) sequence {
	q := sequence{o: o, by: by, skip: o.changed}
	if by == "id" {
		q.over, q.keep = o.made, true
	} else {
		q.over = o.updated
	}
	return q
}

func (q sequence) size() int {
	if q.o.base == nil {
		return 0
	}
	return int(q.o.base.size)
}

// at is the ordinal at a place of the derived rows.
func (q sequence) at(i int) uint64 {
	switch q.by {
	case "updated_at":
		return q.o.base.byUpdated(uint64(i))
	case "name":
		return q.o.nameOrder().at(uint64(i))
	}
	return uint64(i)
}

// nameOrder is made when it is first asked for.
func (o *object) nameOrder() *nameOrder {
	o.cacheMu.Lock()
	defer o.cacheMu.Unlock()
	if o.names == nil {
		order := o.base.names.order(o.base.size)
		o.names = &order
	}
	return o.names
}

// place is how many derived rows stand before a key, or at it too.
func (q sequence) place(k rowKey, after bool) int {
	size := q.size()
	before := func(i int) bool {
		c := q.o.key(row{n: q.at(i)}, q.by).compare(k)
		return c < 0 || after && c == 0
	}
	if size == 0 || !before(0) {
		return 0
	}
	if before(size - 1) {
		return size
	}
	return sort.Search(size, func(i int) bool { return !before(i) })
}

func (q sequence) overPlace(k rowKey, after bool) int {
	return sort.Search(len(q.over), func(j int) bool {
		c := q.o.key(row{rec: q.over[j]}, q.by).compare(k)
		return !(c < 0 || after && c == 0)
	})
}

// row is the row for a derived ordinal; false if none stands there.
func (q sequence) row(n uint64) (row, bool) {
	if len(q.skip) == 0 {
		return row{n: n}, true
	}
	rec, touched := q.skip[n]
	if !touched {
		return row{n: n}, true
	}
	return row{rec: rec}, q.keep && rec != nil
}

// walk goes upwards from behind a key, or downwards from before it; nil is for
// all rows.
func (q sequence) walk(from *rowKey, down bool) iter.Seq[row] {
	size, overSize := q.size(), len(q.over)
	at, over := q.at, func(j int) *record { return q.over[j] }
	place, overPlace := q.place, q.overPlace
	if down { // the same, counted from the other end
		at = func(i int) uint64 { return q.at(size - 1 - i) }
		over = func(j int) *record { return q.over[overSize-1-j] }
		place = func(k rowKey, _ bool) int { return size - q.place(k, false) }
		overPlace = func(k rowKey, _ bool) int { return overSize - q.overPlace(k, false) }
	}
	return func(yield func(row) bool) {
		i, j := 0, 0
		if from != nil {
			i, j = place(*from, true), overPlace(*from, true)
		}
		derived := func(until int) bool {
			for ; i < until; i++ {
				if d, there := q.row(at(i)); there && !yield(d) {
					return false
				}
			}
			return true
		}
		for ; j < overSize; j++ {
			r := row{rec: over(j)}
			if !derived(place(q.o.key(r, q.by), false)) || !yield(r) {
				return
			}
		}
		derived(size)
	}
}

// page answers one page of a sequence; keep is a condition on rows, nil for
// none, and o what they are shown as. A page that is given up ends where it is:
// nobody reads it.
func (q sequence) page(asked *request, o *object, r order, w window, keep func(row) bool, count int) *answer {
	var from *rowKey
	if w.from != nil {
		k, okay := readKey(w.from, r)
		if !okay {
			return badCursor("page[after]")
		}
		from = &k
	}
	var rows []row
	var e edges
	looked, more := 0, false
	for rw := range q.walk(from, r.desc != w.backward) {
		if looked++; looked&0xffff == 0 && asked.http.Context().Err() != nil {
			break
		}
		if keep != nil && !keep(rw) {
			continue
		}
		if len(rows) == w.size {
			more = true
			break
		}
		rows = append(rows, rw)
	}
	if w.backward {
		slices.Reverse(rows)
	}
	if len(rows) > 0 {
		e.first = q.o.key(rows[0], r.by).cursor(r)
		e.last = q.o.key(rows[len(rows)-1], r.by).cursor(r)
	}
	return asked.many(o, rows, count, e, more)
}
