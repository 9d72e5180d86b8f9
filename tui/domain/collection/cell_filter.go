package collection

import (
	"strings"
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
	op := api.Equal
	if not {
		op = api.NotEqual
	}
	return DayCondition(f, op, at.In(zone).Format(time.DateOnly), zone), nil
}

// DayOf returns the day of a moment in a zone, as YYYY-MM-DD.
func DayOf(v Value, zone *time.Location) string {
	text := v.Text()
	at := api.ParseTimestamp(text).Time
	if at.IsZero() || len(text) == len(time.DateOnly) {
		return text
	}
	if zone == nil {
		zone = time.UTC
	}
	return at.In(zone).Format(time.DateOnly)
}

// DayCondition compares a field that holds moments with a whole day of a zone:
// > means after the day, not after its first second.
func DayCondition(f Field, op Operator, day string, zone *time.Location) Filter {
	if zone == nil {
		zone = time.UTC
	}
	from, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return Where(f, op, String(day))
	}
	moment := func(days int) Value { return String(from.AddDate(0, 0, days).UTC().Format(time.RFC3339)) }
	switch op {
	case api.Equal:
		return Group(AllOf, Where(f, api.AtLeast, moment(0)), Where(f, api.Less, moment(1)))
	case api.NotEqual:
		return Group(AnyOf, Where(f, api.Less, moment(0)), Where(f, api.AtLeast, moment(1)))
	case api.Greater:
		return Where(f, api.AtLeast, moment(1))
	case api.AtMost:
		return Where(f, api.Less, moment(1))
	}
	return Where(f, op, moment(0))
}

// ListValue reads a list typed with commas between its values.
func ListValue(f Field, text string) Value {
	var parts []string
	for _, part := range strings.Split(text, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		element := String(part)
		if n, ok := api.Number(part); ok && f.Numeric() {
			element = n
		}
		parts = append(parts, string(element))
	}
	return Value("[" + strings.Join(parts, ",") + "]")
}
