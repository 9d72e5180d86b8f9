package entry

import (
	"time"

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
			return api.Absent, Unchosen(q)
		}
	}
	if !e.began.IsAbsent() && e.Text() == e.opened {
		return e.began, ""
	}
	return e.Field.Parse(e.spelled(), e.began)
}

// Unchosen says that nothing was chosen yet of what was found for a text.
func Unchosen(text string) string { return "Pick a match for “" + text + "”, or clear the field" }

// spelled is what stands in the editor in the one spelling that field.Parse
// takes: of a number and a day what they are, however they were typed.
func (e *Entry) spelled() string {
	if ed, ok := e.Editor.(interface{ Value() (string, bool) }); ok && e.Text() != "" {
		if v, ok := ed.Value(); ok {
			return v
		}
	}
	return e.Text()
}

// Problem returns what is wrong with a text typed in a field that has a value,
// "" where it is a value.
func Problem(f collection.Field, has collection.Value, typed string, now func() time.Time) string {
	e := New(f, has, "", now)
	e.Restore(typed)
	_, problem := e.Value()
	return problem
}
