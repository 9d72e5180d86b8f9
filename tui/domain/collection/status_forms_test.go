package collection

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/api"
)

// A person takes a status out of one form and puts it into another, and finds
// both when the forms are asked for again.
func TestStatusForms(t *testing.T) {
	d := newDesk(t, "")
	statuses := Statuses()
	verb, _ := statuses.FindVerb("forms")
	it, err := statuses.Get(d.ctx, d.client, "2264416281334") // Responding quickly
	d.must(err)
	form, err := verb.Form(d.ctx, d.client, []Item{it})
	d.must(err)
	before := form.Values["forms"].Strings()
	all := form.Fields[0].Options
	if len(before) < 2 || len(before) >= len(all) {
		t.Fatalf("it is in %v of %v", before, all)
	}
	if _, err := verb.Plan(d.ctx, d.client, []Item{it}, Patch{"forms": api.Strings(before)}); err == nil {
		t.Error("nothing is a change")
	}
	out := all[slices.IndexFunc(all, func(o Option) bool { return !slices.Contains(before, o.Value) })].Value
	after := append(slices.Clone(before[:len(before)-1]), out)
	plan := d.plan(statuses, "forms", []Item{it}, Patch{"forms": api.Strings(after)})
	want := `POST /api/v2/custom_statuses/2264416281334/ticket_form_statuses {"ticket_form_status":[{"ticket_form_id":` + out + `}]}`
	if len(plan.Steps) != 2 || plan.Steps[0].String() != want || plan.Steps[1].Method != http.MethodDelete || plan.Warning == "" {
		t.Errorf("%v", plan.Steps)
	}
	d.do(statuses, "forms", []Item{it}, Patch{"forms": api.Strings(after)})
	form, err = verb.Form(d.ctx, d.client, []Item{it})
	d.must(err)
	got := form.Values["forms"].Strings()
	slices.Sort(got)
	slices.Sort(after)
	if diff := cmp.Diff(after, got); diff != "" {
		t.Error(diff)
	}
}

// Where a form was added and another could not be removed, both are told; where
// nothing was done, it is the failure.
func TestStatusFormsPartly(t *testing.T) {
	d := newDesk(t, "")
	it, err := Statuses().Get(d.ctx, d.client, "2264416281334")
	d.must(err)
	change := formsChange{status: it, add: []string{"7485506877086"}, remove: []api.TicketFormStatus{{ID: "01HFD81Y01D65FJ7EPNNM58GPK", FormID: "7485506877054"}}}
	out, err := change.send(d.ctx, d.client, func(int, int) {})
	d.must(err)
	if !out.Partly || !strings.HasPrefix(out.Text, "1 of 2 changes of the forms of Responding quickly were made; ") {
		t.Errorf("%+v", out)
	}
	change.add = nil
	if out, err := change.send(d.ctx, d.client, func(int, int) {}); err == nil {
		t.Errorf("nothing was done: %+v", out)
	}
}
