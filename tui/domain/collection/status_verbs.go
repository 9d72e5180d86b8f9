package collection

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"zco/api"
	"zco/tui/domain/field"
)

func statusVerbs() []Verb {
	return append([]Verb{
		{ID: "defaults", Title: "set the defaults of all categories", Table: true, Form: defaultsForm, Plan: planDefaults},
		{
			ID: "make-default", Title: "make the default of its category", Rows: true,
			Allowed: func(it Item) string {
				switch {
				case isTrue(it, "default"):
					return defaultAlready
				case !isTrue(it, "active"):
					return "an inactive status cannot be a default: activate it first"
				}
				return ""
			},
			Plan: func(ctx context.Context, c *api.Client, items []Item, _ Patch) (Plan, error) {
				seen := map[string]bool{}
				for _, it := range items {
					category := it.Value("status_category").Text()
					if seen[category] {
						return Plan{}, refuse("", "only one status can be the default of "+category)
					}
					seen[category] = true
				}
				list, err := listAll(c.AllTicketStatuses(ctx, api.TicketStatusFilter{Default: new(true)}))
				return defaultsWithBack(items, list), err
			},
		},
		statusFormsVerb(),
	}, activeVerbs("PUT", "custom_statuses/", "custom_status",
		func(active Value) api.TicketStatusPatch { return api.TicketStatusPatch{Active: active} },
		sendWith((*api.Client).UpdateTicketStatus, statusItem),
		func(it Item, on bool) string {
			if !on && isTrue(it, "active") && isTrue(it, "default") {
				return defaultStaysActive
			}
			return ""
		})...)
}

const defaultStaysActive = "the default of a category stays active: make another one the default first"

// activeVerbs turn the selected rows on and off, with one request for each:
// path is that of the rows, and key what the body of one stands under. stays is
// why a row stays as it is besides that it is so already, nil for nothing.
func activeVerbs[P any](method, path, key string, patch func(active Value) P, send func(ctx context.Context, c *api.Client, id string, p P) (Item, error), stays func(it Item, on bool) string) []Verb {
	verb := func(title string, on bool, already string) Verb {
		body := patch(api.Bool(on))
		return Verb{
			ID: title, Title: title, Rows: true,
			Allowed: func(it Item) string {
				if stays != nil && stays(it, on) != "" {
					return stays(it, on)
				}
				if isTrue(it, "active") != on {
					return ""
				}
				return already
			},
			Change: func(Item) Patch { return Patch{"active": api.Bool(on)} },
			Plan: func(_ context.Context, _ *api.Client, items []Item, _ Patch) (Plan, error) {
				return Plan{
					Title: title + " " + namesOf(items),
					Steps: each(items, func(it Item) Step { return step(method, path+it.ID, under(key, body)) }),
					Send: eachRow(items, title+"d", func(ctx context.Context, c *api.Client, it Item) (Item, error) {
						return send(ctx, c, it.ID, body)
					}),
				}, nil
			},
		}
	}
	return []Verb{verb("activate", true, "it is active already"), verb("deactivate", false, "it is inactive already")}
}

// eachRow sends one change for each row, and goes on when one is refused.
func eachRow(items []Item, done string, send func(context.Context, *api.Client, Item) (Item, error)) func(context.Context, *api.Client, func(int, int)) (Outcome, error) {
	return func(ctx context.Context, c *api.Client, progress func(int, int)) (Outcome, error) {
		var out Outcome
		var failed []string
		for i, it := range items {
			now, err := send(ctx, c, it)
			if err != nil && (len(items) == 1 || api.IsForbidden(err)) {
				return out, err
			}
			if err != nil {
				failed = append(failed, it.Name+": "+err.Error())
			} else {
				out.Changed = append(out.Changed, now)
			}
			progress(i+1, len(items))
		}
		out.Text = done + " " + namesOf(out.Changed)
		if len(failed) > 0 {
			out.Partly = true
			out.Text = fmt.Sprintf("%s %d of %d; %s", done, len(out.Changed), len(items), strings.Join(failed, "; "))
		}
		return out, nil
	}
}

// namesOf names a few rows, or counts many.
func namesOf(items []Item) string {
	if len(items) > 3 {
		return fmt.Sprintf("%d rows", len(items))
	}
	return strings.Join(each(items, func(it Item) string { return it.Name }), ", ")
}

// defaultsForm asks for the default of each category, among its active
// statuses.
//
// GET /api/v2/custom_statuses?active=true
func defaultsForm(ctx context.Context, c *api.Client, _ []Item) (Form, error) {
	list, err := listAll(c.AllTicketStatuses(ctx, api.TicketStatusFilter{Active: new(true)}))
	if err != nil {
		return Form{}, err
	}
	form := Form{Title: "Defaults of all categories", Values: map[string]Value{}}
	for _, category := range statusCategories {
		f := Field{Key: category.Value, Title: category.Title, Type: field.Dropdown, Required: true}
		for _, s := range list {
			if s.Category != category.Value {
				continue
			}
			f.Options = append(f.Options, Option{Value: s.ID, Title: s.AgentLabel})
			if s.Default {
				form.Values[f.Key] = api.String(s.ID)
			}
		}
		if len(f.Options) > 0 {
			form.Fields = append(form.Fields, f)
		}
	}
	return form, nil
}

func planDefaults(ctx context.Context, c *api.Client, _ []Item, answers Patch) (Plan, error) {
	list, err := listAll(c.AllTicketStatuses(ctx, api.TicketStatusFilter{}))
	if err != nil {
		return Plan{}, err
	}
	var chosen []Item
	changes := false
	for _, category := range statusCategories {
		for _, s := range list {
			if s.ID == answers[category.Value].Text() && s.ID != "" {
				chosen = append(chosen, statusItem(s))
				changes = changes || !s.Default
			}
		}
	}
	if !changes {
		return Plan{}, refuse("", "these are the defaults already")
	}
	return defaultsWithBack(chosen, list), nil
}

// defaultsWithBack is defaultsPlan; what takes it back makes those of the
// same categories the defaults that are it now.
func defaultsWithBack(items []Item, now []api.TicketStatus) Plan {
	var before []Item
	for _, s := range now {
		if s.Default && slices.ContainsFunc(items, func(it Item) bool { return it.Value("status_category").Text() == s.Category }) {
			before = append(before, statusItem(s))
		}
	}
	plan := defaultsPlan(items)
	if len(before) == 0 {
		return plan
	}
	return plan.takenBackBy(defaultsPlan(before), func(ctx context.Context, c *api.Client) (string, error) {
		now, err := listAll(c.AllTicketStatuses(ctx, api.TicketStatusFilter{}))
		return stateOf(now, err, func(s api.TicketStatus) any { return []any{s.ID, s.Default} })
	})
}

// defaultsPlan makes each of some statuses the default of its category, with
// one request.
func defaultsPlan(items []Item) Plan {
	ids := each(items, Item.id)
	return Plan{
		Title: "Make the default of its category: " + namesOf(items),
		About: each(items, func(it Item) string { return it.Value("status_category").Text() + ": " + it.Name }),
		Steps: []Step{step("PUT", "custom_status/default", under("ids", strings.Join(ids, ",")))},
		Send: func(ctx context.Context, c *api.Client, _ func(int, int)) (Outcome, error) {
			_, err := c.SetDefaultTicketStatuses(ctx, ids)
			return Outcome{Text: "the defaults are set: " + namesOf(items), Stale: true}, err
		},
	}
}
