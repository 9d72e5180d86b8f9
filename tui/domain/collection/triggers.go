package collection

import (
	"cmp"
	"context"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
	"zco/tui/domain/rule"
)

// TriggersOf is the collection of the object triggers of one custom object, in
// the order in which they run.
func TriggersOf(key string) *Collection {
	t := triggerRules(key)
	return &Collection{
		ID: triggersPrefix + key, Family: familyObjects, Group: GroupAccount, Title: "Triggers of " + key, Singular: "Trigger",
		Note: "what is done when a record of " + key + " is made or changed, in this order", Address: "/admin/objects-rules/custom-objects/objects/" + key + "/triggers/{id}",
		ListSorts: triggerSorts, SearchSorts: triggerSorts, Searchable: true,
		Filters: []Choice{{Key: "active", Title: "Active", Values: yesNo}},
		Schema:  schemaOf(quiet(madeFields(triggerFields...))),
		List: func(ctx context.Context, c *api.Client, q Query) (Page, error) {
			o := listOptions(q)
			o.Sort = strings.Replace(q.Sort, "title", "alphabetical", 1) // as the service calls it
			f := api.TriggerFilter{Query: strings.TrimSpace(q.Text), Active: flag(fixed(q.Fixed), "active")}
			list := c.ListTriggers
			if f.Query != "" {
				list = c.SearchTriggers
			}
			p, _, err := list(ctx, key, f, o)
			if err != nil {
				return Page{}, err
			}
			return paged(p, t.row(ctx, c, q.After == "")), nil
		},
		Get:      t.get,
		Create:   t.create,
		Update:   t.update,
		Delete:   deleteIn(key, (*api.Client).DeleteTrigger),
		Template: inactive(copies("title", "description", ruleAll, ruleAny, ruleActions)),
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

// triggerRules are the triggers of one object. The service wants conditions and
// actions both where one of them changes, whole.
func triggerRules(key string) *rules[api.Trigger, api.TriggerPatch] {
	return &rules[api.Trigger, api.TriggerPatch]{
		key: key, method: "PUT", path: "custom_objects/" + key + "/triggers/", body: "trigger", needs: "a trigger needs conditions and actions",
		definitions: (*api.Client).ShowTriggerDefinitions, show: (*api.Client).ShowTrigger,
		make: (*api.Client).CreateTrigger, send: (*api.Client).UpdateTrigger,
		changed: func(t api.Trigger) api.Timestamp { return t.UpdatedAt },
		asItIs: func(t api.Trigger) api.TriggerPatch {
			return api.TriggerPatch{Conditions: t.Conditions.Body(), Actions: api.ActionsBody(t.Actions)}
		},
		patch: triggerPatch,
		rows: func(_ context.Context, _ *api.Client, said rule.Terms) func(api.Trigger) Item {
			return func(t api.Trigger) Item { return triggerItem(said, t) }
		},
	}
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

// triggerPatch is a patch as the service takes it: conditions and actions
// together, those that did not change as they are.
func triggerPatch(terms func() rule.Terms, now api.Trigger, p Patch) (api.TriggerPatch, error) {
	out := api.TriggerPatch{Title: p["title"], Description: textOrEmpty(p["description"]), Active: p["active"]}
	if !changesRule(p) {
		return out, nil
	}
	said := terms()
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
