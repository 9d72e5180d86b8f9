package sandbox

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// policies are what roles may do with the records of objects, by the key of the
// object and the id of the policy. Roles that are not in it have every
// permission, end users none: the real service gives custom roles none until an
// admin does, which would leave the agents of the demo with nothing.
type policies map[string]map[string]*policy

// policy is what one role may do.
type policy struct {
	Allowed map[string]permission `json:"allowed"` // by create, read, update, delete
	id      string
	role    string // its name
}

// permission is one thing that may be done: with all records, or with those
// that meet a rule.
type permission struct {
	Given bool  `json:"allowed"`
	Rule  int64 `json:"rule,omitempty"` // 0 for none
}

// policyActions in the order in which they are sent.
var policyActions = []string{"create", "read", "update", "delete"}

const (
	policiesPath   = objectsPath + "/{object}/permission_policies"
	rolePolicyID   = "custom-role-" // before the id of the role
	endUsersPolicy = "end-user"
)

var policiesFamily = family{
	name:  "permission_policies",
	seed:  func(s *Server) { s.policies = demoPolicies() },
	state: func(s *Server) any { return &s.policies },
	routes: func(s *Server) {
		s.handle("GET "+policiesPath, admins, s.withObject(s.listPolicies))
		s.handle("GET "+policiesPath+"/{policy}", admins, s.withPolicy(s.showPolicy))
		s.handle("PATCH "+policiesPath+"/{policy}", admins, s.withPolicy(s.updatePolicy))
	},
}

func (s *Server) withPolicy(h func(*request, *object, *policy) *answer) handler {
	return s.withObject(within(func(q *request, o *object) *policy { return s.policy(o, q.path("policy")) }, h))
}

// policy returns the policy with an id, nil where no custom role has it.
func (s *Server) policy(o *object, id string) *policy {
	p := policy{id: id, role: "End users", Allowed: map[string]permission{}}
	if id != endUsersPolicy {
		text, isRole := strings.CutPrefix(id, rolePolicyID)
		n, err := strconv.ParseInt(text, 10, 64)
		r := s.roles.byID(n)
		if !isRole || err != nil || r == nil || r.Type != roleTypeCustom {
			return nil
		}
		p.role = r.Name
	}
	kept := s.policies[o.meta.Key][id]
	for _, action := range policyActions {
		switch {
		case kept != nil:
			p.Allowed[action] = kept.Allowed[action]
		case id != endUsersPolicy:
			p.Allowed[action] = permission{Given: true}
		}
	}
	return &p
}

// objectPolicies are all policies of an object, that of end users last.
func (s *Server) objectPolicies(o *object) []*policy {
	var out []*policy
	for _, r := range s.roles {
		if r.Type == roleTypeCustom {
			out = append(out, s.policy(o, rolePolicyID+fmt.Sprint(r.ID)))
		}
	}
	return append(out, s.policy(o, endUsersPolicy))
}

func policyView(p *policy) obj {
	var records obj
	for _, action := range policyActions {
		given := p.Allowed[action]
		records = append(records, pair{action, obj{{"allowed", given.Given}, {"rule_id", orNull(given.Rule)}}})
	}
	return obj{{"id", p.id}, {"role_name", p.role}, {"records", records}}
}

func (s *Server) listPolicies(_ *request, o *object) *answer {
	return ok(obj{{"policies", views(s.objectPolicies(o), policyView)}})
}

func (s *Server) showPolicy(_ *request, _ *object, p *policy) *answer {
	return ok(obj{{"policy", policyView(p)}})
}

// updatePolicy holds what the page of the reference requires: to write needs
// to read, and to write everything needs to read everything.
func (s *Server) updatePolicy(q *request, o *object, p *policy) *answer {
	in, bad := q.object("policy", "records")
	if bad != nil {
		return bad
	}
	records, isObject := in["records"].(map[string]any)
	if !isObject {
		return badAttribute("You passed an invalid value for the records attribute. records is required and must be an object")
	}
	q.drop("policy.records", records, policyActions)
	var d decoder
	for _, action := range policyActions {
		if m, sent := records[action].(map[string]any); sent {
			p.Allowed[action] = s.readPermission(o, action, m, p.Allowed[action], &d)
		}
	}
	reading := p.Allowed["read"]
	for _, action := range []string{"create", "update", "delete"} {
		switch given := p.Allowed[action]; {
		case given.Given && !reading.Given:
			d.fault(action, "requires read permission", "InvalidValue")
		case given.Given && given.Rule == 0 && reading.Rule != 0:
			d.fault(action, "full access requires full read access", "InvalidValue")
		}
	}
	if d.bad.any() {
		return d.bad.answer()
	}
	if s.policies[o.meta.Key] == nil {
		s.policies[o.meta.Key] = map[string]*policy{}
	}
	s.policies[o.meta.Key][p.id] = p
	return s.showPolicy(q, o, p)
}

// readPermission reads {"allowed":true,"rule_id":1} over what is there. What is
// not allowed has no rule.
func (s *Server) readPermission(o *object, action string, m map[string]any, was permission, d *decoder) permission {
	assign(&was.Given, m["allowed"])
	if v, sent := m["rule_id"]; sent {
		was.Rule = 0
		if v != nil {
			id, isID := asID(v)
			if !isID || s.accessRule(o.meta.Key, id) == nil {
				d.fault(action, "the access rule does not exist", "InvalidValue")
			}
			was.Rule = id
		}
	}
	if !was.Given {
		was.Rule = 0
	}
	return was
}

// permission is what the policy of the caller's role says about a request, and
// whether there is one: admins and the service's own roles have none.
func (s *Server) permission(q *request, o *object) (given permission, bound bool) {
	if q.actor.Role == roleAdmin {
		return permission{}, false
	}
	p := s.policy(o, rolePolicyID+fmt.Sprint(q.actor.CustomRoleID))
	if p == nil {
		return permission{}, false
	}
	return p.Allowed[q.recordAction()], true
}

// recordAction is which permission a request about records needs. That of an
// upsert is to update; a job needs what it does.
func (q *request) recordAction() string {
	switch {
	case q.method == http.MethodGet, q.segments[len(q.segments)-1] == "search":
		return "read"
	case q.method == http.MethodDelete:
		return "delete"
	case q.method != http.MethodPost:
		return "update"
	case q.segments[len(q.segments)-1] != "jobs":
		return "create"
	}
	body, _ := q.body()
	job, _ := body["job"].(map[string]any)
	switch action, _ := job["action"].(string); {
	case strings.HasPrefix(action, "delete"):
		return "delete"
	case action == "create":
		return "create"
	}
	return "update"
}

// permits reports whether the caller's policy lets a request through. Lists are
// not narrowed by rules: only single records are held against them.
func (s *Server) permits(q *request, o *object) bool {
	given, bound := s.permission(q, o)
	return !bound || given.Given
}

// reaches reports whether a record is among those that the caller's policy
// gives.
func (s *Server) reaches(q *request, o *object, r row) bool {
	given, bound := s.permission(q, o)
	if !bound || given.Rule == 0 {
		return true
	}
	rule := s.accessRule(o.meta.Key, given.Rule)
	return rule != nil && s.meets(q, o, rule, r)
}
