package sandbox

import (
	"fmt"
	"maps"
	"net/http"
	"strings"
	"time"
)

// roles are the account's agent roles, by id.
type roles []*customRole

// Types of roles. Only custom ones can be changed or deleted.
const (
	roleTypeCustom       = 0
	roleTypeLightAgent   = 1
	roleTypeContributor  = 3
	roleTypeAdmin        = 4
	roleTypeBillingAdmin = 5
)

// customRole says what the agents who have it may do.
type customRole struct {
	ID            int64          `json:"id"`
	Name          string         `json:"name"`
	Description   string         `json:"description"`
	Type          int            `json:"role_type"`
	Configuration map[string]any `json:"configuration"` // texts, booleans and objects
	Created       time.Time      `json:"created"`
	Updated       time.Time      `json:"updated"`
}

var rolesFamily = family{
	name:  "custom_roles",
	seed:  func(s *Server) { s.roles = demoRoles(&s.people) },
	state: func(s *Server) any { return &s.roles },
	routes: func(s *Server) {
		s.handle("GET /api/v2/custom_roles", agents, listRoles)
		s.handle("POST /api/v2/custom_roles", agents, managesRoles(createRole))
		s.handle("GET /api/v2/custom_roles/{id}", agents, customRoles.show)
		s.handle("PUT /api/v2/custom_roles/{id}", agents, managesRoles(customRoles.update))
		s.handle("DELETE /api/v2/custom_roles/{id}", agents, managesRoles(customRoles.delete))
	},
}

var managesRoles = permitted("manage_roles")

var customRoles = editable[customRole]{
	kind: kind[customRole]{
		"custom_role", "custom_roles", func(q *request) []*customRole { return q.server.roles },
		func(r *customRole) *int64 { return &r.ID }, roleView,
	},
	fresh: func(q *request) *customRole {
		return &customRole{Configuration: defaultPermissions(), Created: q.now()}
	},
	read:        readRole,
	undeletable: undeletableRole,
	keep:        func(q *request, all []*customRole) { q.server.roles = all },
}

// may reports whether a user's role has a yes-or-no permission. Admins have
// them all.
func (s *Server) may(u *user, permission string) bool {
	if u == nil || u.Role == roleEndUser {
		return false
	}
	role := s.roles.byID(u.CustomRoleID)
	return u.Role == roleAdmin || role != nil && given(role.Configuration[permission])
}

// given reports whether a permission lets one do something: true, or a choice
// other than none.
func given(permission any) bool {
	choice, isText := permission.(string)
	return permission == true || isText && choice != "none"
}

func (rs roles) byID(id int64) *customRole {
	return pick(rs, func(r *customRole) bool { return r.ID == id })
}

// members counts the users who have a role.
func (s *Server) members(role int64) int {
	n := 0
	for _, u := range s.people.Users {
		if u.CustomRoleID == role {
			n++
		}
	}
	return n
}

// roleView is a role as the service sends it; the keys of the configuration stand
// in alphabetical order.
func roleView(q *request, r *customRole) obj {
	return obj{
		{"id", r.ID}, {"name", r.Name}, {"description", r.Description}, {"role_type", r.Type},
		{"created_at", stamp(r.Created)}, {"updated_at", stamp(r.Updated)},
		{"configuration", r.Configuration}, {"team_member_count", q.server.members(r.ID)},
	}
}

func listRoles(q *request) *answer {
	return unpagedList("custom_roles", customRoles.views(q, q.server.roles))
}

// createRole answers 200, not 201: so does the service.
func createRole(q *request) *answer {
	a := customRoles.create(q)
	if a.status == http.StatusCreated {
		return ok(a.value)
	}
	return a
}

// readRole leaves permissions that were not sent as they are.
func readRole(q *request, r *customRole) *answer {
	if r.Type != roleTypeCustom {
		return recordInvalid("base", "System roles cannot be changed", "")
	}
	t, bad := q.decoder("custom_role", "name", "description", "configuration")
	if bad != nil {
		return bad
	}
	r.Configuration, r.Updated = maps.Clone(r.Configuration), q.now()
	t.text("name", 255, &r.Name)
	t.text("description", 0, &r.Description)
	t.required("name", r.Name)
	for _, o := range q.server.roles {
		if o.ID != r.ID && strings.EqualFold(o.Name, r.Name) {
			t.fault("name", "has already been taken", "DuplicateValue")
		}
	}
	if config, sent := t.in["configuration"]; sent {
		readPermissions(q, &t, config, r.Configuration)
	}
	return t.bad.answer()
}

// undeletableRole holds a role while someone has it, and says how many do.
func undeletableRole(q *request, r *customRole) *answer {
	if r.Type != roleTypeCustom {
		return recordInvalid("base", "System roles cannot be deleted", "")
	}
	if n := q.server.members(r.ID); n > 0 {
		who := fmt.Sprintf("%d team members have", n)
		if n == 1 {
			who = "1 team member has"
		}
		return recordInvalid("base", "The role cannot be deleted while "+who+" it", "")
	}
	return nil
}
