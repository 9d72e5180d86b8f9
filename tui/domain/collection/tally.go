package collection

import (
	"cmp"
	"context"
	"slices"
	"time"

	"zco/api"
	"zco/tui/domain/field"
)

// ValueCount is how many rows have one value of a field, or one of a class of
// values.
type ValueCount struct {
	Value  Value  // Absent for a class, and for no value
	Title  string // of a class: "10 to 19", "2026-03"; "" for a value
	Count  int    // -1 while it is not known
	Filter Filter // that lets these rows through; zero where the service has none
}

// Text is what a person reads: the class, the value, or that there is none.
func (v ValueCount) Text(fm Format, f Field) string {
	return cmp.Or(v.Title, fm.Text(f, v.Value), "(no value)")
}

// mostCounted is how many values are counted with a search for each.
const mostCounted = 60

// CountedValues returns the values of a field that are each counted by a search:
// the options of a choice, yes and no, and that there is no value. It is nil
// for a field whose values are not known beforehand, or are too many.
func CountedValues(f Field, zone *time.Location) []ValueCount {
	var values []Value
	switch {
	case f.Type == field.Checkbox:
		values = []Value{api.Bool(true), api.Bool(false)}
	case f.Type == field.Dropdown || f.Type == field.Multiselect:
		values = append(each(f.Options, func(o Option) Value { return api.String(o.Value) }), Null)
	}
	return countedBy(f, values, zone)
}

// countedBy returns values with the filters that they are counted by, nil where
// one cannot be filtered by.
func countedBy(f Field, values []Value, zone *time.Location) []ValueCount {
	if len(values) > mostCounted {
		return nil
	}
	var out []ValueCount
	for _, v := range values {
		filter, err := f.Cell(cellOf(f, v), false, zone)
		if err != nil {
			return nil
		}
		if v == Null {
			v = Absent
		}
		out = append(out, ValueCount{Value: v, Count: -1, Filter: filter})
	}
	return out
}

// cellOf is a value as a cell of the field holds it: of several options, a list.
func cellOf(f Field, v Value) Value {
	if f.Type == field.Multiselect && !v.IsEmpty() {
		return Value("[" + string(v) + "]")
	}
	return v
}

// CountedTargets returns the values of a lookup to a custom object of few
// records, nil where it is another field, there are more, or they cannot be read:
// what points at them can be counted without.
//
// GET /api/v2/custom_objects/{custom_object_key}/records
func CountedTargets(ctx context.Context, c *api.Client, f Field, zone *time.Location) ([]ValueCount, error) {
	key, object := api.TargetObjectKey(f.Target)
	if !object || f.Type != field.Lookup {
		return nil, nil
	}
	p, missing := apart(ctx, "the records pointed at", func(ctx context.Context) (api.Page[api.Record], error) {
		return result(c.ListRecords(ctx, key, api.RecordFilter{}, api.ListOptions{Size: mostCounted}))
	})
	if missing != "" || p.Meta.HasMore {
		return nil, ctx.Err()
	}
	values := each(p.Items, func(r api.Record) Value { return api.String(r.ID) })
	return countedBy(f, append(values, Null), zone), nil
}

// CountedIn returns a place narrowed to one of the values counted there.
func (v ValueCount) CountedIn(p Place) Place {
	p = Plain(p)
	p.Filter = FilterAlso(p.Filter, v.Filter)
	p.Sort = ""
	return p
}

// Tally counts the values of a field in rows that are given to it. The zero
// value with a Field is ready.
type Tally struct {
	Field Field
	Zone  *time.Location // that months and years are told in; nil is UTC
	Rows  int            // counted

	counts map[Value]int
	others int // rows whose values are not kept one by one
}

// mostKept is how many values are kept one by one: memory does not grow with
// the object.
const mostKept = 50_000

// Add counts some rows. A row with several options counts for each of them.
func (t *Tally) Add(items []Item) {
	if t.counts == nil {
		t.counts = map[Value]int{}
	}
	for _, it := range items {
		t.Rows++
		v := it.Value(t.Field.Key)
		if v.IsArray() && len(v.Elements()) > 0 {
			for _, one := range v.Elements() {
				t.add(one)
			}
			continue
		}
		if v.IsEmpty() {
			v = Absent
		}
		if at, ok := t.moment(v); ok && t.Field.Type == field.DateTime {
			v = api.String(at.Format(time.DateOnly)) // by days: no two moments are the same
		}
		t.add(v)
	}
}

func (t *Tally) add(v Value) {
	if _, known := t.counts[v]; !known && len(t.counts) >= mostKept {
		t.others++
		return
	}
	t.counts[v]++
}

// Values returns what was counted, most first; numbers and days of many values
// in classes.
func (t *Tally) Values() []ValueCount {
	out := t.classes()
	if out == nil {
		for v, n := range t.counts {
			out = append(out, t.of(v, n))
		}
	}
	SortCounts(out)
	if t.others > 0 {
		out = append(out, ValueCount{Title: "other values", Count: t.others})
	}
	return out
}

func (t *Tally) of(v Value, n int) ValueCount {
	filter, err := t.Field.Cell(cellOf(t.Field, v), false, t.Zone)
	if err != nil {
		filter = Filter{}
	}
	return ValueCount{Value: v, Count: n, Filter: filter}
}

// SortCounts puts the most first; what is not known yet stays behind.
func SortCounts(list []ValueCount) {
	slices.SortStableFunc(list, func(a, b ValueCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Value, b.Value))
	})
}
