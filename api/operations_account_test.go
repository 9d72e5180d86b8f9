package api

import "context"

func lookAtRole(r Role) any {
	return []any{r.ID, r.Name, r.Description, r.RoleType, r.TeamMemberCount, r.Configuration["ticket_access"], r.CreatedAt.Text, len(r.Configuration)}
}

var exampleRole = []any{"10127", "sample role", "sample description", 0, 10, Value(`"within-groups"`), "2012-03-12T16:32:22Z", 38}

var roleCases = []operationCase{
	{
		op: "GET /api/v2/custom_roles", path: "/custom_roles", answer: "roles",
		call: seen(func(ctx context.Context, c *Client) (Page[Role], *Response, error) {
			return c.ListRoles(ctx, ListOptions{})
		},
			func(p Page[Role]) any { return lookAtRole(p.Items[0]) }),
		want: exampleRole,
	},
	{
		op: "POST /api/v2/custom_roles", path: "/custom_roles", answer: "role",
		body: `{"custom_role":{"name":"sample role","description":"sample description","configuration":{"chat_access":true,"ticket_access":"all"}}}`,
		call: seen(func(ctx context.Context, c *Client) (Role, *Response, error) {
			return c.CreateRole(ctx, RolePatch{Name: String("sample role"), Description: String("sample description"),
				Configuration: map[string]Value{"ticket_access": String("all"), "chat_access": Bool(true)}})
		}, lookAtRole),
		want: exampleRole,
	},
	{
		op: "GET /api/v2/custom_roles/{custom_role_id}", path: "/custom_roles/10127", answer: "role",
		call: seen(func(ctx context.Context, c *Client) (Role, *Response, error) { return c.ShowRole(ctx, "10127") }, lookAtRole),
		want: exampleRole,
	},
	{
		op: "PUT /api/v2/custom_roles/{custom_role_id}", path: "/custom_roles/10127", answer: "role",
		body: `{"custom_role":{"role_type":0}}`,
		call: seen(func(ctx context.Context, c *Client) (Role, *Response, error) {
			return c.UpdateRole(ctx, "10127", RolePatch{RoleType: Int(0)})
		}, lookAtRole),
		want: exampleRole,
	},
	{
		op: "DELETE /api/v2/custom_roles/{custom_role_id}", path: "/custom_roles/10127", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) { return c.DeleteRole(ctx, "10127") }),
	},
}

func lookAtTicketStatus(s TicketStatus) any {
	return []any{s.ID, s.Category, s.AgentLabel, s.EndUserLabel, s.Description, s.EndUserDescription, s.Active, s.Default,
		s.CreatedAt.Time.Unix()}
}

var exampleTicketStatus = []any{"35436", "open", "Responding quickly", "Urgent processing", "Customer needs a response quickly",
	"Your ticket is being responded to", true, false, int64(1626821729)}

const formStatuses = `{"ticket_form_statuses":[{"custom_status_id":7485541848574,"id":"01HFD81Y01D65FJ7EPNNM58GPK","ticket_form_id":7485506877054}]}`

func lookAtFormStatus(list []TicketFormStatus) any {
	return []any{list[0].ID, list[0].StatusID, list[0].FormID}
}

var exampleFormStatus = []any{"01HFD81Y01D65FJ7EPNNM58GPK", "7485541848574", "7485506877054"}

var yes, no = true, false

