package collection

import (
	"cmp"
	"context"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
	"zco/tui/domain/rule"
)

// The fields of rules: when they hold as one line, and the lines that are
// edited.
const (
	ruleAll     = "all"
	ruleAny     = "any"
	ruleActions = "actions"
)

// TriggersOf is the collection of the object triggers of one custom object, in
// the order in which they run.
func TriggersOf(key string) *Collection {
	t := &triggerTerms{key: key}
	return &Collection{
		ID: triggersPrefix + key, Family: familyObjects, Group: GroupAccount, Title: "Triggers of " + key, Singular: "Trigger",
		Note: "what is done when a record of " + key + " is made or changed, in this order", Address: "/admin/objects-rules/custom-objects/objects/" + key + "/triggers/{id}",
		ListSorts: triggerSorts, SearchSorts: triggerSorts, Searchable: true,
		Filters:  []Choice{{Key: "active", Title: "Active", Values: yesNo}},
		Schema:   schemaOf(quiet(madeFields(triggerFields...))),
		List:     t.list,
		Get:      t.get,
		Create:   t.create,
		Update:   t.update,
		Delete:   deleteIn(key, (*api.Client).DeleteTrigger),
		Template: triggerTemplate,
		DeleteImpact: func(_ context.Context, _ *api.Client, items []Item) (Impact, error) {
			return Impact{Warning: "Nothing does what " + namesOf(items) + " did any more. Deactivating keeps it."}, nil
		},
		Verbs: triggerVerbs(key, t),
	}
}

// triggerSorts are what the service sorts triggers by.
var triggerSorts = []string{"position", "title", "created_at", "updated_at"}

var triggerFields = []Field{
	{Key: "title", Title: "Title", Type: field.Text, Required: true, MaxLength: 255},
	{Key: "position", Title: "Position", Type: field.Integer, Locked: "moved with: up, down, to a position"},
	{Key: "active", Title: "Active", Type: field.Checkbox, Description: "a new one is active at once unless this says no"},
	{Key: "when", Title: "When", Type: field.Text, Locked: "change the conditions below it"},
	{Key: "does", Title: "Does", Type: field.Text, Locked: "change the actions below it"},
	{Key: ruleAll, Title: "Meet ALL of", Type: field.TextArea, Hidden: true, Description: "one a line, such as: Condition is Broken; the menu tells what conditions can say"},
	{Key: ruleAny, Title: "Meet ANY of", Type: field.TextArea, Hidden: true},
	{Key: ruleActions, Title: "Actions", Type: field.TextArea, Hidden: true, Description: "one a line, such as: Insured: True; parts of a message with | between them"},
	{Key: "description", Title: "Description", Type: field.TextArea},
}

// quiet leaves the time of the last change out of the table: what rules say is
// what they are read for.
func quiet(fields []Field) []Field {
	for i := range fields {
		if fields[i].Key == "updated_at" {
			fields[i].Hidden = true
		}
	}
	return fields
}

// triggerTerms are the triggers of an object with what they can say.
type triggerTerms struct {
	key  string
	said terms
	seen seen[api.Trigger]
}

// terms reads what triggers can say.
//
// GET /api/v2/custom_objects/{custom_object_key}/triggers/definitions
func (t *triggerTerms) terms(ctx context.Context, c *api.Client, anew bool) rule.Terms {
	return t.said.now(ctx, anew, func(ctx context.Context) (api.Definitions, *api.Response, error) {
		return c.ShowTriggerDefinitions(ctx, t.key)
	})
}

// item is a trigger as a row, remembered.
func (t *triggerTerms) item(said rule.Terms, one api.Trigger, err error) (Item, error) {
	if err != nil {
		return Item{}, err
	}
	t.seen.put(one.ID, one)
	return triggerItem(said, one), nil
}

func (t *triggerTerms) list(ctx context.Context, c *api.Client, q Query) (Page, error) {
	o := listOptions(q)
	o.Sort = triggerSort(q.Sort)
	f := api.TriggerFilter{Query: strings.TrimSpace(q.Text), Active: flag(fixed(q), "active")}
	list := c.ListTriggers
	if f.Query != "" {
		list = c.SearchTriggers
	}
	p, _, err := list(ctx, t.key, f, o)
	if err != nil {
		return Page{}, err
	}
	said := t.terms(ctx, c, q.After == "")
	return paged(p, func(one api.Trigger) Item {
		t.seen.put(one.ID, one)
		return triggerItem(said, one)
	}), nil
}

// triggerSort is what the service calls an order.
func triggerSort(sort string) string { return strings.Replace(sort, "title", "alphabetical", 1) }

