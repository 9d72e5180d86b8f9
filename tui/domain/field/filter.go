package field

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"zco/api"
)

// Filter is a condition on a field, or a group of conditions of which all or
// any hold; see api.Filter.
type Filter = api.Filter

// Operator compares a field with a value; see api.Operator.
type Operator = api.Operator

func group(join api.Join, parts ...Filter) Filter { return Filter{Join: join, Filters: parts} }

// FilterName is what the filter language calls the field.
func (f Field) FilterName() string {
	switch f.Key {
	case "created_by_user_id":
		return "created_by_user"
	case "updated_by_user_id":
		return "updated_by_user"
	}
	return f.Key
}

// Filterable reports whether a filter can name the field.
func (f Field) Filterable() bool {
	_, custom := f.Custom()
	_, attribute := api.RecordAttributes()[f.FilterName()]
	return custom || attribute
}

// Compares is the type that the field compares as, in the service's words.
func (f Field) Compares() api.FieldType {
	if t, ok := api.RecordAttributes()[f.FilterName()]; ok {
		return t
	}
	return api.FieldType(cmp.Or(f.Given, f.Type.String()))
}

// Where is the condition that compares the field with what a person gave for
// it; a list may be given with commas between its values. Zone is where days
// begin, for fields that hold moments.
func (f Field) Where(op Operator, v Value, zone *time.Location) Filter {
	switch t := f.kind(); {
	case t.Condition != nil:
		return t.Condition(f.FilterName(), op, v, zone)
	case op == api.In && t.Chooses && !slices.Contains(api.Operators(f.Compares()), op):
		return f.anyOf(v.Strings())
	case (op == api.In || op == api.NotIn) && !v.IsArray():
		v = f.list(v.Text())
	}
	return api.Where(f.FilterName(), op, v)
}

// anyOf is that the field has one of some tags, of a type whose conditions take
// one at a time.
func (f Field) anyOf(tags []string) Filter {
	parts := make([]Filter, len(tags))
	for i, tag := range tags {
		parts[i] = api.Where(f.FilterName(), api.Equal, api.String(tag))
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return group(api.AnyOf, parts...)
}

// list reads a list typed with commas between its values.
func (f Field) list(text string) Value {
	var parts []string
	for _, part := range strings.Split(text, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		element := api.String(part)
		if f.Numeric() {
			element = numberOperand(element)
		}
		parts = append(parts, string(element))
	}
	return Value("[" + strings.Join(parts, ",") + "]")
}

// Cell is the filter that a cell stands for: the rows whose field has this
// value, or has not. An empty cell stands for the rows without a value. Zone
// is where days begin, for fields that hold moments.
func (f Field) Cell(v Value, not bool, zone *time.Location) (Filter, error) {
	t, name := f.kind(), f.FilterName()
	fault := fmt.Errorf("the service does not filter by %s", f.Title)
	switch {
	case !f.Filterable() || t.Opaque:
		return Filter{}, fault
	case v.IsEmpty() && !t.Tristate:
		return api.Where(name, api.Exists, api.Bool(not)), nil
	case t.Cell != nil:
		filter, ok := t.Cell(name, v, not, zone)
		if !ok {
			return Filter{}, fault
		}
		return filter, nil
	case t.Operand != nil:
		v = t.Operand(v)
	}
	op := api.Equal
	if not {
		op = api.NotEqual
	}
	return api.Where(name, op, v), nil
}

// OperandField is the field as the editor of an operand takes it, of one or of
// a list: something must be given, patterns hold for whole values only, and a
// moment is given by its day.
func (f Field) OperandField(many bool) Field {
	f.Required, f.MaxLength, f.Pattern, f.Locked = true, 0, "", ""
	t := f.kind()
	switch {
	case many && t.Many:
	case many:
		f.Type = cmp.Or(t.Several, Text)
	case t.One != nil:
		f.Type = t.One
	}
	return f
}

// Opened is the operand of a condition as its editor opens with it.
func (f Field) Opened(v Value, many bool, zone *time.Location) Value {
	t := f.kind()
	if many && f.OperandField(many).Type == Text {
		v = api.String(strings.Join(v.Strings(), ", "))
	}
	if t.Opened != nil && !v.IsEmpty() {
		v = t.Opened(v, zone)
	}
	return v
}
