package sandbox

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// memberships join agents to groups, by ascending id.
type memberships []*membership

// membership is one agent's place in one group. An agent with memberships has
// exactly one default.
type membership struct {
	ID      int64     `json:"id"`
	UserID  int64     `json:"user_id"`
	GroupID int64     `json:"group_id"`
	Default bool      `json:"default"`
	Created time.Time `json:"created"`
	Updated time.Time `json:"updated"`
}

// Ids of accounts have 13 or 14 digits, as recordings and issues of clients
// show them. Options.LargeIDs puts those of
// memberships beyond 2^53: a client that reads ids as floating point numbers
// asks for memberships that are not there then.
const (
	firstMembershipID      int64 = 6_130_199_254_117
	firstLargeMembershipID int64 = 9_007_199_254_741_117
)

func (o Options) firstMembershipID() int64 {
	if o.LargeIDs {
		return firstLargeMembershipID
	}
	return firstMembershipID
}

// demoMembershipIDs is how many ids are set aside for the demo.
const demoMembershipIDs = 1000

var membershipsFamily = family{
	name:  "group_memberships",
	seed:  func(s *Server) { s.memberships = demoMemberships(&s.people, s.opts.firstMembershipID()) },
	state: func(s *Server) any { return &s.memberships },
	routes: func(s *Server) {
		const all, ofUser, ofGroup = "/api/v2/group_memberships", "/api/v2/users/{user}/group_memberships", "/api/v2/groups/{group}/memberships"
		s.handle("GET "+all, agents, s.listMemberships)
		s.handle("GET "+all+"/assignable", agents, s.listAssignable)
		s.handle("GET "+ofUser, agents, s.listMemberships)
		s.handle("GET "+ofGroup, agents, s.listMemberships)
		s.handle("GET "+ofGroup+"/assignable", agents, s.listAssignable)
		s.handle("GET "+all+"/{id}", agents, groupMemberships.show)
		s.handle("GET "+ofUser+"/{id}", agents, groupMemberships.show)
		s.handle("POST "+all, agents, managesMemberships(s.createMembership))
		s.handle("POST "+ofUser, agents, managesMemberships(s.createMembership))
		s.handle("POST "+all+"/create_many", agents, managesMemberships(s.createMemberships))
		s.handle("DELETE "+all+"/destroy_many", agents, managesMemberships(s.destroyMemberships))
		s.handle("DELETE "+all+"/{id}", agents, managesMemberships(groupMemberships.with(s.deleteMembership)))
		s.handle("DELETE "+ofUser+"/{id}", agents, managesMemberships(groupMemberships.with(s.deleteMembership)))
		s.handle("PUT "+ofUser+"/{id}/make_default", agents, managesMemberships(groupMemberships.with(s.makeDefault)))
	},
}

var managesMemberships = permitted("manage_group_memberships")

func (l memberships) byID(id int64) *membership {
	i, found := slices.BinarySearchFunc(l, id, func(m *membership, id int64) int { return cmp.Compare(m.ID, id) })
	if !found {
		return nil
	}
	return l[i]
}

var groupMemberships = kind[membership]{
	"group_membership", "group_memberships", pathMemberships,
	func(m *membership) *int64 { return &m.ID }, (*request).membershipView,
}

// pathMemberships are all, or those of the user or the group of the path.
func pathMemberships(q *request) []*membership {
	u, g := q.pathID("user"), q.pathID("group")
	return slices.DeleteFunc(slices.Clone(q.server.memberships), func(m *membership) bool {
		return q.path("user") != "" && m.UserID != u || q.path("group") != "" && m.GroupID != g
	})
}

func (q *request) membershipView(m *membership) obj {
	return obj{
		{"url", q.link(membershipPath(m))}, {"id", m.ID}, {"user_id", m.UserID}, {"group_id", m.GroupID},
		{"default", m.Default}, {"created_at", stamp(m.Created)}, {"updated_at", stamp(m.Updated)},
	}
}

func membershipPath(m *membership) string { return fmt.Sprintf("/api/v2/group_memberships/%d", m.ID) }

// listMemberships answers all, or those of the user or the group of the path.
func (s *Server) listMemberships(q *request) *answer {
	return s.pageOfMemberships(q, func(*membership) bool { return true })
}

// listAssignable answers the memberships of those who can be given tickets:
// not the suspended, and not light agents and contributors.
func (s *Server) listAssignable(q *request) *answer {
	return s.pageOfMemberships(q, func(m *membership) bool { return s.assignable(s.people.Users[m.UserID]) })
}

func (s *Server) assignable(u *user) bool {
	if u == nil || u.Suspended || u.Role == roleEndUser {
		return false
	}
	r := s.roles.byID(u.CustomRoleID)
	return r == nil || r.Type != roleTypeLightAgent && r.Type != roleTypeContributor
}

