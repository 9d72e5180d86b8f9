package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// condition is a compiled filter; nil matches everything.
type condition func(row) bool

// filterLevels is how deep $and and $or may be nested.
const filterLevels = 5

// compile turns a filter into a condition. Several keys of one object all
// have to match; $and and $or hold an array of filters or an object.
func (s *Server) compile(o *object, in any, level int) (condition, error) {
	m, isObject := in.(map[string]any)
	if !isObject {
		return nil, fmt.Errorf("a filter is an object")
	}
	var all []condition
	for _, key := range slices.Sorted(maps.Keys(m)) {
		var c condition
		var err error
		switch key {
		case "$and", "$or":
			if level >= filterLevels {
				return nil, fmt.Errorf("filters may be nested %d levels deep", filterLevels)
			}
			c, err = s.compileMany(o, key, m[key], level+1)
		default:
			c, err = s.comparison(o, key, m[key])
		}
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return every(all), nil
}

func every(all []condition) condition {
	if len(all) == 1 {
		return all[0]
	}
	return func(r row) bool {
		return !slices.ContainsFunc(all, func(c condition) bool { return !c(r) })
	}
}

func some(all []condition) condition {
	return func(r row) bool {
		return slices.ContainsFunc(all, func(c condition) bool { return c(r) })
	}
}

func (s *Server) compileMany(o *object, key string, in any, level int) (condition, error) {
	list, isList := in.([]any)
	if m, isObject := in.(map[string]any); isObject {
		for _, name := range slices.Sorted(maps.Keys(m)) {
			list = append(list, map[string]any{name: m[name]})
		}
	} else if !isList {
		return nil, fmt.Errorf("%s holds an array or an object of filters", key)
	}
	var all []condition
	for _, e := range list {
		c, err := s.compile(o, e, level)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	if key == "$or" {
		return some(all), nil
	}
	return every(all), nil
}

// standardTypes are the attributes that need no custom_object_fields prefix.
var standardTypes = map[string]string{
	"name": typeText, "external_id": typeText, "created_at": typeDate, "updated_at": typeDate,
	"created_by_user": typeLookup, "updated_by_user": typeLookup,
}

// comparison compiles {"path": {"$op": operand, ...}}.
func (s *Server) comparison(o *object, path string, in any) (condition, error) {
	m, isObject := in.(map[string]any)
	if !isObject || len(m) == 0 {
		return nil, fmt.Errorf(`%s must be compared with an object such as {"$eq": ...}`, path)
	}
	f := &field{Key: path, Type: standardTypes[path]}
	if key, found := strings.CutPrefix(path, "custom_object_fields."); found {
		if f = o.field(key); f == nil || f.standard() {
			return nil, fmt.Errorf("%s is not a field of %s", path, o.meta.Key)
		}
	} else if f.Type == "" {
		return nil, fmt.Errorf("%s cannot be filtered by", path)
	}
	var all []condition
	for _, op := range slices.Sorted(maps.Keys(m)) {
		test, err := f.test(op, m[op])
		if err != nil {
			return nil, err
		}
		all = append(all, s.column(o, f, path, test))
	}
	return every(all), nil
}

// column applies a test to a field of rows; where the values come from a
// table, to each entry of the table once.
func (s *Server) column(o *object, f *field, path string, test func(any) bool) condition {
	if f.ID == 0 {
		return func(r row) bool { return test(o.attribute(r, path)) }
	}
	table, isTable := o.binding[f.Key].(*tableColumn)
	var passed []bool
	if isTable {
		passed = make([]bool, len(table.values))
		for i, v := range table.values {
			passed[i] = test(v)
		}
	}
	return func(r row) bool {
		if r.rec == nil && isTable {
			return passed[table.index(r.n)]
		}
		return test(s.value(o, r, f))
	}
}

// attribute is a standard attribute as a field's value; times are time.Time.
func (o *object) attribute(r row, path string) any {
	switch path {
	case "name":
		return o.name(r)
	case "external_id":
		if id := o.externalID(r); id != "" {
			return id
		}
		return nil
	case "created_at":
		return time.UnixMilli(o.createdMS(r)).UTC().Truncate(time.Second)
	case "updated_at":
		return time.UnixMilli(o.updatedMS(r)).UTC().Truncate(time.Second)
	case "created_by_user":
		return strconv.FormatInt(o.createdBy(r), 10)
	}
	return strconv.FormatInt(o.updatedBy(r), 10)
}
