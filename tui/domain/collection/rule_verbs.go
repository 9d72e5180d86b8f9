package collection

import (
	"context"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
	"zco/tui/domain/rule"
)

// addTo says which lines of a rule a verb adds one to.
type addTo struct {
	id, title string
	lists     []Option // of all and any; one for actions
	choices   func(rule.Terms) []rule.Choice
	terms     func(context.Context, *api.Client) rule.Terms
	// plan plans the change of a row: key is the list, line what is added.
	plan func(ctx context.Context, c *api.Client, id, key, line string) (Plan, error)
}

var conditionLists = []Option{{Value: ruleAll, Title: "all must be met"}, {Value: ruleAny, Title: "one of any must be met"}}

// verb asks what to add from what the service says can be said, so that
// nobody needs to know its words.
func (a addTo) verb() Verb {
	return Verb{
		ID: a.id, Title: a.title,
		Form: func(ctx context.Context, c *api.Client, items []Item) (Form, error) {
			var options []Option
			for _, choice := range a.choices(a.terms(ctx, c)) {
				title := choice.Line
				if choice.Open {
					title += " …"
				}
				options = append(options, Option{Value: choice.Line, Title: title})
			}
			form := Form{Title: sentence(a.title) + ": " + first(items).Name, Values: map[string]Value{ruleAny: api.String(a.lists[0].Value)}}
			if len(a.lists) > 1 {
				form.Fields = append(form.Fields, Field{Key: ruleAny, Title: "Among those of which", Type: field.Dropdown, Options: a.lists, Required: true})
			}
			form.Fields = append(form.Fields,
				Field{Key: "line", Title: "What", Type: field.Dropdown, Options: options, Required: true},
				Field{Key: "value", Title: "Value, after …", Type: field.Text, Description: "where what ends with …"})
			return form, nil
		},
		Plan: func(ctx context.Context, c *api.Client, items []Item, answers Patch) (Plan, error) {
			line, value := answers["line"].Text(), strings.TrimSpace(answers["value"].Text())
			for _, choice := range a.choices(a.terms(ctx, c)) {
				switch {
				case choice.Line != line:
				case choice.Open && value == "":
					return Plan{}, refuse("value", "what comes after "+line+"?")
				case !choice.Open && value != "":
					return Plan{}, refuse("value", "nothing comes after "+line)
				case choice.Open:
					value = choice.Joint + value
				}
			}
			return a.plan(ctx, c, first(items).ID, answers[ruleAny].Text(), line+value)
		},
	}
}

// withLine is a patch of a row that has a line more in one of its lists.
func withLine(it Item, key, line string) Patch {
	return Patch{key: api.String(strings.TrimSpace(it.Value(key).Text() + "\n" + line))}
}

// addVerbs add conditions and actions to triggers.
func (t *triggerTerms) addVerbs() []Verb {
	add := func(id, title string, lists []Option, choices func(rule.Terms) []rule.Choice) Verb {
		return addTo{
			id: id, title: title, lists: lists, choices: choices, plan: t.planAdd,
			terms: func(ctx context.Context, c *api.Client) rule.Terms { return t.terms(ctx, c, false) },
		}.verb()
	}
	return []Verb{
		add("add-condition", "add a condition", conditionLists, rule.Terms.ConditionChoices),
		add("add-action", "add an action", []Option{{Value: ruleActions}}, rule.Terms.ActionChoices),
	}
}

// planAdd plans a trigger with a line more, from the trigger as it is now.
func (t *triggerTerms) planAdd(ctx context.Context, c *api.Client, id, key, line string) (Plan, error) {
	now, _, err := c.ShowTrigger(ctx, t.key, id)
	if err != nil {
		return Plan{}, err
	}
	said := t.terms(ctx, c, false)
	patch, err := triggerPatch(said, now, withLine(triggerItem(said, now), key, line))
	if err != nil {
		return Plan{}, err
	}
	before := api.TriggerPatch{Conditions: now.Conditions.Body(), Actions: api.ActionsBody(now.Actions)}
	send := func(title string, p api.TriggerPatch) Plan {
		return Plan{
			Title: title, Steps: []Step{step("PUT", "custom_objects/"+t.key+"/triggers/"+id, under("trigger", p))}, Saw: now.UpdatedAt.Text,
			Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
				one, _, err := c.UpdateTrigger(ctx, t.key, id, p)
				if err != nil {
					return Outcome{}, err
				}
				t.seen.put(one.ID, one)
				return Outcome{Text: "changed " + now.Title, Changed: []Item{triggerItem(said, one)}}, nil
			},
		}
	}
	plan, back := send(now.Title+": + "+line, patch), send(now.Title+" as it was", before)
	plan.Again = func(ctx context.Context, c *api.Client) (Plan, error) { return t.planAdd(ctx, c, id, key, line) }
	back.State = func(ctx context.Context, c *api.Client) (string, error) {
		is, _, err := c.ShowTrigger(ctx, t.key, id)
		return is.UpdatedAt.Text, err
	}
	plan.Back = &back
	return plan, nil
}

// addVerb adds conditions to access rules.
func (a *accessRules) addVerb() Verb {
	return addTo{
		id: "add-condition", title: "add a condition", lists: conditionLists, choices: rule.Terms.ConditionChoices, plan: a.planAdd,
		terms: func(ctx context.Context, c *api.Client) rule.Terms { return a.terms(ctx, c, false) },
	}.verb()
}

// planAdd plans a rule with a line more, from the rule as it is now.
func (a *accessRules) planAdd(ctx context.Context, c *api.Client, id, key, line string) (Plan, error) {
	now, _, err := c.ShowAccessRule(ctx, a.key, id)
	if err != nil {
		return Plan{}, err
	}
	said, used := a.terms(ctx, c, false), a.uses(ctx, c)
	patch, err := a.patch(ctx, c, now, withLine(accessRuleItem(said, used, now), key, line))
	if err != nil {
		return Plan{}, err
	}
	warning := ""
	if by := used[id]; by != "" {
		warning = "It changes at once what roles may do: " + by + "."
	}
	send := func(title string, p api.AccessRulePatch) Plan {
		return Plan{
			Title: title, Steps: []Step{step("PATCH", "custom_objects/"+a.key+"/access_rules/"+id, under("access_rule", p))}, Saw: now.UpdatedAt.Text,
			Warning: warning,
			Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
				r, _, err := c.UpdateAccessRule(ctx, a.key, id, p)
				if err != nil {
					return Outcome{}, err
				}
				a.seen.put(r.ID, r)
				return Outcome{Text: "changed " + now.Title, Changed: []Item{accessRuleItem(said, used, r)}}, nil
			},
		}
	}
	plan, back := send(now.Title+": + "+line, patch), send(now.Title+" as it was", api.AccessRulePatch{Conditions: now.Conditions.Body()})
	plan.Again = func(ctx context.Context, c *api.Client) (Plan, error) { return a.planAdd(ctx, c, id, key, line) }
	back.State = func(ctx context.Context, c *api.Client) (string, error) {
		is, _, err := c.ShowAccessRule(ctx, a.key, id)
		return is.UpdatedAt.Text, err
	}
	plan.Back = &back
	return plan, nil
}
