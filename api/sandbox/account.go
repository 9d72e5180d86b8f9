package sandbox

import (
	"fmt"
	"strconv"
	"strings"
)

// accountFamily serves the groups, organizations and tickets that records
// point at and memberships join. They cannot be changed here.
var accountFamily = family{
	name: "account",
	routes: func(s *Server) {
		s.handle("GET /api/v2/groups", agents, groups.list)
		s.handle("GET /api/v2/groups/assignable", agents, groups.list)
		s.handle("GET /api/v2/groups/{id}", agents, groups.show)
		s.handle("GET /api/v2/organizations", agents, organizations.list)
		s.handle("GET /api/v2/organizations/autocomplete", agents, s.autocompleteOrganizations)
		s.handle("GET /api/v2/organizations/show_many", agents, organizations.showMany)
		s.handle("GET /api/v2/organizations/{id}", agents, organizations.show)
		s.handle("GET /api/v2/tickets", agents, tickets.list)
		s.handle("GET /api/v2/tickets/show_many", agents, tickets.showMany)
		s.handle("GET /api/v2/tickets/{id}", agents, tickets.show)
	},
}

var (
	groups = kind[group]{
		"group", "groups", func(q *request) []*group { return sortedByID(q.server.people.Groups) },
		func(g *group) *int64 { return &g.ID }, (*request).groupView,
	}
	organizations = kind[organization]{
		"organization", "organizations", func(q *request) []*organization { return sortedByID(q.server.people.Organizations) },
		func(o *organization) *int64 { return &o.ID }, (*request).organizationView,
	}
	tickets = kind[ticket]{
		"ticket", "tickets", func(q *request) []*ticket { return sortedByID(q.server.people.Tickets) },
		func(t *ticket) *int64 { return &t.ID }, (*request).ticketView,
	}
	users = kind[user]{
		"user", "users", func(q *request) []*user { return sortedByID(q.server.people.Users) },
		func(u *user) *int64 { return &u.ID }, (*request).userView,
	}
)

func (q *request) groupView(g *group) obj {
	return obj{
		{"url", q.link("/api/v2/groups/" + strconv.FormatInt(g.ID, 10))}, {"id", g.ID}, {"is_public", true}, {"name", g.Name},
		{"description", ""}, {"default", g.ID == firstGroupID}, {"deleted", false},
		{"created_at", stamp(g.CreatedAt)}, {"updated_at", stamp(g.CreatedAt)},
	}
}

func (s *Server) autocompleteOrganizations(q *request) *answer {
	name := strings.ToLower(q.param("name"))
	return organizations.page(q, offsetOnly, func(o *organization) bool { return wordBegins(o.Name, name) })
}

func (q *request) organizationView(o *organization) obj {
	return obj{
		{"url", q.link("/api/v2/organizations/" + strconv.FormatInt(o.ID, 10))}, {"id", o.ID}, {"name", o.Name},
		{"shared_tickets", false}, {"shared_comments", false}, {"external_id", nil},
		{"created_at", stamp(o.CreatedAt)}, {"updated_at", stamp(o.CreatedAt)}, {"domain_names", domainsOf(o)},
		{"details", nil}, {"notes", notesOf(o)}, {"group_id", nil}, {"tags", []string{}}, {"organization_fields", obj{}},
	}
}

// domainsOf are the domains that an organization's people write from; some have
// none.
func domainsOf(o *organization) []string {
	if o.ID%4 == 0 {
		return []string{}
	}
	return []string{fmt.Sprintf("org%d.example", o.ID-firstOrganizationID+1)}
}

// notesOf is what agents noted of an organization, null for nothing.
func notesOf(o *organization) any {
	if o.ID%3 != 0 {
		return nil
	}
	return "Call before a visit.\nInvoices go to the head office."
}

// priorityOf is null for every fifth ticket.
func priorityOf(t *ticket) any {
	return []any{nil, "low", "normal", "high", "urgent"}[t.ID%5]
}

// ticketView is as much of a ticket as the desk knows. A ticket without a
// status of its own is in the default one of its category.
func (q *request) ticketView(t *ticket) obj {
	s := q.server
	status := t.CustomStatusID
	if st := s.statuses.defaultOf(t.Status); status == 0 && st != nil {
		status = st.ID
	}
	var group, organization int64
	if u := s.people.Users[t.AssigneeID]; u != nil {
		group = u.GroupID
	}
	if u := s.people.Users[t.RequesterID]; u != nil {
		organization = u.OrganizationID
	}
	return obj{
		{"url", q.link("/api/v2/tickets/" + strconv.FormatInt(t.ID, 10))}, {"id", t.ID}, {"external_id", nil},
		{"via", obj{{"channel", "web"}}}, {"created_at", stamp(t.CreatedAt)}, {"updated_at", stamp(t.UpdatedAt)},
		{"type", nil}, {"subject", t.Subject}, {"raw_subject", t.Subject}, {"description", t.Subject}, {"priority", priorityOf(t)},
		{"status", t.Status}, {"recipient", nil}, {"requester_id", t.RequesterID}, {"submitter_id", t.RequesterID},
		{"assignee_id", orNull(t.AssigneeID)}, {"organization_id", orNull(organization)}, {"group_id", orNull(group)},
		{"collaborator_ids", []int64{}}, {"tags", []string{}}, {"custom_fields", []obj{}}, {"custom_status_id", orNull(status)},
	}
}
