package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// test compiles one operator with its operand. Operands are coerced: "1998"
// compares with numbers, 1998 with texts. The negative operators match null.
func (f *field) test(op string, operand any) (func(any) bool, error) {
	allowed := idOperators
	if t, known := fieldTypes[f.Type]; known {
		allowed = t.operators
	}
	if !slices.Contains(allowed, op) {
		return nil, fmt.Errorf("operator %s is not supported for %s fields", op, f.Type)
	}
	switch op {
	case "$exists":
		want, isBool := asBool(operand)
		if !isBool {
			return nil, fmt.Errorf("$exists takes true or false")
		}
		return func(v any) bool { return (v != nil) == want }, nil
	case "$noteq", "$notin", "$notcontains":
		positive := map[string]string{"$noteq": "$eq", "$notin": "$in", "$notcontains": "$contains"}[op]
		test, err := f.positive(positive, operand)
		if err != nil {
			return nil, err
		}
		return func(v any) bool { return !test(v) }, nil
	}
	return f.positive(op, operand)
}

func asBool(v any) (value, ok bool) {
	switch v {
	case true, "true":
		return true, true
	case false, "false":
		return false, true
	}
	return false, false
}

func (f *field) positive(op string, operand any) (func(any) bool, error) {
	if t, known := fieldTypes[f.Type]; known {
		return t.test(f, op, operand)
	}
	return textTest(f, op, operand)
}

func checkTest(f *field, _ string, operand any) (func(any) bool, error) {
	want, isBool := asBool(operand)
	if !isBool {
		return nil, fmt.Errorf("%s takes true or false", f.Key)
	}
	return func(v any) bool { return v == want || v == nil && !want }, nil
}

// texts reads an operand that is a text or a list of them.
func texts(operand any) ([]string, bool) {
	switch x := operand.(type) {
	case string:
		return []string{x}, true
	case json.Number:
		return []string{string(x)}, true
	case bool:
		return []string{strconv.FormatBool(x)}, true
	case []any:
		var out []string
		for _, e := range x {
			one, isText := texts(e)
			if !isText || len(one) != 1 {
				return nil, false
			}
			out = append(out, one[0])
		}
		return out, true
	}
	return nil, false
}

func textTest(f *field, op string, operand any) (func(any) bool, error) {
	list, isText := texts(operand)
	if !isText || len(list) != 1 {
		return nil, fmt.Errorf("%s takes a text", f.Key)
	}
	want := list[0]
	if op == "$contains" {
		want = strings.ToLower(want)
		return func(v any) bool {
			text, isText := v.(string)
			return isText && strings.Contains(strings.ToLower(text), want)
		}, nil
	}
	return func(v any) bool { return v == want }, nil
}

func numberTest(f *field, op string, operand any) (func(any) bool, error) {
	list, isText := texts(operand)
	for i, text := range list {
		digits, isNumber := plainNumber(text)
		list[i], isText = digits, isText && isNumber
	}
	if !isText || len(list) != 1 && op != "$in" {
		return nil, fmt.Errorf("%s takes a number", f.Key)
	}
	return func(v any) bool {
		n, isNumber := v.(json.Number)
		return isNumber && slices.ContainsFunc(list, func(want string) bool {
			return holds(op, compareNumbers(string(n), want))
		})
	}, nil
}

// holds reads a comparison's result for an operator.
func holds(op string, c int) bool {
	switch op {
	case "$gt":
		return c > 0
	case "$gte":
		return c >= 0
	case "$lt":
		return c < 0
	case "$lte":
		return c <= 0
	}
	return c == 0
}

func dateTest(f *field, op string, operand any) (func(any) bool, error) {
	text, _ := operand.(string)
	want, isDate := parseDate(text)
	if !isDate {
		return nil, fmt.Errorf("%s takes a date or a time", f.Key)
	}
	return func(v any) bool {
		at, isTime := v.(time.Time)
		if text, isText := v.(string); isText {
			at, isTime = parseDate(text)
		}
		return isTime && holds(op, at.Compare(want))
	}, nil
}

// tagTest compares tags: $eq the whole value, $contains and $in any of the
// operand's.
func tagTest(f *field, op string, operand any) (func(any) bool, error) {
	list, isText := texts(operand)
	if !isText {
		return nil, fmt.Errorf("%s takes a tag or a list of tags", f.Key)
	}
	slices.Sort(list)
	return func(v any) bool {
		have := tags(v)
		if op == "$eq" {
			return slices.Equal(slices.Sorted(slices.Values(have)), list)
		}
		return slices.ContainsFunc(have, func(tag string) bool { return slices.Contains(list, tag) })
	}, nil
}
