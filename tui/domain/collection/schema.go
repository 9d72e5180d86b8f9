package collection

import (
	"slices"
	"strings"
)

// Type is what kind of value a field holds.
type Type string

// The types. The service's own names where it has one.
const (
	Text        Type = "text"
	TextArea    Type = "textarea"
	Regexp      Type = "regexp"
	Checkbox    Type = "checkbox"
	Integer     Type = "integer"
	Decimal     Type = "decimal"
	Currency    Type = "currency"
	Date        Type = "date"
	DateTime    Type = "datetime"
	Dropdown    Type = "dropdown"
	Multiselect Type = "multiselect"
	Lookup      Type = "lookup"
	Parent      Type = "parent"
	JSON        Type = "json" // shown as it is, never sent
)

// CustomPrefix is before the key of a custom field, as in the filter
// language.
const CustomPrefix = "custom_object_fields."

// Field is one field of a collection's rows.
type Field struct {
	Key         string // "name", "custom_object_fields.year": as the filter language names it
	Title       string
	Description string
	Type        Type
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
	Group     string // the heading it stands under in the record; "" for none
}

// Option is one choice of a dropdown or multiselect.
type Option struct{ Value, Title string }

// Custom returns the key without the prefix of custom fields, and whether it
// had one.
func (f Field) Custom() (string, bool) { return strings.CutPrefix(f.Key, CustomPrefix) }

// Numeric reports whether values are aligned to the right.
func (f Field) Numeric() bool {
	return f.Type == Integer || f.Type == Decimal || f.Type == Currency
}

// Option returns the option with a value.
func (f Field) Option(value string) (Option, bool) {
	i := slices.IndexFunc(f.Options, func(o Option) bool { return o.Value == value })
	if i < 0 {
		return Option{}, false
	}
	return f.Options[i], true
}

// TargetCollection returns the collection that a lookup points to, "" where
// it is not one that can be browsed here.
func (f Field) TargetCollection() string {
	key, _ := strings.CutPrefix(f.Target, "zen:custom_object:")
	if key == f.Target {
		return ""
	}
	return RecordsID(key)
}

// Schema is the fields of a collection, in the order in which to show them.
type Schema struct {
	Fields     []Field
	AutoNumber bool // names are made by the service and must not be sent
	UniqueName bool // rows can be set and deleted by name
	byKey      map[string]int
}

// NewSchema indexes fields.
func NewSchema(fields []Field) *Schema {
	s := &Schema{Fields: fields, byKey: make(map[string]int, len(fields))}
	for i, f := range fields {
		s.byKey[f.Key] = i
	}
	return s
}

// Field returns the field with a key.
func (s *Schema) Field(key string) (Field, bool) {
	if s == nil {
		return Field{}, false
	}
	i, ok := s.byKey[key]
	if !ok {
		return Field{}, false
	}
	return s.Fields[i], true
}

// Find returns the field that a person means by name: its key, its key
// without the prefix, or its title. More than one is as bad as none: both
// return the candidates.
func (s *Schema) Find(name string) (Field, []Field) {
	if f, ok := s.Field(name); ok {
		if _, clash := s.Field(CustomPrefix + name); !clash {
			return f, []Field{f}
		}
	}
	var found []Field
	for _, f := range s.Fields {
		bare, custom := f.Custom()
		if f.Key == name || custom && bare == name {
			found = append(found, f)
		}
	}
	if len(found) == 0 {
		for _, f := range s.Fields {
			if strings.EqualFold(f.Title, name) {
				found = append(found, f)
			}
		}
	}
	if len(found) != 1 {
		return Field{}, found
	}
	return found[0], found
}
