// Package entry gives each field the editor that fits its type, and turns
// what was typed into the value to send.
//
// It imports form and resource, never api or a pane. The one rule: what a
// person sees (titles, names, their own spelling of a date) and what is sent
// (tags, ids, YYYY-MM-DD) meet here and nowhere else.
package entry

import (
	"cmp"
	"time"

	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/widget/form"
)

// Entry edits the value of one field.
type Entry struct {
	form.Editor
	Field  collection.Field
	began  collection.Value // the value it was opened with
	opened string           // and how that stands in the editor
}

// New returns the editor of a field, holding a value. Name is what the value
// of a relation is called, "" where that is not known.
func New(f collection.Field, v collection.Value, name string, now func() time.Time) *Entry {
	e := &Entry{Editor: editor(f, v, name, now), Field: f, began: v}
	e.opened = e.Text()
	return e
}

// Typed returns what was typed and is no value yet: of a relation what is
// searched for, of all others the text.
func (e *Entry) Typed() string {
	if p, ok := e.Editor.(*form.Pick); ok {
		q, _ := p.Query()
		return q
	}
	return e.Text()
}

// Restore puts back what Typed returned.
func (e *Entry) Restore(typed string) {
	if p, ok := e.Editor.(*form.Pick); ok {
		p.Paste(typed)
		return
	}
	e.SetText(typed)
}

// Query returns what a relation is searched for, the number of that search,
// and false for an editor that searches nothing.
func (e *Entry) Query() (text string, generation int, ok bool) {
	p, ok := e.Editor.(*form.Pick)
	if !ok {
		return "", 0, false
	}
	text, generation = p.Query()
	return text, generation, true
}

// Found gives a relation what a search found, or why it failed.
func (e *Entry) Found(generation int, found []collection.Option, failed string) {
	p, ok := e.Editor.(*form.Pick)
	switch {
	case !ok:
	case failed != "":
		p.Fail(generation, failed)
	default:
		p.Suggest(generation, options(found))
	}
}

// Question returns what the editor asks, such as what to do with a paste of
// many lines.
func (e *Entry) Question() (form.Question, bool) {
	if a, ok := e.Editor.(form.Asker); ok {
		return a.Question()
	}
	return form.Question{}, false
}

// editors makes the editor of each kind for a field, without a value.
var editors = map[field.Editor]func(collection.Field, func() time.Time) form.Editor{
	field.LineEditor: func(f collection.Field, _ func() time.Time) form.Editor {
		return &form.Line{Limit: f.MaxLength, Required: f.Required}
	},
	field.AreaEditor: func(f collection.Field, _ func() time.Time) form.Editor {
		return &form.Area{Limit: f.MaxLength, Required: f.Required, MaxRows: 12}
	},
	field.PatternEditor: func(f collection.Field, _ func() time.Time) form.Editor {
		e := &form.Pattern{}
		e.Limit, e.Required = f.MaxLength, f.Required
		e.SetPattern(f.Pattern)
		return e
	},
	field.IntegerEditor: func(f collection.Field, _ func() time.Time) form.Editor {
		return &form.Number{Line: form.Line{Required: f.Required}, MaxDigits: 12}
	},
	field.DecimalEditor: func(f collection.Field, _ func() time.Time) form.Editor {
		return &form.Number{Line: form.Line{Required: f.Required}, Decimal: true}
	},
	field.CheckEditor: func(f collection.Field, _ func() time.Time) form.Editor { return &form.Check{Required: f.Required} },
	field.DateEditor: func(f collection.Field, now func() time.Time) form.Editor {
		return &form.Date{Line: form.Line{Required: f.Required}, Now: now}
	},
	field.ChoiceEditor: func(f collection.Field, _ func() time.Time) form.Editor {
		e := &form.Choice{Required: f.Required}
		e.SetOptions(options(f.Options))
		return e
	},
	field.MultiEditor: func(f collection.Field, _ func() time.Time) form.Editor {
		e := &form.MultiChoice{Required: f.Required}
		e.SetOptions(options(f.Options))
		return e
	},
	field.PickEditor: func(f collection.Field, _ func() time.Time) form.Editor {
		return &form.Pick{Required: f.Required, Placeholder: "type a name"}
	},
}

func editor(f collection.Field, v collection.Value, name string, now func() time.Time) form.Editor {
	e := editors[f.Editor()](f, now)
	if p, ok := e.(*form.Pick); ok {
		if !v.IsEmpty() {
			p.SetChosen(v.Text(), name)
		}
		return e
	}
	e.SetText(f.Typed(v))
	return e
}

func options(given []collection.Option) []form.Option {
	out := make([]form.Option, len(given))
	for i, o := range given {
		out[i] = form.Option{Value: o.Value, Label: o.Title}
		if o.Title != o.Value {
			out[i].Hint = cmp.Or(o.About, o.Value)
		}
	}
	return out
}
