package field

import (
	"cmp"
	"strings"
	"time"
)

// Format says how values are written for a person.
type Format struct {
	Zone *time.Location
	// Dates and Times are layouts of the package time for days and for times
	// of the day; "" is 2006-01-02 and 15:04.
	Dates, Times string
	// Name returns what an id of a lookup's target is called, if it is known.
	Name func(target, id string) (string, bool)
	// Yes, No and Unset stand for the states of a checkbox.
	Yes, No, Unset string
}

// Text returns a value as a person reads it: titles for tags, names for ids,
// dates in one form. What does not fit the field's type is shown as it is.
func (f Format) Text(of Field, v Value) string {
	switch t := of.kind(); {
	case v.IsEmpty() && (v.IsAbsent() || !t.Tristate):
		return ""
	case t.Format != nil:
		return t.Format(f, of, v)
	}
	return v.Text()
}

// Operand writes what a field is compared with.
func (f Format) Operand(of Field, v Value) string {
	if !v.IsArray() {
		return f.quote(of, v)
	}
	parts := []string{}
	for _, e := range v.Elements() {
		parts = append(parts, f.quote(of, e))
	}
	return strings.Join(parts, ", ")
}

func (f Format) quote(of Field, v Value) string {
	if quote := of.kind().Quote; quote != nil {
		return quote(f, of, v)
	}
	return f.Text(of, v)
}

func (f Format) dates() string { return cmp.Or(f.Dates, time.DateOnly) }

func (f Format) day(v Value) string {
	day, err := time.Parse(time.DateOnly, Day(v))
	if err != nil {
		return v.Text()
	}
	return day.Format(f.dates())
}

// Moment writes a time as a person reads it, in their zone.
func (f Format) Moment(t time.Time) string {
	return t.In(orUTC(f.Zone)).Format(f.dates() + " " + cmp.Or(f.Times, "15:04"))
}
