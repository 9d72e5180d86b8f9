package collection

import (
	"cmp"
	"context"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
)

// What lookups point to besides custom objects can be looked at here and not
// listed or changed: a person, an organization, a ticket. Each is a collection
// with the ID of its target ("zen:user"), which has fields and Get and nothing
// else.

// foreignOf is one such target.
type foreignOf struct {
	title, singular string
	fields          []Field
	get             func(ctx context.Context, c *api.Client, id string) (Item, error)
	many            func(ctx context.Context, c *api.Client, ids []string) ([]Item, error)
}

// changedInZendesk is why nothing of a card can be changed here.
const changedInZendesk = "edit it in Zendesk instead"

var foreign = map[string]foreignOf{
	api.TargetUser: {
		title: "Users", singular: "User", fields: userFields,
		get:  asked(getWith((*api.Client).ShowUser, userItem)),
		many: manyWith((*api.Client).ShowUsers, userItem),
	},
	api.TargetOrganization: {
		title: "Organizations", singular: "Organization", fields: organizationFields,
		get:  asked(getWith((*api.Client).ShowOrganization, organizationItem)),
		many: manyWith((*api.Client).ShowOrganizations, organizationItem),
	},
	api.TargetTicket: {
		title: "Tickets", singular: "Ticket", fields: ticketFields,
		get:  asked(getWith((*api.Client).ShowTicket, ticketItem)),
		many: manyWith((*api.Client).ShowTickets, ticketItem),
	},
}

// ForeignOf returns the collection of what a lookup points to outside of custom
// objects, nil where it cannot be looked at here.
func ForeignOf(target string) *Collection {
	of, known := foreign[target]
	if !known {
		return nil
	}
	var verbs []Verb
	if target == api.TargetUser {
		verbs = userVerbs()
	}
	return &Collection{
		Verbs: verbs,
		ID:    target, Family: target, Title: of.title, Singular: of.singular, Source: target, Address: targetAddresses[target] + "{id}",
		Schema: schemaOf(of.fields), Get: of.get,
	}
}

// Cards reads what ids of a target stand for, at most 100 in one request; those
// that are not there, or that one may not see, are left out. There are none of
// a target that cannot be looked at here.
//
// GET /api/v2/users/show_many, /organizations/show_many, /tickets/show_many
func Cards(ctx context.Context, c *api.Client, target string, ids []string) ([]Item, error) {
	of := foreign[target]
	if of.many == nil || len(ids) == 0 {
		return nil, nil
	}
	return of.many(ctx, c, ids)
}

// CardsApart is Cards for where ids do as well; see NamesApart.
func CardsApart(ctx context.Context, c *api.Client, target string, ids []string) (cards []Item, missing string) {
	return apart(ctx, "names", func(ctx context.Context) ([]Item, error) { return Cards(ctx, c, target, ids) })
}

// HasCard reports whether what a target's ids stand for can be looked at here.
func HasCard(target string) bool { return foreign[target].many != nil }

// Apart is what tells rows of a target apart whose names are the same: the
// email of a person, the status of a ticket.
func Apart(target string, it Item) string {
	switch target {
	case api.TargetUser:
		return it.Value("email").Text()
	case api.TargetTicket:
		return strings.TrimSpace("#" + it.ID + " " + it.Value("status").Text())
	}
	return ""
}

func userItem(u api.User) Item {
	return Item{
		ID: u.ID, Name: cmp.Or(u.Name, u.Email, u.ID), Version: u.UpdatedAt.Text,
		Raw: u.Raw, Values: rowValues(u.Raw, map[string]Value{"id": api.String(u.ID)}),
	}
}

func organizationItem(o api.Organization) Item {
	return Item{ID: o.ID, Name: cmp.Or(o.Name, o.ID), Version: o.Updated.Text, Raw: o.Raw, Values: rowValues(o.Raw, map[string]Value{"id": api.String(o.ID)})}
}

func ticketItem(t api.Ticket) Item {
	return Item{ID: t.ID, Name: cmp.Or(t.Subject, t.ID), Version: t.UpdatedAt.Text, Raw: t.Raw, Values: rowValues(t.Raw, map[string]Value{"id": api.String(t.ID)})}
}

