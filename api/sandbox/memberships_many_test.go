package sandbox

import (
	"strings"
	"testing"
)

// A job is queued when it is made, works while it is polled, and tells what
// became of each item in the end.
func TestCreateManyMemberships(t *testing.T) {
	s := testServer()
	const all = "/api/v2/group_memberships"
	a := ask(t, s, "", "POST "+all+"/create_many.json", `{"group_memberships":[{"user_id":10001,"group_id":40005},{"user_id":20001,"group_id":40005},{"user_id":10001,"group_id":40005}]}`)
	if a.status != 200 || a.get(t, "job_status.status") != "queued" || a.get(t, "job_status.total") != "3" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	job := "GET /api/v2/job_statuses/" + a.get(t, "job_status.id")
	for range 5 {
		a = ask(t, s, "", job, "")
	}
	if a.get(t, "job_status.status") != "completed" {
		t.Fatal(a.body)
	}
	for path, want := range map[string]string{
		"job_status.results.0.status": "Created", "job_status.results.1.error": "GroupMembershipCreateFailed",
		"job_status.results.1.details": "User: must be an agent", "job_status.results.2.details": "User: has already been taken",
	} {
		if got := a.get(t, path); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
	made := ask(t, s, "", "GET "+all+"/"+a.get(t, "job_status.results.0.id"), "")
	if made.get(t, "group_membership.group_id") != "40005" {
		t.Error(made.body)
	}
}

// Whoever is taken out is out at once; the job only tells.
func TestDestroyManyMemberships(t *testing.T) {
	s := testServer()
	const all = "/api/v2/group_memberships"
	a := ask(t, s, "", "DELETE "+all+"/destroy_many?ids=9007199254741117,5", "")
	if a.status != 200 || a.get(t, "job_status.status") != "queued" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if gone := ask(t, s, "", "GET "+all+"/9007199254741117", ""); gone.status != 404 {
		t.Errorf("still there: %d", gone.status)
	}
	for range 5 {
		a = ask(t, s, "", "GET /api/v2/job_statuses/"+a.get(t, "job_status.id"), "")
	}
	if a.get(t, "job_status.results.0.id") != "9007199254741117" || a.get(t, "job_status.results.1.error") != "RecordNotFound" {
		t.Error(a.body)
	}
}

func TestManyMembershipsBounds(t *testing.T) {
	const all = "/api/v2/group_memberships"
	play(t, testServer(), []step{
		{why: "101 to create", line: "POST " + all + "/create_many", send: `{"group_memberships":[` + strings.Repeat(`{},`, 100) + `{}]}`, status: 400,
			want: `{"error":"TooManyValues","description":"Maximum 100 group memberships may be created per call","max_count":100}`},
		{why: "none to create", line: "POST " + all + "/create_many", send: `{}`, status: 400},
		{why: "101 to remove", line: "DELETE " + all + "/destroy_many?ids=" + strings.Repeat("1,", 101), status: 400,
			want: `{"error":"TooManyValues","description":"Parameter  cannot specify more than 100 values","max_count":100}`},
		{why: "none to remove", line: "DELETE " + all + "/destroy_many", status: 400},
		{why: "an agent may not", as: "agent3@sandbox.example", line: "DELETE " + all + "/destroy_many?ids=9007199254741117", status: 403},
	})
}

// When no more jobs fit, nobody is taken out.
func TestDestroyManyWaitsForJobs(t *testing.T) {
	s := testServer()
	for range jobsAtOnce {
		ask(t, s, "", "DELETE /api/v2/group_memberships/destroy_many?ids=5", "")
	}
	a := ask(t, s, "", "DELETE /api/v2/group_memberships/destroy_many?ids=9007199254741117", "")
	if a.status != 429 || a.get(t, "error") != "TooManyJobs" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if m := ask(t, s, "", "GET /api/v2/group_memberships/9007199254741117", ""); m.status != 200 {
		t.Errorf("taken out all the same: %d", m.status)
	}
}
