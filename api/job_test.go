package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// What each action sends, from the reference's examples.
func TestStartJobActions(t *testing.T) {
	item := JobItem{ID: "01G", Patch: RecordPatch{Name: String("2020 Tesla"), ExternalID: String("ddd443"), Fields: map[string]Value{"year": Int(2020)}}}
	record := `{"custom_object_fields":{"year":2020},"external_id":"ddd443","name":"2020 Tesla"}`
	for action, want := range map[Action]string{
		ActionCreate: record, ActionSetByExternalID: record, ActionSetByName: record,
		ActionUpdate: `{"custom_object_fields":{"year":2020},"external_id":"ddd443","id":"01G","name":"2020 Tesla"}`,
		ActionDelete: `"01G"`, ActionDeleteByExternalID: `"ddd443"`,
	} {
		c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			if got := string(body); got != `{"job":{"action":"`+string(action)+`","items":[`+want+`]}}` {
				t.Errorf("%s sends %s", action, got)
			}
			answering(201, example(t, "job_queued"))(w, r)
		})
		if _, _, err := c.StartJob(t.Context(), "car", action, []JobItem{item}); err != nil {
			t.Error(err)
		}
	}
}

func TestStartJobRefuses(t *testing.T) {
	c := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	id, named := JobItem{ID: "1"}, JobItem{Patch: RecordPatch{Name: String("x")}}
	tests := []struct {
		action Action
		items  []JobItem
		want   string
	}{
		{ActionCreate, nil, "not 0"}, {ActionCreate, make([]JobItem, 101), "not 101"},
		{ActionUpdate, []JobItem{id, named}, "record 2 of the update job has no id"}, {ActionDelete, []JobItem{named}, "has no id"},
		{ActionDeleteByExternalID, []JobItem{id}, "has no external id"}, {ActionSetByExternalID, []JobItem{named}, "has no external id"},
		{ActionSetByExternalID, []JobItem{{Patch: RecordPatch{ExternalID: Null}}}, "has no external id"},
		{ActionSetByName, []JobItem{id}, "has no name"}, {"explode", []JobItem{id}, "no such action"},
	}
	for _, tt := range tests {
		_, _, err := c.StartJob(t.Context(), "car", tt.action, tt.items)
		if !IsInvalid(err) {
			t.Fatalf("%s: %v", tt.action, err)
		}
		mustContain(t, err.Error(), tt.want)
	}
}

