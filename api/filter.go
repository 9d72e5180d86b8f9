package api

import "cmp"

// MaxFilterDepth is how deep groups may stand in groups.
const MaxFilterDepth = 5

// Operator compares a field with a value.
type Operator string

// The operators of the filter language. There is no $ne.
const (
	Equal       Operator = "$eq"
	NotEqual    Operator = "$noteq"
	Greater     Operator = "$gt"
	AtLeast     Operator = "$gte"
	Less        Operator = "$lt"
	AtMost      Operator = "$lte"
	Contains    Operator = "$contains"
	NotContains Operator = "$notcontains"
	In          Operator = "$in"     // takes an array
	NotIn       Operator = "$notin"  // takes an array
	Exists      Operator = "$exists" // takes true or false
)

// Join is how the parts of a group go together.
type Join string

// The two joins.
const (
	AllOf Join = "$and"
	AnyOf Join = "$or"
)

// Filter is a condition, when Field is set, or a group of filters. The zero
// Filter is an empty group, which matches everything. Make them with Where,
// And and Or.
type Filter struct {
	Field string // a record's attribute, or CustomField(key)
	Op    Operator
	Value Value

	Join    Join
	Filters []Filter
}

const customFieldPrefix = "custom_object_fields."

// CustomField names a custom field in a filter: custom_object_fields.KEY.
func CustomField(key string) string { return customFieldPrefix + key }

// Where is the condition that a field stands in relation op to a value.
func Where(field string, op Operator, value Value) Filter {
	return Filter{Field: field, Op: op, Value: value}
}

// And matches what all filters match.
func And(filters ...Filter) Filter { return Filter{Join: AllOf, Filters: filters} }

// Or matches what one of the filters matches.
func Or(filters ...Filter) Filter { return Filter{Join: AnyOf, Filters: filters} }

// IsZero reports whether the filter asks for nothing.
func (f Filter) IsZero() bool { return f.Field == "" && len(f.Filters) == 0 }

// Depth is how deep groups stand in groups: 0 for a condition, 1 for a group
// of conditions.
func (f Filter) Depth() int {
	if f.Field != "" {
		return 0
	}
	deepest := 0
	for _, inner := range f.Filters {
		deepest = max(deepest, inner.Depth())
	}
	return deepest + 1
}

// MarshalJSON writes the filter in the array form:
//
//	{"$and":[{"name":{"$eq":"A"}},{"$or":[...]}]}
func (f Filter) MarshalJSON() ([]byte, error) {
	switch {
	case f.Field != "":
		return encodeBody(map[string]map[Operator]Value{f.Field: {f.Op: f.Value}})
	case len(f.Filters) == 0:
		return []byte("{}"), nil
	}
	return encodeBody(map[Join][]Filter{cmp.Or(f.Join, AllOf): f.Filters})
}

// UnmarshalJSON reads what ParseFilter reads.
func (f *Filter) UnmarshalJSON(data []byte) error {
	parsed, err := ParseFilter(data)
	*f = parsed
	return err
}
