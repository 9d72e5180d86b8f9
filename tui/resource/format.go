package resource

import (
	"strings"
	"time"

	"zco/api"
)

// Format says how values are written for a person.
type Format struct {
	Zone *time.Location
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
		return dateText(v)
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

func dateText(v Value) string {
	if d, err := api.Date(v.Text()); err == nil && !d.IsEmpty() {
		return d.Text()
	}
	return v.Text()
}

func (f Format) timeText(v Value) string {
	t := api.ParseTimestamp(v.Text())
	if t.Time.IsZero() {
		return v.Text()
	}
	zone := f.Zone
	if zone == nil {
		zone = time.UTC
	}
	return t.Time.In(zone).Format("2006-01-02 15:04")
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
