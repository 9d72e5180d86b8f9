// Package field says what the fields of a row are. All that one type of field
// is to the program (how its values are read, written for a person, compared,
// sorted and filtered by, and which editor they want) is one Type, in a file of
// its own: to add a type is to add that file, and an editor in tui/domain/entry
// where none of those there fits.
//
// It may import api and nothing else. The one rule: nobody asks which type a
// field has in order to decide something; what differs is said by the Type.
package field

import (
	"slices"
	"strings"

	"zco/api"
)

// Value is a value of a field; see api.Value.
type Value = api.Value

// CustomPrefix is before the key of a custom field, as in the filter
// language.
const CustomPrefix = "custom_object_fields."

// Field is one field of a collection's rows.
type Field struct {
	Key         string // "name", "custom_object_fields.year": as the filter language names it
	Title       string
	Description string
	Type        *Type  // nil for one of which nothing is known
	Given       string // the type as the service calls it, when it is not one of ours

	Required bool
	Locked   string // why it cannot be edited, "" if it can
	Create   bool   // can be set when the row is made, even though Locked says it cannot change

	Options   []Option
	Pattern   string // a regular expression in Ruby's syntax that the value must match
	Target    string // of a lookup: zen:user, zen:custom_object:car, ...
	ID        string // the field's own id, for the autocomplete of lookups
	MaxLength int    // in characters, 0 for no known limit
	Unique    bool
	System    bool   // a property of every row, not a field of this object
	Hidden    bool   // not among the first columns
	File      bool   // the path of a file on this computer
	Group     string // the heading it stands under in the record; "" for none
}

// Option is one choice of a dropdown or multiselect.
type Option struct {
	Value, Title string
	About        string // tells things of one name apart, such as an email; "" for nothing
}

// Custom returns the key without the prefix of custom fields, and whether it
// had one.
func (f Field) Custom() (string, bool) { return strings.CutPrefix(f.Key, CustomPrefix) }

// Option returns the option with a value.
func (f Field) Option(value string) (Option, bool) {
	i := slices.IndexFunc(f.Options, func(o Option) bool { return o.Value == value })
	if i < 0 {
		return Option{}, false
	}
	return f.Options[i], true
}

// OptionTitle returns what a person reads for a tag: the title of its option,
// or the tag itself where there is none.
func (f Field) OptionTitle(tag string) string {
	if o, ok := f.Option(tag); ok {
		return o.Title
	}
	return tag
}

// unknown is the type of a field of which nothing is known: its values are
// texts that nothing more is made of.
var unknown = &Type{}

func (f Field) kind() *Type {
	if f.Type == nil {
		return unknown
	}
	return f.Type
}

// Numeric reports whether values are numbers, which stand to the right.
func (f Field) Numeric() bool { return f.kind().Numeric }

// Multiline reports whether values are texts of many lines.
func (f Field) Multiline() bool { return f.kind().Multiline }

// Opaque reports whether values are shown as they are and never sent.
func (f Field) Opaque() bool { return f.kind().Opaque }

// Searched reports whether the service searches the field for words.
func (f Field) Searched() bool { return f.kind().Searched }

// Bare reports whether values are written without quotes, as JSON and YAML
// write numbers.
func (f Field) Bare() bool { return f.kind().Bare }

// Uncut reports whether values tell nothing when a part of them is cut off.
func (f Field) Uncut() bool { return f.kind().Uncut }

// Relates reports whether values are ids of what Target says.
func (f Field) Relates() bool { return f.kind().Relates }

// Chooses reports whether values are among the field's options.
func (f Field) Chooses() bool { return f.kind().Chooses }

// Many reports whether there may be several values at once.
func (f Field) Many() bool { return f.kind().Many }

// Editor is the editor that values are typed in.
func (f Field) Editor() Editor { return f.kind().Editor }

// Same reports whether two values mean the same: numbers however written, a
// date in either form, options in any order.
func (f Field) Same(a, b Value) bool {
	if a.Same(b) || a.IsEmpty() && b.IsEmpty() {
		return true
	}
	same := f.kind().Same
	return same != nil && same(a, b)
}

// Parse returns the value to send for a text that an editor took, in its one
// spelling: the digits of a number, YYYY-MM-DD, "true", tags one a line.
// Nothing is null. Began is the value that was there, Absent for none: a value
// may have a shape to keep. A text that is no value is told as a problem.
func (f Field) Parse(text string, began Value) (v Value, problem string) {
	switch parse := f.kind().Parse; {
	case text == "":
		return api.Null, ""
	case parse != nil:
		return parse(text, began)
	}
	return api.String(text), ""
}

// Typed is a value as it stands in its editor; Parse reads it again.
func (f Field) Typed(v Value) string {
	if typed := f.kind().Typed; typed != nil {
		return typed(v)
	}
	return v.Text()
}

// Unlisted returns the first tag of a text (of several, with white space
// between them) that is none of the field's options; "" if there is none.
func (f Field) Unlisted(text string) string {
	if !f.Chooses() || text == "" {
		return ""
	}
	tags := []string{text}
	if f.Many() {
		tags = strings.Fields(text)
	}
	for _, tag := range tags {
		if _, ok := f.Option(tag); !ok {
			return tag
		}
	}
	return ""
}
