package entry

import (
	"zco/api"
	"zco/tui/form"
	"zco/tui/resource"
)

// Value returns what would be sent for what stands in the editor, or why it
// cannot be. Nothing typed is null.
func (e *Entry) Value() (v resource.Value, problem string) {
	if p := e.Problem(); p != "" {
		return api.Absent, p
	}
	switch ed := e.Editor.(type) {
	case *form.Number:
		return numberValue(e.Field, ed)
	case *form.Date:
		day, ok := ed.Value()
		if !ok {
			return api.Absent, "this is not a day"
		}
		return text(day), ""
	case *form.Check:
		if ed.Text() == "" {
			return api.Null, ""
		}
		return api.Bool(ed.Text() == "true"), ""
	case *form.MultiChoice:
		if len(ed.Values()) == 0 {
			return api.Null, ""
		}
		return api.Strings(ed.Values()), ""
	}
	return text(e.Text()), ""
}

func numberValue(f resource.Field, ed *form.Number) (resource.Value, string) {
	if ed.Text() == "" {
		return api.Null, ""
	}
	digits, ok := ed.Value()
	if !ok {
		return api.Absent, "this is not a number"
	}
	v, ok := api.Number(digits)
	if !ok {
		return api.Absent, "this is not a number"
	}
	return v, ""
}

func text(s string) resource.Value {
	if s == "" {
		return api.Null
	}
	return api.String(s)
}
