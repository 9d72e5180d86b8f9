package api

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"
	"time"
)

var errBroken = errors.New("connection reset by peer")

func failing(err error) http.RoundTripper {
	return roundTrip(func(*http.Request) (*http.Response, error) { return nil, err })
}

func readOne(ctx context.Context, c *Client) error {
	_, _, err := c.ShowRecord(ctx, "car", "1")
	return err
}

func writeOne(ctx context.Context, c *Client) error {
	_, _, err := c.UpdateRecord(ctx, "car", "1", RecordPatch{Name: String("x")})
	return err
}

// A filtered search is a POST that changes nothing.
func searchOne(ctx context.Context, c *Client) error {
	_, _, err := c.FilterRecords(ctx, "car", "", Where("name", Equal, String("x")), ListOptions{})
	return err
}

// The retry table: how often a request is sent, and whether a write is then
// said to be unknown.
func TestRetryTable(t *testing.T) {
	after := []string{"Retry-After", "1"}
	tests := []struct {
		name                string
		status              int
		body                string
		header              []string
		reads, writes       int
		unknownAfterWriting bool
	}{
		{name: "429", status: 429, reads: 3, writes: 3},
		{name: "429 with a time", status: 429, header: after, reads: 3, writes: 3},
		{name: "429 with too long a time", status: 429, header: []string{"Retry-After", "121"}, reads: 1, writes: 1},
		{name: "429 for jobs", status: 429, body: `{"error":"TooManyJobs"}`, reads: 1, writes: 1},
		{name: "429 for jobs with a time", status: 429, body: `{"error":"TooManyJobs"}`, header: after, reads: 3, writes: 3},
		{name: "429 of a list", status: 429, body: "Pagination limit reached for offset model", reads: 1, writes: 1},
		{name: "429 of the edge", status: 429, body: `{"detail":"Rate limited by Zendesk edge protection","status":"429","title":"Automated response"}`, reads: 3, writes: 3},
		{name: "503", status: 503, reads: 3, writes: 1, unknownAfterWriting: true},
		{name: "503 with a time", status: 503, header: after, reads: 3, writes: 3, unknownAfterWriting: true},
		{name: "500", status: 500, reads: 3, writes: 1, unknownAfterWriting: true},
		{name: "501", status: 501, reads: 1, writes: 1},
		{name: "502", status: 502, reads: 3, writes: 1, unknownAfterWriting: true},
		{name: "504", status: 504, reads: 3, writes: 1, unknownAfterWriting: true},
		{name: "408", status: 408, reads: 3, writes: 1, unknownAfterWriting: true},
		{name: "409", status: 409, reads: 1, writes: 1},
		{name: "409 of the database", status: 409, body: `{"error":"DatabaseConflict","description":"Database collision"}`, reads: 3, writes: 3},
		{name: "422", status: 422, reads: 1, writes: 1},
		{name: "404", status: 404, reads: 1, writes: 1},
		{name: "401", status: 401, reads: 1, writes: 1},
		{name: "304", status: 304, reads: 1, writes: 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for kind, do := range map[string]func(context.Context, *Client) error{"read": readOne, "search": searchOne, "write": writeOne} {
				sent, want := 0, tt.reads
				if kind == "write" {
					want = tt.writes
				}
				c := newTestClient(t, inTurn(&sent, answering(tt.status, tt.body, tt.header...)))
				err := do(t.Context(), c)
				if StatusOf(err) != tt.status || sent != want {
					t.Errorf("%s: sent %d times, not %d: %v", kind, sent, want, err)
				}
				if got := IsUnknownOutcome(err); got != (kind == "write" && tt.unknownAfterWriting) {
					t.Errorf("%s: unknown is %v", kind, got)
				}
			}
		})
	}
}

