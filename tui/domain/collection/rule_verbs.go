package collection

import (
	"context"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
	"zco/tui/domain/rule"
)

var conditionLists = []Option{{Value: ruleAll, Title: "all must be met"}, {Value: ruleAny, Title: "one of any must be met"}}

// addVerb adds a line to one of the lists of a rule: of all and any, or of
// actions alone. It asks what to add from what the service says can be said, so
// that nobody needs to know its words.
func (r *rules[T, P]) addVerb(id, title string, lists []Option, choices func(rule.Terms) []rule.Choice) Verb {
	return Verb{
		ID: id, Title: title,
		Form: func(ctx context.Context, c *api.Client, items []Item) (Form, error) {
			var options []Option
			for _, choice := range choices(r.terms(ctx, c, false)) {
				title := choice.Line
				if choice.Open {
					title += " …"
				}
				options = append(options, Option{Value: choice.Line, Title: title})
			}
			form := Form{Title: sentence(title) + ": " + first(items).Name, Values: map[string]Value{ruleAny: api.String(lists[0].Value)}}
			if len(lists) > 1 {
				form.Fields = append(form.Fields, Field{Key: ruleAny, Title: "Among those of which", Type: field.Dropdown, Options: lists, Required: true})
			}
			form.Fields = append(form.Fields,
				Field{Key: "line", Title: "What", Type: field.Dropdown, Options: options, Required: true},
				Field{Key: "value", Title: "Value, after …", Type: field.Text, Description: "where what ends with …"})
			return form, nil
		},
		Plan: func(ctx context.Context, c *api.Client, items []Item, answers Patch) (Plan, error) {
			line, value := answers["line"].Text(), strings.TrimSpace(answers["value"].Text())
			for _, choice := range choices(r.terms(ctx, c, false)) {
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
			return r.planAdd(ctx, c, first(items).ID, answers[ruleAny].Text(), line+value)
		},
	}
}

// planAdd plans a rule with a line more in one of its lists, from the rule as it
// is now.
func (r *rules[T, P]) planAdd(ctx context.Context, c *api.Client, id, list, line string) (Plan, error) {
	now, _, err := r.show(c, ctx, r.key, id)
	if err != nil {
		return Plan{}, err
	}
	row := r.row(ctx, c, false)
	was := row(now)
	more := strings.TrimSpace(was.Value(list).Text() + "\n" + line)
	patch, err := r.over(ctx, c, now, Patch{list: api.String(more)})
	if err != nil {
		return Plan{}, err
	}
	send := func(title string, p P) Plan {
		return Plan{
			Title: title, Steps: []Step{step(r.method, r.path+id, under(r.body, p))}, Saw: r.changed(now).Text, Warning: usedAtOnce(was),
			Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
				one, _, err := r.send(c, ctx, r.key, id, p)
				if err != nil {
					return Outcome{}, err
				}
				return Outcome{Text: "changed " + was.Name, Changed: []Item{row(one)}}, nil
			},
		}
	}
	plan := send(was.Name+": + "+line, patch).takenBackBy(send(was.Name+" as it was", r.asItIs(now)), func(ctx context.Context, c *api.Client) (string, error) {
		is, _, err := r.show(c, ctx, r.key, id)
		return r.changed(is).Text, err
	})
	plan.Again = func(ctx context.Context, c *api.Client) (Plan, error) { return r.planAdd(ctx, c, id, list, line) }
	return plan, nil
}
