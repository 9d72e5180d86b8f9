package sandbox

import (
	"fmt"
	"time"
)

// accessRules are the access rules by the key of their object.
type accessRules map[string][]*accessRule

// accessRule says which records of an object a policy lets a role reach.
type accessRule struct {
	ID          int64          `json:"id"`
	Title       string         `json:"title"`
	Description string         `json:"description"`
	Conditions  ruleConditions `json:"conditions"`
	Created     time.Time      `json:"created"`
	Updated     time.Time      `json:"updated"`
}

const accessRulesPath = objectsPath + "/{object}/access_rules"

var accessRulesFamily = family{
	name:  "access_rules",
	seed:  func(s *Server) { s.accessRules = demoAccessRules() },
	state: func(s *Server) any { return &s.accessRules },
	routes: func(s *Server) {
		s.handle("GET "+accessRulesPath, admins, s.below(listAccessRules))
		s.handle("POST "+accessRulesPath, admins, s.below(objectRules.create))
		s.handle("GET "+accessRulesPath+"/definitions", admins, s.withObject(s.showAccessDefinitions))
		s.handle("GET "+accessRulesPath+"/{id}", admins, s.below(objectRules.show))
		s.handle("PATCH "+accessRulesPath+"/{id}", admins, s.below(objectRules.update))
		s.handle("DELETE "+accessRulesPath+"/{id}", admins, s.below(objectRules.delete))
	},
}

func (s *Server) accessRule(key string, id int64) *accessRule {
	return pick(s.accessRules[key], func(r *accessRule) bool { return r.ID == id })
}

var objectRules = editable[accessRule]{
	kind: kind[accessRule]{
		"access_rule", "access_rules", func(q *request) []*accessRule { return q.server.accessRules[q.path("object")] },
		func(r *accessRule) *int64 { return &r.ID }, accessRuleView,
	},
	fresh:       func(q *request) *accessRule { return &accessRule{Created: q.now()} },
	read:        readAccessRule,
	undeletable: undeletableRule,
	keep:        func(q *request, all []*accessRule) { q.server.accessRules[q.path("object")] = all },
}

func accessRuleView(_ *request, r *accessRule) obj {
	return obj{
		{"id", r.ID}, {"title", r.Title}, {"description", r.Description}, {"conditions", r.Conditions.view()},
		{"created_at", stamp(r.Created)}, {"updated_at", stamp(r.Updated)},
	}
}

// accessConditions are what the rules of an object can say. Who made a record
// is compared with matches current_user, the page's own example.
func accessConditions(o *object) []ruleDefinition {
	return append(fieldDefinitions(o, accessOperators),
		ruleDefinition{"created_by_user", "Created by", "list", "custom_object", []string{"matches"}, []ruleValue{{"current_user", "(current user)"}}})
}

func listAccessRules(q *request) *answer {
	return ok(obj{{"access_rules", objectRules.views(q, objectRules.all(q))}})
}

// showAccessDefinitions has metadata beside what definitions of triggers have.
func (s *Server) showAccessDefinitions(_ *request, o *object) *answer {
	conditions := views(accessConditions(o), func(d ruleDefinition) obj {
		source := any(nil)
		if d.kind == "autocomplete" {
			source = "lookup"
		}
		return d.view(pair{"metadata", obj{{"source", source}, {"field_id", nil}}})
	})
	return ok(obj{{"definitions", obj{{"conditions_all", conditions}, {"conditions_any", conditions}}}})
}

func readAccessRule(q *request, r *accessRule) *answer {
	d, bad := q.decoder("access_rule", "title", "description", "conditions")
	if bad != nil {
		return bad
	}
	d.text("title", 255, &r.Title)
	d.text("description", 0, &r.Description)
	d.required("title", r.Title)
	d.readConditions(accessConditions(q.server.objects[q.path("object")]), &r.Conditions)
	r.Updated = q.now()
	return d.bad.answer()
}

// undeletableRule holds a rule while a policy names it.
func undeletableRule(q *request, r *accessRule) *answer {
	for _, p := range q.server.objectPolicies(q.server.objects[q.path("object")]) {
		for _, action := range policyActions {
			if p.Allowed[action].Rule == r.ID {
				return recordInvalid("base", "The access rule is used by the permissions of "+p.role, "")
			}
		}
	}
	return nil
}

// meets reports whether a record meets a rule for the caller.
func (s *Server) meets(q *request, o *object, r *accessRule, rec row) bool {
	filter := map[string]any{"all": s.forCaller(q, r.Conditions.All), "any": s.forCaller(q, r.Conditions.Any)}
	c := s.relationship(o, filter, q)
	return c == nil || c(rec)
}

// forCaller puts the caller's id where a condition says current_user.
func (s *Server) forCaller(q *request, conditions []map[string]any) []any {
	out := make([]any, len(conditions))
	for i, m := range conditions {
		value := m["value"]
		if value == "current_user" {
			value = fmt.Sprint(q.actor.ID)
		}
		if m["operator"] == "present" && value == nil {
			value = true
		}
		out[i] = map[string]any{"field": m["field"], "operator": m["operator"], "value": value}
	}
	return out
}
