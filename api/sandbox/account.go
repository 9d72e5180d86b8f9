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

// deskTable is how one of the desk's tables is asked for: one of its things, many
// by their ids, or a page.
type deskTable[T any] struct {
	one, many string // the keys of the envelopes
	table     func(*people) map[int64]*T
	id        func(*T) int64
	view      func(*request, *T) obj
}

var (
	groups = deskTable[group]{
		"group", "groups", func(d *people) map[int64]*group { return d.Groups },
		func(g *group) int64 { return g.ID }, (*request).groupView,
	}
	organizations = deskTable[organization]{
		"organization", "organizations", func(d *people) map[int64]*organization { return d.Organizations },
		func(o *organization) int64 { return o.ID }, (*request).organizationView,
	}
	tickets = deskTable[ticket]{
		"ticket", "tickets", func(d *people) map[int64]*ticket { return d.Tickets },
		func(t *ticket) int64 { return t.ID }, (*request).ticketView,
	}
	users = deskTable[user]{
		"user", "users", func(d *people) map[int64]*user { return d.Users },
		func(u *user) int64 { return u.ID }, (*request).userView,
	}
)

func (d deskTable[T]) of(q *request) map[int64]*T { return d.table(&q.server.people) }

// show answers the thing that the path names.
func (d deskTable[T]) show(q *request) *answer {
	t := d.of(q)[q.pathID("id")]
	if t == nil {
		return recordNotFound()
	}
	return ok(obj{{d.one, d.view(q, t)}})
}

// showMany answers the things that ids names, in the order they are named;
// those that are not there are left out.
func (d deskTable[T]) showMany(q *request) *answer {
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
		if thing, found := d.of(q)[n]; found {
			views = append(views, d.view(q, thing))
		}
	}
	return ok(obj{{d.many, views}, {"count", len(views)}, {"next_page", nil}, {"previous_page", nil}})
}

// list answers a page of all.
func (d deskTable[T]) list(q *request) *answer {
	return d.page(q, cursorOrOffset, func(*T) bool { return true })
}

// page answers a page of the things that are wanted.
func (d deskTable[T]) page(q *request, how paging, wanted func(*T) bool) *answer {
	all := slices.DeleteFunc(sortedByID(d.of(q)), func(t *T) bool { return !wanted(t) })
	return paged(q, listing[*T]{key: d.many, items: all, how: how, id: d.id, show: func(t *T) any { return d.view(q, t) }})
}

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
