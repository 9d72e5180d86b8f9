package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// accountFamily serves the groups, organizations and tickets that records
// point at and memberships join. They cannot be changed here.
var accountFamily = family{
	name: "account",
	routes: func(s *Server) {
		s.handle("GET /api/v2/groups", agents, s.listGroups)
		s.handle("GET /api/v2/groups/assignable", agents, s.listGroups)
		s.handle("GET /api/v2/groups/{id}", agents, s.showGroup)
		s.handle("GET /api/v2/organizations", agents, s.listOrganizations)
		s.handle("GET /api/v2/organizations/autocomplete", agents, s.autocompleteOrganizations)
		s.handle("GET /api/v2/organizations/show_many", agents, s.showManyOrganizations)
		s.handle("GET /api/v2/organizations/{id}", agents, s.showOrganization)
		s.handle("GET /api/v2/tickets", agents, s.listTickets)
		s.handle("GET /api/v2/tickets/show_many", agents, s.showManyTickets)
		s.handle("GET /api/v2/tickets/{id}", agents, s.showTicket)
	},
}

// showMany answers the things that ids names, in the order they are named;
// those that are not there are left out.
func showMany[T any](q *request, key string, table map[int64]T, view func(T) obj) *answer {
	names := q.list("ids")
	if len(names) > maxIDs {
		return tooManyIDs()
	}
	views := []obj{}
	for _, name := range names {
		n, err := strconv.ParseInt(name, 10, 64)
		if err != nil {
			return badAttribute("You passed an invalid value for the ids attribute. ids must be a comma-separated list of ids")
		}
		if thing, found := table[n]; found {
			views = append(views, view(thing))
		}
	}
	return ok(obj{{key, views}, {"count", len(views)}, {"next_page", nil}, {"previous_page", nil}})
}

func (s *Server) listGroups(q *request) *answer {
	return paged(q, listing[*group]{
		key: "groups", items: sortedByID(s.people.Groups),
		id:   func(g *group) int64 { return g.ID },
		show: func(g *group) any { return q.groupView(g) },
	})
}

func (s *Server) showGroup(q *request) *answer {
	g := s.people.Groups[q.pathID("id")]
	if g == nil {
		return recordNotFound()
	}
	return ok(obj{{"group", q.groupView(g)}})
}

func (q *request) groupView(g *group) obj {
	return obj{
		{"url", q.link("/api/v2/groups/" + strconv.FormatInt(g.ID, 10))}, {"id", g.ID}, {"is_public", true}, {"name", g.Name},
		{"description", ""}, {"default", g.ID == firstGroupID}, {"deleted", false},
		{"created_at", stamp(g.CreatedAt)}, {"updated_at", stamp(g.CreatedAt)},
	}
}

func (s *Server) listOrganizations(q *request) *answer {
	return q.organizations(cursorOrOffset, func(*organization) bool { return true })
}

func (s *Server) autocompleteOrganizations(q *request) *answer {
	name := strings.ToLower(q.param("name"))
	return q.organizations(offsetOnly, func(o *organization) bool { return wordBegins(o.Name, name) })
}

func (q *request) organizations(how paging, wanted func(*organization) bool) *answer {
	all := slices.DeleteFunc(sortedByID(q.server.people.Organizations), func(o *organization) bool { return !wanted(o) })
	return paged(q, listing[*organization]{
		key: "organizations", items: all, how: how,
		id:   func(o *organization) int64 { return o.ID },
		show: func(o *organization) any { return q.organizationView(o) },
	})
}

func (s *Server) showManyOrganizations(q *request) *answer {
	return showMany(q, "organizations", s.people.Organizations, q.organizationView)
}

func (s *Server) showOrganization(q *request) *answer {
	o := s.people.Organizations[q.pathID("id")]
	if o == nil {
		return recordNotFound()
	}
	return ok(obj{{"organization", q.organizationView(o)}})
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

func (s *Server) listTickets(q *request) *answer {
	return paged(q, listing[*ticket]{
		key: "tickets", items: sortedByID(s.people.Tickets),
		id:   func(t *ticket) int64 { return t.ID },
		show: func(t *ticket) any { return q.ticketView(t) },
	})
}

func (s *Server) showManyTickets(q *request) *answer {
	return showMany(q, "tickets", s.people.Tickets, q.ticketView)
}

func (s *Server) showTicket(q *request) *answer {
	t := s.people.Tickets[q.pathID("id")]
	if t == nil {
		return recordNotFound()
	}
	return ok(obj{{"ticket", q.ticketView(t)}})
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
