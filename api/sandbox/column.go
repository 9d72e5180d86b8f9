package sandbox

import (
	"encoding/json"
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// column derives the values of one field from ordinals.
type column interface {
	// value is nil, string, bool, json.Number, []string, or what an unknown
	// type holds.
	value(n uint64) any
}

// tableColumn picks from a table at random, so that whatever can be asked
// about a value can be answered once for each entry and then looked up.
type tableColumn struct {
	values []any
	salt   uint64
	follow *nameColumn // pick what stands beside the name's entry instead
}

func newTable[T any](salt uint64, values []T) *tableColumn {
	t := &tableColumn{salt: salt, values: make([]any, len(values))}
	for i, v := range values {
		t.values[i] = v
	}
	return t
}

// withNulls makes about one value in every n null.
func (t *tableColumn) withNulls(n int) *tableColumn {
	for range max(1, len(t.values)/(n-1)) {
		t.values = append(t.values, nil)
	}
	return t
}

func (t *tableColumn) index(n uint64) int {
	if t.follow != nil {
		return t.follow.entry(n)
	}
	hi, _ := bits.Mul64(hash(n^t.salt), uint64(len(t.values)))
	return int(hi)
}

func (t *tableColumn) value(n uint64) any { return t.values[t.index(n)] }

// beside makes a column of what belongs to the entries of a name.
func beside(c nameColumn, of func(entry string) any) *tableColumn {
	t := &tableColumn{follow: &c}
	for _, entry := range c.entries {
		t.values = append(t.values, of(entry))
	}
	return t
}

// mapped is the same column with every entry changed.
func (t *tableColumn) mapped(change func(any) any) *tableColumn {
	out := &tableColumn{salt: t.salt, follow: t.follow, values: make([]any, len(t.values))}
	for i, v := range t.values {
		out.values[i] = change(v)
	}
	return out
}

// serialColumn is a text that differs for every record: prefix and digits.
type serialColumn struct {
	prefix string
	width  int
}

func (c serialColumn) value(n uint64) any { return c.text(n) }

func (c serialColumn) text(n uint64) string { return c.prefix + pad(n+1, c.width) }

func pad(n uint64, width int) string { return fmt.Sprintf("%0*d", width, n) }

// numberColumn is a number from low to high, in units of 10^-scale.
type numberColumn struct {
	low, high int64
	scale     int
	salt      uint64
}

func (c numberColumn) value(n uint64) any {
	hi, _ := bits.Mul64(hash(n^c.salt), uint64(c.high-c.low+1))
	v := c.low + int64(hi)
	if c.scale == 0 {
		return json.Number(strconv.FormatInt(v, 10))
	}
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	unit := int64(1)
	for range c.scale {
		unit *= 10
	}
	text := fmt.Sprintf("%s%d.%0*d", sign, v/unit, c.scale, v%unit)
	return json.Number(strings.TrimRight(strings.TrimRight(text, "0"), "."))
}

// lookupColumn points at the records of another derived object, each equally
// often, so that the children of a record can be computed. gap of every
// target.size+gap values are null.
type lookupColumn struct {
	target *base
	gap    uint64
	mul    uint64
	add    uint64
}

func newLookup(target *base, gap, add uint64) lookupColumn {
	mul, _ := shuffle(target.size + gap)
	return lookupColumn{target, gap, mul, add}
}

func (c lookupColumn) period() uint64 { return c.target.size + c.gap }

// to is the ordinal pointed at; false for null.
func (c lookupColumn) to(n uint64) (uint64, bool) {
	t := (mulMod(n%c.period(), c.mul, c.period()) + c.add) % c.period()
	return t, t < c.target.size
}

func (c lookupColumn) value(n uint64) any {
	if t, found := c.to(n); found {
		return c.target.id(t)
	}
	return nil
}

// first is the lowest ordinal that points at t; the next come every period.
func (c lookupColumn) first(t uint64) uint64 {
	p := c.period()
	return mulMod((t+p-c.add%p)%p, inverseOf(c.mul, p), p)
}

// nameColumn derives names, and knows their order: an entry of a sorted table
// and then, unless the entries are enough, " #" and the ordinal.
type nameColumn struct {
	prefix  string   // of autonumbers; then there are no entries
	entries []string // sorted; len has no common divisor with mul
	mul     uint64
	serial  bool
	width   int
}

// newNames sorts the entries. They are unique names if there are no fewer
// than records.
func newNames(entries []string, serial bool) nameColumn {
	entries = slices.Compact(slices.Sorted(slices.Values(entries)))
	mul, _ := shuffle(uint64(len(entries)))
	return nameColumn{entries: entries, mul: mul, serial: serial, width: 8}
}

// autonumber names records by a prefix and their ordinal.
func autonumber(prefix string, width int) nameColumn {
	return nameColumn{prefix: prefix, width: width}
}

func (c nameColumn) numbered() bool { return c.entries == nil }

func (c nameColumn) entry(n uint64) int {
	l := uint64(len(c.entries))
	return int(((n%l)*c.mul + l/2) % l) // begins in the middle, with a plain name
}

func (c nameColumn) value(n uint64) any { return c.text(n) }

func (c nameColumn) text(n uint64) string {
	switch {
	case c.numbered():
		return c.prefix + pad(n+1, c.width)
	case c.serial:
		return c.entries[c.entry(n)] + " #" + pad(n+1, c.width)
	}
	return c.entries[c.entry(n)]
}

// firstOf is the first ordinal with an entry; the next come every len(entries).
func (c nameColumn) firstOf(entry uint64) uint64 {
	l := uint64(len(c.entries))
	return (entry + l - l/2) % l * inverseOf(c.mul, l) % l
}

// find returns the ordinal below size that has the name.
func (c nameColumn) find(name string, size uint64) (uint64, bool) {
	if !c.numbered() && !c.serial {
		i, found := slices.BinarySearch(c.entries, name)
		if !found {
			return 0, false
		}
		n := c.firstOf(uint64(i))
		return n, n < size && c.text(n) == name
	}
	digits := name[len(strings.TrimRight(name, "0123456789")):]
	n, err := strconv.ParseUint(digits, 10, 64)
	if err != nil || n == 0 || n > size || c.text(n-1) != name {
		return 0, false
	}
	return n - 1, true
}

// nameOrder walks ordinals from 0 on in the order of their names: all of
// the first entry, then all of the second.
type nameOrder struct {
	c      nameColumn
	firsts []uint64 // the first ordinal of each entry
	starts []uint64 // place of each entry's first row; nil for autonumbers
}

func (c nameColumn) order(size uint64) nameOrder {
	o := nameOrder{c: c}
	if c.numbered() {
		return o
	}
	l := uint64(len(c.entries))
	o.firsts, o.starts = make([]uint64, l), make([]uint64, l+1)
	for i := range l {
		count := uint64(0)
		o.firsts[i] = c.firstOf(i)
		if first := o.firsts[i]; first < size {
			count = (size-first-1)/l + 1
		}
		o.starts[i+1] = o.starts[i] + count
	}
	return o
}

// at is the ordinal at a place.
func (o nameOrder) at(place uint64) uint64 {
	if o.starts == nil {
		return place
	}
	i, found := slices.BinarySearch(o.starts, place)
	if !found {
		i--
	}
	for i+1 < len(o.starts) && o.starts[i+1] == o.starts[i] {
		i++ // an entry without rows shares its place with the next
	}
	return o.firsts[i] + (place-o.starts[i])*uint64(len(o.c.entries))
}