func TestRetryOfBrokenConnections(t *testing.T) {
	dial := &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	tests := []struct {
		name    string
		err     error
		do      func(context.Context, *Client) error
		sent    int
		unknown bool
	}{
		{"read, broken", errBroken, readOne, 3, false},
		{"search, broken", errBroken, searchOne, 3, false},
		{"write, broken", errBroken, writeOne, 1, true},
		{"read, refused", dial, readOne, 3, false},
		{"write, refused", dial, writeOne, 1, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sent := 0
			c := newTestClient(t, nil, WithTransport(roundTrip(func(*http.Request) (*http.Response, error) {
				sent++
				return nil, tt.err
			})))
			err := tt.do(t.Context(), c)
			if !errors.Is(err, tt.err) || sent != tt.sent || IsUnknownOutcome(err) != tt.unknown || !IsTemporary(err) {
				t.Errorf("sent %d times, not %d: %v", sent, tt.sent, err)
			}
		})
	}
}

// A gateway sends the 503 that names a time as well, also after the service has
// made what was asked for: it is not made twice.
func TestMakingIsNotRepeatedAfterAnUnavailableService(t *testing.T) {
	sent := 0
	c := newTestClient(t, inTurn(&sent, answering(503, "", "Retry-After", "1")))
	_, _, err := c.CreateRecord(t.Context(), "car", RecordPatch{Name: String("x")})
	if sent != 1 || !IsUnknownOutcome(err) {
		t.Errorf("sent %d times, unknown is %v", sent, IsUnknownOutcome(err))
	}
}

// A patch that was refused with 429 and then taken arrives whole.
func TestRetrySendsTheBodyAgain(t *testing.T) {
	sent := 0
	c := newTestClient(t, inTurn(&sent, answering(429, ""), func(w http.ResponseWriter, r *http.Request) {
		operationCase{op: "PATCH ", path: "/custom_objects/car/records/1", body: `{"custom_object_record":{"name":"x"}}`}.check(t, r)
		answering(200, example(t, "record"))(w, r)
	}))
	_, res, err := c.UpdateRecord(t.Context(), "car", "1", RecordPatch{Name: String("x")})
	if err != nil || res.Attempts != 2 {
		t.Errorf("attempts %d: %v", res.Attempts, err)
	}
}

func TestRetryPauses(t *testing.T) {
	tests := []struct {
		name   string
		status int
		header []string
		jitter float64
		want   []time.Duration
	}{
		{"named in seconds", 503, []string{"Retry-After", "7"}, 0, []time.Duration{7 * time.Second, 7 * time.Second}},
		{"spread a little", 503, []string{"Retry-After", "7"}, 0.5, []time.Duration{7350 * time.Millisecond, 7350 * time.Millisecond}},
		{"named as a date", 503, []string{"Retry-After", "Sat, 21 Nov 2026 12:00:30 GMT", "Date", "Sat, 21 Nov 2026 12:00:10 GMT"}, 0,
			[]time.Duration{20 * time.Second, 20 * time.Second}},
		{"not named", 500, nil, 0, []time.Duration{250 * time.Millisecond, 500 * time.Millisecond}},
		{"not named, spread", 500, nil, 0.5, []time.Duration{500 * time.Millisecond, time.Second}},
		{"not named, limited", 429, nil, 0, []time.Duration{10 * time.Second, 10 * time.Second}},
		{"known from the limit", 429, []string{"ratelimit-limit", "700", "ratelimit-remaining", "0", "ratelimit-reset", "41"}, 0,
			[]time.Duration{41 * time.Second, 41 * time.Second}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k := newClock()
			var waits []Wait
			c := newTestClient(t, answering(tt.status, "", tt.header...), k.option(),
				WithJitter(func() float64 { return tt.jitter }), WithOnWait(func(w Wait) { waits = append(waits, w) }))
			start := k.at
			if err := readOne(t.Context(), c); StatusOf(err) != tt.status {
				t.Fatal(err)
			}
			if len(k.slept) != len(tt.want) || k.slept[0] != tt.want[0] || k.slept[1] != tt.want[1] {
				t.Errorf("slept %v, want %v", k.slept, tt.want)
			}
			if len(waits) != 2 || !waits[0].Until.Equal(start.Add(tt.want[0])) || waits[0].Attempt != 2 || waits[1].Attempt != 3 {
				t.Errorf("waits %+v", waits)
			}
		})
	}
}

