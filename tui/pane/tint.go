package pane

import (
	"time"

	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/draw/screen"
)

// Tint returns the style of a value as it is in a field: that of its tone, or
// plain text. The value's own words or mark tell the same without it.
func (e *Env) Tint(f *collection.Field, v collection.Value) screen.Style {
	th := e.Theme
	switch t := f.Tone(v, e.today(), len(th.Choices)); t.Kind {
	case field.Ticked:
		return th.Ticked
	case field.Unticked:
		return th.Unticked
	case field.Choice:
		return th.Choices[t.Hue]
	case field.Category:
		return th.Category(t.Name)
	case field.Overdue:
		return th.Overdue
	}
	return th.Text
}

// Mark returns what stands behind a value beside its colour: that a last day is
// over. It is "" for most.
func (e *Env) Mark(f *collection.Field, v collection.Value) string {
	if f.Tone(v, e.today(), 0).Kind == field.Overdue {
		return " " + e.Theme.Glyphs.Warned
	}
	return ""
}

// today is now in the person's zone.
func (e *Env) today() time.Time {
	if e.Now == nil {
		return time.Time{}
	}
	now := e.Now()
	if e.Zone != nil {
		now = now.In(e.Zone)
	}
	return now
}
