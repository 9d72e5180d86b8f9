package collection

import (
	"cmp"
	"slices"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
)

// Operand is what a relation compares with.
type Operand int

// The operands.
const (
	One     Operand = iota
	Many            // a list
	Nothing         // the relation says it all
)

// Relation is how a condition compares, in words.
type Relation struct {
	Words   string // "is", "is one of", "has a value"
	Op      Operator
	Operand Operand
	Fixed   Value // of a relation with no operand
}

var relationWords = map[Operator]string{
	api.Equal: "is", api.NotEqual: "is not", api.Contains: "contains", api.NotContains: "does not contain",
	api.Greater: ">", api.AtLeast: "≥", api.Less: "<", api.AtMost: "≤", api.In: "is one of", api.NotIn: "is none of",
}

// Relations returns the relations that fit a field, in the order in which to
// offer them.
func Relations(f Field) []Relation {
	var out []Relation
	for _, op := range api.Operators(f.Compares()) {
		switch op {
		case api.Exists:
			out = append(out, Relation{"has a value", op, Nothing, api.Bool(true)}, Relation{"has no value", op, Nothing, api.Bool(false)})
		case api.In, api.NotIn:
			out = append(out, Relation{relationWords[op], op, Many, Absent})
		default:
			out = append(out, Relation{relationWords[op], op, One, Absent})
		}
	}
	oneOf := func(r Relation) bool { return r.Op == api.In }
	if len(f.Options) > 1 && f.Type == field.Dropdown && !slices.ContainsFunc(out, oneOf) {
		out = slices.Insert(out, min(2, len(out)), Relation{relationWords[api.In], api.In, Many, Absent}) // a group of conditions: see field.Where
	}
	return out
}

// RelationOf returns the relation of a condition; one that fits no field is
// given by its operator.
func RelationOf(f Field, c Filter) Relation {
	all := Relations(f)
	if i := slices.IndexFunc(all, func(r Relation) bool {
		return r.Op == c.Op && (r.Operand != Nothing || r.Fixed.Text() == c.Value.Text())
	}); i >= 0 {
		return all[i]
	}
	return Relation{Words: cmp.Or(relationWords[c.Op], string(c.Op)), Op: c.Op}
}

// FilterText returns a filter in words: "Price ≥ 100", "Color is red or Color
// is blue". A nil schema leaves the names of fields as they are.
func (s *Schema) FilterText(fm Format, filter Filter) string {
	if filter.Field != "" {
		return s.conditionText(fm, filter)
	}
	if f, one, ok := s.oneOf(filter); ok {
		return f.Title + " " + relationWords[api.In] + " " + fm.Operand(f, one)
	}
	word := " and "
	if filter.Join == AnyOf {
		word = " or "
	}
	parts := make([]string, len(filter.Filters))
	for i, inner := range filter.Filters {
		parts[i] = s.FilterText(fm, inner)
		if inner.Field == "" && len(inner.Filters) > 1 {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, word)
}

// oneOf is the list of what a field is compared with where a filter is no more
// than that it is one of several.
func (s *Schema) oneOf(filter Filter) (f Field, list Value, ok bool) {
	if filter.Join != AnyOf || len(filter.Filters) < 2 {
		return f, list, false
	}
	var parts []string
	for _, c := range filter.Filters {
		if c.Field == "" || c.Field != filter.Filters[0].Field || c.Op != api.Equal {
			return f, list, false
		}
		parts = append(parts, string(c.Value))
	}
	f, ok = s.FilterField(filter.Filters[0].Field)
	return f, Value("[" + strings.Join(parts, ",") + "]"), ok && f.Type == field.Dropdown
}

func (s *Schema) conditionText(fm Format, c Filter) string {
	f, ok := s.FilterField(c.Field)
	if !ok {
		bare := strings.TrimPrefix(c.Field, CustomPrefix)
		f = Field{Key: c.Field, Title: bare, Type: field.Text, Given: "unknown"}
	}
	r := RelationOf(f, c)
	if r.Operand == Nothing {
		return f.Title + " " + r.Words
	}
	return f.Title + " " + r.Words + " " + fm.Operand(f, c.Value)
}
