package sandbox

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// statuses are the custom ticket statuses, in the order they were made.
type statuses []*customStatus

// statusCategories in the order in which a ticket passes them.
var statusCategories = []string{"new", "open", "pending", "hold", "solved"}

const (
	maxStatusLabel = 48  // characters
	maxStatuses    = 100 // of an account, the standard ones among them: the article on creating custom ticket statuses
)

// customStatus is a ticket status. Labels and descriptions are kept as they
// were written, placeholders of dynamic content included.
type customStatus struct {
	ID                 int64     `json:"id"`
	Category           string    `json:"category"`
	AgentLabel         string    `json:"agent_label"`
	EndUserLabel       string    `json:"end_user_label"`
	Description        string    `json:"description"`
	EndUserDescription string    `json:"end_user_description"`
	Active             bool      `json:"active"`
	Default            bool      `json:"default"` // one in each category
	Created            time.Time `json:"created"`
	Updated            time.Time `json:"updated"`
}

var statusesFamily = family{
	name:  "custom_statuses",
	seed:  func(s *Server) { s.statuses = demoStatuses(&s.people) },
	state: func(s *Server) any { return &s.statuses },
	routes: func(s *Server) {
		s.handle("GET /api/v2/custom_statuses", agents, s.listStatuses)
		s.handle("POST /api/v2/custom_statuses", admins, customStatuses.create)
		s.handle("GET /api/v2/custom_statuses/{id}", agents, customStatuses.show)
		s.handle("PUT /api/v2/custom_statuses/{id}", admins, customStatuses.update)
		s.handle("DELETE /api/v2/custom_statuses/{id}", admins, customStatuses.delete)
		s.handle("PUT /api/v2/custom_status/default", admins, s.setDefaultStatuses)
	},
}

func (l statuses) byID(id int64) *customStatus {
	return pick(l, func(st *customStatus) bool { return st.ID == id })
}

// defaultOf is the default status of a category.
func (l statuses) defaultOf(category string) *customStatus {
	return pick(l, func(st *customStatus) bool { return st.Default && st.Category == category })
}

var customStatuses = editable[customStatus]{
	kind: kind[customStatus]{
		"custom_status", "custom_statuses", func(q *request) []*customStatus { return q.server.statuses },
		func(st *customStatus) *int64 { return &st.ID }, (*request).statusView,
	},
	fresh:       func(q *request) *customStatus { return &customStatus{Active: true, Created: q.now()} },
	read:        readStatus,
	undeletable: undeletableStatus,
	keep:        func(q *request, all []*customStatus) { q.server.statuses = all },
}

// statusView is a status in the order of keys of the real service.
func (q *request) statusView(st *customStatus) obj {
	return obj{
		{"url", q.link(fmt.Sprintf("/api/v2/custom_statuses/%d", st.ID))}, {"id", st.ID}, {"status_category", st.Category},
		{"agent_label", q.render(st.AgentLabel)}, {"raw_agent_label", st.AgentLabel},
		{"end_user_label", q.render(st.EndUserLabel)}, {"raw_end_user_label", st.EndUserLabel},
		{"description", q.render(st.Description)}, {"raw_description", st.Description},
		{"end_user_description", q.render(st.EndUserDescription)}, {"raw_end_user_description", st.EndUserDescription},
		{"active", st.Active}, {"default", st.Default}, {"created_at", stamp(st.Created)}, {"updated_at", stamp(st.Updated)},
	}
}

// listStatuses filters by status_categories, active and default; it has no
// pages.
func (s *Server) listStatuses(q *request) *answer {
	categories := q.list("status_categories")
	for _, c := range categories {
		if !slices.Contains(statusCategories, c) {
			return badAttribute("You passed an invalid value for the status_categories attribute. " + c + " is not a status category")
		}
	}
	wanted := map[string]bool{}
	for _, name := range []string{"active", "default"} {
		if text := q.param(name); text != "" {
			value, err := strconv.ParseBool(text)
			if err != nil {
				return badAttribute("You passed an invalid value for the " + name + " attribute. " + name + " must be true or false")
			}
			wanted[name] = value
		}
	}
	views := []obj{}
	for _, st := range s.statuses {
		active, filtered := wanted["active"]
		if filtered && st.Active != active {
			continue
		}
		isDefault, filtered := wanted["default"]
		if filtered && st.Default != isDefault {
			continue
		}
		if len(categories) == 0 || slices.Contains(categories, st.Category) {
			views = append(views, q.statusView(st))
		}
	}
	return ok(obj{{"custom_statuses", views}})
}

