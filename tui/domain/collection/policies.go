package collection

import (
	"cmp"
	"context"

	"zco/api"
	"zco/tui/domain/field"
)

// What a permission can be beside a rule's id.
const (
	permitNone = "none"
	permitAll  = "all"
)

// PermissionsOf is the collection of the permission policies of one custom
// object: a row a role, a column for each thing that may be done.
func PermissionsOf(key string) *Collection {
	p := &policies{key: key}
	return &Collection{
		ID: permissionsPrefix + key, Family: familyObjects, Group: GroupAccount, Title: "Permissions of " + key, Singular: "Permission",
		Note: "what each role may do with records of " + key + "; administrators may do everything", Address: objectPermissions + key + "/permissions",
		ListSorts: []string{"role_name"}, SearchSorts: []string{"role_name"}, Searchable: true,
		Schema: func(ctx context.Context, c *api.Client) (*Schema, error) {
			rules, missing := p.rules(ctx, c)
			return NewSchema(policyFields(rules)).lacking(missing), nil
		},
		List:   listWith(listIn(key, (*api.Client).AllPermissionPolicies), p.item),
		Get:    getWith(in(key, (*api.Client).ShowPermissionPolicy), p.item),
		Update: p.update,
		Verbs: []Verb{
			rightsVerb(func(Item) string { return key }, true),
			{ID: "rules", Title: "the access rules", Reads: true, Table: true, Visit: visiting(accessRulesPrefix + key)},
			{ID: "triggers", Title: "what runs when records change", Reads: true, Table: true, Visit: visiting(triggersPrefix + key)},
			{ID: "roles", Title: "the roles", Reads: true, Table: true, Visit: visiting(familyRoles)},
			{ID: "records", Title: "the records of the object", Reads: true, Table: true, Visit: visiting(RecordsID(key))},
		},
	}
}

// policies are those of one object.
type policies struct {
	key  string
	seen seen[api.PermissionPolicy]
}

// item is a policy as a row, remembered.
func (p *policies) item(one api.PermissionPolicy) Item {
	if one.ID != "" {
		p.seen.put(one.ID, one)
	}
	return policyItem(one)
}

// rules are the access rules that a permission can name.
func (p *policies) rules(ctx context.Context, c *api.Client) ([]Option, string) {
	list, missing := apart(ctx, "access rules", func(ctx context.Context) ([]api.AccessRule, error) { return listAll(c.AllAccessRules(ctx, p.key)) })
	return optionsOf(list, func(r api.AccessRule) Option { return Option{Value: r.ID, Title: r.Title} }), missing
}

func policyFields(rules []Option) []Field {
	options := append([]Option{{Value: permitNone, Title: "no"}, {Value: permitAll, Title: "all records"}}, rules...)
	permission := func(key, title string) Field {
		return Field{Key: key, Title: title, Type: field.Dropdown, Options: options, Required: true, Description: "no record, all records, or those that meet an access rule"}
	}
	return []Field{
		{Key: "role_name", Title: "Role", Type: field.Text, Locked: "a policy stays with its role"},
		permission("read", "Read"), permission("create", "Create"), permission("update", "Change"), permission("delete", "Delete"),
		{Key: "id", Title: "ID", Type: field.Text, Locked: madeByService, System: true, Hidden: true},
	}
}

// keyedPermission is one permission of a policy.
type keyedPermission struct {
	key string
	now api.Permission
}

// permissionsOf are the permissions of a policy in the order in which they are
// shown.
func permissionsOf(p api.PermissionPolicy) []keyedPermission {
	return []keyedPermission{{"read", p.Read}, {"create", p.Create}, {"update", p.Update}, {"delete", p.Delete}}
}

func permissionValue(p api.Permission) string {
	switch {
	case !p.Allowed:
		return permitNone
	case p.RuleID == "":
		return permitAll
	}
	return p.RuleID
}

func policyItem(p api.PermissionPolicy) Item {
	set := map[string]Value{"records": Absent, "id": api.String(p.ID)}
	state := make([]any, 0, 4)
	for _, one := range permissionsOf(p) {
		set[one.key] = api.String(permissionValue(one.now))
		state = append(state, one.now)
	}
	return Item{ID: p.ID, Name: cmp.Or(p.RoleName, p.ID), Version: version(api.Timestamp{}, state...), Raw: p.Raw, Values: rowValues(p.Raw, set)}
}

// update sends the permissions that change, and tells beforehand what the
// service would refuse: to write needs to read, and to write every record needs
// to read every record.
func (p *policies) update(ctx context.Context, c *api.Client, id string, patch Patch) (Item, error) {
	now, err := p.seen.get(id, func() (api.PermissionPolicy, *api.Response, error) { return c.ShowPermissionPolicy(ctx, p.key, id) })
	if err != nil {
		return Item{}, err
	}
	to := map[string]string{}
	for _, one := range permissionsOf(now) {
		to[one.key] = permissionValue(one.now)
		if v := patch[one.key]; !v.IsEmpty() {
			to[one.key] = v.Text()
		}
	}
	if err := policyRefused(to, patch); err != nil {
		return Item{}, err
	}
	send := func(key string) *api.PermissionPatch {
		if v := patch[key]; v.IsEmpty() {
			return nil
		}
		switch to[key] {
		case permitNone:
			return &api.PermissionPatch{RuleID: Null}
		case permitAll:
			return &api.PermissionPatch{Allowed: true, RuleID: Null}
		}
		return &api.PermissionPatch{Allowed: true, RuleID: api.ID(to[key])}
	}
	saved, _, err := c.UpdatePermissionPolicy(ctx, p.key, id, api.PermissionPolicyPatch{
		Read: send("read"), Create: send("create"), Update: send("update"), Delete: send("delete"),
	})
	return p.item(saved), err
}

// policyRefused says what the service requires of permissions together, at a
// field that the change touches.
//
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_permissions/#permission-requirements
func policyRefused(to map[string]string, patch Patch) error {
	for _, key := range []string{toCreate, toUpdate, toDelete} {
		blamed, verb := key, rightVerbs[key]
		if patch[key].IsEmpty() {
			blamed = toRead
		}
		switch {
		case to[key] != permitNone && to[toRead] == permitNone:
			return refuse(blamed, "whoever may "+verb+" records must be able to read them")
		case to[key] == permitAll && to[toRead] != permitAll:
			return refuse(blamed, "whoever may "+verb+" all records must be able to read all of them")
		}
	}
	return nil
}
