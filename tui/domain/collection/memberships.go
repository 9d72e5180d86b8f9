package collection

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
)

// Memberships is the collection of group memberships: which agent is in which
// group. It can be narrowed to one agent, one group, or those who can be
// assigned tickets.
func Memberships() *Collection {
	return &Collection{
		ID: familyMemberships, Family: familyMemberships, Group: GroupAccount, Title: "Group memberships", Singular: "Group membership",
		Note: "which agent is in which group", Address: "/admin/people/team/groups",
		Filters: []Choice{
			{Key: "user", Title: "Agent", Target: api.TargetUser},
			{Key: "group", Title: "Group", Target: targetGroup, Load: groupOptions},
			{Key: "assignable", Title: "Can be assigned tickets", Values: yesNo[:1]},
		},
		Schema: membershipSchema, List: listMemberships,
		Get: getWith((*api.Client).ShowMembership, membershipItem),
		Create: func(ctx context.Context, c *api.Client, p Patch) (Item, error) {
			m, _, err := c.CreateMembership(ctx, membershipPatch(p["user_id"].Text(), p["group_id"].Text(), p["default"]))
			return membershipItem(m), err
		},
		Delete: deleteWith((*api.Client).DeleteMembership),
		DeleteImpact: func(ctx context.Context, c *api.Client, items []Item) (Impact, error) {
			who := membershipLines(ctx, c, items)
			return Impact{Warning: "Takes out " + shortList(who) + ". Open tickets of the group lose their assignee."}, nil
		},
		Verbs: membershipVerbs(),
	}
}

const targetGroup = "zen:group"

// membershipSchema has the groups as choices: they have names, and no search.
//
// GET /api/v2/groups
func membershipSchema(ctx context.Context, c *api.Client) (*Schema, error) {
	groups, missing := apart(ctx, "the groups", func(ctx context.Context) ([]Option, error) { return groupOptions(ctx, c) })
	const fixed = "a membership is made and removed, not changed"
	return NewSchema(madeFields(
		Field{Key: "user_id", Title: "Agent", Type: field.Lookup, Target: api.TargetUser, Required: true, Create: true, Locked: fixed},
		Field{Key: "group_id", Title: "Group", Type: field.Dropdown, Options: groups, Required: true, Create: true, Locked: fixed},
		Field{Key: "default", Title: "Default", Type: field.Checkbox, Create: true, Locked: "another one becomes the default with: make the default group"},
	)).lacking(missing), nil
}

func groupOptions(ctx context.Context, c *api.Client) ([]Option, error) {
	groups, err := listAll(c.AllGroups(ctx))
	return namedOptions(groups), err
}

// membershipItem keeps all ids as text: those of memberships go beyond what a
// floating point number holds.
func membershipItem(m api.Membership) Item {
	return Item{
		ID: m.ID, Name: m.ID, Version: version(m.UpdatedAt, m.Default),
		Raw: m.Raw, Values: rowValues(m.Raw, map[string]Value{
			"id": api.String(m.ID), "user_id": api.String(m.UserID), "group_id": api.String(m.GroupID),
		}),
	}
}

func membershipPatch(user, group string, isDefault Value) api.MembershipPatch {
	p := api.MembershipPatch{UserID: api.ID(user), GroupID: api.ID(group)}
	if isDefault == api.Bool(true) {
		p.Default = isDefault
	}
	return p
}

// listMemberships lists those of one agent, of one group, the assignable ones,
// the assignable ones of one group, or all. The service has a list for each of
// these, and none that says whether one agent can be assigned tickets.
func listMemberships(ctx context.Context, c *api.Client, q Query) (Page, error) {
	v, o := fixed(q.Fixed), listOptions(q)
	user, group := v.Get("user"), v.Get("group")
	var p api.Page[api.Membership]
	var err error
	switch {
	case v.Get("assignable") == "true" && user != "":
		return Page{}, refuse("", "the service lists who can be assigned tickets in one group or in all of them, not for one agent")
	case v.Get("assignable") == "true" && group != "":
		p, _, err = c.ListGroupAssignableMemberships(ctx, group, o)
	case v.Get("assignable") == "true":
		p, _, err = c.ListAssignableMemberships(ctx, o)
	case user != "":
		p, _, err = c.ListUserMemberships(ctx, user, o)
		if group != "" {
			p.Items = slices.DeleteFunc(p.Items, func(m api.Membership) bool { return m.GroupID != group })
			p.Count = nil
		}
	case group != "":
		p, _, err = c.ListGroupMemberships(ctx, group, o)
	default:
		p, _, err = c.ListMemberships(ctx, o)
	}
	return paged(p, membershipItem), err
}

// membershipWords says in short whom rows are about.
func membershipWords(ctx context.Context, c *api.Client, items []Item) string {
	return shortList(membershipLines(ctx, c, items))
}

// shortList writes a few of some texts, and how many more there are.
func shortList(texts []string) string {
	if n := len(texts); n > 4 {
		texts = append(texts[:3:3], fmt.Sprintf("%d more", n-3))
	}
	return strings.Join(texts, ", ")
}

// membershipLines says whom rows are about: "Ada Lindqvist in Support". Ids
// stand for names that cannot be read.
func membershipLines(ctx context.Context, c *api.Client, items []Item) []string {
	var users, groups []string
	for _, it := range items {
		users, groups = append(users, it.Value("user_id").Text()), append(groups, it.Value("group_id").Text())
	}
	people := namesApart(ctx, c, api.TargetUser, unique(users))
	named := namesApart(ctx, c, targetGroup, unique(groups))
	out := make([]string, len(items))
	for i := range items {
		out[i] = cmp.Or(people[users[i]], users[i]) + " in " + cmp.Or(named[groups[i]], groups[i])
	}
	return out
}

func unique(ids []string) []string {
	var out []string
	for _, id := range ids {
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
