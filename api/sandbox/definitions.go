package sandbox

import "strings"

// definitionsFamily tells what the filter of a lookup field can say about its
// target: GET /api/v2/relationships/definitions/{target_type}. The envelope and
// the keys of a condition are the description's; which conditions an account
// lists is not on record, so these are the ones that the sandbox can compare.
var definitionsFamily = family{
	name: "relationship_definitions",
	routes: func(s *Server) {
		s.handle("GET /api/v2/relationships/definitions/{target}", agents, s.showDefinitions)
	},
}

func (s *Server) showDefinitions(q *request) *answer {
	target := q.path("target")
	var conditions []obj
	switch key, isObject := strings.CutPrefix(target, "zen:custom_object:"); {
	case isObject:
		o := s.objects[key]
		if o == nil {
			return recordNotFound()
		}
		for _, f := range o.fields {
			if conditionOf(f) != nil {
				conditions = append(conditions, conditionOf(f))
			}
		}
	case target == "zen:user":
		conditions = []obj{conditionOn("role", "Role", "list", "is", "is_not"), conditionOn("organization_id", "Organization", "autocomplete", "is", "is_not", "present")}
	case target == "zen:organization":
		conditions = []obj{conditionOn("tags", "Tags", "tags", "includes", "not_includes")}
	case target == "zen:ticket":
		conditions = []obj{conditionOn("status", "Status", "list", "is", "is_not", "less_than", "greater_than")}
	case target == "zen:brand", target == "zen:article":
	default:
		return badAttribute("You passed an invalid value for the target_type attribute. There is no such type: " + target)
	}
	if conditions == nil {
		conditions = []obj{}
	}
	return ok(obj{{"definitions", obj{{"conditions_all", conditions}, {"conditions_any", conditions}}}})
}

// conditionOf is what can be said of a field, nil for nothing: what access
// rules say of it, but nothing of lookups.
func conditionOf(f *field) obj {
	operators := accessOperators[f.Type]
	if operators == nil || f.Type == typeLookup {
		return nil
	}
	subject := "custom_object." + f.Key
	if !strings.Contains(f.Key, "::") {
		subject = "custom_fields." + f.Key
	}
	return conditionOn(subject, f.Title, ruleKind(f.Type), operators...)
}

func conditionOn(subject, title, kind string, operators ...string) obj {
	list := views(operators, func(op string) obj {
		return obj{{"value", op}, {"title", strings.ReplaceAll(op, "_", " ")}, {"terminal", op == "present"}}
	})
	return obj{
		{"title", title}, {"subject", subject}, {"type", kind}, {"group", "target"}, {"nullable", true}, {"repeatable", false}, {"operators", list},
	}
}
