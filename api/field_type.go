package api

import "slices"

// FieldType is the type of a custom object field. Services may have more
// types than these.
type FieldType string

// The types of custom object fields.
const (
	TypeText        FieldType = "text"
	TypeTextarea    FieldType = "textarea"
	TypeRegexp      FieldType = "regexp"
	TypeCheckbox    FieldType = "checkbox"
	TypeInteger     FieldType = "integer" // at most 12 digits
	TypeDecimal     FieldType = "decimal"
	TypeCurrency    FieldType = "currency"
	TypeDate        FieldType = "date" // sent as YYYY-MM-DD; see Date
	TypeDropdown    FieldType = "dropdown"
	TypeMultiselect FieldType = "multiselect"
	TypeLookup      FieldType = "lookup"
	TypeParent      FieldType = "parent"
)

var (
	textOperators   = []Operator{Equal, NotEqual, Contains, NotContains, Exists}
	dateOperators   = []Operator{Equal, NotEqual, Greater, AtLeast, Less, AtMost, Exists}
	numberOperators = append(slices.Clone(dateOperators), In, NotIn)
	choiceOperators = append(slices.Clone(textOperators), In, NotIn)
	lookupOperators = []Operator{Equal, NotEqual, Exists}
)

// comparison is how a filter compares fields of a type.
type comparison struct {
	operators []Operator // in the order in which to offer them
	operand   string     // what the value of a condition should be, in words
	is        func(Value) bool
}

// comparisons are by type. The published table leaves out regexp, currency and
// parent, which are taken as text, number and lookup.
var comparisons = map[FieldType]comparison{
	TypeText:        {operators: textOperators},
	TypeTextarea:    {operators: textOperators},
	TypeRegexp:      {operators: textOperators},
	TypeDropdown:    {operators: textOperators},
	TypeCheckbox:    {[]Operator{Equal}, "true or false", isFlag},
	TypeInteger:     {numberOperators, "a number", isNumeral},
	TypeDecimal:     {numberOperators, "a number", isNumeral},
	TypeCurrency:    {numberOperators, "a number", isNumeral},
	TypeDate:        {dateOperators, "a date such as 2026-01-31", isMoment},
	TypeMultiselect: {operators: choiceOperators},
	TypeLookup:      {operators: lookupOperators},
	TypeParent:      {operators: lookupOperators},
}

func isFlag(v Value) bool { return v.Text() == "true" || v.Text() == "false" }

func isMoment(v Value) bool { return !ParseTimestamp(v.Text()).IsZero() }

func isNumeral(v Value) bool {
	_, ok := Number(v.Text())
	return ok
}

// Operators returns the operators that fit a type of field, in the order in
// which to offer them; of a type that is not known nothing is refused.
func Operators(t FieldType) []Operator {
	if c, known := comparisons[t]; known {
		return slices.Clone(c.operators)
	}
	return slices.Clone(allOperators)
}
