package sandbox

import (
	"strconv"
	"testing"
)

const invalidHead = `{"error":"RecordInvalid","description":"Record validation errors","details":`

func TestStatuses(t *testing.T) {
	play(t, testServer(), []step{
		{why: "all of them, without pages", line: "GET /api/v2/custom_statuses", status: 200,
			at: []string{"custom_statuses.#", "15", "custom_statuses.0.status_category", `"new"`, "meta", `"absent"`}},
		{why: "defaults", line: "GET /api/v2/custom_statuses?default=true&active=", status: 200, at: []string{"custom_statuses.#", "5"}},
		{why: "by category", line: "GET /api/v2/custom_statuses?status_categories=hold,solved&default=false", status: 200,
			at: []string{"custom_statuses.#", "3", "custom_statuses.0.agent_label", `"Awaiting parts"`}},
		{why: "inactive", line: "GET /api/v2/custom_statuses.json?active=false", status: 200,
			at: []string{"custom_statuses.#", "2", "custom_statuses.0.agent_label", `"ממתין לספק"`}},
		{why: "no such category", line: "GET /api/v2/custom_statuses?status_categories=lost", status: 400, at: []string{"error.title", `"Invalid attribute"`}},
		{why: "active is yes or no", line: "GET /api/v2/custom_statuses?active=maybe", status: 400},
		{why: "labels come from dynamic content", line: "GET /api/v2/custom_statuses/2264416281446", status: 200,
			at: []string{"custom_status.agent_label", `"Refund issued"`, "custom_status.raw_agent_label", `"{{dc.refund_issued}}"`}},
		{why: "created", line: "POST /api/v2/custom_statuses", status: 201,
			send: `{"custom_status":{"status_category":"open","agent_label":"Responding soon","description":"Customer needs a response","active":true}}`,
			want: `{"custom_status":{"url":"http://sandbox.example/api/v2/custom_statuses/9000000000001.json","id":9000000000001,"status_category":"open",
				"agent_label":"Responding soon","raw_agent_label":"Responding soon","end_user_label":"Responding soon","raw_end_user_label":"Responding soon",
				"description":"Customer needs a response","raw_description":"Customer needs a response",
				"end_user_description":"Customer needs a response","raw_end_user_description":"Customer needs a response",
				"active":true,"default":false,"created_at":"2026-11-21T10:00:00Z","updated_at":"2026-11-21T10:00:00Z"}}`,
			header: []string{"Location", "http://sandbox.example/api/v2/custom_statuses/9000000000001.json"}},
		{why: "the id and the category cannot be changed, and a header says so", line: "PUT /api/v2/custom_statuses/9000000000001.json", status: 200,
			send:   `{"custom_status":{"id":5,"status_category":"hold","agent_label":"Soon"}}`,
			at:     []string{"custom_status.id", "9000000000001", "custom_status.status_category", `"open"`, "custom_status.agent_label", `"Soon"`},
			header: []string{"X-Zendesk-Api-Warn", `{:allowed_parameters=>{:controller=>"custom_statuses", :action=>"update", :unpermitted_keys=>["custom_status.id", "custom_status.status_category"], :invalid_values=>[]}}`}},
		{why: "48 characters fit, however many bytes", line: "PUT /api/v2/custom_statuses/9000000000001", status: 200,
			send: `{"custom_status":{"end_user_label":"四十八四十八四十八四十八四十八四十八四十八四十八四十八四十八四十八四十八四十八四十八四十八四十八"}}`},
		{why: "49 do not", line: "PUT /api/v2/custom_statuses/9000000000001", status: 422,
			send: `{"custom_status":{"agent_label":"1234567890123456789012345678901234567890123456789"}}`,
			want: invalidHead + `{"agent_label":[{"description":"Agent label: is too long (maximum is 48 characters)","error":"ValueTooLong"}]}}`},
		{why: "a label is needed, and a category", line: "POST /api/v2/custom_statuses", send: `{"custom_status":{}}`, status: 422,
			want: invalidHead + `{"status_category":[{"description":"Status category: cannot be blank","error":"BlankValue"}],"agent_label":[{"description":"Agent label: cannot be blank","error":"BlankValue"}]}}`},
		{why: "the category must exist", line: "POST /api/v2/custom_statuses", send: `{"custom_status":{"status_category":"closed","agent_label":"Z"}}`, status: 422,
			want: invalidHead + `{"status_category":[{"description":"Status category: is not included in the list","error":"InvalidValue"}]}}`},
		{why: "labels are taken", line: "POST /api/v2/custom_statuses", send: `{"custom_status":{"status_category":"hold","agent_label":"soon"}}`, status: 422,
			want: invalidHead + `{"agent_label":[{"description":"Agent label: has already been taken","error":"DuplicateValue"}]}}`},
		{why: "a default stays active", line: "PUT /api/v2/custom_statuses/2264416281254", send: `{"custom_status":{"active":false}}`, status: 422,
			want: invalidHead + `{"active":[{"description":"Active: a default status cannot be deactivated","error":"InvalidValue"}]}}`},
		{why: "a default stays", line: "DELETE /api/v2/custom_statuses/2264416281254", status: 422},
		{why: "a status in use stays", line: "DELETE /api/v2/custom_statuses/2264416281334", status: 422,
			at: []string{"details.base.#", "1", "error", `"RecordInvalid"`}},
		{why: "an agent may not change", as: "agent3@sandbox.example", line: "PUT /api/v2/custom_statuses/9000000000001", send: `{"custom_status":{}}`, status: 403},
		{why: "the defaults of two categories at once", line: "PUT /api/v2/custom_status/default", send: `{"ids":"9000000000001, 2264416281382"}`, status: 200, want: `{}`},
		{why: "they are the defaults now", line: "GET /api/v2/custom_statuses?default=true&status_categories=open,pending", status: 200,
			at: []string{"custom_statuses.#", "2", "custom_statuses.0.id", "2264416281382", "custom_statuses.1.id", "9000000000001"}},
		{why: "an inactive one cannot be", line: "PUT /api/v2/custom_status/default", send: `{"ids":"2264416281462"}`, status: 422},
		{why: "nor two of one category", line: "PUT /api/v2/custom_status/default", send: `{"ids":"9000000000001,2264416281270"}`, status: 422},
		{why: "nor one that is not there", line: "PUT /api/v2/custom_status/default", send: `{"ids":"4"}`, status: 404},
		{why: "ids are needed", line: "PUT /api/v2/custom_status/default", send: `{}`, status: 400},
		{why: "standard ones have the service's placeholders", line: "GET /api/v2/custom_statuses/2264416281254", status: 200,
			at: []string{"custom_status.agent_label", `"New"`, "custom_status.raw_agent_label", `"{{zd.status_new}}"`, "custom_status.raw_description", `"{{zd.status_new_description}}"`}},
		{why: "an active one stays", line: "DELETE /api/v2/custom_statuses/2264416281478", status: 422, at: []string{"details.base.#", "1"}},
		{why: "an unused one goes", line: "DELETE /api/v2/custom_statuses/2264416281462", status: 204},
		{why: "it is gone", line: "GET /api/v2/custom_statuses/2264416281462", status: 404, want: `{"error":"RecordNotFound","description":"Not found"}`},
	})
}

// Once the tickets that had a status are closed it can go.
func TestStatusOfClosedTicketsCanGo(t *testing.T) {
	s := testServer()
	const id = firstStatusID + 5*16
	for _, ticket := range s.people.Tickets {
		if ticket.CustomStatusID == id {
			ticket.Status = "closed"
		}
	}
	ask(t, s, "", "PUT /api/v2/custom_statuses/2264416281334", `{"custom_status":{"active":false}}`)
	if a := ask(t, s, "", "DELETE /api/v2/custom_statuses/2264416281334", ""); a.status != 204 {
		t.Errorf("status %d: %s", a.status, a.body)
	}
}

// An account has at most a hundred statuses.
func TestStatusesAreBounded(t *testing.T) {
	s := testServer()
	for n := len(s.statuses); n < 100; n++ {
		s.statuses = append(s.statuses, &customStatus{ID: s.nextID(), Category: "open", AgentLabel: strconv.Itoa(n)})
	}
	a := ask(t, s, "", "POST /api/v2/custom_statuses", `{"custom_status":{"status_category":"open","agent_label":"one more"}}`)
	if a.status != 422 || a.get(t, "details.base.#") != "1" {
		t.Errorf("status %d: %s", a.status, a.body)
	}
}
