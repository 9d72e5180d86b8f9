package api

import "context"

// Role is a custom agent role.
type Role struct {
	Original
	ID              string           `json:"id"` // digits
	Name            string           `json:"name"`
	Description     string           `json:"description"`
	RoleType        int              `json:"role_type"`         // 0 custom, 1 light agent, 2 chat, 3 contributor, 4 admin, 5 billing admin
	TeamMemberCount int              `json:"team_member_count"` // how many people have it
	Configuration   map[string]Value `json:"configuration"`     // what people with it may do, by permission
	CreatedAt       Timestamp        `json:"created_at"`
	UpdatedAt       Timestamp        `json:"updated_at"`
}

// UnmarshalJSON reads the role as the service writes it.
func (r *Role) UnmarshalJSON(data []byte) error { return readObject(data, r) }

// RolePatch is what to set of a role; what is Absent is not sent.
type RolePatch struct {
	Name          Value            `json:"name,omitzero"`
	Description   Value            `json:"description,omitzero"`
	RoleType      Value            `json:"role_type,omitzero"`
	Configuration map[string]Value `json:"configuration,omitempty"` // only the permissions to set
}

// ListRoles lists the custom roles, all on one page. The manage_roles
// permission and an Enterprise plan are needed for this family.
//
// GET /api/v2/custom_roles
// https://developer.zendesk.com/api-reference/ticketing/account-configuration/custom_roles/
func (c *Client) ListRoles(ctx context.Context, o ListOptions) (Page[Role], *Response, error) {
	return doPage[Role](ctx, c, get("custom_roles"), "custom_roles", o)
}

// ShowRole returns one custom role.
//
// GET /api/v2/custom_roles/{custom_role_id}
// https://developer.zendesk.com/api-reference/ticketing/account-configuration/custom_roles/
func (c *Client) ShowRole(ctx context.Context, id string) (Role, *Response, error) {
	return call(ctx, c, get("custom_roles", id), under[Role]("custom_role"))
}

// CreateRole makes a custom role. The service answers with 200, not 201.
//
// POST /api/v2/custom_roles
// https://developer.zendesk.com/api-reference/ticketing/account-configuration/custom_roles/
func (c *Client) CreateRole(ctx context.Context, p RolePatch) (Role, *Response, error) {
	return call(ctx, c, post(wrap("custom_role", p), "custom_roles"), under[Role]("custom_role"))
}

// UpdateRole changes what is given of a custom role.
//
// PUT /api/v2/custom_roles/{custom_role_id}
// https://developer.zendesk.com/api-reference/ticketing/account-configuration/custom_roles/
func (c *Client) UpdateRole(ctx context.Context, id string, p RolePatch) (Role, *Response, error) {
	return call(ctx, c, put(wrap("custom_role", p), "custom_roles", id), under[Role]("custom_role"))
}

// DeleteRole deletes a custom role that nobody has.
//
// DELETE /api/v2/custom_roles/{custom_role_id}
// https://developer.zendesk.com/api-reference/ticketing/account-configuration/custom_roles/
func (c *Client) DeleteRole(ctx context.Context, id string) (*Response, error) {
	return c.do(ctx, del("custom_roles", id))
}
