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

func membershipVerbs() []Verb {
	return []Verb{
		{ID: "of-user", Title: "only the groups of this agent", Reads: true, Visit: func(it Item) Place {
			return Place{Collection: familyMemberships, Fixed: FixedQuery("user", it.Value("user_id").Text())}
		}},
		{ID: "of-group", Title: "only the agents of this group", Reads: true, Visit: func(it Item) Place {
			return Place{Collection: familyMemberships, Fixed: FixedQuery("group", it.Value("group_id").Text())}
		}},
		{ID: "assignable-of-group", Title: "only those of this group who can be assigned tickets", Reads: true, Visit: func(it Item) Place {
			return Place{Collection: familyMemberships, Fixed: FixedQuery("group", it.Value("group_id").Text(), "assignable", "true")}
		}},
		{ID: "agent", Title: "the agent: address, role, language", Reads: true, Show: showAgent},
		{ID: "assignable", Title: "only those who can be assigned tickets", Reads: true, Table: true, Visit: func(Item) Place {
			return Place{Collection: familyMemberships, Fixed: "assignable=true"}
		}},
		{
			ID: "make-default", Title: "make the default group of the agent",
			Allowed: whereTrue("default", defaultAlready), Plan: planDefaultGroup,
		},
		{ID: "add-people", Title: "put several agents into a group", Table: true, Form: addPeopleForm, Plan: planAddPeople},
		{ID: "add-to-groups", Title: "put these agents into other groups", Rows: true, Form: addToGroupsForm, Plan: planAddToGroups},
		{ID: "remove", Title: "take these agents out of these groups", Rows: true, Plan: planRemove},
	}
}

// showAgent tells of the agent of a row what a name does not.
//
// GET /api/v2/users/{user_id}
func showAgent(ctx context.Context, c *api.Client, items []Item) ([]string, error) {
	u, _, err := c.ShowUser(ctx, first(items).Value("user_id").Text())
	if err != nil {
		return nil, err
	}
	out := []string{userWords(u)}
	for _, line := range [][2]string{{"language", u.Locale}, {"time zone", u.TimeZone}, {"id", u.ID}} {
		if line[1] != "" {
			out = append(out, line[0]+" "+line[1])
		}
	}
	if u.Suspended {
		out = append(out, "suspended")
	}
	return out, nil
}

func planDefaultGroup(ctx context.Context, c *api.Client, items []Item, _ Patch) (Plan, error) {
	it := first(items)
	user := it.Value("user_id").Text()
	who := membershipWords(ctx, c, items[:1])
	plan := defaultGroupPlan(user, it.ID, "Make the default group: "+who, "the default group is now: "+who)
	theirs, err := listAll(c.AllUserMemberships(ctx, user))
	for _, m := range theirs {
		if m.Default && m.ID != it.ID {
			back := defaultGroupPlan(user, m.ID, "Make the default group what it was before", "the default group is again what it was")
			plan = plan.takenBackBy(back, func(ctx context.Context, c *api.Client) (string, error) {
				now, err := listAll(c.AllUserMemberships(ctx, user))
				return stateOf(now, err, func(m api.Membership) any { return []any{m.ID, m.Default} })
			})
		}
	}
	return plan, err
}

func defaultGroupPlan(user, id, title, done string) Plan {
	return Plan{
		Title: title,
		Steps: []Step{step("PUT", "users/"+user+"/group_memberships/"+id+"/make_default", struct{}{})},
		Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
			now, _, err := c.MakeDefaultMembership(ctx, user, id)
			return Outcome{Text: done, Changed: each(now, membershipItem)}, err
		},
	}
}

func addPeopleForm(ctx context.Context, c *api.Client, items []Item) (Form, error) {
	return Form{
		Title: "Put agents into a group",
		Fields: []Field{
			groupField(ctx, c, Field{Key: "group", Title: "Group", Type: field.Dropdown, Required: true}),
			{Key: "people", Title: "Agents: names or IDs, one a line", Type: field.TextArea, Required: true},
		},
		Values: map[string]Value{"group": first(items).Value("group_id")},
	}, ctx.Err()
}

// groupField is a field to choose groups in; where they cannot be read, one to
// type their ids in.
func groupField(ctx context.Context, c *api.Client, f Field) Field {
	groups, missing := apart(ctx, "the groups", func(ctx context.Context) ([]Option, error) { return groupOptions(ctx, c) })
	if missing == "" {
		f.Options = groups
		return f
	}
	f.Description = missing
	switch f.Type {
	case field.Multiselect:
		f.Title, f.Type = f.Title+": IDs, one a line", field.TextArea
	default:
		f.Title, f.Type = f.Title+": its ID", field.Text
	}
	return f
}

