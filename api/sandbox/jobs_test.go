package sandbox

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const jobs = "/api/v2/custom_objects/asset/jobs"

// finish polls a job until it is completed and returns what it said.
func finish(t *testing.T, s *Server, started asked) (last asked, statuses string) {
	t.Helper()
	id := started.get(t, "job_status.id")
	for range 10 {
		last = ask(t, s, "", "GET /api/v2/job_statuses/"+id, "")
		status := last.get(t, "job_status.status")
		statuses += status + " "
		if status == jobCompleted {
			return last, statuses
		}
	}
	t.Fatalf("never done: %s", last.body)
	return last, ""
}

func TestJobQueuesWorksAndFinishes(t *testing.T) {
	s := testServer()
	a := ask(t, s, "", "POST "+jobs, `{"job":{"action":"create","items":[
		{"name":"one","external_id":"J1","custom_object_fields":{"serial_number":"AB-00000001"}},
		{"name":"two","custom_object_fields":{"serial_number":"wrong"}},
		{"name":"three","custom_object_fields":{"serial_number":"AB-00000003"}}]}}`)
	if a.status != 201 || a.get(t, "job_status.status") != "queued" || a.get(t, "job_status.total") != "3" || a.header.Get("Zendesk-Ratelimit-Inflight-Jobs") != "total=30; remaining=29; resets=60" {
		t.Fatalf("%d %s %v", a.status, a.body, a.header)
	}
	if part(decoded(t, a.body), "job_status.results") != nil || part(decoded(t, a.body), "job_status.message") != nil {
		t.Errorf("results of a queued job: %s", a.body)
	}
	if s.objects["asset"].count() != 200 {
		t.Error("a queued job has done something")
	}
	last, statuses := finish(t, s, a)
	if statuses != "queued working completed " {
		t.Errorf("it was %s", statuses)
	}
	for path, want := range map[string]string{
		"results.0.status": "Created", "results.0.action": "create", "results.1.error": "RecordInvalid",
		"results.1.details": "Serial number: is invalid", "results.1.index": "1", "progress": "3", "message": "Completed at 2026-11-21 10:00:00 +0000",
	} {
		if got := last.get(t, "job_status."+path); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
	if s.objects["asset"].count() != 202 {
		t.Errorf("%d records", s.objects["asset"].count())
	}
	if again := ask(t, s, "", "GET /api/v2/job_statuses/"+a.get(t, "job_status.id"), ""); again.body != last.body {
		t.Error("a finished job changes")
	}
}

func TestJobActions(t *testing.T) {
	s := testServer()
	id := s.objects["asset"].base.id
	for _, c := range []struct{ object, action, items, results string }{
		{"asset", "update", `[{"id":"` + id(0) + `","name":"New"},{"id":"nope","name":"x"}]`, "Updated RecordNotFound"},
		{"asset", "create_or_update_by_external_id", `[{"external_id":"AST-00000003","name":"Known"},{"external_id":"E2","name":"Made","custom_object_fields":{"serial_number":"AB-00000001"}},{"name":"x"}]`, "Updated Created RecordInvalid"},
		{"vendor", "create_or_update_by_name", `[{"name":"Cedar & Sons","custom_object_fields":{"preferred":true}},{"name":"Brand new"}]`, "Updated Created"},
		{"asset", "delete", `["` + id(7) + `","` + id(7) + `"]`, "Deleted RecordNotFound"},
		{"asset", "delete_by_external_id", `["AST-00000003","nope"]`, "Deleted RecordNotFound"},
	} {
		a := ask(t, s, "", "POST /api/v2/custom_objects/"+c.object+"/jobs", `{"job":{"action":"`+c.action+`","items":`+c.items+`}}`)
		last, _ := finish(t, s, a)
		var got []string
		for _, r := range part(decoded(t, last.body), "job_status.results").([]any) {
			m := r.(map[string]any)
			if m["success"] == true {
				got = append(got, m["status"].(string))
			} else {
				got = append(got, m["error"].(string))
			}
		}
		if strings.Join(got, " ") != c.results {
			t.Errorf("%s: %v, want %s", c.action, got, c.results)
		}
	}
	many := strings.Repeat(`"x",`, 100) + `"x"`
	play(t, s, []step{
		{why: "takes 100 items", line: "POST " + jobs, send: `{"job":{"action":"delete","items":[` + many + `]}}`, status: 400, at: []string{"error", `"TooManyValues"`}},
		{why: "takes some items", line: "POST " + jobs, send: `{"job":{"action":"delete","items":[]}}`, status: 400},
		{why: "knows its actions", line: "POST " + jobs, send: `{"job":{"action":"explode","items":["x"]}}`, status: 400},
		{why: "needs unique names", line: "POST " + jobs, send: `{"job":{"action":"create_or_update_by_name","items":[{"name":"x"}]}}`, status: 400},
		{why: "is closed with its object", line: "POST /api/v2/custom_objects/payroll/jobs", send: `{"job":{"action":"delete","items":["x"]}}`, status: 403},
		{why: "knows no such job", line: "GET /api/v2/job_statuses/V3-nope", status: 404},
	})
}

func TestThirtyJobsAtOnce(t *testing.T) {
	now := testNow
	s := New(Options{Records: 50, RateLimit: -1, Clock: func() time.Time { return now }})
	start := func() asked { return ask(t, s, "", "POST "+jobs, `{"job":{"action":"delete","items":["x"]}}`) }
	var ids []string
	for range 30 {
		ids = append(ids, start().get(t, "job_status.id"))
	}
	a := start()
	if a.status != 429 || a.get(t, "error") != "TooManyJobs" || a.header.Get("Retry-After") == "" || a.get(t, "current_job_ids.29") != ids[29] {
		t.Fatalf("%d %s", a.status, a.body)
	}
	list := ask(t, s, "", "GET /api/v2/job_statuses/show_many?ids="+strings.Join(ids[:2], ",")+",nope", "")
	if list.get(t, "job_statuses.1.id") != ids[1] || part(decoded(t, list.body), "job_statuses.#") != decoded(t, "2") {
		t.Error(list.body)
	}
	page := ask(t, s, "", "GET /api/v2/job_statuses?page[size]=20", "")
	if part(decoded(t, page.body), "job_statuses.#") != decoded(t, "20") || part(decoded(t, page.body), "meta.has_more") != true {
		t.Error(page.body)
	}
	now = now.Add(time.Minute) // nobody asked, and still they get done
	if a := start(); a.status != 201 {
		t.Errorf("after a minute: %s", a.body)
	}
}

func TestJobsByTheClock(t *testing.T) {
	now := testNow
	s := New(Options{Records: 50, RateLimit: -1, JobDelay: 10 * time.Second, Clock: func() time.Time { return now }})
	items := strings.TrimSuffix(strings.Repeat(`"x",`, 10), ",")
	id := ask(t, s, "", "POST "+jobs, `{"job":{"action":"delete","items":[`+items+`]}}`).get(t, "job_status.id")
	for _, want := range []string{"queued <nil>", "queued <nil>", "working 0", "working 5", "completed 10"} {
		a := ask(t, s, "", "GET /api/v2/job_statuses/"+id, "")
		if got := fmt.Sprint(a.get(t, "job_status.status"), " ", part(decoded(t, a.body), "job_status.progress")); got != want {
			t.Errorf("after %v it is %s, want %s", now.Sub(testNow), got, want)
		}
		now = now.Add(5 * time.Second)
	}
}