var ticketStatusCases = []operationCase{
	{
		op: "GET /api/v2/custom_statuses", path: "/custom_statuses", answer: "custom_statuses",
		query: "status_categories=open,pending&active=true&default=false",
		call: seen(func(ctx context.Context, c *Client) (Page[TicketStatus], *Response, error) {
			return c.ListTicketStatuses(ctx, TicketStatusFilter{Categories: []string{"open", "pending"}, Active: &yes, Default: &no}, ListOptions{})
		}, func(p Page[TicketStatus]) any { return lookAtTicketStatus(p.Items[0]) }),
		want: exampleTicketStatus,
	},
	{
		op: "POST /api/v2/custom_statuses", path: "/custom_statuses", status: 201, answer: "custom_status",
		body: `{"custom_status":{"status_category":"open","agent_label":"Responding quickly","end_user_label":"Urgent processing","description":"Customer needs a response quickly","end_user_description":"Your ticket is being responded to","active":true}}`,
		call: seen(func(ctx context.Context, c *Client) (TicketStatus, *Response, error) {
			return c.CreateTicketStatus(ctx, TicketStatusPatch{Category: String("open"), AgentLabel: String("Responding quickly"),
				EndUserLabel: String("Urgent processing"), Description: String("Customer needs a response quickly"),
				EndUserDescription: String("Your ticket is being responded to"), Active: Bool(true)})
		}, lookAtTicketStatus),
		want: exampleTicketStatus,
	},
	{
		op: "PUT /api/v2/custom_status/default", path: "/custom_status/default", answer: `{}`,
		body: `{"ids":"1234567,1234577"}`,
		call: only(func(ctx context.Context, c *Client) (*Response, error) {
			return c.SetDefaultTicketStatuses(ctx, []string{"1234567", "1234577"})
		}),
	},
	{
		op: "GET /api/v2/custom_statuses/{custom_status_id}", path: "/custom_statuses/35436", answer: "custom_status",
		call: seen(func(ctx context.Context, c *Client) (TicketStatus, *Response, error) {
			return c.ShowTicketStatus(ctx, "35436")
		}, lookAtTicketStatus),
		want: exampleTicketStatus,
	},
	{
		op: "PUT /api/v2/custom_statuses/{custom_status_id}", path: "/custom_statuses/35436", answer: "custom_status",
		body: `{"custom_status":{"description":null}}`,
		call: seen(func(ctx context.Context, c *Client) (TicketStatus, *Response, error) {
			return c.UpdateTicketStatus(ctx, "35436", TicketStatusPatch{Description: Null})
		}, lookAtTicketStatus),
		want: exampleTicketStatus,
	},
	{
		op: "DELETE /api/v2/custom_statuses/{custom_status_id}", path: "/custom_statuses/35436", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) { return c.DeleteTicketStatus(ctx, "35436") }),
	},
	{
		op: "GET /api/v2/ticket_forms", path: "/ticket_forms", answer: `{"ticket_forms":[{"id":47,"name":"Snowboard Problem","raw_name":"Snowboard Problem","active":true}]}`,
		call: seen(func(ctx context.Context, c *Client) (Page[Named], *Response, error) {
			return c.ListTicketForms(ctx, ListOptions{})
		}, func(p Page[Named]) any { return []any{p.Items[0].ID, p.Items[0].Name} }),
		want: []any{"47", "Snowboard Problem"},
	},
	{
		op: "GET /api/v2/ticket_form_statuses", path: "/ticket_form_statuses", answer: formStatuses,
		call: seen(func(ctx context.Context, c *Client) (Page[TicketFormStatus], *Response, error) {
			return c.ListTicketFormStatuses(ctx, ListOptions{})
		}, func(p Page[TicketFormStatus]) any { return lookAtFormStatus(p.Items) }),
		want: exampleFormStatus,
	},
	{
		op:   "POST /api/v2/custom_statuses/{custom_status_id}/ticket_form_statuses",
		path: "/custom_statuses/7485541848574/ticket_form_statuses", answer: formStatuses, body: `{"ticket_form_status":[{"ticket_form_id":1},{"ticket_form_id":2}]}`,
		call: seen(func(ctx context.Context, c *Client) ([]TicketFormStatus, *Response, error) {
			return c.AddTicketStatusToForms(ctx, "7485541848574", []string{"1", "2"})
		}, lookAtFormStatus),
		want: exampleFormStatus,
	},
	{
		op:   "DELETE /api/v2/ticket_forms/{ticket_form_id}/ticket_form_statuses/{ticket_form_status_id}",
		path: "/ticket_forms/47/ticket_form_statuses/01HFD81Y01D65FJ7EPNNM58GPK", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) {
			return c.DeleteTicketFormStatus(ctx, "47", "01HFD81Y01D65FJ7EPNNM58GPK")
		}),
	},
}