var statusKeys = []string{"active", "agent_label", "description", "end_user_label", "end_user_description"}

// readStatus reads what was sent over what is there and holds what is true of
// every status: an agent label nobody else has, labels of 48 characters. What
// end users see is the agent label unless it is said. Of one that is there the id
// and the category are ignored, and a header says so.
func readStatus(q *request, st *customStatus) *answer {
	s, keys := q.server, statusKeys
	if st.ID == 0 {
		keys = append(slices.Clone(keys), "status_category")
	}
	t, bad := q.decoder("custom_status", keys...)
	if bad != nil {
		return bad
	}
	if st.ID == 0 && len(s.statuses) >= maxStatuses {
		return recordInvalid("base", fmt.Sprintf("Cannot have more than %d custom statuses", maxStatuses), "")
	}
	t.text("status_category", 0, &st.Category)
	t.required("status_category", st.Category)
	if st.Category != "" && !slices.Contains(statusCategories, st.Category) {
		t.fault("status_category", "is not included in the list", "InvalidValue")
	}
	t.text("agent_label", maxStatusLabel, &st.AgentLabel)
	t.text("end_user_label", maxStatusLabel, &st.EndUserLabel)
	t.text("description", 0, &st.Description)
	t.text("end_user_description", 0, &st.EndUserDescription)
	t.flag("active", &st.Active)
	t.required("agent_label", st.AgentLabel)
	st.EndUserLabel = cmp.Or(st.EndUserLabel, st.AgentLabel)
	if st.EndUserDescription == "" && st.ID == 0 {
		st.EndUserDescription = st.Description
	}
	for _, o := range s.statuses {
		if o.ID != st.ID && st.AgentLabel != "" && strings.EqualFold(s.render(o.AgentLabel, inEnglish), s.render(st.AgentLabel, inEnglish)) {
			t.fault("agent_label", "has already been taken", "DuplicateValue")
		}
	}
	if st.Default && !st.Active {
		t.fault("active", "a default status cannot be deactivated", "InvalidValue")
	}
	st.Updated = q.now()
	return t.bad.answer()
}

// undeletableStatus holds the default of a category, one that is active (the
// article on deleting says to deactivate it first), and what a ticket that is
// not closed still has. The words are on no record, here and of the bound.
func undeletableStatus(q *request, st *customStatus) *answer {
	if st.Default {
		return recordInvalid("base", "A default status cannot be deleted", "")
	}
	if st.Active {
		return recordInvalid("base", "An active status cannot be deleted: deactivate it first", "")
	}
	if n := q.server.ticketsWith(st.ID); n > 0 {
		return recordInvalid("base", fmt.Sprintf("The status cannot be deleted: %d tickets that are not closed have it", n), "")
	}
	return nil
}

// ticketsWith counts the tickets in a status that are not closed.
func (s *Server) ticketsWith(status int64) int {
	n := 0
	for _, t := range s.people.Tickets {
		if t.CustomStatusID == status && t.Status != "closed" {
			n++
		}
	}
	return n
}

// setDefaultStatuses takes {"ids":"1,2"}: each becomes the default of its
// category; categories that are not named keep theirs. All change or none.
func (s *Server) setDefaultStatuses(q *request) *answer {
	body, bad := q.body()
	if bad != nil {
		return bad
	}
	ids, isList := asIDs(body["ids"])
	if !isList || len(ids) == 0 {
		return badAttribute("You passed an invalid value for the ids attribute. ids must be a comma-separated list of ids")
	}
	chosen := map[string]*customStatus{}
	for _, id := range ids {
		st := s.statuses.byID(id)
		switch {
		case st == nil:
			return recordNotFound()
		case !st.Active:
			return recordInvalid("base", "An inactive status cannot be the default: "+st.AgentLabel, "")
		case chosen[st.Category] != nil && chosen[st.Category] != st:
			return recordInvalid("base", "Only one status can be the default of "+st.Category, "")
		}
		chosen[st.Category] = st
	}
	for _, st := range s.statuses {
		if to := chosen[st.Category]; to != nil && st.Default != (st == to) {
			st.Default, st.Updated = st == to, q.now()
		}
	}
	return ok(obj{})
}
