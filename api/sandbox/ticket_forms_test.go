package sandbox

import "testing"

// A status goes into forms, all or none, once, and out again.
func TestTicketForms(t *testing.T) {
	s := testServer()
	const add, unused = "POST /api/v2/custom_statuses/2264416281334/ticket_form_statuses", "7485506877086"
	if st := s.statuses.byID(2264416281334); st == nil {
		t.Fatal("the status is not there")
	}
	of := func(body string) int { return len(part(decoded(t, body), "ticket_form_statuses").([]any)) }
	before := len(s.forms.Statuses)
	if a := ask(t, s, "", add, `{"ticket_form_status":[{"ticket_form_id":`+unused+`},{"ticket_form_id":5}]}`); a.status != 422 || len(s.forms.Statuses) != before {
		t.Errorf("with a form that is not there: %d %s", a.status, a.body)
	}
	if a := ask(t, s, "", add, `{"ticket_form_status":[]}`); a.status != 400 {
		t.Errorf("with none: %d", a.status)
	}
	a := ask(t, s, "", add, `{"ticket_form_status":[{"ticket_form_id":`+unused+`}]}`)
	if a.status != 200 || len(s.forms.Statuses) != before+1 {
		t.Fatalf("%d %s, %d of %d", a.status, a.body, len(s.forms.Statuses), before)
	}
	if again := ask(t, s, "", add, `{"ticket_form_status":[{"ticket_form_id":`+unused+`}]}`); of(again.body) != of(a.body) {
		t.Error("it is in a form twice")
	}
	if n := of(ask(t, s, "", "GET /api/v2/ticket_form_statuses", "").body); n != before+1 {
		t.Errorf("%d are listed", n)
	}
	made := s.forms.Statuses[before].ID
	if a := ask(t, s, "", "DELETE /api/v2/ticket_forms/7485506877054/ticket_form_statuses/"+made, ""); a.status != 404 {
		t.Errorf("out of another form: %d", a.status)
	}
	if a := ask(t, s, "", "DELETE /api/v2/ticket_forms/"+unused+"/ticket_form_statuses/"+made, ""); a.status != 204 || len(s.forms.Statuses) != before {
		t.Errorf("%d", a.status)
	}
}
