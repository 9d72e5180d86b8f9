package api

import (
	"fmt"
	"slices"
	"strings"
)

var allOperators = []Operator{Equal, NotEqual, Greater, AtLeast, Less, AtMost, Contains, NotContains, In, NotIn, Exists}

func isOperator(op Operator) bool { return slices.Contains(allOperators, op) }

func operatorNames(ops []Operator) string {
	names := make([]string, len(ops))
	for i, op := range ops {
		names[i] = string(op)
	}
	return strings.Join(names, ", ")
}

// RecordAttributes are the attributes of a record that a filter can name
// besides its custom fields, with the types they compare as.
func RecordAttributes() map[string]FieldType {
	return map[string]FieldType{
		"name": TypeText, "external_id": TypeText, "created_at": TypeDate, "updated_at": TypeDate,
		"created_by_user": TypeLookup, "updated_by_user": TypeLookup,
	}
}

// Schema returns what Filter.Validate asks: the type of a field by its name
// in a filter.
func Schema(fields []Field) func(name string) (FieldType, bool) {
	types := RecordAttributes()
	for _, f := range fields {
		if !f.IsStandard() {
			types[CustomField(f.Key)] = f.Type
		} else if f.Key != FieldName && f.Key != FieldExternalID {
			types[CustomField(f.Key)] = f.Type // system objects have such custom fields
		}
	}
	return func(name string) (FieldType, bool) {
		t, ok := types[name]
		return t, ok
	}
}

// Validate returns why the service would refuse the filter, in words for the
// person who wrote it: a field that is not there, an operator that does not
// fit the field's type, a value that does not fit the operator, or groups
// more than MaxFilterDepth deep.
func (f Filter) Validate(schema func(name string) (FieldType, bool)) error {
	return f.validate(schema, 1)
}

func (f Filter) validate(schema func(string) (FieldType, bool), depth int) error {
	switch {
	case f.Field != "":
		return f.validateCondition(schema)
	case depth > MaxFilterDepth:
		return fmt.Errorf("groups stand in groups more than %d deep", MaxFilterDepth)
	case len(f.Filters) == 0:
		return fmt.Errorf("a group has no conditions")
	case f.Join != AllOf && f.Join != AnyOf && f.Join != "":
		return fmt.Errorf("%s does not join conditions: write $and or $or", f.Join)
	}
	for _, inner := range f.Filters {
		if err := inner.validate(schema, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (f Filter) validateCondition(schema func(string) (FieldType, bool)) error {
	t, ok := schema(f.Field)
	if !ok {
		return fmt.Errorf("there is no field %s to filter by", f.Field)
	}
	if fit := Operators(t); !slices.Contains(fit, f.Op) {
		return fmt.Errorf("%s: %s does not fit a %s field; use %s", f.Field, f.Op, t, operatorNames(fit))
	}
	return f.validateValue(t)
}

func (f Filter) validateValue(t FieldType) error {
	values := []Value{f.Value}
	switch f.Op {
	case Exists:
		if _, ok := f.Value.Bool(); !ok {
			return fmt.Errorf("%s: $exists takes true or false", f.Field)
		}
		return nil
	case In, NotIn:
		if values = f.Value.Elements(); len(values) == 0 {
			return fmt.Errorf("%s: %s takes a list of values", f.Field, f.Op)
		}
	}
	for _, v := range values {
		if want := misfit(t, v); want != "" {
			return fmt.Errorf("%s: %s is not %s", f.Field, shown(v), want)
		}
	}
	return nil
}

func shown(v Value) string {
	if v.IsAbsent() {
		return "nothing"
	}
	return string(v)
}

// misfit returns what a value should be, "" if it is that. Numbers and
// booleans may come as strings, as they do in the reference's own samples.
func misfit(t FieldType, v Value) string {
	if v.IsAbsent() || v.IsArray() || v.IsObject() {
		return "a single value"
	}
	if c := comparisons[t]; c.is != nil && !c.is(v) {
		return c.operand
	}
	return ""
}
