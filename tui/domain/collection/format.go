package collection

import (
	"strings"
	"time"

	"zco/api"
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
func (f Format) Text(field Field, v Value) string {
	if v.IsEmpty() {
		if field.Type == Checkbox && !v.IsAbsent() {
			return f.Unset
		}
		return ""
	}
	switch field.Type {
	case Checkbox:
		if b, ok := v.Bool(); ok {
			return map[bool]string{true: f.Yes, false: f.No}[b]
		}
	case Date:
		return f.dateText(v)
	case DateTime:
		return f.timeText(v)
	case Dropdown:
		return optionText(field, v.Text())
	case Multiselect:
		return f.optionTexts(field, v)
	case Lookup, Parent:
		return f.nameText(field, v)
	case Currency:
		return currencyText(v)
	}
	return v.Text()
}

func (f Format) dateText(v Value) string {
	day, err := time.Parse(time.DateOnly, dateText(v))
	if err != nil {
		return v.Text()
	}
	return day.Format(f.dates())
}

// dateText returns the day that a value stands for, YYYY-MM-DD in whatever way
// it is stored; what is no day stays as it is.
func dateText(v Value) string {
	if d, err := api.Date(v.Text()); err == nil && !d.IsEmpty() {
		return d.Text()
	}
	return v.Text()
}

func (f Format) dates() string { return orElse(f.Dates, time.DateOnly) }

func (f Format) timeText(v Value) string {
	t := api.ParseTimestamp(v.Text())
	if t.Time.IsZero() {
		return v.Text()
	}
	return f.Moment(t.Time)
}

// Moment writes a time as a person reads it, in their zone.
func (f Format) Moment(t time.Time) string {
	zone := f.Zone
	if zone == nil {
		zone = time.UTC
	}
	return t.In(zone).Format(f.dates() + " " + orElse(f.Times, "15:04"))
}

func optionText(field Field, tag string) string {
	if o, ok := field.Option(tag); ok {
		return o.Title
	}
	return tag
}

func (f Format) optionTexts(field Field, v Value) string {
	tags := v.Strings()
	for i, t := range tags {
		tags[i] = optionText(field, t)
	}
	return strings.Join(tags, ", ")
}

func (f Format) nameText(field Field, v Value) string {
	if f.Name != nil {
		if name, ok := f.Name(field.Target, v.Text()); ok {
			return name
		}
	}
	return v.Text()
}

// currencyText shows an amount with its currency where the service sends
// them as an object.
func currencyText(v Value) string {
	if !strings.HasPrefix(string(v), "{") {
		return v.Text()
	}
	m := Members(v)
	amount, code := m["amount"], orElse(m["currency"].Text(), m["currency_code"].Text())
	if amount.IsEmpty() {
		return v.Text()
	}
	return strings.TrimSpace(amount.Text() + " " + code)
}

// Amount returns the number in a currency value, which some services send as
// an object with its currency.
func Amount(v Value) string {
	if strings.HasPrefix(string(v), "{") {
		return Members(v)["amount"].Text()
	}
	return v.Text()
}
