package collection

import (
	"strings"

	"zco/api"
	"zco/tui/domain/field"
)

// CustomPrefix is before the key of a custom field, as in the filter
// language.
const CustomPrefix = field.CustomPrefix

// Field is one field of a collection's rows; see field.Field.
type Field = field.Field

// Option is one choice of a dropdown or multiselect.
type Option = field.Option

// Format says how values are written for a person; see field.Format.
type Format = field.Format

// TargetCollection returns the collection that a lookup with this target
// points to, "" where it is not one that can be looked at here.
func TargetCollection(target string) string {
	if HasCard(target) {
		return target
	}
	key, object := strings.CutPrefix(target, "zen:custom_object:")
	if !object {
		return ""
	}
	return RecordsID(key)
}

// Schema is the fields of a collection, in the order in which to show them.
type Schema struct {
	Fields     []Field
	Given      []api.Field // as the service has them; nil where the rows are no records of an object
	UniqueName bool        // rows can be set and deleted by name
	Missing    string      // a sentence about what could not be read beside the fields, such as the names of choices; "" for nothing
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
