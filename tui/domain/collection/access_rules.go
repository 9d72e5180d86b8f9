package collection

import (
	"cmp"
	"context"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
	"zco/tui/domain/rule"
)

// AccessRulesOf is the collection of the access rules of one custom object:
// which records the permissions of roles are about.
func AccessRulesOf(key string) *Collection {
	a := &accessRules{key: key}
	return &Collection{
		ID: accessRulesPrefix + key, Family: familyObjects, Group: GroupAccount, Title: "Access rules of " + key, Singular: "Access rule",
		Note: "which records permissions are about; one that no role uses binds nobody", Address: objectPermissions + key + "/permissions",
		ListSorts: keysOf(accessRuleFields), SearchSorts: keysOf(accessRuleFields), Searchable: true,
		Schema: schemaOf(quiet(madeFields(accessRuleFields...))),
		List: func(ctx context.Context, c *api.Client, q Query) (Page, error) {
			list, err := listAll(c.AllAccessRules(ctx, key))
			if err != nil {
				return Page{}, err
			}
			said, used := a.terms(ctx, c, true), a.uses(ctx, c)
			return whole(each(list, func(r api.AccessRule) Item {
				a.seen.put(r.ID, r)
				return accessRuleItem(said, used, r)
			}), q, "description", "when", "used_by"), nil
		},
		Get: func(ctx context.Context, c *api.Client, id string) (Item, error) {
			r, _, err := c.ShowAccessRule(ctx, key, id)
			return a.item(ctx, c, r, err)
		},
		Create: func(ctx context.Context, c *api.Client, p Patch) (Item, error) {
			patch, err := a.patch(ctx, c, api.AccessRule{}, p)
			if err != nil {
				return Item{}, err
			}
			if patch.Conditions.IsAbsent() {
				return Item{}, refuse(ruleAll, "an access rule needs a condition")
			}
			r, _, err := c.CreateAccessRule(ctx, key, patch)
			return a.item(ctx, c, r, err)
		},
		Update: a.update,
		Delete: deleteIn(key, (*api.Client).DeleteAccessRule),
		Template: func(from Item) Patch {
			p := from.values("description", ruleAll, ruleAny)
			p["title"] = api.String("Copy of " + from.Name)
			return p
		},
		UndeletableReason: func(it Item) string {
			if used := it.Value("used_by").Text(); used != "" && used != usesUnknown {
				return "permissions use it (" + used + "): give them another rule first"
			}
			return ""
		},
		DeleteImpact: func(ctx context.Context, c *api.Client, items []Item) (Impact, error) {
			used := a.uses(ctx, c)
			if used == nil {
				return Impact{Warning: "Whether permissions use it cannot be told. Zendesk keeps a rule that is in use."}, ctx.Err()
			}
			for _, it := range items {
				if by := used[it.ID]; by != "" {
					return Impact{Refused: it.Name + ": permissions use it (" + by + ")"}, nil
				}
			}
			return Impact{}, nil
		},
		Verbs: []Verb{
			a.addVerb(),
			{ID: "terms", Title: "what conditions can say", Reads: true, Table: true, Show: func(ctx context.Context, c *api.Client, _ []Item) ([]string, error) {
				return canSay(a.terms(ctx, c, true).Can()), nil
			}},
			{ID: "permissions", Title: "the permissions of roles", Reads: true, Table: true, Visit: visiting(permissionsPrefix + key)},
			{ID: "records", Title: "the records of the object", Reads: true, Table: true, Visit: visiting(RecordsID(key))},
		},
	}
}

// objectPermissions begins the address of an object's permissions in the web
// interface.
const objectPermissions = "/admin/objects-rules/custom-objects/objects/"

var accessRuleFields = []Field{
	{Key: "title", Title: "Title", Type: field.Text, Required: true, MaxLength: 255},
	{Key: "when", Title: "Records where", Type: field.Text, Locked: "change the conditions below it"},
	{Key: "used_by", Title: "Used by", Type: field.Text, Locked: "permissions say which rule they use"},
	{Key: ruleAll, Title: "Meet ALL of", Type: field.TextArea, Hidden: true, Description: "one a line, such as: Condition is Broken; the menu tells what conditions can say"},
	{Key: ruleAny, Title: "Meet ANY of", Type: field.TextArea, Hidden: true},
	{Key: "description", Title: "Description", Type: field.TextArea},
}

