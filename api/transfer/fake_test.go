package transfer

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"zco/api"
)

// fakeDesk is a small account with one object: records, jobs that take a
// while, and the faults that a test asks for.
type fakeDesk struct {
	mu      sync.Mutex
	records map[string]map[string]any // by id
	order   []string                  // ids, as they were made
	next    int
	jobs    []*fakeJob
	changes map[string]int // how often each record was changed, by id
	posts   int

	maxJobs   int                          // queued or working at once; 0 for no limit
	jobTakes  time.Duration                // from post to end
	endsAs    string                       // a state of jobs that are done and tell no results; "" for completed
	faults    func(post int) fault         // of the n-th job post, from 1
	badItem   func(item any) string        // why an item fails
	shape     func(results []any) []any    // of the results, as told
	answer429 func(r *http.Request) bool   // any request
	onJobs    func(running int)            // after each post taken
	listed    func(filter url.Values) bool // false answers 500
	dateForm  string                       // how dates come back
	filtered  int                          // filtered searches
	reads     int                          // pages read
	counted   int                          // records it says to have; 0 for those it has
}

type fault int

const (
	noFault fault = iota
	lostBefore
	lostAfter // the job is taken, the answer is not told
	tooMany
	refuse413
	refuse422
	throttle
)

type fakeJob struct {
	id      string
	status  string
	ends    time.Time
	body    map[string]any
	results []any
	total   int
}

func newFakeDesk() *fakeDesk {
	return &fakeDesk{records: map[string]map[string]any{}, changes: map[string]int{}, jobTakes: time.Second}
}

func (d *fakeDesk) client(t testing.TB) *api.Client {
	t.Helper()
	c, err := api.New("https://acme.zendesk.com", api.WithTransport(d), api.WithJitter(func() float64 { return 0 }))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// add makes a record and returns its id.
func (d *fakeDesk) add(name, externalID string, fields map[string]any) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	item := map[string]any{"name": name, "custom_object_fields": fields}
	if externalID != "" {
		item["external_id"] = externalID
	}
	return d.make(item)
}

func (d *fakeDesk) make(item map[string]any) string {
	d.next++
	id := fmt.Sprintf("01%024d", d.next)
	r := map[string]any{
		"id": id, "name": nil, "external_id": nil, "custom_object_key": "car", "custom_object_fields": map[string]any{},
		"created_at": now(), "updated_at": now(), "created_by_user_id": "7", "updated_by_user_id": "7",
	}
	d.records[id] = r
	d.order = append(d.order, id)
	d.merge(r, item)
	return id
}

func now() string { return time.Now().UTC().Format(time.RFC3339Nano) }

func (d *fakeDesk) merge(r, item map[string]any) {
	for key, v := range item {
		if key != "custom_object_fields" && key != "id" {
			r[key] = v
		}
	}
	fields, _ := item["custom_object_fields"].(map[string]any)
	for key, v := range fields {
		if text, ok := v.(string); ok && key == "sold" && d.dateForm != "" {
			v = text + d.dateForm
		}
		r["custom_object_fields"].(map[string]any)[key] = v
	}
	r["updated_at"] = now()
	d.changes[r["id"].(string)]++
}

func (d *fakeDesk) byExternal(id string) string {
	for _, r := range d.order {
		if d.records[r] != nil && d.records[r]["external_id"] == id {
			return r
		}
	}
	return ""
}

func (d *fakeDesk) RoundTrip(r *http.Request) (*http.Response, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.answer429 != nil && d.answer429(r) {
		res := reply(429, map[string]any{"error": "TooManyRequests"})
		res.Header.Set("Retry-After", "7")
		return res, nil
	}
	d.work()
	path := strings.TrimPrefix(r.URL.Path, "/api/v2/")
	switch {
	case path == "users/me":
		return reply(200, map[string]any{"user": map[string]any{"id": 7}}), nil
	case path == "custom_objects/car/jobs":
		return d.postJob(r)
	case path == "job_statuses":
		return reply(200, map[string]any{"job_statuses": d.told(nil)}), nil
	case path == "job_statuses/show_many":
		return reply(200, map[string]any{"job_statuses": d.told(strings.Split(r.URL.Query().Get("ids"), ","))}), nil
	case strings.HasPrefix(path, "job_statuses/"):
		if told := d.told([]string{strings.TrimPrefix(path, "job_statuses/")}); len(told) == 1 {
			return reply(200, map[string]any{"job_status": told[0]}), nil
		}
	case path == "custom_objects/car/records/count":
		return reply(200, map[string]any{"count": map[string]any{"value": cmp.Or(d.counted, len(d.records))}}), nil
	case path == "custom_objects/car/records" || path == "custom_objects/car/records/search":
		return d.list(r)
	}
	return reply(404, map[string]any{"error": "RecordNotFound", "description": "Not found"}), nil
}

func reply(status int, body any) *http.Response {
	text, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(string(text))), ContentLength: int64(len(text)),
	}
}

func decode(r io.Reader) map[string]any {
	dec := json.NewDecoder(r)
	dec.UseNumber()
	var m map[string]any
	if err := dec.Decode(&m); err != nil {
		panic(err)
	}
	return m
}

