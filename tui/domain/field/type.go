package field

import (
	"cmp"
	"slices"
	"time"
)

// Editor names an editor of values; tui/domain/entry has one for each.
type Editor string

// The editors. LineEditor is that of a Type that names none.
const (
	LineEditor    Editor = ""
	AreaEditor    Editor = "area"
	PatternEditor Editor = "pattern"
	IntegerEditor Editor = "integer"
	DecimalEditor Editor = "decimal"
	CheckEditor   Editor = "check"
	DateEditor    Editor = "date"
	ChoiceEditor  Editor = "choice"
	MultiEditor   Editor = "multi"
	PickEditor    Editor = "pick"
)

// Type is what a kind of field is to the program. What a type does not say is
// as with a plain text.
type Type struct {
	Name  string // as the service calls it
	Words string // as the form for a new field offers it
	Place int    // in that form's list, from 1; 0 for one that no custom field has

	Editor    Editor
	MaxLength int  // of a custom field, in characters; 0 for no known limit
	Numeric   bool // see the methods of Field, which have the same names
	Multiline bool
	Opaque    bool
	Searched  bool
	Bare      bool
	Uncut     bool
	Relates   bool
	Chooses   bool
	Many      bool
	Tristate  bool // that there is no value is a state of its own, which is shown

	// Settings are the keys of what only fields of this type have in their
	// definition, and Properties those of them that are among its properties,
	// with the form they are edited in.
	Settings   []string
	Properties []Property

	Parse  func(text string, began Value) (v Value, problem string)
	Typed  func(Value) string
	Format func(Format, Field, Value) string // of a value that is not empty, or Tristate
	Same   func(a, b Value) bool             // of values that are not the same JSON
	// Tone is what a value that is not empty is to the eye; see Field.Tone.
	Tone func(f Field, v Value, now time.Time, hues int) Tone
	Sort func(Value) (Key, bool) // false for one that is sorted as it is read

	// Operand is a value as the filter language takes it, and Quote how it is
	// written in a filter told in words.
	Operand func(Value) Value
	Quote   func(Format, Field, Value) string
	// Condition and Cell are the conditions that a plain comparison does not
	// express: with what a person gave, and with what a cell holds.
	Condition func(name string, op Operator, v Value, zone *time.Location) Filter
	Cell      func(name string, v Value, not bool, zone *time.Location) (Filter, bool)
	// One and Several are the types whose editors take one operand and a list
	// of them; nil for this type itself, and for Text unless it is one of Many.
	One, Several *Type
	// Opened is the operand of a condition as its editor opens with it.
	Opened func(v Value, zone *time.Location) Value
}

// Property is a property in the definition of a field that only one type has.
type Property struct {
	Field Field
	Read  func(Value) Value // as it is edited
	Write func(Value) Value // as it is sent
}

// String returns the name.
func (t *Type) String() string {
	if t == nil {
		return ""
	}
	return t.Name
}

// Label is what a person calls the type.
func (t *Type) Label() string {
	if t == nil {
		return ""
	}
	return cmp.Or(t.Words, t.Name)
}

// registered holds the types by their names.
var registered = map[string]*Type{}

// register makes a type known to Named and Types.
func register(t *Type) *Type {
	registered[t.Name] = t
	return t
}

// Named returns the type that the service calls so, and whether a custom field
// may have it.
func Named(name string) (*Type, bool) {
	t := registered[name]
	return t, t != nil && t.Place > 0
}

// Types returns the types that a custom field may have, in the order in which
// to offer them.
func Types() []*Type {
	var out []*Type
	for _, t := range registered {
		if t.Place > 0 {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b *Type) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Name, b.Name)) })
	return out
}
