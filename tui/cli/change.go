package cli

import (
	"zco/api"
	"zco/tui/resource"
)

// change is what becomes of one field.
type change struct {
	field         resource.Field
	before, after api.Value
}

type changeList []change

// changesOf leaves out what is so already.
func changesOf(as []assignment, base resource.Item) changeList {
	var out changeList
	for _, a := range as {
		before := base.Value(a.field.Key)
		if !a.field.Same(before, a.value) {
			out = append(out, change{a.field, before, a.value})
		}
	}
	return out
}

func (cs changeList) patch() resource.Patch {
	p := resource.Patch{}
	for _, c := range cs {
		p[c.field.Key] = c.after
	}
	return p
}

// movedFields are the fields that changed between two readings of a row. What
// the service keeps by itself does not count.
func movedFields(schema *resource.Schema, base, now resource.Item) []resource.Field {
	var out []resource.Field
	if base.Version == now.Version && base.Version != "" {
		return nil
	}
	for _, f := range schema.Fields {
		if (f.Locked == "" || !f.System) && !f.Same(base.Value(f.Key), now.Value(f.Key)) {
			out = append(out, f)
		}
	}
	return out
}

// clashes are the changes to fields that someone else changed to something
// else.
func (cs changeList) clashes(theirs []resource.Field, now resource.Item) changeList {
	var out changeList
	for _, c := range cs {
		for _, f := range theirs {
			if f.Key == c.field.Key && !f.Same(now.Value(f.Key), c.after) {
				out = append(out, c)
			}
		}
	}
	return out
}

// sameMoment compares two timestamps, however they are written.
func sameMoment(a, b string) bool {
	x, y := api.ParseTimestamp(a), api.ParseTimestamp(b)
	if x.Time.IsZero() || y.Time.IsZero() {
		return a == b
	}
	return x.Time.Equal(y.Time)
}
