package api

import "context"

// AccessRule says which records of one custom object a role may reach, where a
// permission policy names it.
type AccessRule struct {
	Original
	ID          string     `json:"id"` // digits
	Title       string     `json:"title"`
	Description string     `json:"description"`
	CreatedAt   Timestamp  `json:"created_at"`
	UpdatedAt   Timestamp  `json:"updated_at"`
	Conditions  Conditions `json:"conditions"`
}

// UnmarshalJSON reads the rule as the service writes it.
func (r *AccessRule) UnmarshalJSON(data []byte) error { return readObject(data, r) }

// AccessRulePatch is what to set of a rule; what is Absent is not sent.
// Conditions go whole: see Conditions.Body.
type AccessRulePatch struct {
	Title       Value `json:"title,omitzero"`
	Description Value `json:"description,omitzero"`
	Conditions  Value `json:"conditions,omitzero"`
}

// ListAccessRules lists the access rules of an object, all on one page. Admins
// only, like everything of this file.
//
// GET /api/v2/custom_objects/{custom_object_key}/access_rules
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_permissions/
func (c *Client) ListAccessRules(ctx context.Context, objectKey string, o ListOptions) (Page[AccessRule], *Response, error) {
	return doPage[AccessRule](ctx, c, get("custom_objects", objectKey, "access_rules"), "access_rules", o)
}

// ShowAccessRule returns one rule.
//
// GET /api/v2/custom_objects/{custom_object_key}/access_rules/{id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_permissions/
func (c *Client) ShowAccessRule(ctx context.Context, objectKey, id string) (AccessRule, *Response, error) {
	return call(ctx, c, get("custom_objects", objectKey, "access_rules", id), under[AccessRule]("access_rule"))
}

// ShowAccessRuleDefinitions returns what the conditions of an object's rules
// can say.
//
// GET /api/v2/custom_objects/{custom_object_key}/access_rules/definitions
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_permissions/
func (c *Client) ShowAccessRuleDefinitions(ctx context.Context, objectKey string) (Definitions, *Response, error) {
	return call(ctx, c, get("custom_objects", objectKey, "access_rules", "definitions"), under[Definitions]("definitions"))
}

// CreateAccessRule makes a rule, which binds nobody until a policy names it.
//
// POST /api/v2/custom_objects/{custom_object_key}/access_rules
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_permissions/
func (c *Client) CreateAccessRule(ctx context.Context, objectKey string, p AccessRulePatch) (AccessRule, *Response, error) {
	return call(ctx, c, post(wrap("access_rule", p), "custom_objects", objectKey, "access_rules"), under[AccessRule]("access_rule"))
}

// UpdateAccessRule changes what is given of a rule, for every role whose policy
// names it.
//
// PATCH /api/v2/custom_objects/{custom_object_key}/access_rules/{id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_permissions/
func (c *Client) UpdateAccessRule(ctx context.Context, objectKey, id string, p AccessRulePatch) (AccessRule, *Response, error) {
	return call(ctx, c, patch(wrap("access_rule", p), "custom_objects", objectKey, "access_rules", id), under[AccessRule]("access_rule"))
}

// DeleteAccessRule deletes a rule. What becomes of policies that name it is
// not documented: see that none does.
//
// DELETE /api/v2/custom_objects/{custom_object_key}/access_rules/{id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_permissions/
func (c *Client) DeleteAccessRule(ctx context.Context, objectKey, id string) (*Response, error) {
	return c.do(ctx, del("custom_objects", objectKey, "access_rules", id))
}

// PermissionPolicy is what one role may do with the records of one object.
// Administrators have no policy: they may do everything.
type PermissionPolicy struct {
	Original
	ID       string `json:"id"` // custom-role-{custom_role_id}, or end-user
	RoleName string `json:"role_name"`
	Create   Permission
	Read     Permission
	Update   Permission
	Delete   Permission
}

// Permission is one thing that a role may do or not: with every record, or
// with those that meet an access rule.
type Permission struct {
	Allowed bool   `json:"allowed"`
	RuleID  string `json:"rule_id"` // "" for every record
}

// UnmarshalJSON reads the permission as the service writes it.
func (p *Permission) UnmarshalJSON(data []byte) error { return readObject(data, p) }

// UnmarshalJSON reads the policy as the service writes it: what may be done
// stands under records.
func (p *PermissionPolicy) UnmarshalJSON(data []byte) error {
	m, err := readMembers(data, p)
	records := m["records"].Members()
	for name, into := range map[string]*Permission{"create": &p.Create, "read": &p.Read, "update": &p.Update, "delete": &p.Delete} {
		if v := records[name]; v.IsObject() {
			_ = into.UnmarshalJSON([]byte(v)) // an object reads, whatever is in it
		}
	}
	return err
}

// PermissionPolicyPatch is what to set of a policy; nil is not sent. To write
// needs to read, and to write every record needs to read every record; the
// service refuses else.
type PermissionPolicyPatch struct {
	Create *PermissionPatch `json:"create,omitempty"`
	Read   *PermissionPatch `json:"read,omitempty"`
	Update *PermissionPatch `json:"update,omitempty"`
	Delete *PermissionPatch `json:"delete,omitempty"`
}

// PermissionPatch is one permission, sent whole.
type PermissionPatch struct {
	Allowed bool  `json:"allowed"`
	RuleID  Value `json:"rule_id"` // a number, see ID; Null for every record
}

// ListPermissionPolicies lists the policies of an object, one a role that has
// one, all on one page.
//
// GET /api/v2/custom_objects/{custom_object_key}/permission_policies
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_permissions/
func (c *Client) ListPermissionPolicies(ctx context.Context, objectKey string, o ListOptions) (Page[PermissionPolicy], *Response, error) {
	return doPage[PermissionPolicy](ctx, c, get("custom_objects", objectKey, "permission_policies"), "policies", o)
}

// ShowPermissionPolicy returns the policy of one role.
//
// GET /api/v2/custom_objects/{custom_object_key}/permission_policies/{id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_permissions/
func (c *Client) ShowPermissionPolicy(ctx context.Context, objectKey, id string) (PermissionPolicy, *Response, error) {
	return call(ctx, c, get("custom_objects", objectKey, "permission_policies", id), under[PermissionPolicy]("policy"))
}

// UpdatePermissionPolicy changes what is given of a role's policy.
//
// PATCH /api/v2/custom_objects/{custom_object_key}/permission_policies/{id}
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_permissions/
func (c *Client) UpdatePermissionPolicy(ctx context.Context, objectKey, id string, p PermissionPolicyPatch) (PermissionPolicy, *Response, error) {
	op := patch(wrap("policy", wrap("records", p)), "custom_objects", objectKey, "permission_policies", id)
	return call(ctx, c, op, under[PermissionPolicy]("policy"))
}