func TestRetryReasons(t *testing.T) {
	for want, transport := range map[WaitReason]http.RoundTripper{
		WaitRateLimit:   served(answering(429, "")),
		WaitUnavailable: served(answering(503, "")),
		WaitNetwork:     failing(errBroken),
	} {
		var got WaitReason
		c := newTestClient(t, nil, WithTransport(transport), WithOnWait(func(w Wait) { got = w.Reason }))
		if err := readOne(t.Context(), c); err == nil || got != want {
			t.Errorf("waited for %q, want %q", got, want)
		}
	}
}

// A 429 says whose limit is used up: the account's, that of the request's kind,
// of jobs, or of the edge before all accounts. What waits behind it says the
// same, and the error in the end, too.
func TestLimitsAreToldApart(t *testing.T) {
	left := []string{"x-rate-limit", "700", "x-rate-limit-remaining", "698", "Retry-After", "7"}
	none := []string{"x-rate-limit", "700", "x-rate-limit-remaining", "0", "Retry-After", "7"}
	after := []string{"Retry-After", "7"}
	for name, c := range map[string]struct {
		body   string
		header []string
		want   WaitReason
		closes bool // what is asked next waits, too
	}{
		"the account's":          {`{"error":"APIRateLimitExceeded","description":"Number of allowed API requests per minute exceeded"}`, none, WaitRateLimit, true},
		"the account's, as text": {"Number of allowed API requests per minute exceeded", after, WaitRateLimit, true},
		"nothing said":           {"", after, WaitRateLimit, true},
		"an endpoint's":          {`{"error":"APIRateLimitExceeded","description":"Number of allowed incremental requests exceeded"}`, left, WaitEndpointLimit, false},
		"jobs":                   {`{"error":"TooManyJobs","current_job_ids":["1"]}`, left, WaitJobLimit, false},
		"the edge's":             {`{"detail":"Rate limited by Zendesk edge protection","status":"429","title":"Automated response"}`, after, WaitEdgeLimit, true},
		"the edge's, as a page":  {"<!DOCTYPE html><title>Access denied | Cloudflare</title>", append([]string{"Content-Type", "text/html", "Server", "cloudflare"}, after...), WaitEdgeLimit, true},
		"the edge's, as a line":  {"error code: 1015", after, WaitEdgeLimit, true},
	} {
		t.Run(name, func(t *testing.T) {
			var got []WaitReason
			k := newClock()
			client := newTestClient(t, answering(429, c.body, c.header...), k.option(), WithOnWait(func(w Wait) { got = append(got, w.Reason) }))
			err := readOne(t.Context(), client)
			if e := asError(err); e == nil || e.LimitedBy != c.want {
				t.Errorf("the error is of %q: %v", e.LimitedBy, err)
			}
			// The account is closed once the last attempt was refused, too.
			tried := len(got)
			_ = readOne(t.Context(), client)
			if closed := len(got) > 2*tried; closed != c.closes {
				t.Errorf("what is asked next is held back: %v", closed)
			}
			for _, why := range got {
				if why != c.want {
					t.Errorf("waits because %q, not %q", why, c.want)
				}
			}
		})
	}
}

// Whoever cancels while a request waits is not kept waiting, and a write that
// was refused before has certainly not been done.
func TestRetryIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := newTestClient(t, answering(429, "", "Retry-After", "60"),
		WithClock(time.Now, sleepUntilDone), WithOnWait(func(Wait) { cancel() }))
	err := writeOne(ctx, c)
	if !errors.Is(err, context.Canceled) || IsUnknownOutcome(err) || IsTemporary(err) {
		t.Errorf("the error is %v", err)
	}
	if err := readOne(ctx, c); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled context sends: %v", err)
	}
}
