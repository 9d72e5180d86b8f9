package field

import (
	"cmp"
	"strings"
)

// Key is a value as it is sorted: numbers as numbers, days and times in their
// order, all else as a person reads it.
type Key struct {
	Empty  bool
	Number float64
	Text   string
}

// Key returns what a value is sorted by.
func (f Format) Key(of Field, v Value) Key {
	if v.IsEmpty() {
		return Key{Empty: true}
	}
	if sort := of.kind().Sort; sort != nil {
		if k, ok := sort(v); ok {
			return k
		}
	}
	return Key{Text: strings.ToLower(f.Text(of, v))}
}

// Compare is below 0 where a value comes before another, and 0 where neither
// does.
func (k Key) Compare(o Key) int {
	return cmp.Or(cmp.Compare(k.Number, o.Number), cmp.Compare(k.Text, o.Text))
}

// sortAsStored is for what the service writes in an order of its own.
func sortAsStored(v Value) (Key, bool) { return Key{Text: v.Text()}, true }
