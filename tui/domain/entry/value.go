package entry

import (
	"encoding/json"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/widget/form"
)

// Value returns what would be sent for what stands in the editor, or why it
// cannot be. Nothing typed is null. What stands as it stood at first is the
// value that was there: a service may hold another kind of value than the field
// tells, a number in a text, and nobody asked to change it.
func (e *Entry) Value() (v collection.Value, problem string) {
	if p := e.Problem(); p != "" {
		return api.Absent, p
	}
	if p, ok := e.Editor.(*form.Pick); ok {
		if q, _ := p.Query(); q != "" {
			return api.Absent, "nothing is chosen for " + q + " yet: choose one of what was found, or take it back"
		}
	}
	if !e.began.IsAbsent() && e.Text() == e.opened {
		return e.began, ""
	}
	switch ed := e.Editor.(type) {
	case *form.Number:
		return e.numberValue(ed)
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

func (e *Entry) numberValue(ed *form.Number) (collection.Value, string) {
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
	return e.amount(v), ""
}

// amount keeps the shape that the service gave a currency: a number, or an
// object with its currency beside it.
func (e *Entry) amount(v collection.Value) collection.Value {
	if e.Field.Type != collection.Currency || !e.began.IsObject() {
		return v
	}
	m := e.began.Members()
	if m["amount"].Same(v) {
		return e.began
	}
	m["amount"] = v
	data, err := json.Marshal(m)
	if err != nil {
		return v
	}
	return collection.Value(data)
}

func text(s string) collection.Value {
	if s == "" {
		return api.Null
	}
	return api.String(s)
}
