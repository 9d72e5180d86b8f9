package collection

import (
	"context"
	"errors"
	"strings"

	"zco/api"
	"zco/tui/domain/rule"
)

// Denied is a refusal of something with the records of an object, with what
// the permissions of that object say of it.
type Denied struct {
	Err error
	Why string
}

// Error is the refusal's.
func (d *Denied) Error() string { return d.Err.Error() }

// Unwrap returns the refusal.
func (d *Denied) Unwrap() error { return d.Err }

// The permissions by what a refused request wanted to do.
const (
	toRead   = "read"
	toCreate = "create"
	toUpdate = "update"
	toDelete = "delete"
)

// rightVerbs are what the permissions are called in a sentence.
var rightVerbs = map[string]string{toRead: "read", toCreate: "create", toUpdate: "change", toDelete: "delete"}

// explained adds to a refusal what the permissions of the object say of it. One
// that has another reason, such as the scopes of the token, stays as it is. What
// cannot be read is not waited for long.
func explained(ctx context.Context, c *api.Client, key, action string, err error) error {
	if !api.IsForbidden(err) || !strings.HasPrefix(Advice(err), roleMayNot) {
		return err
	}
	why, missing := apart(ctx, "permissions", func(ctx context.Context) (string, error) { return whyDenied(ctx, c, key, action) })
	if missing != "" || why == "" {
		return err
	}
	return &Denied{Err: err, Why: why}
}

// whyDenied says in a sentence or two why who is signed in may not do
// something, as far as that may be read.
//
// GET /api/v2/users/me,
// GET /api/v2/custom_objects/{custom_object_key}/permission_policies/{id},
// GET /api/v2/custom_objects/{custom_object_key}/access_rules/{id}
func whyDenied(ctx context.Context, c *api.Client, key, action string) (string, error) {
	me, _, err := c.ShowMe(ctx)
	switch {
	case err != nil || me.IsAnonymous():
		return "", err
	case me.Role == roleAdmin:
		return "You are an administrator, whom no permissions bind: something else refuses it, such as the plan, or what the token was given for.", nil
	case action == toRead:
		if parent, _ := apart(ctx, "fields", func(ctx context.Context) (string, error) { return cascading(ctx, c, key) }); parent != "" {
			return "Who is no administrator sees these records only by what they belong to: filter by " + parent + ", or open them from there (related records).", nil
		}
	}
	p, _, err := c.ShowPermissionPolicy(ctx, key, policyOf(me))
	switch {
	case api.IsForbidden(err):
		return "The permissions of " + key + " say what your role may " + rightVerbs[action] + ". Administrators read and change them: " + permissionsPrefix + key + ".", nil
	case api.IsNotFound(err):
		return "Your role has no permissions of its own for " + key + ": it is one of Zendesk's, and an administrator can give you another.", nil
	case err != nil:
		return "", err
	}
	return rightSentence(ctx, c, key, p, action), nil
}

// cascading is the title of the parent field that an object takes its
// permissions over from, "" for none. Of such an object list, count and search
// answer 403 to agents; a filtered search has to name the parent.
//
// GET /api/v2/custom_objects/{custom_object_key}/fields
func cascading(ctx context.Context, c *api.Client, key string) (string, error) {
	for f, err := range c.AllFields(ctx, key) {
		switch {
		case err != nil:
			return "", err
		case f.Type == api.TypeParent && f.Properties["cascade_permissions_enabled"] == "true":
			return f.Title, nil
		}
	}
	return "", nil
}

// roleAdmin is the role of administrators.
const roleAdmin = "admin"

// policyOf is the id of somebody's policy.
func policyOf(u api.User) string {
	if u.CustomRoleID == "" {
		return "end-user"
	}
	return "custom-role-" + u.CustomRoleID
}

// rightSentence says what a policy says of one thing to do.
func rightSentence(ctx context.Context, c *api.Client, key string, p api.PermissionPolicy, action string) string {
	var now api.Permission
	for _, one := range permissionsOf(p) {
		if one.key == action {
			now = one.now
		}
	}
	who, verb := "Your role "+p.RoleName, rightVerbs[action]
	switch {
	case !now.Allowed:
		return who + " may not " + verb + " records of " + key + ". An administrator can grant it: " + permissionsPrefix + key + "."
	case now.RuleID == "":
		return who + " may " + verb + " all records of " + key + ": something else refuses it."
	}
	return who + " may " + verb + " records of " + key + " that meet the access rule " + ruleWords(ctx, c, key, now.RuleID) + "."
}

// ruleWords are a rule's title and conditions, its id where they cannot be
// read.
func ruleWords(ctx context.Context, c *api.Client, key, id string) string {
	r, _, err := c.ShowAccessRule(ctx, key, id)
	if err != nil {
		return id
	}
	defs, _, err := c.ShowAccessRuleDefinitions(ctx, key)
	if err != nil {
		return r.Title
	}
	return r.Title + ": " + rule.NewTerms(defs).Sentence(r.Conditions)
}

// Rights says in lines who may do what with the records of an object, and by
// which rule, as far as that may be read: first of who is signed in, then of
// every role.
//
// GET /api/v2/custom_objects/{custom_object_key}/permission_policies,
// GET /api/v2/custom_objects/{custom_object_key}/access_rules
func Rights(ctx context.Context, c *api.Client, key string) ([]string, error) {
	me, missing := apart(ctx, "who is signed in", func(ctx context.Context) (api.User, error) { return result(c.ShowMe(ctx)) })
	out := []string{"You are " + userWords(me) + "."}
	if missing != "" {
		out = []string{"Who you are cannot be read."}
	}
	policies, err := listAll(c.AllPermissionPolicies(ctx, key))
	switch {
	case api.IsForbidden(err):
		return append(out, "What your role may do with records of "+key+" is said by its permissions,", "which only administrators can read: "+permissionsPrefix+key), nil
	case err != nil:
		return nil, err
	}
	if me.Role == roleAdmin {
		out = append(out, "Administrators may do everything, whatever stands below.")
	}
	rules, missing := apart(ctx, "the access rules", func(ctx context.Context) ([]api.AccessRule, error) { return listAll(c.AllAccessRules(ctx, key)) })
	if missing != "" {
		out = append(out, missing)
	}
	said, words := accessRuleRules(key).terms(ctx, c, true), map[string]string{}
	for _, r := range rules {
		words[r.ID] = r.Title + ": " + said.Sentence(r.Conditions)
	}
	for _, p := range policies {
		out = append(out, "", p.RoleName)
		for _, one := range permissionsOf(p) {
			out = append(out, "  "+rightVerbs[one.key]+": "+rightWords(one.now, words))
		}
	}
	return out, nil
}

func rightWords(p api.Permission, rules map[string]string) string {
	switch {
	case !p.Allowed:
		return "no"
	case p.RuleID == "":
		return "all records"
	case rules[p.RuleID] == "":
		return "records that meet the rule " + p.RuleID
	}
	return rules[p.RuleID]
}

// rightsVerb shows who may do what.
func rightsVerb(key func(Item) string, table bool) Verb {
	return Verb{ID: "rights", Title: "who may do what, in sentences", Reads: true, Table: table, Show: func(ctx context.Context, c *api.Client, items []Item) ([]string, error) {
		return Rights(ctx, c, key(first(items)))
	}}
}

// whyOf is what the permissions say of a refusal, "" if they were not asked.
func whyOf(err error) string {
	if d, ok := errors.AsType[*Denied](err); ok {
		return d.Why
	}
	return ""
}
