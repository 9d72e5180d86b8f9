package collection

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"zco/api"
	"zco/tui/domain/field"
)

func statusFormsVerb() Verb {
	return Verb{ID: "forms", Title: "choose the ticket forms that show it", Form: statusFormsForm, Plan: planStatusForms}
}

// formsOf are the ticket forms, and the associations that put a status into
// some of them.
//
// GET /api/v2/ticket_forms
// GET /api/v2/ticket_form_statuses
func formsOf(ctx context.Context, c *api.Client, status string) ([]Option, []api.TicketFormStatus, error) {
	forms, err := listAll(c.AllTicketForms(ctx))
	if err != nil {
		return nil, nil, err
	}
	in, err := listAll(c.AllTicketFormStatuses(ctx))
	return namedOptions(forms), slices.DeleteFunc(in, func(s api.TicketFormStatus) bool { return s.StatusID != status }), err
}

func formIDs(in []api.TicketFormStatus) []string {
	return each(in, func(s api.TicketFormStatus) string { return s.FormID })
}

func statusFormsForm(ctx context.Context, c *api.Client, items []Item) (Form, error) {
	it := first(items)
	forms, in, err := formsOf(ctx, c, it.ID)
	return Form{
		Title:  "Ticket forms that show " + it.Name,
		Fields: []Field{{Key: "forms", Title: "Ticket forms", Type: field.Multiselect, Options: forms}},
		Values: map[string]Value{"forms": api.Strings(formIDs(in))},
	}, err
}

func planStatusForms(ctx context.Context, c *api.Client, items []Item, answers Patch) (Plan, error) {
	it := first(items)
	forms, in, err := formsOf(ctx, c, it.ID)
	if err != nil {
		return Plan{}, err
	}
	wanted := answers["forms"].Strings()
	name := func(id string) string { return cmp.Or(titleIn(forms, id), id) }
	change := formsChange{status: it}
	plan := Plan{Title: "Change the ticket forms that show " + it.Name}
	for _, id := range wanted {
		if !slices.Contains(formIDs(in), id) {
			change.add = append(change.add, id)
			plan.About = append(plan.About, "show it in "+name(id))
		}
	}
	for _, s := range in {
		if !slices.Contains(wanted, s.FormID) {
			change.remove = append(change.remove, s)
			plan.About = append(plan.About, "no longer show it in "+name(s.FormID))
		}
	}
	switch {
	case len(plan.About) == 0:
		return Plan{}, refuse("forms", "these forms show it already")
	case len(change.add) > api.MaxMany:
		return Plan{}, refuse("forms", fmt.Sprintf("it can be put into %d forms at once", api.MaxMany))
	}
	if len(change.remove) > 0 {
		plan.Warning = "In those forms agents cannot choose it any more."
	}
	plan.Steps, plan.Send = change.steps(), change.send
	return plan, nil
}

// formsChange puts a status into forms, all at once, and then takes it out of
// others, one after the other.
type formsChange struct {
	status Item
	add    []string
	remove []api.TicketFormStatus
}

func (f formsChange) steps() []Step {
	var out []Step
	if len(f.add) > 0 {
		out = append(out, step("POST", "custom_statuses/"+f.status.ID+"/ticket_form_statuses", api.FormsBody(f.add)))
	}
	for _, s := range f.remove {
		out = append(out, step("DELETE", "ticket_forms/"+s.FormID+"/ticket_form_statuses/"+s.ID, nil))
	}
	return out
}

func (f formsChange) send(ctx context.Context, c *api.Client, progress func(int, int)) (Outcome, error) {
	done, total := 0, len(f.steps())
	if len(f.add) > 0 {
		if _, _, err := c.AddTicketStatusToForms(ctx, f.status.ID, f.add); err != nil {
			return Outcome{}, err
		}
		done++
		progress(done, total)
	}
	for _, s := range f.remove {
		_, err := c.DeleteTicketFormStatus(ctx, s.FormID, s.ID)
		if err != nil && done == 0 {
			return Outcome{}, err
		}
		if err != nil {
			return Outcome{Partly: true, Text: fmt.Sprintf("%d of %d changes of the forms of %s were made; %s", done, total, f.status.Name, err)}, nil
		}
		done++
		progress(done, total)
	}
	return Outcome{Text: "the ticket forms of " + f.status.Name + " are changed"}, nil
}