func (t *triggerTerms) get(ctx context.Context, c *api.Client, id string) (Item, error) {
	one, _, err := c.ShowTrigger(ctx, t.key, id)
	if err != nil {
		return Item{}, err
	}
	return t.item(t.terms(ctx, c, false), one, nil)
}

func (t *triggerTerms) create(ctx context.Context, c *api.Client, p Patch) (Item, error) {
	said := t.terms(ctx, c, false)
	patch, err := triggerPatch(said, api.Trigger{}, p)
	if err != nil {
		return Item{}, err
	}
	if patch.Conditions.IsAbsent() {
		return Item{}, refuse(ruleAll, "a trigger needs conditions and actions")
	}
	one, _, err := c.CreateTrigger(ctx, t.key, patch)
	return t.item(said, one, err)
}

// update sends conditions and actions both where one of them changes, those of
// the trigger as it was last seen: the service wants both, whole.
func (t *triggerTerms) update(ctx context.Context, c *api.Client, id string, p Patch) (Item, error) {
	var now api.Trigger
	if changesRule(p) {
		var err error
		if now, err = t.seen.get(id, func() (api.Trigger, *api.Response, error) { return c.ShowTrigger(ctx, t.key, id) }); err != nil {
			return Item{}, err
		}
	}
	said := t.terms(ctx, c, false)
	patch, err := triggerPatch(said, now, p)
	if err != nil {
		return Item{}, err
	}
	one, _, err := c.UpdateTrigger(ctx, t.key, id, patch)
	return t.item(said, one, err)
}

// changesRule reports whether a change is about conditions or actions.
func changesRule(p Patch) bool {
	return !p[ruleAll].IsAbsent() || !p[ruleAny].IsAbsent() || !p[ruleActions].IsAbsent()
}

func triggerItem(said rule.Terms, t api.Trigger) Item {
	set := map[string]Value{
		"id": api.String(t.ID), "position": api.Int(int64(t.Position)), "conditions": Absent,
		"does": api.String(said.Does(t.Actions)), ruleActions: api.String(said.Actions(t.Actions)),
	}
	addConditions(set, said, t.Conditions)
	r := rendering{set: set}
	r.add("title", t.RawTitle, t.Title)
	return Item{ID: t.ID, Name: cmp.Or(t.Title, t.ID), Version: version(t.UpdatedAt, t.Position, t.Active), Raw: t.Raw, Values: rowValues(t.Raw, r.set), Rendered: r.rendered}
}

// addConditions sets what a row says of conditions.
func addConditions(set map[string]Value, said rule.Terms, c api.Conditions) {
	set["when"] = api.String(said.Sentence(c))
	set[ruleAll], set[ruleAny] = api.String(said.Conditions(c.All)), api.String(said.Conditions(c.Any))
}

// triggerPatch is a patch as the service takes it: conditions and actions
// together, those that did not change as they are.
func triggerPatch(said rule.Terms, now api.Trigger, p Patch) (api.TriggerPatch, error) {
	out := api.TriggerPatch{Title: p["title"], Description: textOrEmpty(p["description"]), Active: p["active"]}
	if !changesRule(p) {
		return out, nil
	}
	conditions, err := readConditions(said, now.Conditions, p)
	if err != nil {
		return out, err
	}
	actions := now.Actions
	if v, ok := p[ruleActions]; ok && !v.IsAbsent() {
		if actions, err = said.ReadActions(v.Text(), actions); err != nil {
			return out, refuse(ruleActions, err.Error())
		}
	}
	switch {
	case len(conditions.All)+len(conditions.Any) == 0:
		return out, refuse(ruleAll, "a trigger needs a condition")
	case len(actions) == 0:
		return out, refuse(ruleActions, "a trigger needs an action")
	}
	out.Conditions, out.Actions = conditions.Body(), api.ActionsBody(actions)
	return out, nil
}

// readConditions are conditions with what a patch says of them.
func readConditions(said rule.Terms, now api.Conditions, p Patch) (api.Conditions, error) {
	for key, list := range map[string]*[]api.Condition{ruleAll: &now.All, ruleAny: &now.Any} {
		v, ok := p[key]
		if !ok || v.IsAbsent() {
			continue
		}
		read, err := said.ReadConditions(v.Text(), *list)
		if err != nil {
			return now, refuse(key, err.Error())
		}
		*list = read
	}
	return now, nil
}

func triggerTemplate(from Item) Patch {
	p := from.values("description", ruleAll, ruleAny, ruleActions)
	p["title"], p["active"] = api.String("Copy of "+from.Name), api.Bool(false) // a copy must not act before it was looked at
	return p
}
