package api

import "context"

const (
	userAnswer  = `{"user":{"id":35436,"name":"Johnny Agent","email":"johnny@example.com","role":"agent","custom_role_id":5,"organization_id":null,"default_group_id":88,"locale":"en-US","iana_time_zone":"Europe/Berlin","active":true,"suspended":false,"url":"https://example.zendesk.com/api/v2/users/35436.json"}}`
	usersAnswer = `{"users":[{"id":1,"name":"A"},{"id":"9007199254740993","name":"B"}],"next_page":null,"previous_page":null,"count":2}`
)

func lookAtUser(u User) any {
	return []any{u.ID, u.Name, u.Email, u.Role, u.CustomRoleID, u.OrganizationID, u.DefaultGroupID, u.Locale, u.TimeZone, u.Active, u.Suspended, u.IsAnonymous()}
}

var exampleUser = []any{"35436", "Johnny Agent", "johnny@example.com", "agent", "5", "", "88", "en-US", "Europe/Berlin", true, false, false}

func organizationPairs(os []Organization) any {
	var out []string
	for _, o := range os {
		out = append(out, o.ID+" "+o.Name)
	}
	return out
}

func ticketPairs(ts []Ticket) any {
	var out []string
	for _, t := range ts {
		out = append(out, t.ID+" "+t.Subject)
	}
	return out
}

func namedPairs(ns []Named) any {
	var out []string
	for _, n := range ns {
		out = append(out, n.ID+" "+n.Name)
	}
	return out
}

func pageOfNamed(p Page[Named]) any { return namedPairs(p.Items) }

var nameCases = []operationCase{
	{
		op: "GET /api/v2/users/me", path: "/users/me", answer: userAnswer,
		call: seen(func(ctx context.Context, c *Client) (User, *Response, error) { return c.ShowMe(ctx) }, lookAtUser),
		want: exampleUser,
	},
	{
		op: "GET /api/v2/users/{user_id}", path: "/users/35436", answer: userAnswer,
		call: seen(func(ctx context.Context, c *Client) (User, *Response, error) { return c.ShowUser(ctx, "35436") }, lookAtUser),
		want: exampleUser,
	},
	{
		op: "GET /api/v2/users/show_many", path: "/users/show_many", query: "ids=1,9007199254740993", answer: usersAnswer,
		call: seen(func(ctx context.Context, c *Client) ([]User, *Response, error) {
			return c.ShowUsers(ctx, []string{"1", "9007199254740993"})
		}, func(us []User) any { return []string{us[0].Name, us[1].ID} }),
		want: []string{"A", "9007199254740993"},
	},
	{
		op: "GET /api/v2/users/autocomplete", path: "/users/autocomplete", query: "name=jo&per_page=10", answer: usersAnswer,
		call: seen(func(ctx context.Context, c *Client) (Page[User], *Response, error) {
			return c.AutocompleteUsers(ctx, "jo", ListOptions{Size: 10})
		}, func(p Page[User]) any { return []int{len(p.Items), *p.Count} }),
		want: []int{2, 2},
	},
	{
		op: "GET /api/v2/groups", path: "/groups", query: "page[size]=100", answer: `{"groups":[{"id":88,"name":"DJs","deleted":false}]}`,
		call: seen(func(ctx context.Context, c *Client) (Page[Named], *Response, error) {
			return c.ListGroups(ctx, ListOptions{Size: 100})
		}, func(p Page[Named]) any { return []any{pageOfNamed(p), p.Items[0].Active} }),
		want: []any{[]string{"88 DJs"}, true},
	},
	{
		op: "GET /api/v2/groups/{group_id}", path: "/groups/88", answer: `{"group":{"id":88,"name":"DJs","deleted":true}}`,
		call: seen(func(ctx context.Context, c *Client) (Named, *Response, error) { return c.ShowGroup(ctx, "88") },
			func(n Named) any { return []any{n.Name, n.Active} }),
		want: []any{"DJs", false},
	},
	{
		op: "GET /api/v2/organizations/show_many", path: "/organizations/show_many", query: "ids=35436", answer: `{"organizations":[{"id":35436,"name":"One Organization"}]}`,
		call: seen(func(ctx context.Context, c *Client) ([]Organization, *Response, error) {
			return c.ShowOrganizations(ctx, []string{"35436"})
		}, organizationPairs),
		want: []string{"35436 One Organization"},
	},
	{
		op: "GET /api/v2/organizations/autocomplete", path: "/organizations/autocomplete", query: "name=im&page=2&per_page=10", answer: `{"organizations":[{"id":35436,"name":"Imp"}]}`,
		call: seen(func(ctx context.Context, c *Client) (Page[Named], *Response, error) {
			return c.AutocompleteOrganizations(ctx, "im", ListOptions{Size: 10, After: offsetCursor + "2"})
		}, pageOfNamed),
		want: []string{"35436 Imp"},
	},
	{
		op: "GET /api/v2/tickets/show_many", path: "/tickets/show_many", query: "ids=35436", answer: `{"tickets":[{"id":35436,"subject":"My printer is on fire!"}]}`,
		call: seen(func(ctx context.Context, c *Client) ([]Ticket, *Response, error) {
			return c.ShowTickets(ctx, []string{"35436"})
		}, ticketPairs),
		want: []string{"35436 My printer is on fire!"},
	},
	{
		op: "GET /api/v2/organizations/{organization_id}", path: "/organizations/16",
		answer: `{"organization":{"id":16,"name":"Groablet","domain_names":["remain.com"],"notes":"N","details":null,"group_id":null,"external_id":"ABC198","tags":["a"],"created_at":"2018-11-14T00:14:52Z"}}`,
		call: seen(func(ctx context.Context, c *Client) (Organization, *Response, error) {
			return c.ShowOrganization(ctx, "16")
		},
			func(o Organization) any {
				return []any{o.ID, o.Name, o.Domains.Strings(), o.Notes, o.Details, o.GroupID, o.External, o.Tags.Strings(), o.Created.Text}
			}),
		want: []any{"16", "Groablet", []string{"remain.com"}, "N", "", "", "ABC198", []string{"a"}, "2018-11-14T00:14:52Z"},
	},
	{
		op: "GET /api/v2/tickets/{ticket_id}", path: "/tickets/35436",
		answer: `{"ticket":{"id":35436,"subject":"Help","status":"open","priority":"high","type":"incident","requester_id":20978392,"assignee_id":235323,"group_id":98738,"organization_id":509974,"due_at":null,"updated_at":"2011-05-05T10:38:52Z"}}`,
		call: seen(func(ctx context.Context, c *Client) (Ticket, *Response, error) { return c.ShowTicket(ctx, "35436") },
			func(t Ticket) any {
				return []any{t.ID, t.Subject, t.Status, t.Priority, t.Type, t.RequesterID, t.AssigneeID, t.GroupID, t.OrganizationID, t.DueAt.Text, t.UpdatedAt.Text}
			}),
		want: []any{"35436", "Help", "open", "high", "incident", "20978392", "235323", "98738", "509974", "", "2011-05-05T10:38:52Z"},
	},
	{
		op: "GET /api/v2/brands", path: "/brands", answer: `{"brands":[{"id":47,"name":"Brand 1","active":true}]}`,
		call: seen(func(ctx context.Context, c *Client) (Page[Named], *Response, error) {
			return c.ListBrands(ctx, ListOptions{})
		}, pageOfNamed),
		want: []string{"47 Brand 1"},
	},
}

