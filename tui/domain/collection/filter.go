package collection

import (
	"encoding/json"
	"slices"

	"zco/api"
)

// Filter is a condition on a field, or a group of conditions of which all or
// any hold; see api.Filter.
type Filter = api.Filter

// Operator compares a field with a value; see api.Operator.
type Operator = api.Operator

// Join is how the parts of a group go together; see api.Join.
type Join = api.Join

// How the parts of a group go together, and how deep groups may stand in
// groups.
const (
	AllOf          = api.AllOf
	AnyOf          = api.AnyOf
	MaxFilterDepth = api.MaxFilterDepth
)

// Where is a condition on a field.
func Where(f Field, op Operator, v Value) Filter { return api.Where(f.FilterName(), op, v) }

// Group is filters joined.
func Group(join Join, parts ...Filter) Filter { return Filter{Join: join, Filters: parts} }

// FilterField returns the field that a filter calls by a name.
func (s *Schema) FilterField(name string) (Field, bool) {
	switch name {
	case "created_by_user":
		name = "created_by_user_id"
	case "updated_by_user":
		name = "updated_by_user_id"
	}
	f, ok := s.Field(name)
	return f, ok && f.Filterable()
}

// FilterFields returns the fields that a filter can name, in their order.
func (s *Schema) FilterFields() []Field {
	if s == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.Fields), func(f Field) bool { return !f.Filterable() })
}

// ReadFilter reads a filter in any form of the filter language and returns why
// the service would refuse it. No text is the empty filter.
func ReadFilter(s *Schema, text string) (Filter, error) {
	if text == "" {
		return Filter{}, nil
	}
	f, err := api.ParseFilter([]byte(text))
	if err != nil || f.IsZero() || s == nil {
		return f, err
	}
	return f, CheckFilter(s, f)
}

// CheckFilter returns why the service would refuse a filter, in the titles
// that a person knows.
func CheckFilter(s *Schema, f Filter) error {
	if f.IsZero() {
		return nil
	}
	return f.Validate(func(name string) (api.FieldType, bool) {
		f, ok := s.FilterField(name)
		return f.Compares(), ok
	})
}

// WriteFilter writes a filter in the one form that places hold: "" for the
// empty one.
func WriteFilter(f Filter) string {
	if f.IsZero() {
		return ""
	}
	data, err := json.Marshal(f)
	if err != nil {
		return ""
	}
	return string(data)
}

// FilterParts returns the filters that must all hold, which is how a filter is
// shown and taken apart.
func FilterParts(text string) []Filter {
	f, err := ReadFilter(nil, text)
	switch {
	case err != nil || f.IsZero():
		return nil
	case f.Field == "" && f.Join != AnyOf:
		return f.Filters
	}
	return []Filter{f}
}

// FilterWithout returns a filter without one of its parts.
func FilterWithout(text string, i int) string {
	parts := FilterParts(text)
	if i < 0 || i >= len(parts) {
		return text
	}
	return joinedParts(slices.Delete(slices.Clone(parts), i, i+1))
}

// FilterAlso returns a filter that asks for one thing more; what it asks for
// already is not asked for twice.
func FilterAlso(text string, also Filter) string {
	parts := slices.Clone(FilterParts(text))
	more := []Filter{also}
	if also.Field == "" && also.Join != AnyOf {
		more = also.Filters
	}
	for _, one := range more {
		same := func(f Filter) bool { return WriteFilter(f) == WriteFilter(one) }
		if !slices.ContainsFunc(parts, same) {
			parts = append(parts, one)
		}
	}
	return joinedParts(parts)
}

func joinedParts(parts []Filter) string {
	if len(parts) == 1 {
		return WriteFilter(parts[0])
	}
	return WriteFilter(Group(AllOf, parts...))
}
