package collection

import (
	"cmp"
	"context"
	"fmt"
	"maps"

	"zco/api"
	"zco/tui/domain/field"
)

// Roles is the collection of custom agent roles. The service has no pages and
// no search for them and replaces what is sent of a role, so a change is
// merged into the role as it is and sent whole.
func Roles() *Collection {
	return &Collection{
		ID: familyRoles, Family: familyRoles, Group: GroupAccount, Title: "Roles", Singular: "Role",
		Note: "what agents may do; needs an Enterprise plan", Source: "zen:custom_role", Address: "/admin/people/team/roles/{id}",
		ListSorts: keysOf(roleFields()), SearchSorts: keysOf(roleFields()), Searchable: true,
		Schema: roleSchema,
		List:   listWith((*api.Client).AllRoles, roleItem, "description"),
		Get:    getWith((*api.Client).ShowRole, roleItem),
		Create: createWith((*api.Client).CreateRole, func(p Patch) api.RolePatch { return mergedRole(api.Role{}, p) }, roleItem),
		Update: updateRole, Delete: deleteRole, Template: roleTemplate,
		UndeletableReason: roleUndeletable,
		ReadOnlyReason: func(it Item, _ string) string {
			if it.Value("role_type").Text() != customRole {
				return "it is one of the service's own roles"
			}
			return ""
		},
		DeleteImpact: func(ctx context.Context, c *api.Client, items []Item) (Impact, error) {
			for _, it := range items {
				r, _, err := c.ShowRole(ctx, it.ID)
				if err != nil {
					return Impact{}, err
				}
				if why := roleUndeletable(roleItem(r)); why != "" {
					return Impact{Refused: r.Name + ": " + why}, nil
				}
			}
			return Impact{}, nil
		},
	}
}

// customRole is the type of the roles that an account makes itself.
const customRole = "0"

var roleTypes = []Option{
	{Value: customRole, Title: "custom"}, {Value: "1", Title: "light agent"}, {Value: "2", Title: "chat agent"}, {Value: "3", Title: "contributor"}, {Value: "4", Title: "administrator"}, {Value: "5", Title: "billing administrator"},
}

func roleFields() []Field {
	return []Field{
		{Key: "name", Title: "Name", Type: field.Text, Required: true, MaxLength: 255},
		{Key: "description", Title: "Description", Type: field.TextArea},
		{Key: "role_type", Title: "Kind", Type: field.Dropdown, Options: roleTypes, Locked: madeByService},
		{Key: "team_member_count", Title: "Members", Type: field.Integer, Locked: "read-only: calculated"},
	}
}

// roleSchema has a field for each permission: those that are known, and those
// that the roles of this account have besides.
//
// GET /api/v2/custom_roles
func roleSchema(ctx context.Context, c *api.Client) (*Schema, error) {
	roles, err := listAll(c.AllRoles(ctx))
	if err != nil {
		return nil, err
	}
	return NewSchema(append(append(roleFields(), permissionFields(roles)...), madeFields()...)), nil
}

func roleItem(r api.Role) Item {
	set := map[string]Value{
		"configuration": Absent, "id": api.String(r.ID), "role_type": api.String(fmt.Sprint(r.RoleType)),
		"team_member_count": api.Int(int64(r.TeamMemberCount)),
	}
	for key, v := range r.Configuration {
		set[permissionPrefix+key] = v
	}
	return Item{ID: r.ID, Name: cmp.Or(r.Name, r.ID), Version: version(r.UpdatedAt, r.TeamMemberCount), Raw: r.Raw, Values: rowValues(r.Raw, set)}
}

// mergedRole is a role as it is with a patch laid over it: the whole of it,
// because the service keeps nothing of a role that is not sent.
func mergedRole(r api.Role, p Patch) api.RolePatch {
	out := api.RolePatch{
		Name: api.String(r.Name), Description: api.String(r.Description), Configuration: maps.Clone(r.Configuration),
	}
	if out.Configuration == nil {
		out.Configuration = map[string]Value{}
	}
	for _, key := range readOnlyPermissions {
		delete(out.Configuration, key)
	}
	for key, v := range p {
		switch permission, ok := permissionOf(key); {
		case ok && v.IsNull():
			delete(out.Configuration, permission) // the service then keeps what it has
		case ok:
			out.Configuration[permission] = v
		case key == "name":
			out.Name = v
		case key == "description":
			out.Description = textOrEmpty(v)
		}
	}
	return out
}

// textOrEmpty sends a cleared text as an empty one, for families that do not
// take null.
func textOrEmpty(v Value) Value {
	if v.IsNull() {
		return api.String("")
	}
	return v
}

// updateRole reads the role and sends it whole with what changed.
func updateRole(ctx context.Context, c *api.Client, id string, p Patch) (Item, error) {
	now, _, err := c.ShowRole(ctx, id)
	if err != nil {
		return Item{}, err
	}
	if now.RoleType != 0 {
		return Item{}, refuse("", now.Name+" is one of the service's own roles and cannot be changed")
	}
	r, _, err := c.UpdateRole(ctx, id, mergedRole(now, p))
	return roleItem(r), err
}

// deleteRole asks first how many people have the role: the service refuses to
// delete one that somebody has.
func deleteRole(ctx context.Context, c *api.Client, id string) error {
	r, _, err := c.ShowRole(ctx, id)
	if err != nil {
		return err
	}
	if why := roleUndeletable(roleItem(r)); why != "" {
		return refuse("", why)
	}
	_, err = c.DeleteRole(ctx, id)
	return err
}

func roleUndeletable(it Item) string {
	if it.Value("role_type").Text() != customRole {
		return "it is one of the service's own roles and cannot be deleted"
	}
	switch n := it.Value("team_member_count").Text(); n {
	case "0", "":
		return ""
	case "1":
		return "1 person has this role: give them another one first"
	default:
		return n + " people have this role: give them another one first"
	}
}

// roleTemplate starts a copy: another name, the same permissions.
func roleTemplate(from Item) Patch {
	p := copies("name", "description")(from)
	for key, v := range from.Values {
		if _, ok := permissionOf(key); ok {
			p[key] = v
		}
	}
	return p
}