var (
	userFields = readOnlyFields(
		Field{Key: "name", Title: "Name"}, Field{Key: "email", Title: "Email"}, Field{Key: "phone", Title: "Phone"},
		Field{Key: "role", Title: "Role", Type: field.Dropdown, Options: []Option{
			{Value: "end-user", Title: "End user"}, {Value: "agent", Title: "Agent"}, {Value: "admin", Title: "Administrator"},
		}},
		Field{Key: "organization_id", Title: "Organization", Type: field.Lookup, Target: api.TargetOrganization},
		Field{Key: "default_group_id", Title: "Default group", Type: field.Lookup, Target: targetGroup},
		Field{Key: "locale", Title: "Language"}, Field{Key: "time_zone", Title: "Time zone"},
		Field{Key: "last_login_at", Title: "Last sign-in", Type: field.DateTime},
		Field{Key: "suspended", Title: "Suspended", Type: field.Checkbox},
		Field{Key: "alias", Title: "Alias"}, Field{Key: "external_id", Title: "External ID"},
		Field{Key: "tags", Title: "Tags", Type: field.Multiselect},
		Field{Key: "details", Title: "Details", Type: field.TextArea}, Field{Key: "notes", Title: "Notes", Type: field.TextArea},
	)
	organizationFields = readOnlyFields(
		Field{Key: "name", Title: "Name"}, Field{Key: "domain_names", Title: "Domain names", Type: field.Multiselect},
		Field{Key: "notes", Title: "Notes", Type: field.TextArea}, Field{Key: "details", Title: "Details", Type: field.TextArea},
		Field{Key: "group_id", Title: "Group", Type: field.Lookup, Target: targetGroup},
		Field{Key: "external_id", Title: "External ID"}, Field{Key: "tags", Title: "Tags", Type: field.Multiselect},
	)
	ticketFields = readOnlyFields(
		Field{Key: "subject", Title: "Subject"},
		Field{Key: "status", Title: "Status", Type: field.StatusCategory, Options: []Option{
			{Value: "new", Title: "New"}, {Value: "open", Title: "Open"}, {Value: "pending", Title: "Pending"}, {Value: "hold", Title: "On-hold"},
			{Value: "solved", Title: "Solved"}, {Value: "closed", Title: "Closed"},
		}},
		Field{Key: "priority", Title: "Priority", Type: field.Dropdown, Options: []Option{
			{Value: "urgent", Title: "Urgent"}, {Value: "high", Title: "High"}, {Value: "normal", Title: "Normal"}, {Value: "low", Title: "Low"},
		}},
		Field{Key: "type", Title: "Type", Type: field.Dropdown, Options: []Option{
			{Value: "question", Title: "Question"}, {Value: "incident", Title: "Incident"}, {Value: "problem", Title: "Problem"}, {Value: "task", Title: "Task"},
		}},
		Field{Key: "requester_id", Title: "Requester", Type: field.Lookup, Target: api.TargetUser},
		Field{Key: "assignee_id", Title: "Assignee", Type: field.Lookup, Target: api.TargetUser},
		Field{Key: "group_id", Title: "Group", Type: field.Lookup, Target: targetGroup},
		Field{Key: "organization_id", Title: "Organization", Type: field.Lookup, Target: api.TargetOrganization},
		Field{Key: "due_at", Title: "Due", Type: field.DateTime},
		Field{Key: "tags", Title: "Tags", Type: field.Multiselect},
		Field{Key: "description", Title: "Description", Type: field.TextArea},
	)
)

// readOnlyFields are fields to be looked at; those without a type are texts. Below
// them stands when the row was made and changed, and its id.
func readOnlyFields(list ...Field) []Field {
	list = append(list,
		Field{Key: "created_at", Title: "Created", Type: field.DateTime}, Field{Key: "updated_at", Title: "Updated", Type: field.DateTime},
		Field{Key: "id", Title: "ID"},
	)
	for i := range list {
		list[i].Type, list[i].Locked, list[i].System = cmp.Or(list[i].Type, field.Text), changedInZendesk, true
	}
	return list
}