func (d *fakeDesk) list(r *http.Request) (*http.Response, error) {
	q := r.URL.Query()
	d.reads++
	if d.listed != nil && !d.listed(q) {
		return reply(500, map[string]any{"error": "InternalError"}), nil
	}
	keep := func(map[string]any) bool { return true }
	if ids := q.Get("filter[ids]"); ids != "" {
		want := strings.Split(ids, ",")
		keep = func(r map[string]any) bool { return slices.Contains(want, r["id"].(string)) }
	}
	if ids := q.Get("filter[external_ids]"); ids != "" {
		want := strings.Split(ids, ",")
		keep = func(r map[string]any) bool { return slices.Contains(want, fmt.Sprint(r["external_id"])) }
	}
	if r.Method == http.MethodPost {
		d.filtered++
		body, _ := io.ReadAll(r.Body)
		keep = func(r map[string]any) bool {
			name, _ := json.Marshal(r["name"])
			external, _ := json.Marshal(r["external_id"])
			return strings.Contains(string(body), `"$eq":`+string(name)) || strings.Contains(string(body), `"$eq":`+string(external))
		}
	}
	start := 0
	if after := q.Get("page[after]"); after != "" {
		if _, err := fmt.Sscanf(after, "c%d", &start); err != nil {
			return reply(400, map[string]any{"error": "InvalidCursor"}), nil
		}
	}
	var out []any
	at := start
	for ; at < len(d.order) && len(out) < 100; at++ {
		if r := d.records[d.order[at]]; r != nil && keep(r) {
			out = append(out, r)
		}
	}
	return reply(200, map[string]any{
		"custom_object_records": out,
		"meta":                  map[string]any{"has_more": at < len(d.order), "after_cursor": fmt.Sprintf("c%d", at)},
	}), nil
}

var errWire = errors.New("connection reset by peer")

func (d *fakeDesk) postJob(r *http.Request) (*http.Response, error) {
	d.posts++
	f := noFault
	if d.faults != nil {
		f = d.faults(d.posts)
	}
	running := 0
	for _, j := range d.jobs {
		if j.status != api.JobCompleted {
			running++
		}
	}
	switch {
	case f == lostBefore:
		return nil, errWire
	case f == tooMany || d.maxJobs > 0 && running >= d.maxJobs:
		return reply(429, map[string]any{"error": "TooManyJobs", "description": "Too many jobs", "current_job_ids": []string{"a", "b"}}), nil
	case f == refuse413:
		return reply(413, map[string]any{"error": "RequestEntityTooLarge"}), nil
	case f == refuse422:
		return reply(422, map[string]any{"error": "RecordInvalid", "description": "no"}), nil
	case f == throttle:
		res := reply(429, map[string]any{"error": "TooManyRequests"})
		res.Header.Set("Retry-After", "3")
		return res, nil
	}
	body := decode(r.Body)["job"].(map[string]any)
	job := &fakeJob{id: fmt.Sprintf("V3-%d", len(d.jobs)+1), status: api.JobQueued, ends: time.Now().Add(d.jobTakes), body: body, total: len(body["items"].([]any))}
	d.jobs = append(d.jobs, job)
	if d.onJobs != nil {
		d.onJobs(running + 1)
	}
	if f == lostAfter {
		return nil, errWire
	}
	return reply(201, map[string]any{"job_status": job.tell()}), nil
}

func (j *fakeJob) tell() map[string]any {
	m := map[string]any{"id": j.id, "status": j.status, "total": j.total, "progress": nil, "results": nil, "message": nil}
	if j.status == api.JobCompleted {
		m["results"] = j.results
	}
	return m
}

func (d *fakeDesk) told(ids []string) []any {
	out := []any{}
	for _, j := range d.jobs {
		if ids == nil || slices.Contains(ids, j.id) {
			out = append(out, j.tell())
		}
	}
	return out
}

// work brings the jobs to where the clock is.
func (d *fakeDesk) work() {
	for _, j := range d.jobs {
		if j.status == api.JobCompleted || d.endsAs != "" && j.status == d.endsAs {
			continue
		}
		j.status = api.JobWorking
		if time.Now().Before(j.ends) {
			continue
		}
		for n, item := range j.body["items"].([]any) {
			j.results = append(j.results, d.do(n, j.body["action"].(string), item))
		}
		if d.shape != nil {
			j.results = d.shape(j.results)
		}
		j.status = cmp.Or(d.endsAs, api.JobCompleted)
	}
}

func (d *fakeDesk) do(n int, action string, item any) any {
	failed := func(why string) any {
		return map[string]any{"index": n, "success": false, "error": "RecordInvalid", "details": why}
	}
	if d.badItem != nil {
		if why := d.badItem(item); why != "" {
			return failed(why)
		}
	}
	ok := func(id, status string) any {
		return map[string]any{"index": n, "id": id, "status": status, "success": true}
	}
	m, _ := item.(map[string]any)
	id, _ := item.(string)
	switch action {
	case "create":
		return ok(d.make(m), "Created")
	case "update":
		if id = m["id"].(string); d.records[id] == nil {
			return failed("not found")
		}
		d.merge(d.records[id], m)
		return ok(id, "Updated")
	case "delete_by_external_id":
		id = d.byExternal(id)
		fallthrough
	case "delete":
		if d.records[id] == nil {
			return failed("not found")
		}
		delete(d.records, id)
		d.changes[id]++
		return ok(id, "Deleted")
	case "create_or_update_by_external_id":
		if id = d.byExternal(m["external_id"].(string)); id == "" {
			return ok(d.make(m), "Created")
		}
		d.merge(d.records[id], m)
		return ok(id, "Updated")
	case "create_or_update_by_name":
		for _, id := range d.order {
			if r := d.records[id]; r != nil && r["name"] == m["name"] {
				d.merge(r, m)
				return ok(id, "Updated")
			}
		}
		return ok(d.make(m), "Created")
	}
	return failed("no such action")
}
