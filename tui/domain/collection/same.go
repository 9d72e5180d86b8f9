package collection

import "slices"

// Same reports whether two values of a field mean the same: numbers however
// written, a date in either form, options in any order.
func (f Field) Same(a, b Value) bool {
	if a.Same(b) || a.IsEmpty() && b.IsEmpty() {
		return true
	}
	switch f.Type {
	case Date:
		return dateText(a) == dateText(b)
	case Multiselect:
		x, y := slices.Sorted(slices.Values(a.Strings())), slices.Sorted(slices.Values(b.Strings()))
		return slices.Equal(x, y)
	case Lookup, Parent, Currency:
		return a.Text() == b.Text()
	}
	return false
}