// accessRules are those of one object with what they can say.
type accessRules struct {
	key  string
	said terms
	seen seen[api.AccessRule]
}

// terms reads what rules can say.
//
// GET /api/v2/custom_objects/{custom_object_key}/access_rules/definitions
func (a *accessRules) terms(ctx context.Context, c *api.Client, anew bool) rule.Terms {
	return a.said.now(ctx, anew, func(ctx context.Context) (api.Definitions, *api.Response, error) {
		return c.ShowAccessRuleDefinitions(ctx, a.key)
	})
}

// usesUnknown stands where nobody tells which permissions use a rule.
const usesUnknown = "not known: the permissions cannot be read"

// uses says by the id of a rule which permissions use it, nil where that is not
// known.
func (a *accessRules) uses(ctx context.Context, c *api.Client) map[string]string {
	policies, missing := apart(ctx, "who uses the rules", func(ctx context.Context) ([]api.PermissionPolicy, error) {
		return listAll(c.AllPermissionPolicies(ctx, a.key))
	})
	if missing != "" {
		return nil
	}
	return usesOf(policies)
}

func usesOf(policies []api.PermissionPolicy) map[string]string {
	out := map[string]string{}
	for _, p := range policies {
		by := map[string][]string{}
		for _, one := range permissionsOf(p) {
			if one.now.Allowed && one.now.RuleID != "" {
				by[one.now.RuleID] = append(by[one.now.RuleID], one.key)
			}
		}
		for id, actions := range by {
			if out[id] != "" {
				out[id] += "; "
			}
			out[id] += p.RoleName + ": " + strings.Join(actions, ", ")
		}
	}
	return out
}

func (a *accessRules) item(ctx context.Context, c *api.Client, r api.AccessRule, err error) (Item, error) {
	if err != nil {
		return Item{}, err
	}
	a.seen.put(r.ID, r)
	return accessRuleItem(a.terms(ctx, c, false), a.uses(ctx, c), r), nil
}

func accessRuleItem(said rule.Terms, used map[string]string, r api.AccessRule) Item {
	by := used[r.ID]
	if used == nil {
		by = usesUnknown
	}
	set := map[string]Value{"id": api.String(r.ID), "conditions": Absent, "used_by": api.String(by)}
	addConditions(set, said, r.Conditions)
	return Item{ID: r.ID, Name: cmp.Or(r.Title, r.ID), Version: version(r.UpdatedAt, used[r.ID]), Raw: r.Raw, Values: rowValues(r.Raw, set)}
}

func (a *accessRules) update(ctx context.Context, c *api.Client, id string, p Patch) (Item, error) {
	var now api.AccessRule
	if changesRule(p) {
		var err error
		if now, err = a.seen.get(id, func() (api.AccessRule, *api.Response, error) { return c.ShowAccessRule(ctx, a.key, id) }); err != nil {
			return Item{}, err
		}
	}
	patch, err := a.patch(ctx, c, now, p)
	if err != nil {
		return Item{}, err
	}
	r, _, err := c.UpdateAccessRule(ctx, a.key, id, patch)
	return a.item(ctx, c, r, err)
}

func (a *accessRules) patch(ctx context.Context, c *api.Client, now api.AccessRule, p Patch) (api.AccessRulePatch, error) {
	out := api.AccessRulePatch{Title: p["title"], Description: textOrEmpty(p["description"])}
	if !changesRule(p) {
		return out, nil
	}
	conditions, err := readConditions(a.terms(ctx, c, false), now.Conditions, p)
	if err != nil {
		return out, err
	}
	if len(conditions.All)+len(conditions.Any) == 0 {
		return out, refuse(ruleAll, "an access rule needs a condition")
	}
	out.Conditions = conditions.Body()
	return out, nil
}