func (s *Server) pageOfMemberships(q *request, wanted func(*membership) bool) *answer {
	if q.path("user") != "" && s.people.Users[q.pathID("user")] == nil || q.path("group") != "" && s.people.Groups[q.pathID("group")] == nil {
		return recordNotFound()
	}
	items := slices.DeleteFunc(pathMemberships(q), func(m *membership) bool { return !wanted(m) })
	return paged(q, listing[*membership]{
		key: "group_memberships", items: items,
		id:    func(m *membership) int64 { return m.ID },
		show:  func(m *membership) any { return q.membershipView(m) },
		extra: q.sideLoads,
	})
}

// sideLoads puts the users and groups of a page beside it when include asks.
func (q *request) sideLoads(page []*membership) []pair {
	var out []pair
	for _, what := range q.list("include") {
		seen, views := map[int64]bool{}, []obj{}
		for _, m := range page {
			switch {
			case what == "users" && !seen[m.UserID]:
				seen[m.UserID] = true
				views = append(views, q.userView(q.server.people.Users[m.UserID]))
			case what == "groups" && !seen[m.GroupID]:
				seen[m.GroupID] = true
				views = append(views, q.groupView(q.server.people.Groups[m.GroupID]))
			}
		}
		if what == "users" || what == "groups" {
			out = append(out, pair{what, views})
		}
	}
	return out
}

// createMembership takes the user from the path if there is one in it.
func (s *Server) createMembership(q *request) *answer {
	in, bad := q.object("group_membership", membershipKeys...)
	if bad != nil {
		return bad
	}
	if q.path("user") != "" {
		in["user_id"] = q.path("user")
	}
	m, faults := s.addMembership(q, in)
	if faults.any() {
		return faults.answer()
	}
	return created(q.link(membershipPath(m)), obj{{"group_membership", q.membershipView(m)}})
}

var membershipKeys = []string{"user_id", "group_id", "default"}

// addMembership puts an agent into a group, once.
func (s *Server) addMembership(q *request, in map[string]any) (*membership, *invalid) {
	m := &membership{Created: q.now(), Updated: q.now()}
	t := decoder{in: in}
	t.id("user_id", &m.UserID)
	t.id("group_id", &m.GroupID)
	t.flag("default", &m.Default)
	switch u := s.people.Users[m.UserID]; {
	case t.bad.any():
	case u == nil:
		t.fault("user_id", "cannot be blank", "BlankValue")
	case u.Role == roleEndUser:
		t.fault("user_id", "must be an agent", "InvalidValue")
	}
	if s.people.Groups[m.GroupID] == nil && t.bad.details["group_id"] == nil {
		t.fault("group_id", "cannot be blank", "BlankValue")
	}
	first := true
	for _, o := range s.memberships {
		if o.UserID == m.UserID {
			first = false
			if o.GroupID == m.GroupID {
				t.fault("user_id", "has already been taken", "DuplicateValue")
			}
		}
	}
	if t.bad.any() {
		return nil, &t.bad
	}
	m.ID = s.opts.firstMembershipID() + 2*(s.nextID()-firstFreeID+demoMembershipIDs)
	s.memberships = append(s.memberships, m)
	if first || m.Default {
		s.preferGroup(q.now(), m)
	}
	return m, &t.bad
}

// preferGroup makes m the user's default membership and its group the user's
// default group.
func (s *Server) preferGroup(now time.Time, m *membership) {
	for _, o := range s.memberships {
		if o.UserID == m.UserID && o.Default != (o == m) {
			o.Default, o.Updated = o == m, now
		}
	}
	if u := s.people.Users[m.UserID]; u != nil {
		u.GroupID = m.GroupID
	}
}

func (s *Server) deleteMembership(q *request, m *membership) *answer {
	s.removeMembership(q.now(), m)
	return noContent()
}

// removeMembership takes an agent out of a group. Whoever loses the default
// gets the oldest that is left.
func (s *Server) removeMembership(now time.Time, m *membership) {
	s.memberships = slices.DeleteFunc(s.memberships, func(o *membership) bool { return o == m })
	if !m.Default {
		return
	}
	for _, o := range s.memberships {
		if o.UserID == m.UserID {
			s.preferGroup(now, o)
			return
		}
	}
	if u := s.people.Users[m.UserID]; u != nil {
		u.GroupID = 0
	}
}

// makeDefault answers with all memberships of the user.
func (s *Server) makeDefault(q *request, m *membership) *answer {
	s.preferGroup(q.now(), m)
	return s.listMemberships(q)
}

// demoMemberships gives every agent the group of the desk as the default and
// some a second and a third one.
func demoMemberships(d *people, firstID int64) memberships {
	var out memberships
	add := func(u *user, group int64, isDefault bool) {
		n := len(out)
		at := epoch.AddDate(-2, 0, n)
		out = append(out, &membership{
			ID: firstID + int64(n)*2, UserID: u.ID, GroupID: group, Default: isDefault, Created: at, Updated: at,
		})
	}
	groups := sortedByID(d.Groups)
	for i, u := range sortedByID(d.Users) {
		if u.Role == roleEndUser || u.GroupID == 0 {
			continue
		}
		add(u, u.GroupID, true)
		for step := range i % 3 {
			if g := groups[(i+5*step+3)%len(groups)]; g.ID != u.GroupID {
				add(u, g.ID, false)
			}
		}
	}
	return out
}
