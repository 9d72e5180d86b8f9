package sandbox

import (
	"fmt"
	"strings"
	"time"
)

// Roles of users.
const (
	roleAdmin   = "admin"
	roleAgent   = "agent"
	roleEndUser = "end-user"
)

// user is an agent, an admin or an end user.
type user struct {
	ID             int64     `json:"id"`
	Name           string    `json:"name"`
	Email          string    `json:"email"`
	Role           string    `json:"role"`
	OrganizationID int64     `json:"organization_id,omitempty"` // 0: none
	GroupID        int64     `json:"group_id,omitempty"`        // default group of agents, 0: none
	CustomRoleID   int64     `json:"custom_role_id,omitempty"`  // 0: none
	LocaleID       int64     `json:"locale_id,omitempty"`       // 0: the account's
	ExternalID     string    `json:"external_id,omitempty"`
	Suspended      bool      `json:"suspended,omitempty"`
	CreatedAt      time.Time `json:"created_at"`
	UpdatedAt      time.Time `json:"updated_at"`
}

// organization is a customer.
type organization struct {
	ID        int64     `json:"id"`
	Name      string    `json:"name"`
	CreatedAt time.Time `json:"created_at"`
}

// group is a team of agents.
type group struct {
	ID        int64     `json:"id"`
	Name      string    `json:"name"`
	CreatedAt time.Time `json:"created_at"`
}

// ticket is as much of a ticket as lookups and statuses need.
type ticket struct {
	ID             int64     `json:"id"`
	Subject        string    `json:"subject"`
	Status         string    `json:"status"`
	CustomStatusID int64     `json:"custom_status_id,omitempty"` // 0: the default of the status
	RequesterID    int64     `json:"requester_id"`
	AssigneeID     int64     `json:"assignee_id"`
	CreatedAt      time.Time `json:"created_at"`
	UpdatedAt      time.Time `json:"updated_at"`
}

// people are the support desk around the custom objects, by id.
type people struct {
	Users         map[int64]*user
	Organizations map[int64]*organization
	Groups        map[int64]*group
	Tickets       map[int64]*ticket
}

var peopleFamily = family{
	name:  "desk",
	seed:  func(s *Server) { s.people = demoPeople(s.opts.Email) },
	state: func(s *Server) any { return &s.people },
}

// userByEmail finds a user by address, whatever its case; nil if none.
func (d *people) userByEmail(email string) *user {
	for _, u := range d.Users {
		if strings.EqualFold(u.Email, email) {
			return u
		}
	}
	return nil
}

// epoch is the day on which the demo data ends. Everything derived lies
// before it, so that the data is the same at every start.
var epoch = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// Ids of the demo's people and things start here and count upwards.
const (
	firstUserID         int64 = 10_001 // the admin who signs in
	firstEndUserID      int64 = 20_001
	firstOrganizationID int64 = 30_001
	firstGroupID        int64 = 40_001
	firstTicketID       int64 = 1
)

// demoPeople is the desk at the start; email is the admin's address.
func demoPeople(email string) people {
	d := people{map[int64]*user{}, map[int64]*organization{}, map[int64]*group{}, map[int64]*ticket{}}
	for i, name := range deskOrganizations {
		id := firstOrganizationID + int64(i)
		d.Organizations[id] = &organization{ID: id, Name: name, CreatedAt: epoch.AddDate(-3, 0, i)}
	}
	for i, name := range deskGroups {
		id := firstGroupID + int64(i)
		d.Groups[id] = &group{ID: id, Name: name, CreatedAt: epoch.AddDate(-3, 0, i)}
	}
	for i, name := range deskAgents {
		u := &user{
			ID: firstUserID + int64(i), Name: name, Role: roleAgent, Email: fmt.Sprintf("agent%d@sandbox.example", i+1),
			GroupID:   firstGroupID + int64(i%len(deskGroups)),
			CreatedAt: epoch.AddDate(-3, 0, i), UpdatedAt: epoch.AddDate(-1, 0, i),
		}
		if i == 0 {
			u.Role, u.Email = roleAdmin, email
		}
		d.Users[u.ID] = u
	}
	for i := range deskEndUsers {
		u := &user{
			ID: firstEndUserID + int64(i), Name: endUserName(i), Role: roleEndUser, Email: fmt.Sprintf("customer%d@mail.example", i+1),
			OrganizationID: firstOrganizationID + int64(i*7%len(deskOrganizations)),
			CreatedAt:      epoch.AddDate(-2, 0, i), UpdatedAt: epoch.AddDate(-1, 0, i),
		}
		d.Users[u.ID] = u
	}
	d.addTickets()
	return d
}

func (d *people) addTickets() {
	statuses := []string{"new", "open", "open", "pending", "hold", "solved", "closed"}
	for i := range deskTickets {
		id := firstTicketID + int64(i)
		subject := deskSubjects[i%len(deskSubjects)]
		if i >= len(deskSubjects) {
			subject = fmt.Sprintf("%s (%d)", subject, i/len(deskSubjects)+1)
		}
		at := epoch.Add(-time.Duration(deskTickets-i) * 7 * time.Hour)
		d.Tickets[id] = &ticket{
			ID: id, Subject: subject, Status: statuses[i%len(statuses)],
			RequesterID: firstEndUserID + int64(i*13%deskEndUsers),
			AssigneeID:  firstUserID + int64(i%len(deskAgents)),
			CreatedAt:   at, UpdatedAt: at.Add(time.Duration(i%5) * time.Hour),
		}
	}
}

const (
	deskEndUsers = 300
	deskTickets  = 500
)

func endUserName(i int) string {
	return deskGiven[i%len(deskGiven)] + " " + deskFamilyNames[(i/len(deskGiven)*7+i%3)%len(deskFamilyNames)]
}
