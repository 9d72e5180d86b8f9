package sandbox

import (
	"fmt"
	"slices"
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
		s.handle("GET "+accessRulesPath, admins, s.withObject(s.listAccessRules))
		s.handle("POST "+accessRulesPath, admins, s.withObject(s.createAccessRule))
		s.handle("GET "+accessRulesPath+"/definitions", admins, s.withObject(s.showAccessDefinitions))
		s.handle("GET "+accessRulesPath+"/{id}", admins, s.withAccessRule(s.showAccessRule))
		s.handle("PATCH "+accessRulesPath+"/{id}", admins, s.withAccessRule(s.updateAccessRule))
		s.handle("DELETE "+accessRulesPath+"/{id}", admins, s.withAccessRule(s.deleteAccessRule))
	},
}

func (s *Server) accessRule(key string, id int64) *accessRule {
	return pick(s.accessRules[key], func(r *accessRule) bool { return r.ID == id })
}

func (s *Server) withAccessRule(h func(*request, *object, *accessRule) *answer) handler {
	return s.withObject(within(func(q *request, o *object) *accessRule { return s.accessRule(o.meta.Key, q.pathID("id")) }, h))
}

func accessRuleView(r *accessRule) obj {
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

func (s *Server) listAccessRules(_ *request, o *object) *answer {
	return ok(obj{{"access_rules", views(s.accessRules[o.meta.Key], accessRuleView)}})
}

func (s *Server) showAccessRule(_ *request, _ *object, r *accessRule) *answer {
	return ok(obj{{"access_rule", accessRuleView(r)}})
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

func (s *Server) createAccessRule(q *request, o *object) *answer {
	r := &accessRule{Created: q.now(), Updated: q.now()}
	if bad := s.readAccessRule(q, o, r); bad != nil {
		return bad
	}
	r.ID = s.nextID()
	s.accessRules[o.meta.Key] = append(s.accessRules[o.meta.Key], r)
	return created(q.link(objectsPath+"/"+o.meta.Key+"/access_rules/"+fmt.Sprint(r.ID)), obj{{"access_rule", accessRuleView(r)}})
}

func (s *Server) updateAccessRule(q *request, o *object, r *accessRule) *answer {
	changed := *r
	if bad := s.readAccessRule(q, o, &changed); bad != nil {
		return bad
	}
	changed.Updated = q.now()
	*r = changed
	return s.showAccessRule(q, o, r)
}

func (s *Server) readAccessRule(q *request, o *object, r *accessRule) *answer {
	d, bad := q.decoder("access_rule", "title", "description", "conditions")
	if bad != nil {
		return bad
	}
	d.text("title", 255, &r.Title)
	d.text("description", 0, &r.Description)
	d.readConditions(accessConditions(o), &r.Conditions)
	d.required("title", r.Title)
	if len(r.Conditions.All)+len(r.Conditions.Any) == 0 && d.bad.details["conditions"] == nil {
		d.fault("conditions", "cannot be blank", "BlankValue")
	}
	return d.bad.answer()
}

// deleteAccessRule refuses while a policy names the rule.
func (s *Server) deleteAccessRule(_ *request, o *object, r *accessRule) *answer {
	for _, p := range s.objectPolicies(o) {
		for _, action := range policyActions {
			if p.Allowed[action].Rule == r.ID {
				return recordInvalid("base", "The access rule is used by the permissions of "+p.role, "")
			}
		}
	}
	key := o.meta.Key
	s.accessRules[key] = slices.DeleteFunc(s.accessRules[key], func(other *accessRule) bool { return other == r })
	return noContent()
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
