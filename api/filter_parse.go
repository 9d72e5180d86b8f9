package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// ParseFilter reads a filter in any form the reference shows: a condition,
// conditions side by side (all must hold), groups as arrays or as maps, and
// all of it in {"filter":...} or not. Its errors say where and what; Validate
// says what the fields of an object ask for on top.
func ParseFilter(data []byte) (Filter, error) {
	m, err := parseOrdered(data)
	if err != nil {
		return Filter{}, fmt.Errorf("the filter is not a JSON object: %w", err)
	}
	if len(m) == 1 && m[0].key == "filter" {
		if m, err = parseOrdered([]byte(m[0].value)); err != nil {
			return Filter{}, fmt.Errorf("the filter is not a JSON object: %w", err)
		}
	}
	return allOfThem(m, 0)
}

type member struct {
	key   string
	value Value
}

// parseOrdered reads an object with its members in their order, so that a
// filter reads back as it was written.
func parseOrdered(data []byte) ([]member, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	open, err := d.Token()
	if err != nil {
		return nil, err
	}
	if open != json.Delim('{') {
		return nil, fmt.Errorf("%v is not an object", open)
	}
	var out []member
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		m := member{key: key.(string)} // between the braces the decoder yields no other keys
		if err := d.Decode(&m.value); err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if d.More() {
		return nil, fmt.Errorf("there is more after the object")
	}
	return out, nil
}

// allOfThem reads the members of an object as filters that must all hold.
func allOfThem(members []member, depth int) (Filter, error) {
	var parts []Filter
	for _, m := range members {
		f, err := parseMember(m, depth)
		if err != nil {
			return Filter{}, err
		}
		parts = append(parts, f...)
	}
	return asOne(parts), nil
}

func parseMember(m member, depth int) ([]Filter, error) {
	join := Join(m.key)
	switch {
	case join == AllOf || join == AnyOf:
		f, err := parseGroup(join, m.value, depth+1)
		return []Filter{f}, err
	case strings.HasPrefix(m.key, "$"):
		return nil, fmt.Errorf("%s does not join conditions: write $and or $or", m.key)
	case m.key == "":
		return nil, fmt.Errorf("a condition has no field")
	}
	return parseConditions(m)
}

// maxParsedDepth leaves it to Validate to say what is a little too deep, and
// stops what would only burn time.
const maxParsedDepth = 4 * MaxFilterDepth

// parseGroup reads an array of filters, or a map whose members are joined.
func parseGroup(join Join, v Value, depth int) (Filter, error) {
	group := Filter{Join: join}
	if depth > maxParsedDepth {
		return group, fmt.Errorf("groups stand in groups more than %d deep", MaxFilterDepth)
	}
	if v.IsObject() {
		members, err := parseOrdered([]byte(v))
		if err != nil {
			return group, err
		}
		for _, m := range members {
			f, err := parseMember(m, depth)
			if err != nil {
				return group, err
			}
			// Several operators of one field stand together even in an $or.
			group.Filters = append(group.Filters, asOne(f))
		}
		return group, nil
	}
	if !v.IsArray() {
		return group, fmt.Errorf("%s needs an array of conditions", join)
	}
	for _, e := range v.Elements() {
		members, err := parseOrdered([]byte(e))
		if err != nil {
			return group, fmt.Errorf("in %s: %w", join, err)
		}
		f, err := allOfThem(members, depth)
		if err != nil {
			return group, err
		}
		group.Filters = append(group.Filters, f)
	}
	return group, nil
}

// asOne joins filters that must all hold; a single one needs no group around it.
func asOne(parts []Filter) Filter {
	if len(parts) == 1 {
		return parts[0]
	}
	return And(parts...)
}

// parseConditions reads {"$gte":1,"$lt":5}: one condition for each operator.
func parseConditions(m member) ([]Filter, error) {
	operators, err := parseOrdered([]byte(m.value))
	if err != nil || len(operators) == 0 {
		return nil, fmt.Errorf(`%s needs an operator and a value, such as {"$eq": "red"}`, m.key)
	}
	var out []Filter
	for _, o := range operators {
		if !isOperator(Operator(o.key)) {
			return nil, fmt.Errorf("%s: %q is no operator; there are %s", m.key, o.key, operatorNames(allOperators))
		}
		out = append(out, Where(m.key, Operator(o.key), o.value))
	}
	return out, nil
}
