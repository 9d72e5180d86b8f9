package collection

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"zco/api"
)

func fieldVerbs(key string) []Verb {
	verbs := moveVerbs(func(ctx context.Context, c *api.Client, items []Item, to func(at, n int) int) (Plan, error) {
		return planFieldMove(ctx, c, key, first(items), to)
	})
	for i := range verbs {
		verbs[i].Allowed = func(it Item) string {
			if isStandard(it) {
				return "the standard fields come first"
			}
			return ""
		}
	}
	update := func(ctx context.Context, c *api.Client, id string, p api.FieldPatch) (Item, error) {
		f, _, err := c.UpdateField(ctx, key, id, p)
		return fieldItem(f), err
	}
	return append(append(verbs, activeVerbs("PATCH", "custom_objects/"+key+"/fields/", "custom_object_field",
		func(active Value) api.FieldPatch { return api.FieldPatch{Active: active} }, update, func(it Item, _ bool) string {
			if isStandard(it) {
				return "every object has this field"
			}
			return ""
		})...),
		Verb{ID: "records", Title: "the records of the object", Reads: true, Table: true, Visit: visiting(RecordsID(key))},
		Verb{ID: "limits", Title: "limits", Reads: true, Table: true, Show: func(ctx context.Context, c *api.Client, _ []Item) ([]string, error) {
			return Limits(ctx, c, key)
		}},
		Verb{
			ID: "filter-conditions", Title: "what the relation's filter can say", Reads: true,
			Allowed: func(it Item) string { return fieldReadOnly(it, "filter") },
			Show: func(ctx context.Context, c *api.Client, items []Item) ([]string, error) {
				v, _, err := c.ShowRelationshipDefinitions(ctx, first(items).Value("relationship_target_type").Text(), api.TargetObject(key))
				return conditionLines(v), err
			},
		},
	)
}

// planFieldMove puts all custom fields of an object into an order, by their
// ids.
func planFieldMove(ctx context.Context, c *api.Client, key string, it Item, to func(at, n int) int) (Plan, error) {
	fields, err := listAll(c.AllFields(ctx, key))
	if err != nil {
		return Plan{}, err
	}
	fields = slices.DeleteFunc(fields, api.Field.IsStandard)
	slices.SortStableFunc(fields, func(a, b api.Field) int { return a.Position - b.Position })
	ids := each(fields, func(f api.Field) string { return f.ID })
	order, err := moved(ids, it.ID, to)
	if err != nil {
		return Plan{}, err
	}
	return reorderPlan(key, it.Name, order).takenBackBy(reorderPlan(key, it.Name, ids), func(ctx context.Context, c *api.Client) (string, error) {
		now, err := listAll(c.AllFields(ctx, key))
		return stateOf(now, err, func(f api.Field) any { return []any{f.ID, f.Position} })
	}), nil
}

func reorderPlan(key, name string, order []string) Plan {
	return Plan{
		Title: "Move the field " + name,
		Steps: []Step{step("PUT", "custom_objects/"+key+"/fields/reorder", under("custom_object_field_ids", api.IDs(order)))},
		Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
			_, err := c.ReorderFields(ctx, key, order)
			return Outcome{Text: "moved " + name, Stale: true}, err
		},
	}
}

// conditionLines writes the conditions that a relation's filter can have.
func conditionLines(v Value) []string {
	var out []string
	seen := map[string]bool{}
	for _, list := range []string{"conditions_all", "conditions_any"} {
		for _, e := range v.Members()[list].Elements() {
			m := e.Members()
			operators := each(m["operators"].Elements(), func(o Value) string { return cmp.Or(o.Members()["value"].Text(), o.Text()) })
			line := cmp.Or(m["subject"].Text(), m["field"].Text()) + " (" + m["title"].Text() + "): " + strings.Join(operators, ", ")
			if !seen[line] {
				out, seen[line] = append(out, line), true
			}
		}
	}
	if len(out) == 0 {
		return []string{string(v)}
	}
	return out
}
