package resource

import (
	"time"

	"zco/api"
)

// CellFilter is the filter that a cell stands for: the rows whose field has
// this value, or has not. An empty cell stands for the rows without a value.
// Zone is where days begin, for fields that hold moments.
func CellFilter(f Field, v Value, not bool, zone *time.Location) (Filter, error) {
	if !f.filterable() || f.Type == JSON {
		return Filter{}, errNotFiltered(f)
	}
	switch {
	case f.Type == Checkbox:
		yes, _ := v.Bool() // one that was never set counts as not ticked
		return Where(f, api.Equal, api.Bool(yes != not)), nil
	case v.IsEmpty():
		return Where(f, api.Exists, api.Bool(not)), nil
	case f.Type == Multiselect:
		return tagsFilter(f, v, not), nil
	case f.Type == DateTime:
		return dayFilter(f, v, not, zone)
	}
	op := api.Equal
	if not {
		op = api.NotEqual
	}
	return Where(f, op, operandOf(f, v)), nil
}

// operandOf is a value as the filter language takes it.
func operandOf(f Field, v Value) Value {
	switch {
	case f.Type == Date:
		return String(dateText(v))
	case f.Type == Currency && v.IsObject():
		if n, ok := api.Number(Amount(v)); ok {
			return n
		}
	case f.Numeric():
		if n, ok := api.Number(v.Text()); ok {
			return n
		}
	case f.Type == Lookup || f.Type == Parent:
		return String(v.Text())
	}
	return v
}

// tagsFilter asks for all tags of a cell, or for the rows that lack one.
func tagsFilter(f Field, v Value, not bool) Filter {
	op, join := api.Contains, AllOf
	if not {
		op, join = api.NotContains, AnyOf
	}
	var parts []Filter
	for _, tag := range v.Strings() {
		parts = append(parts, Where(f, op, String(tag)))
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return Group(join, parts...)
}

// dayFilter asks for the day of a moment: nobody looks for a second.
func dayFilter(f Field, v Value, not bool, zone *time.Location) (Filter, error) {
	at := api.ParseTimestamp(v.Text()).Time
	if at.IsZero() {
		return Filter{}, errNotFiltered(f)
	}
	if zone == nil {
		zone = time.UTC
	}
	y, m, d := at.In(zone).Date()
	from, to := time.Date(y, m, d, 0, 0, 0, 0, zone), time.Date(y, m, d+1, 0, 0, 0, 0, zone)
	moment := func(t time.Time) Value { return String(t.UTC().Format(time.RFC3339)) }
	if not {
		return Group(AnyOf, Where(f, api.Less, moment(from)), Where(f, api.AtLeast, moment(to))), nil
	}
	return Group(AllOf, Where(f, api.AtLeast, moment(from)), Where(f, api.Less, moment(to))), nil
}
