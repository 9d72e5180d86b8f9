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
	a := accessRuleRules(key)
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
			return whole(each(list, a.row(ctx, c, true)), q, "description", "when", "used_by"), nil
		},
		Get:      a.get,
		Create:   a.create,
		Update:   a.update,
		Delete:   deleteIn(key, (*api.Client).DeleteAccessRule),
		Template: copies("title", "description", ruleAll, ruleAny),
		UndeletableReason: func(it Item) string {
			if used := it.Value("used_by").Text(); used != "" && used != usesUnknown {
				return "permissions use it (" + used + "): give them another rule first"
			}
			return ""
		},
		DeleteImpact: func(ctx context.Context, c *api.Client, items []Item) (Impact, error) {
			used := usesOf(ctx, c, key)
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
			a.addVerb("add-condition", "add a condition", conditionLists, rule.Terms.ConditionChoices),
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

// accessRuleRules are the access rules of one object.
func accessRuleRules(key string) *rules[api.AccessRule, api.AccessRulePatch] {
	return &rules[api.AccessRule, api.AccessRulePatch]{
		key: key, method: "PATCH", path: "custom_objects/" + key + "/access_rules/", body: "access_rule", needs: needsCondition,
		definitions: (*api.Client).ShowAccessRuleDefinitions, show: (*api.Client).ShowAccessRule,
		make: (*api.Client).CreateAccessRule, send: (*api.Client).UpdateAccessRule,
		changed: func(r api.AccessRule) api.Timestamp { return r.UpdatedAt },
		asItIs: func(r api.AccessRule) api.AccessRulePatch {
			return api.AccessRulePatch{Conditions: r.Conditions.Body()}
		},
		patch: accessRulePatch,
		rows: func(ctx context.Context, c *api.Client, said rule.Terms) func(api.AccessRule) Item {
			used := usesOf(ctx, c, key)
			return func(r api.AccessRule) Item { return accessRuleItem(said, used, r) }
		},
	}
}

const needsCondition = "an access rule needs a condition"

// usesUnknown stands where nobody tells which permissions use a rule.
const usesUnknown = "not known: the permissions cannot be read"

// usedAtOnce warns of a change of a rule that permissions use.
func usedAtOnce(it Item) string {
	if by := it.Value("used_by").Text(); by != "" && by != usesUnknown {
		return "It changes at once what roles may do: " + by + "."
	}
	return ""
}

// usesOf says by the id of a rule which permissions use it, nil where that is
// not known.
func usesOf(ctx context.Context, c *api.Client, key string) map[string]string {
	policies, missing := apart(ctx, "who uses the rules", func(ctx context.Context) ([]api.PermissionPolicy, error) {
		return listAll(c.AllPermissionPolicies(ctx, key))
	})
	if missing != "" {
		return nil
	}
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

func accessRuleItem(said rule.Terms, used map[string]string, r api.AccessRule) Item {
	by := used[r.ID]
	if used == nil {
		by = usesUnknown
	}
	set := map[string]Value{"id": api.String(r.ID), "conditions": Absent, "used_by": api.String(by)}
	addConditions(set, said, r.Conditions)
	return Item{ID: r.ID, Name: cmp.Or(r.Title, r.ID), Version: version(r.UpdatedAt, used[r.ID]), Raw: r.Raw, Values: rowValues(r.Raw, set)}
}

func accessRulePatch(said func() rule.Terms, now api.AccessRule, p Patch) (api.AccessRulePatch, error) {
	out := api.AccessRulePatch{Title: p["title"], Description: textOrEmpty(p["description"])}
	if !changesRule(p) {
		return out, nil
	}
	conditions, err := readConditions(said(), now.Conditions, p)
	if err != nil {
		return out, err
	}
	if len(conditions.All)+len(conditions.Any) == 0 {
		return out, refuse(ruleAll, needsCondition)
	}
	out.Conditions = conditions.Body()
	return out, nil
}
