package resource

import (
	"slices"
	"strings"

	"zco/api"
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
	for _, op := range api.Operators(f.filterType()) {
		switch op {
		case api.Exists:
			out = append(out, Relation{"has a value", op, Nothing, api.Bool(true)}, Relation{"has no value", op, Nothing, api.Bool(false)})
		case api.In, api.NotIn:
			out = append(out, Relation{relationWords[op], op, Many, Absent})
		default:
			out = append(out, Relation{relationWords[op], op, One, Absent})
		}
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
	return Relation{Words: orElse(relationWords[c.Op], string(c.Op)), Op: c.Op}
}

// FilterText returns a filter in words: "Price ≥ 100", "Color is red or Color
// is blue". A nil schema leaves the names of fields as they are.
func (fm Format) FilterText(s *Schema, f Filter) string {
	if f.Field != "" {
		return fm.conditionText(s, f)
	}
	word := " and "
	if f.Join == AnyOf {
		word = " or "
	}
	parts := make([]string, len(f.Filters))
	for i, inner := range f.Filters {
		parts[i] = fm.FilterText(s, inner)
		if inner.Field == "" && len(inner.Filters) > 1 {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, word)
}

func (fm Format) conditionText(s *Schema, c Filter) string {
	f, ok := s.FilterField(c.Field)
	if !ok {
		bare := strings.TrimPrefix(c.Field, CustomPrefix)
		f = Field{Key: c.Field, Title: bare, Type: Text, Given: "unknown"}
	}
	r := RelationOf(f, c)
	if r.Operand == Nothing {
		return f.Title + " " + r.Words
	}
	return f.Title + " " + r.Words + " " + fm.OperandText(f, c.Value)
}

// OperandText writes what a field is compared with.
func (fm Format) OperandText(f Field, v Value) string {
	if !v.IsArray() {
		return fm.operandText(f, v)
	}
	parts := []string{}
	for _, e := range v.Elements() {
		parts = append(parts, fm.operandText(f, e))
	}
	return strings.Join(parts, ", ")
}

func (fm Format) operandText(f Field, v Value) string {
	switch f.Type {
	case DateTime:
		if len(v.Text()) == len("2006-01-02") {
			return v.Text() // a day, not the moment it begins in some zone
		}
	case Multiselect:
		return optionText(f, v.Text())
	case Text, TextArea, Regexp:
		if t := v.Text(); t == "" || strings.TrimSpace(t) != t {
			return `"` + t + `"`
		}
	}
	return fm.Text(f, v)
}
