// Package entry gives each field the editor that fits its type, and turns
// what was typed into the value to send.
//
// It imports form and resource, never api or a pane. The one rule: what a
// person sees (titles, names, their own spelling of a date) and what is sent
// (tags, ids, YYYY-MM-DD) meet here and nowhere else.
package entry

import (
	"time"

	"zco/tui/form"
	"zco/tui/resource"
)

// Entry edits the value of one field.
type Entry struct {
	form.Editor
	Field resource.Field
}

// New returns the editor of a field, holding a value. Name is what the value
// of a relation is called, "" where that is not known.
func New(f resource.Field, v resource.Value, name string, now func() time.Time) *Entry {
	return &Entry{Editor: editor(f, v, name, now), Field: f}
}

func editor(f resource.Field, v resource.Value, name string, now func() time.Time) form.Editor {
	switch f.Type {
	case resource.TextArea:
		e := &form.Area{Limit: f.MaxLength, Required: f.Required, MaxRows: 12}
		e.SetText(v.Text())
		return e
	case resource.Regexp:
		e := &form.Pattern{}
		e.Limit, e.Required = f.MaxLength, f.Required
		e.SetPattern(f.Pattern)
		e.SetText(v.Text())
		return e
	case resource.Integer:
		e := &form.Number{MaxDigits: 12}
		e.Required = f.Required
		e.SetText(v.Text())
		return e
	case resource.Decimal, resource.Currency:
		e := &form.Number{Decimal: true}
		e.Required = f.Required
		e.SetText(resource.Amount(v))
		return e
	case resource.Checkbox:
		e := &form.Check{}
		e.Required = f.Required
		e.SetText(v.Text())
		return e
	case resource.Date:
		e := &form.Date{Now: now}
		e.Required = f.Required
		e.SetText(resource.Format{}.Text(f, v))
		return e
	case resource.Dropdown:
		e := &form.Choice{Required: f.Required}
		e.SetOptions(options(f))
		e.SetText(v.Text())
		return e
	case resource.Multiselect:
		e := &form.MultiChoice{Required: f.Required}
		e.SetOptions(options(f))
		e.SetValues(v.Strings())
		return e
	case resource.Lookup, resource.Parent:
		e := &form.Pick{Required: f.Required, Placeholder: "type a name"}
		if !v.IsEmpty() {
			e.SetChosen(v.Text(), name)
		}
		return e
	}
	e := &form.Line{Limit: f.MaxLength, Required: f.Required}
	e.SetText(v.Text())
	return e
}

func options(f resource.Field) []form.Option {
	out := make([]form.Option, len(f.Options))
	for i, o := range f.Options {
		out[i] = form.Option{Value: o.Value, Label: o.Title}
		if o.Title != o.Value {
			out[i].Hint = o.Value
		}
	}
	return out
}
