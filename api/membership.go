package api

import "context"

// Membership says that an agent is in a group.
type Membership struct {
	Original
	ID        string    `json:"id"`       // digits; of the membership, not the group
	UserID    string    `json:"user_id"`  // digits
	GroupID   string    `json:"group_id"` // digits
	Default   bool      `json:"default"`  // the group the agent's tickets go to
	CreatedAt Timestamp `json:"created_at"`
	UpdatedAt Timestamp `json:"updated_at"`
	URL       string    `json:"url"`
}

// UnmarshalJSON reads the membership as the service writes it.
func (g *Membership) UnmarshalJSON(data []byte) error { return readObject(data, g) }

// MembershipPatch is a membership to make; what is Absent is not sent.
type MembershipPatch struct {
	UserID  Value `json:"user_id,omitzero"`  // a number; see ID
	GroupID Value `json:"group_id,omitzero"` // a number; see ID
	Default Value `json:"default,omitzero"`
}

const (
	membershipKey  = "group_membership"
	membershipsKey = "group_memberships"
)

// ListMemberships lists the group memberships of all agents.
//
// GET /api/v2/group_memberships
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) ListMemberships(ctx context.Context, o ListOptions) (Page[Membership], *Response, error) {
	return doPage[Membership](ctx, c, get("group_memberships"), membershipsKey, o)
}

// ListAssignableMemberships lists those whose agent can be assigned tickets.
//
// GET /api/v2/group_memberships/assignable
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) ListAssignableMemberships(ctx context.Context, o ListOptions) (Page[Membership], *Response, error) {
	return doPage[Membership](ctx, c, get("group_memberships", "assignable"), membershipsKey, o)
}

// ListUserMemberships lists the groups of one agent.
//
// GET /api/v2/users/{user_id}/group_memberships
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) ListUserMemberships(ctx context.Context, userID string, o ListOptions) (Page[Membership], *Response, error) {
	return doPage[Membership](ctx, c, get("users", userID, "group_memberships"), membershipsKey, o)
}

// ListGroupMemberships lists the agents of one group.
//
// GET /api/v2/groups/{group_id}/memberships
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) ListGroupMemberships(ctx context.Context, groupID string, o ListOptions) (Page[Membership], *Response, error) {
	return doPage[Membership](ctx, c, get("groups", groupID, "memberships"), membershipsKey, o)
}

// ListGroupAssignableMemberships lists those agents of one group who can be
// assigned tickets.
//
// GET /api/v2/groups/{group_id}/memberships/assignable
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) ListGroupAssignableMemberships(ctx context.Context, groupID string, o ListOptions) (Page[Membership], *Response, error) {
	return doPage[Membership](ctx, c, get("groups", groupID, "memberships", "assignable"), membershipsKey, o)
}

// ShowMembership returns one membership by its own id.
//
// GET /api/v2/group_memberships/{group_membership_id}
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) ShowMembership(ctx context.Context, id string) (Membership, *Response, error) {
	return call(ctx, c, get("group_memberships", id), under[Membership](membershipKey))
}

// CreateMembership puts an agent into a group.
//
// POST /api/v2/group_memberships
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) CreateMembership(ctx context.Context, p MembershipPatch) (Membership, *Response, error) {
	return call(ctx, c, post(wrap(membershipKey, p), "group_memberships"), under[Membership](membershipKey))
}

// CreateMemberships puts up to 100 agents into groups, in a job.
//
// POST /api/v2/group_memberships/create_many
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) CreateMemberships(ctx context.Context, ps []MembershipPatch) (JobStatus, *Response, error) {
	op := post(wrap(membershipsKey, ps), "group_memberships", "create_many")
	if len(ps) == 0 || len(ps) > MaxMany {
		return JobStatus{}, &Response{}, notSent(op, "1 to %d memberships can be made at once, not %d", MaxMany, len(ps))
	}
	return call(ctx, c, op, under[JobStatus]("job_status"))
}

// DeleteMembership takes an agent out of a group at once, and the agent's
// working tickets of that group in a job.
//
// DELETE /api/v2/group_memberships/{group_membership_id}
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) DeleteMembership(ctx context.Context, id string) (*Response, error) {
	return c.do(ctx, del("group_memberships", id))
}

// DeleteMemberships does for up to 100 memberships what DeleteMembership does
// for one.
//
// DELETE /api/v2/group_memberships/destroy_many?ids={ids}
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) DeleteMemberships(ctx context.Context, ids []string) (JobStatus, *Response, error) {
	op, err := withMany(del("group_memberships", "destroy_many"), "ids", ids)
	if err != nil {
		return JobStatus{}, &Response{}, err
	}
	return call(ctx, c, op, under[JobStatus]("job_status"))
}

// ShowUserMembership returns a membership of one agent.
//
// GET /api/v2/users/{user_id}/group_memberships/{group_membership_id}
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) ShowUserMembership(ctx context.Context, userID, id string) (Membership, *Response, error) {
	return call(ctx, c, get("users", userID, "group_memberships", id), under[Membership](membershipKey))
}

// CreateUserMembership puts one agent into a group.
//
// POST /api/v2/users/{user_id}/group_memberships
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) CreateUserMembership(ctx context.Context, userID string, p MembershipPatch) (Membership, *Response, error) {
	return call(ctx, c, post(wrap(membershipKey, p), "users", userID, "group_memberships"), under[Membership](membershipKey))
}

// DeleteUserMembership does what DeleteMembership does, of one agent.
//
// DELETE /api/v2/users/{user_id}/group_memberships/{group_membership_id}
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) DeleteUserMembership(ctx context.Context, userID, id string) (*Response, error) {
	return c.do(ctx, del("users", userID, "group_memberships", id))
}

// MakeDefaultMembership makes the group the default one of the agent, and
// returns all memberships of the agent.
//
// PUT /api/v2/users/{user_id}/group_memberships/{group_membership_id}/make_default
// https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
func (c *Client) MakeDefaultMembership(ctx context.Context, userID, id string) ([]Membership, *Response, error) {
	return doList[Membership](ctx, c, put(struct{}{}, "users", userID, "group_memberships", id, "make_default"), membershipsKey)
}