// planAddPeople finds the people by what was typed, so that the review names
// them: ids in one request, names one by one.
func planAddPeople(ctx context.Context, c *api.Client, _ []Item, answers Patch) (Plan, error) {
	typed := lines(answers["people"].Text())
	if len(typed) == 0 || len(typed) > api.MaxMany {
		return Plan{}, refuse("people", fmt.Sprintf("1 to %d agents can be put into a group at once, not %d", api.MaxMany, len(typed)))
	}
	people, err := findPeople(ctx, c, typed)
	if err != nil {
		return Plan{}, err
	}
	group := answers["group"].Text()
	var pairs []pairing
	for _, u := range people {
		pairs = append(pairs, pairing{user: u.ID, group: group, words: u.Name})
	}
	return planCreate(pairs, "Put "+pairWords(pairs)+" into "+nameApart(ctx, c, targetGroup, group)), ctx.Err()
}

// findPeople reads who is meant by ids and names. What ids are called is nice to
// know.
func findPeople(ctx context.Context, c *api.Client, typed []string) ([]api.User, error) {
	var ids []string
	for _, t := range typed {
		if digits(t) {
			ids = append(ids, t)
		}
	}
	var out []api.User
	if len(ids) > 0 {
		found, missing := apart(ctx, "names", func(ctx context.Context) ([]api.User, error) { return result(c.ShowUsers(ctx, unique(ids))) })
		out = found
		for _, id := range unique(ids) {
			if missing != "" { // the service looks the ids up itself
				out = append(out, api.User{ID: id, Name: id})
			} else if !slices.ContainsFunc(found, func(u api.User) bool { return u.ID == id }) {
				return nil, refuse("people", "there is nobody with the ID "+id)
			}
		}
	}
	for _, t := range typed {
		if digits(t) {
			continue
		}
		u, err := findPerson(ctx, c, t)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(out, func(o api.User) bool { return o.ID == u.ID }) {
			out = append(out, u)
		}
	}
	return out, nil
}

// findPerson is the one agent whose name or address is meant; several are as
// bad as none.
func findPerson(ctx context.Context, c *api.Client, typed string) (api.User, error) {
	p, _, err := c.AutocompleteUsers(ctx, typed, api.ListOptions{})
	if err != nil {
		return api.User{}, err
	}
	agents := slices.DeleteFunc(p.Items, func(u api.User) bool { return u.Role == "end-user" })
	exact := slices.DeleteFunc(slices.Clone(agents), func(u api.User) bool {
		return !strings.EqualFold(u.Name, typed) && !strings.EqualFold(u.Email, typed)
	})
	if len(exact) == 1 {
		agents = exact
	}
	switch len(agents) {
	case 0:
		return api.User{}, refuse("people", "no agent is called "+typed)
	case 1:
		return agents[0], nil
	}
	names := make([]string, min(len(agents), 4))
	for i := range names {
		names[i] = agents[i].Name + " (" + agents[i].ID + ")"
	}
	return api.User{}, refuse("people", typed+" can be "+strings.Join(names, " or ")+": write the ID")
}

func addToGroupsForm(ctx context.Context, c *api.Client, items []Item) (Form, error) {
	return Form{
		Title:  fmt.Sprintf("Put %d agents into other groups", len(people(items))),
		Fields: []Field{groupField(ctx, c, Field{Key: "groups", Title: "Groups", Type: field.Multiselect, Required: true})},
		Values: map[string]Value{},
	}, ctx.Err()
}

// people are the agents of rows, each once.
func people(items []Item) []string {
	return unique(each(items, func(it Item) string { return it.Value("user_id").Text() }))
}

func planAddToGroups(ctx context.Context, c *api.Client, items []Item, answers Patch) (Plan, error) {
	who, groups := people(items), answers["groups"].Strings()
	if typed := answers["groups"]; !typed.IsArray() {
		groups = lines(typed.Text())
	}
	names, titles := namesApart(ctx, c, api.TargetUser, who), namesApart(ctx, c, targetGroup, groups)
	var pairs []pairing
	for _, user := range who {
		for _, group := range groups {
			if !slices.ContainsFunc(items, func(it Item) bool {
				return it.Value("user_id").Text() == user && it.Value("group_id").Text() == group
			}) {
				pairs = append(pairs, pairing{user, group, cmp.Or(names[user], user) + " in " + cmp.Or(titles[group], group)})
			}
		}
	}
	if len(pairs) == 0 || len(pairs) > api.MaxMany {
		return Plan{}, refuse("groups", fmt.Sprintf("1 to %d memberships can be made at once, not %d", api.MaxMany, len(pairs)))
	}
	return planCreate(pairs, "Make "+fmt.Sprint(len(pairs))+" memberships: "+pairWords(pairs)), nil
}