const relatedOp = "GET /api/v2/{target_type}/{target_id}/relationship_fields/{field_id}/{source_type}"

var relationCases = []operationCase{
	{
		op: relatedOp, path: "/zen:user/1234/relationship_fields/4398096842879/zen:ticket", query: "page[size]=10",
		answer: `{"tickets":[{"id":35436,"subject":"Help"}],"count":1,"next_page":null}`,
		call: seen(func(ctx context.Context, c *Client) (Page[Value], *Response, error) {
			return c.ListRelated(ctx, TargetUser, "1234", "4398096842879", TargetTicket, ListOptions{Size: 10})
		}, func(p Page[Value]) any { return string(p.Items[0]) }),
		want: `{"id":35436,"subject":"Help"}`,
	},
	{
		op: relatedOp, path: "/zen:custom_object:car/01GDX/relationship_fields/7/zen:custom_object:part", answer: "records",
		call: seen(func(ctx context.Context, c *Client) (Page[Record], *Response, error) {
			return c.ListRelatedRecords(ctx, TargetObject("car"), "01GDX", "7", "part", ListOptions{})
		}, func(p Page[Record]) any { return names(p, recordID) }),
		want: exampleIDs,
	},
	{
		op: relatedOp, path: "/zen:user/1/relationship_fields/7/zen:custom_object:part", answer: "records",
		call: seen(func(ctx context.Context, c *Client) (Page[Value], *Response, error) {
			return c.ListRelated(ctx, TargetUser, "1", "7", TargetObject("part"), ListOptions{})
		}, func(p Page[Value]) any { return members(p.Items[1].Members()).text("id") }),
		want: exampleIDs[1],
	},
	{
		op:   "GET /api/v2/relationships/definitions/{target_type}",
		path: "/relationships/definitions/zen:ticket", query: "source_type=zen:custom_object:car",
		answer: `{"definitions":{"conditions_all":[{"title":"Status"}],"conditions_any":[]}}`,
		call: seen(func(ctx context.Context, c *Client) (Value, *Response, error) {
			return c.ShowRelationshipDefinitions(ctx, TargetTicket, TargetObject("car"))
		}, func(v Value) any { return string(v) }),
		want: `{"conditions_all":[{"title":"Status"}],"conditions_any":[]}`,
	},
}
