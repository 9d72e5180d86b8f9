package collection

import (
	"cmp"
	"context"
	"slices"

	"zco/api"
	"zco/tui/domain/field"
)

// userVerbs are what can be done with the groups of somebody whose card is
// shown.
func userVerbs() []Verb {
	agent := func(it Item) string {
		if it.Value("role").Text() == "end-user" {
			return "only agents are in groups"
		}
		return ""
	}
	return []Verb{
		{ID: "groups", Title: "the groups of the agent", Reads: true, Allowed: agent, Visit: func(it Item) Place {
			return Place{Collection: familyMemberships, Fixed: FixedQuery("user", it.ID)}
		}},
		{ID: "add-group", Title: "put the agent into a group", Allowed: agent, Form: addGroupForm, Plan: planAddGroup},
		{ID: "remove-group", Title: "take the agent out of a group", Allowed: agent, Form: removeGroupForm, Plan: planRemoveGroup},
	}
}

// addGroupForm offers the groups that the agent is not in.
func addGroupForm(ctx context.Context, c *api.Client, items []Item) (Form, error) {
	groups, err := groupOptions(ctx, c)
	if err != nil {
		return Form{}, err
	}
	theirs, err := listAll(c.AllUserMemberships(ctx, first(items).ID))
	groups = slices.DeleteFunc(groups, func(o Option) bool {
		return slices.ContainsFunc(theirs, func(m api.Membership) bool { return m.GroupID == o.Value })
	})
	return Form{
		Title:  "Put " + first(items).Name + " into a group",
		Fields: []Field{{Key: "group", Title: "Group", Type: field.Dropdown, Options: groups, Required: true}},
	}, err
}

func planAddGroup(ctx context.Context, c *api.Client, items []Item, answers Patch) (Plan, error) {
	it, group := first(items), answers["group"].Text()
	patch := membershipPatch(it.ID, group, Absent)
	words := it.Name + " in " + nameApart(ctx, c, targetGroup, group)
	return Plan{
		Title: "Put " + words, About: []string{words},
		Steps: []Step{step("POST", "users/"+it.ID+"/group_memberships", under("group_membership", patch))},
		Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
			_, _, err := c.CreateUserMembership(ctx, it.ID, patch)
			return Outcome{Text: "made: " + words, Stale: true}, err
		},
	}, nil
}

// removeGroupForm offers the groups that the agent is in.
func removeGroupForm(ctx context.Context, c *api.Client, items []Item) (Form, error) {
	it := first(items)
	theirs, err := listAll(c.AllUserMemberships(ctx, it.ID))
	if err != nil {
		return Form{}, err
	}
	options, err := groupOptions(ctx, c)
	in := make([]Option, len(theirs))
	for i, m := range theirs {
		in[i] = Option{Value: m.ID, Title: cmp.Or(titleIn(options, m.GroupID), m.GroupID)}
		if m.Default {
			in[i].About = "default"
		}
	}
	return Form{
		Title:  "Take " + it.Name + " out of a group",
		Fields: []Field{{Key: "membership", Title: "Group", Type: field.Dropdown, Options: in, Required: true}},
	}, err
}

// planRemoveGroup reads the membership again, so that what is removed is what
// was chosen.
func planRemoveGroup(ctx context.Context, c *api.Client, items []Item, answers Patch) (Plan, error) {
	it, id := first(items), answers["membership"].Text()
	m, _, err := c.ShowUserMembership(ctx, it.ID, id)
	if err != nil {
		return Plan{}, err
	}
	group := nameApart(ctx, c, targetGroup, m.GroupID)
	words := it.Name + " out of " + group
	back := planCreate([]pairing{{user: it.ID, group: m.GroupID, words: it.Name + " in " + group}}, "Put "+it.Name+" back; the membership has a new id")
	return Plan{
		Title: "Take " + words, About: []string{words}, Warning: "Their open tickets of the group lose their assignee.", Back: &back, Saw: m.GroupID,
		Steps: []Step{step("DELETE", "users/"+it.ID+"/group_memberships/"+id, nil)},
		Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
			_, err := c.DeleteUserMembership(ctx, it.ID, id)
			return Outcome{Text: "taken " + words, Stale: true}, err
		},
	}, nil
}
