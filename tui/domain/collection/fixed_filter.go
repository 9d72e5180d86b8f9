package collection

// FixedPart is one of the fixed filters that a place has on.
type FixedPart struct {
	Choice Choice
	Value  string
}

// FixedParts returns the fixed filters that a place of a collection has on, in
// the order in which the collection has them.
func (col *Collection) FixedParts(p Place) []FixedPart {
	v := fixed(p.Fixed)
	var out []FixedPart
	for _, c := range col.Filters {
		if value := v.Get(c.Key); value != "" {
			out = append(out, FixedPart{c, value})
		}
	}
	return out
}

// Text writes a fixed filter for a person; name is what an id of a target is
// called, where that is known.
func (p FixedPart) Text(name func(target, id string) (string, bool)) string {
	if title := titleIn(p.Choice.Values, p.Value); title != "" {
		return p.Choice.Title + " is " + title
	}
	if name != nil && p.Choice.Target != "" {
		if n, known := name(p.Choice.Target, p.Value); known && n != "" {
			return p.Choice.Title + " is " + n
		}
	}
	return p.Choice.Title + " is " + p.Value
}