func lookAtCard(e EssentialsCard) any {
	return []any{e.ID, e.Key, e.Layout, e.Default, e.MaxCount, len(e.Fields), e.Fields[0]}
}

var exampleCard = []any{"", "zen:user", "essentials_card", true, 20, 5, CardField{ZRN: "zen:user:identity:email"}}

var cardCases = []operationCase{
	{
		op: "GET /api/v2/object_layouts/essentials_cards", path: "/object_layouts/essentials_cards", answer: "cards",
		call: seen(func(ctx context.Context, c *Client) (Page[EssentialsCard], *Response, error) {
			return c.ListEssentialsCards(ctx, ListOptions{})
		}, func(p Page[EssentialsCard]) any { return lookAtCard(p.Items[0]) }),
		want: exampleCard,
	},
	{
		op: "GET /api/v2/object_layouts/{object_type}/essentials_card", path: "/object_layouts/zen:custom_object:car/essentials_card", answer: "card",
		call: seen(func(ctx context.Context, c *Client) (EssentialsCard, *Response, error) {
			return c.ShowEssentialsCard(ctx, TargetObject("car"))
		}, lookAtCard),
		want: exampleCard,
	},
	{
		op: "PUT /api/v2/object_layouts/{object_type}/essentials_card", path: "/object_layouts/zen:user/essentials_card", answer: "card",
		body: `{"object_layout":{"fields":["zen:user:field:standard:locale"]}}`,
		call: seen(func(ctx context.Context, c *Client) (EssentialsCard, *Response, error) {
			return c.UpdateEssentialsCard(ctx, TargetUser, []string{"zen:user:field:standard:locale"})
		}, lookAtCard),
		want: exampleCard,
	},
	{
		op: "DELETE /api/v2/object_layouts/{object_type}/essentials_card", path: "/object_layouts/zen:user/essentials_card", answer: "card",
		call: only(func(ctx context.Context, c *Client) (*Response, error) {
			return c.DeleteEssentialsCard(ctx, TargetUser)
		}),
	},
}

func lookAtMembership(m Membership) any {
	return []any{m.ID, m.UserID, m.GroupID, m.Default, m.CreatedAt.Text}
}

var exampleMembership = []any{"461", "72", "88", true, "2012-04-03T12:34:01Z"}

func firstMembership(p Page[Membership]) any { return lookAtMembership(p.Items[0]) }