func TestJobResults(t *testing.T) {
	tests := []struct {
		name, results string
		want          []JobResult
		said          string
	}{
		{"null", `null`, nil, ""},
		{"success", `[{"index":0,"action":"create","id":"01H","status":"Created","success":true}]`,
			[]JobResult{{ID: "01H", Action: "create", Status: "Created", Success: true}}, "created"},
		{"numbers for ids", `[{"id":244,"action":"update","status":"Updated","success":true}]`,
			[]JobResult{{ID: "244", Action: "update", Status: "Updated", Success: true}}, "updated"},
		{"details as a text", `[{"index":1,"error":"TicketCreateFailed","details":"Description: cannot be blank"}]`,
			[]JobResult{{Index: 1, Error: "TicketCreateFailed", Details: []Detail{{Message: "Description: cannot be blank"}}}}, "Description: cannot be blank"},
		{"details by field", `[{"success":false,"error":"RecordInvalid","details":{"year":[{"description":"too big"},{"description":"odd"}]}}]`,
			[]JobResult{{Error: "RecordInvalid", Details: []Detail{{Key: "year", Message: "too big"}, {Key: "year", Message: "odd"}}}}, "year: too big; year: odd"},
		{"errors as texts", `[{"id":"01H","errors":["a","b"]}]`, []JobResult{{ID: "01H", Details: []Detail{{Message: "a"}, {Message: "b"}}}}, "a; b"},
		{"errors as objects", `[{"errors":[{"code":"X","message":"a"}]}]`, []JobResult{{Details: []Detail{{Code: "X", Message: "a"}}}}, "a"},
		{"an error as an object", `[{"error":{"title":"Forbidden","message":"no"}}]`, []JobResult{{Details: []Detail{{Message: "no"}}, Error: ""}}, "no"},
		{"an error alone", `[{"error":"RecordNotFound"}]`, []JobResult{{Error: "RecordNotFound"}}, "RecordNotFound"},
		{"a status alone", `[{"status":"Failed"}]`, []JobResult{{Status: "Failed"}}, "failed"},
		{"a record", `[{"id":"01H","name":"x","external_id":"e1"}]`, []JobResult{{ID: "01H", ExternalID: "e1", Success: true}}, "done"},
		{"an id alone", `["01H"]`, []JobResult{{ID: "01H", Success: true}}, "done"},
		{"an object", `{"success":true}`, []JobResult{{Index: -1, Success: true}}, "done"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var job JobStatus
			if err := json.Unmarshal([]byte(`{"id":1,"status":"completed","total":1,"results":`+tt.results+`}`), &job); err != nil {
				t.Fatal(err)
			}
			for i := range job.Results {
				if job.Results[i].String() != tt.said {
					t.Errorf("says %q, want %q", job.Results[i], tt.said)
				}
				job.Results[i].Raw = Absent
			}
			if diff := cmp.Diff(tt.want, job.Results); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Results that are not numbered are of the items in turn only if there is one
// for each.
func TestJobResultsInTurn(t *testing.T) {
	var job JobStatus
	if err := json.Unmarshal([]byte(`{"total":2,"results":[{"error":"a"},{"id":"1"}]}`), &job); err != nil {
		t.Fatal(err)
	}
	if job.Results[1].Index != 1 || len(job.Failures()) != 1 || job.Failures()[0].Index != 0 {
		t.Errorf("%+v", job.Results)
	}
	if err := json.Unmarshal([]byte(`{"total":3,"results":[{"error":"a"},{"id":"1"}]}`), &job); err != nil || job.Results[1].Index != -1 {
		t.Errorf("%+v: %v", job.Results, err)
	}
}

func jobAnswer(status string, progress int) http.HandlerFunc {
	return answering(200, fmt.Sprintf(`{"job_status":{"id":"j","status":%q,"progress":%d,"total":3}}`, status, progress))
}

func TestWaitJob(t *testing.T) {
	for _, end := range []string{JobCompleted, JobFailed, JobKilled, "aborted", ""} {
		k := newClock()
		asked := 0
		c := newTestClient(t, inTurn(&asked, jobAnswer(JobQueued, 0), jobAnswer(JobWorking, 1), jobAnswer(JobWorking, 2), jobAnswer(end, 3)), k.option())
		var seen []int
		job, _, err := c.WaitJob(t.Context(), "j", func(j JobStatus) { seen = append(seen, j.Progress) })
		if err != nil || job.Status != end || !cmp.Equal(seen, []int{0, 1, 2, 3}) {
			t.Errorf("%+v, progress %v: %v", job, seen, err)
		}
		want := []time.Duration{500 * time.Millisecond, 750 * time.Millisecond, 1125 * time.Millisecond}
		if diff := cmp.Diff(want, k.slept); diff != "" {
			t.Error(diff)
		}
	}
}

// A job that takes hours is not asked about twice a second.
func TestWaitJobSlowsDown(t *testing.T) {
	k := newClock()
	asked := 0
	handlers := make([]http.HandlerFunc, 0, 21)
	for range 20 {
		handlers = append(handlers, jobAnswer(JobWorking, 1))
	}
	c := newTestClient(t, inTurn(&asked, append(handlers, jobAnswer(JobCompleted, 3))...), k.option())
	if _, _, err := c.WaitJob(t.Context(), "j", nil); err != nil {
		t.Fatal(err)
	}
	if last := k.slept[len(k.slept)-1]; last != 5*time.Second {
		t.Errorf("the last pause is %v", last)
	}
}

// The network may fail for a while: the job goes on without us.
func TestWaitJobOutlastsTrouble(t *testing.T) {
	asked := 0
	bad := answering(502, "")
	c := newTestClient(t, inTurn(&asked, jobAnswer(JobWorking, 1), bad, bad, bad, bad, bad, bad, jobAnswer(JobCompleted, 3)))
	if job, _, err := c.WaitJob(t.Context(), "j", nil); err != nil || !job.Done() {
		t.Errorf("%+v: %v", job, err)
	}
	asked = 0
	c = newTestClient(t, inTurn(&asked, bad))
	if _, _, err := c.WaitJob(t.Context(), "j", nil); StatusOf(err) != 502 || asked != 12 {
		t.Errorf("asked %d times: %v", asked, err)
	}
	asked = 0
	c = newTestClient(t, inTurn(&asked, answering(404, "")))
	if _, _, err := c.WaitJob(t.Context(), "j", nil); !IsNotFound(err) || asked != 1 {
		t.Errorf("asked %d times: %v", asked, err)
	}
}

func TestWaitJobIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := newTestClient(t, jobAnswer(JobWorking, 1), WithClock(time.Now, sleepUntilDone))
	job, _, err := c.WaitJob(ctx, "j", func(JobStatus) { cancel() })
	if !errors.Is(err, context.Canceled) || job.Progress != 1 || IsInvalid(err) {
		t.Errorf("%+v: %v", job, err)
	}
}
