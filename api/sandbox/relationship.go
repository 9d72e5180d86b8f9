package sandbox

import "strings"

// relationship compiles a relationship filter: all and any of
// {"field","operator","value"}. Conditions on fields that are not known here
// match nothing.
func (s *Server) relationship(o *object, filter map[string]any, q *request) condition {
	if filter == nil {
		return nil
	}
	group := func(name string) (out []condition) {
		list, _ := filter[name].([]any)
		for _, e := range list {
			m, _ := e.(map[string]any)
			out = append(out, s.relation(o, m, q))
		}
		return out
	}
	all, anyOf := group("all"), group("any")
	if len(anyOf) > 0 {
		all = append(all, some(anyOf))
	}
	return every(all)
}

// dynamicValues are the parameters that stand in for a filter's dynamic
// values; those that are not here come as filter[dynamic_values][NAME].
var dynamicValues = map[string]string{"requester": "requester_id", "assignee": "assignee_id", "organization": "organization_id"}

func (s *Server) relation(o *object, m map[string]any, q *request) condition {
	path, _ := m["field"].(string)
	op, _ := m["operator"].(string)
	value := m["value"]
	if text, isText := value.(string); isText {
		name := strings.Trim(text, "{}$")
		if param := dynamicValues[name]; param != "" {
			value = q.param(param)
		} else if given := q.param("filter[dynamic_values][" + name + "]"); given != "" {
			value = given
		}
	}
	path = strings.TrimPrefix(path, "custom_object."+o.meta.Key+".")
	path = strings.Replace(path, "custom_fields.", "custom_object_fields.", 1)
	ops := map[string]string{
		"is": "$eq", "is_not": "$noteq", "greater_than": "$gt", "greater_than_equal": "$gte", "less_than": "$lt",
		"less_than_equal": "$lte", "includes": "$contains", "not_includes": "$notcontains", "matches": "$eq", "present": "$exists",
	}
	c, err := s.comparison(o, path, map[string]any{ops[op]: value})
	if err != nil {
		return func(row) bool { return false }
	}
	return c
}
