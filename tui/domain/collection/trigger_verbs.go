package collection

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"zco/api"
	"zco/tui/domain/rule"
)

func triggerVerbs(key string, t *rules[api.Trigger, api.TriggerPatch]) []Verb {
	verbs := moveVerbs(func(ctx context.Context, c *api.Client, items []Item, to func(at, n int) int) (Plan, error) {
		return planTriggerMove(ctx, c, key, first(items), to)
	})
	patch := func(active Value) api.TriggerPatch { return api.TriggerPatch{Active: active} }
	return append(slices.Concat([]Verb{
		t.addVerb("add-condition", "add a condition", conditionLists, rule.Terms.ConditionChoices),
		t.addVerb("add-action", "add an action", []Option{{Value: ruleActions}}, rule.Terms.ActionChoices),
	}, verbs, activeVerbs(t.method, t.path, t.body, patch, t.put, nil)),
		Verb{ID: "active", Title: "what runs, as sentences", Reads: true, Table: true, Show: func(ctx context.Context, c *api.Client, _ []Item) ([]string, error) {
			return running(ctx, c, key, t.terms(ctx, c, true))
		}},
		Verb{ID: "terms", Title: "what conditions and actions can say", Reads: true, Table: true, Show: func(ctx context.Context, c *api.Client, _ []Item) ([]string, error) {
			return canSay(t.terms(ctx, c, true).Can()), nil
		}},
		Verb{ID: "delete-many", Title: "delete the selected in one request", Rows: true, Plan: planTriggersDelete(key)},
		Verb{ID: "permissions", Title: "the permissions of roles", Reads: true, Table: true, Visit: visiting(permissionsPrefix + key)},
		Verb{ID: "records", Title: "the records of the object", Reads: true, Table: true, Visit: visiting(RecordsID(key))},
	)
}

// visiting leads to a collection, whatever the row.
func visiting(id string) func(Item) Place { return func(Item) Place { return Place{Collection: id} } }

// visitingIts leads to the collection of a row, whose ID begins with prefix.
func visitingIts(prefix string) func(Item) Place {
	return func(it Item) Place { return Place{Collection: prefix + it.ID} }
}

// canSay never is nothing.
func canSay(lines []string) []string {
	if len(lines) == 0 {
		return []string{"the service does not tell"}
	}
	return lines
}

// running says in sentences what runs, in its order.
func running(ctx context.Context, c *api.Client, key string, said rule.Terms) ([]string, error) {
	var out []string
	list, err := listAll(api.Items(api.ListOptions{Size: api.MaxPageSize}, func(o api.ListOptions) (api.Page[api.Trigger], *api.Response, error) {
		return c.ListActiveTriggers(ctx, key, o)
	}))
	for i, one := range list {
		if i > 0 {
			out = append(out, "")
		}
		out = append(out, fmt.Sprintf("%d. %s", i+1, one.Title), "   When "+said.Sentence(one.Conditions))
		for _, a := range one.Actions {
			out = append(out, "   → "+said.Action(a))
		}
	}
	if err == nil && len(out) == 0 {
		out = []string{"nothing runs: no trigger of " + key + " is active"}
	}
	return out, err
}

// planTriggerMove gives the triggers between the old place and the new one the
// positions that they have among them: those of the others stay, gaps as well.
func planTriggerMove(ctx context.Context, c *api.Client, key string, it Item, to func(at, n int) int) (Plan, error) {
	list, err := listAll(c.AllTriggers(ctx, key, api.TriggerFilter{}))
	if err != nil {
		return Plan{}, err
	}
	slices.SortStableFunc(list, func(a, b api.Trigger) int { return a.Position - b.Position })
	ids, was := make([]string, len(list)), map[string]int{}
	for i, t := range list {
		ids[i], was[t.ID] = t.ID, t.Position
	}
	order, err := moved(ids, it.ID, to)
	if err != nil {
		return Plan{}, err
	}
	var now, before []api.TriggerPatch
	for i, id := range order {
		if position := list[i].Position; position != was[id] {
			now = append(now, api.TriggerPatch{ID: api.ID(id), Position: api.Int(int64(position))})
			before = append(before, api.TriggerPatch{ID: api.ID(id), Position: api.Int(int64(was[id]))})
		}
	}
	if len(now) > api.MaxMany {
		return Plan{}, refuse("position", fmt.Sprintf("%d triggers would change their position, and the service changes %d at once: move it in steps", len(now), api.MaxMany))
	}
	return triggerMovePlan(key, it.Name, now).takenBackBy(triggerMovePlan(key, it.Name, before), func(ctx context.Context, c *api.Client) (string, error) {
		now, err := listAll(c.AllTriggers(ctx, key, api.TriggerFilter{}))
		return stateOf(now, err, func(t api.Trigger) any { return []any{t.ID, t.Position} })
	}), nil
}

func triggerMovePlan(key, name string, patches []api.TriggerPatch) Plan {
	return Plan{
		Title: "Move the trigger " + name,
		Steps: []Step{step("PUT", "custom_objects/"+key+"/triggers/update_many", under("triggers", patches))},
		Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
			_, _, err := c.UpdateTriggers(ctx, key, patches)
			return Outcome{Text: "moved " + name, Stale: true}, err
		},
	}
}

func planTriggersDelete(key string) func(context.Context, *api.Client, []Item, Patch) (Plan, error) {
	return func(_ context.Context, _ *api.Client, items []Item, _ Patch) (Plan, error) {
		if len(items) > api.MaxMany {
			return Plan{}, refuse("", fmt.Sprintf("%d triggers can be deleted at once", api.MaxMany))
		}
		ids := each(items, Item.id)
		return Plan{
			Title: "Delete " + namesOf(items), About: each(items, func(it Item) string { return it.Name + ": when " + it.Value("when").Text() }),
			Warning:     "Nothing does what they did any more. Deactivating keeps them.",
			ConfirmText: fmt.Sprint(len(items)),
			Steps:       []Step{step("DELETE", "custom_objects/"+key+"/triggers/destroy_many?ids="+strings.Join(ids, ","), nil)},
			Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
				_, err := c.DeleteTriggers(ctx, key, ids)
				if err != nil {
					return Outcome{}, err
				}
				return Outcome{Text: "deleted " + namesOf(items), Gone: ids}, nil
			},
		}, nil
	}
}