var membershipCases = []operationCase{
	{
		op: "GET /api/v2/group_memberships", path: "/group_memberships", answer: "memberships",
		call: seen(func(ctx context.Context, c *Client) (Page[Membership], *Response, error) {
			return c.ListMemberships(ctx, ListOptions{})
		}, firstMembership),
		want: exampleMembership,
	},
	{
		op: "POST /api/v2/group_memberships", path: "/group_memberships", status: 201, answer: "membership",
		body: `{"group_membership":{"user_id":72,"group_id":88}}`,
		call: seen(func(ctx context.Context, c *Client) (Membership, *Response, error) {
			return c.CreateMembership(ctx, MembershipPatch{UserID: ID("72"), GroupID: ID("88")})
		}, lookAtMembership),
		want: exampleMembership,
	},
	{
		op: "GET /api/v2/group_memberships/assignable", path: "/group_memberships/assignable", query: "page[size]=100", answer: "memberships",
		call: seen(func(ctx context.Context, c *Client) (Page[Membership], *Response, error) {
			return c.ListAssignableMemberships(ctx, ListOptions{Size: 100})
		}, firstMembership),
		want: exampleMembership,
	},
	{
		op: "POST /api/v2/group_memberships/create_many", path: "/group_memberships/create_many", answer: "job_queued",
		body: `{"group_memberships":[{"user_id":72,"group_id":88},{"user_id":73,"group_id":88,"default":true}]}`,
		call: seen(func(ctx context.Context, c *Client) (JobStatus, *Response, error) {
			return c.CreateMemberships(ctx, []MembershipPatch{{UserID: ID("72"), GroupID: ID("88")}, {UserID: ID("73"), GroupID: ID("88"), Default: Bool(true)}})
		}, lookAtJob),
		want: queuedJob,
	},
	{
		op: "DELETE /api/v2/group_memberships/destroy_many", path: "/group_memberships/destroy_many", query: "ids=1,2", answer: "job_queued",
		call: seen(func(ctx context.Context, c *Client) (JobStatus, *Response, error) {
			return c.DeleteMemberships(ctx, []string{"1", "2"})
		}, lookAtJob),
		want: queuedJob,
	},
	{
		op: "GET /api/v2/group_memberships/{group_membership_id}", path: "/group_memberships/461", answer: "membership",
		call: seen(func(ctx context.Context, c *Client) (Membership, *Response, error) {
			return c.ShowMembership(ctx, "461")
		}, lookAtMembership),
		want: exampleMembership,
	},
	{
		op: "DELETE /api/v2/group_memberships/{group_membership_id}", path: "/group_memberships/461", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) { return c.DeleteMembership(ctx, "461") }),
	},
	{
		op: "GET /api/v2/users/{user_id}/group_memberships", path: "/users/72/group_memberships", answer: "memberships",
		call: seen(func(ctx context.Context, c *Client) (Page[Membership], *Response, error) {
			return c.ListUserMemberships(ctx, "72", ListOptions{})
		}, firstMembership),
		want: exampleMembership,
	},
	{
		op: "POST /api/v2/users/{user_id}/group_memberships", path: "/users/72/group_memberships", status: 201, answer: "membership",
		body: `{"group_membership":{"user_id":72,"group_id":88}}`,
		call: seen(func(ctx context.Context, c *Client) (Membership, *Response, error) {
			return c.CreateUserMembership(ctx, "72", MembershipPatch{UserID: ID("72"), GroupID: ID("88")})
		}, lookAtMembership),
		want: exampleMembership,
	},
	{
		op: "GET /api/v2/users/{user_id}/group_memberships/{group_membership_id}", path: "/users/72/group_memberships/461", answer: "membership",
		call: seen(func(ctx context.Context, c *Client) (Membership, *Response, error) {
			return c.ShowUserMembership(ctx, "72", "461")
		}, lookAtMembership),
		want: exampleMembership,
	},
	{
		op: "DELETE /api/v2/users/{user_id}/group_memberships/{group_membership_id}", path: "/users/72/group_memberships/461", status: 204,
		call: only(func(ctx context.Context, c *Client) (*Response, error) {
			return c.DeleteUserMembership(ctx, "72", "461")
		}),
	},
	{
		op:   "PUT /api/v2/users/{user_id}/group_memberships/{group_membership_id}/make_default",
		path: "/users/72/group_memberships/461/make_default", answer: "memberships", body: `{}`,
		call: seen(func(ctx context.Context, c *Client) ([]Membership, *Response, error) {
			return c.MakeDefaultMembership(ctx, "72", "461")
		}, func(ms []Membership) any { return lookAtMembership(ms[0]) }),
		want: exampleMembership,
	},
	{
		op: "GET /api/v2/groups/{group_id}/memberships/assignable", path: "/groups/88/memberships/assignable", query: "page[size]=50", answer: "memberships",
		call: seen(func(ctx context.Context, c *Client) (Page[Membership], *Response, error) {
			return c.ListGroupAssignableMemberships(ctx, "88", ListOptions{Size: 50})
		}, firstMembership),
		want: exampleMembership,
	},
	{
		op: "GET /api/v2/groups/{group_id}/memberships", path: "/groups/88/memberships", answer: "memberships",
		call: seen(func(ctx context.Context, c *Client) (Page[Membership], *Response, error) {
			return c.ListGroupMemberships(ctx, "88", ListOptions{})
		}, firstMembership),
		want: exampleMembership,
	},
}
