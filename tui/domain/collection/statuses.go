package collection

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
)

// statusCategories in the order in which a ticket passes them.
var statusCategories = []Option{{Value: "new", Title: "New"}, {Value: "open", Title: "Open"}, {Value: "pending", Title: "Pending"}, {Value: "hold", Title: "On-hold"}, {Value: "solved", Title: "Solved"}}

// Statuses is the collection of custom ticket statuses, by category.
func Statuses() *Collection {
	return &Collection{
		ID: familyStatuses, Family: familyStatuses, Group: GroupAccount, Title: "Ticket statuses", Singular: "Ticket status",
		Note: "by category; each category has one default", Source: "zen:custom_status",
		Address:   "/admin/objects-rules/tickets/ticket_statuses/edit/{id}",
		ListSorts: keysOf(statusFields), SearchSorts: keysOf(statusFields), Searchable: true,
		Filters: []Choice{
			{Key: "category", Title: "Category", Values: statusCategories},
			{Key: "active", Title: "Active", Values: yesNo},
			{Key: "default", Title: "Default of its category", Values: yesNo},
		},
		Schema:   schemaOf(madeFields(slices.Clone(statusFields)...)),
		List:     listStatuses,
		Get:      getWith((*api.Client).ShowTicketStatus, statusItem),
		Create:   createWith((*api.Client).CreateTicketStatus, newStatusPatch, statusItem),
		Update:   updateWith((*api.Client).UpdateTicketStatus, statusPatch, statusItem),
		Delete:   deleteWith((*api.Client).DeleteTicketStatus),
		Template: copies("agent_label", "status_category", "end_user_label", "description", "end_user_description", "active"),
		ReadOnlyReason: func(it Item, key string) string {
			if key == "active" && isTrue(it, "default") {
				return defaultStaysActive
			}
			return ""
		},
		UndeletableReason: func(it Item) string {
			if isTrue(it, "default") {
				return "it is the default of its category: make another one the default first"
			}
			if isTrue(it, "active") {
				return "the service deletes inactive statuses only: deactivate it first"
			}
			return ""
		},
		DeleteImpact: func(context.Context, *api.Client, []Item) (Impact, error) {
			return Impact{Warning: "The service refuses it while a ticket that is not closed has the status."}, nil
		},
		Verbs: statusVerbs(),
	}
}

const statusLabelLength = 48

var statusFields = []Field{
	{Key: "agent_label", Title: "Label for agents", Type: field.Text, Required: true, MaxLength: statusLabelLength},
	{Key: "status_category", Title: "Category", Type: field.StatusCategory, Options: statusCategories, Required: true, Create: true, Locked: "a status stays in its category"},
	{Key: "active", Title: "Active", Type: field.Checkbox},
	{Key: "default", Title: "Default", Type: field.Checkbox, Locked: "another one becomes the default with: make the default"},
	{Key: "end_user_label", Title: "Label for customers", Type: field.Text, MaxLength: statusLabelLength},
	{Key: "description", Title: "Description for agents", Type: field.TextArea},
	{Key: "end_user_description", Title: "Description for customers", Type: field.TextArea},
}

func isTrue(it Item, key string) bool { return it.Value(key).Text() == "true" }

// statusItem holds texts as they were written, so that a placeholder is edited
// as one: the five standard statuses have {{zd.status_new}} and the like, which
// do not come back once they are replaced. The name is as agents see it.
func statusItem(s api.TicketStatus) Item {
	raw := s.Raw.Members()
	r := rendering{set: map[string]Value{"id": api.String(s.ID)}}
	for _, key := range []string{"agent_label", "end_user_label", "description", "end_user_description"} {
		if !raw[key].IsEmpty() || !raw["raw_"+key].IsEmpty() {
			r.add(key, raw["raw_"+key].Text(), raw[key].Text())
		}
	}
	return Item{ID: s.ID, Name: cmp.Or(s.AgentLabel, s.ID), Version: version(s.UpdatedAt, s.Default), Raw: s.Raw, Values: rowValues(s.Raw, r.set), Rendered: r.rendered}
}

func listStatuses(ctx context.Context, c *api.Client, q Query) (Page, error) {
	v := fixed(q.Fixed)
	f := api.TicketStatusFilter{Active: flag(v, "active"), Default: flag(v, "default")}
	if category := v.Get("category"); category != "" {
		f.Categories = strings.Split(category, ",")
	}
	list, err := listAll(c.AllTicketStatuses(ctx, f))
	if err != nil {
		return Page{}, err
	}
	slices.SortStableFunc(list, func(a, b api.TicketStatus) int { return categoryPlace(a.Category) - categoryPlace(b.Category) })
	return whole(each(list, statusItem), q, "agent_label", "end_user_label", "description"), nil
}

// categoryPlace is where a category comes; unknown ones come last.
func categoryPlace(category string) int {
	i := slices.IndexFunc(statusCategories, func(o Option) bool { return o.Value == category })
	if i < 0 {
		return len(statusCategories)
	}
	return i
}

func statusPatch(p Patch) api.TicketStatusPatch {
	return api.TicketStatusPatch{
		AgentLabel: p["agent_label"], EndUserLabel: textOrEmpty(p["end_user_label"]), Active: p["active"],
		Description: textOrEmpty(p["description"]), EndUserDescription: textOrEmpty(p["end_user_description"]),
	}
}

// newStatusPatch has the category too, which is taken on creation only.
func newStatusPatch(p Patch) api.TicketStatusPatch {
	out := statusPatch(p)
	out.Category = p["status_category"]
	return out
}
