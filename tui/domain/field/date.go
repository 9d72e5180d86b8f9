package field

import (
	"time"

	"zco/api"
)

// Date is a day.
var Date = register(&Type{
	Name: "date", Words: "Date", Place: 8, Editor: DateEditor, Uncut: true,
	Parse:   func(text string, _ Value) (Value, string) { return parseDay(text) },
	Typed:   Day,
	Format:  func(f Format, _ Field, v Value) string { return f.day(v) },
	Same:    func(a, b Value) bool { return Day(a) == Day(b) },
	Tone:    dueTone,
	Sort:    sortAsStored,
	Operand: func(v Value) Value { return api.String(Day(v)) },
})

// DateTime is a moment, such as when a row was made. No custom field has it.
var DateTime = register(&Type{
	Name: "datetime", Words: "Date and time", Uncut: true, Sort: sortAsStored,
	Format: func(f Format, _ Field, v Value) string {
		t := api.ParseTimestamp(v.Text())
		if t.Time.IsZero() {
			return v.Text()
		}
		return f.Moment(t.Time)
	},
	Quote: func(f Format, of Field, v Value) string {
		if len(v.Text()) == len(time.DateOnly) {
			return v.Text() // a day, not the moment it begins in some zone
		}
		return f.Text(of, v)
	},
	One: Date, Several: Date,
	Opened:    func(v Value, zone *time.Location) Value { return api.String(dayOf(v, zone)) },
	Condition: dayCondition,
	// A cell stands for the whole day of its moment: nobody looks for a second.
	Cell: func(name string, v Value, not bool, zone *time.Location) (Filter, bool) {
		at := api.ParseTimestamp(v.Text()).Time
		if at.IsZero() {
			return Filter{}, false
		}
		op := api.Equal
		if not {
			op = api.NotEqual
		}
		return dayCondition(name, op, api.String(at.In(orUTC(zone)).Format(time.DateOnly)), zone), true
	},
})

func parseDay(text string) (Value, string) {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return api.Absent, "this is not a day"
	}
	return api.String(text), ""
}

// Day returns the day that a value stands for, YYYY-MM-DD in whatever way it
// is stored; what is no day stays as it is.
func Day(v Value) string {
	if d, err := api.Date(v.Text()); err == nil && !d.IsEmpty() {
		return d.Text()
	}
	return v.Text()
}

// dayOf returns the day of a moment in a zone, as YYYY-MM-DD.
func dayOf(v Value, zone *time.Location) string {
	text := v.Text()
	at := api.ParseTimestamp(text).Time
	if at.IsZero() || len(text) == len(time.DateOnly) {
		return text
	}
	return at.In(orUTC(zone)).Format(time.DateOnly)
}

// dayCondition compares moments with a whole day of a zone: > means after the
// day, not after its first second.
func dayCondition(name string, op Operator, v Value, zone *time.Location) Filter {
	from, err := time.ParseInLocation(time.DateOnly, v.Text(), orUTC(zone))
	if err != nil {
		return api.Where(name, op, v)
	}
	moment := func(days int) Value { return api.String(from.AddDate(0, 0, days).UTC().Format(time.RFC3339)) }
	switch op {
	case api.Equal:
		return group(api.AllOf, api.Where(name, api.AtLeast, moment(0)), api.Where(name, api.Less, moment(1)))
	case api.NotEqual:
		return group(api.AnyOf, api.Where(name, api.Less, moment(0)), api.Where(name, api.AtLeast, moment(1)))
	case api.Greater:
		return api.Where(name, api.AtLeast, moment(1))
	case api.AtMost:
		return api.Where(name, api.Less, moment(1))
	}
	return api.Where(name, op, moment(0))
}

func orUTC(zone *time.Location) *time.Location {
	if zone == nil {
		return time.UTC
	}
	return zone
}
