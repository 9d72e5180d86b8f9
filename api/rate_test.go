package api

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestRateSpellings(t *testing.T) {
	now := newClock().at
	in41 := now.Add(41 * time.Second)
	tests := []struct {
		name   string
		header map[string]string
		want   Rate
	}{
		{"none", nil, Rate{}},
		{"x-rate-limit", map[string]string{"x-rate-limit": "700", "x-rate-limit-remaining": "699"}, Rate{Limit: 700, Remaining: 699}},
		{"ratelimit", map[string]string{"ratelimit-limit": "700", "ratelimit-remaining": "0", "ratelimit-reset": "41"}, Rate{Limit: 700, Reset: in41}},
		{"rate-limit", map[string]string{"rate-limit-limit": "200", "rate-limit-remaining": "1", "rate-limit-reset": "41"}, Rate{Limit: 200, Remaining: 1, Reset: in41}},
		{"all at once", map[string]string{"x-rate-limit": "700", "x-rate-limit-remaining": "699", "ratelimit-limit": "700", "ratelimit-remaining": "699", "ratelimit-reset": "41"},
			Rate{Limit: 700, Remaining: 699, Reset: in41}},
		{"reset as a time", map[string]string{"ratelimit-limit": "7", "ratelimit-remaining": "6", "ratelimit-reset": strconv.FormatInt(in41.Unix(), 10)}, Rate{Limit: 7, Remaining: 6, Reset: in41}},
		{"a policy behind it", map[string]string{"ratelimit-limit": "7;w=60", "ratelimit-remaining": " 6 "}, Rate{Limit: 7, Remaining: 6}},
		{"not numbers", map[string]string{"ratelimit-limit": "many", "ratelimit-remaining": "-1"}, Rate{}},
		{"a limit without the rest", map[string]string{"ratelimit-limit": "700"}, Rate{}},
	}
	for _, tt := range tests {
		h := http.Header{}
		for k, v := range tt.header {
			h.Set(k, v)
		}
		if got := accountRate(h, now); !got.Reset.Equal(tt.want.Reset) || got.Limit != tt.want.Limit || got.Remaining != tt.want.Remaining {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestRateReachesTheCaller(t *testing.T) {
	k := newClock()
	var told []Rate
	c := newTestClient(t, answering(200, example(t, "record"), "x-rate-limit", "700", "x-rate-limit-remaining", "687",
		"zendesk-ratelimit-inflight-jobs", "total=30; remaining=29; resets=60", "zendesk-ratelimit-tickets-index", "total=100; remaining=x",
		"zendesk-ratelimit-odd", "what is this"), k.option(), WithOnRate(func(r Rate) { told = append(told, r) }))
	_, res, err := c.ShowRecord(t.Context(), "car", "1")
	want := Rate{Limit: 700, Remaining: 687}
	if err != nil || res.Rate != want || c.Rate() != want || len(told) != 1 || told[0] != want {
		t.Errorf("rate %+v, %+v, told %+v: %v", res.Rate, c.Rate(), told, err)
	}
	buckets := []Rate{{Name: "inflight-jobs", Limit: 30, Remaining: 29, Reset: k.at.Add(time.Minute)}, {Name: "tickets-index", Limit: 100}}
	if diff := cmp.Diff(buckets, res.Buckets); diff != "" {
		t.Error(diff)
	}
}

func TestRetryAfterForms(t *testing.T) {
	now := newClock().at
	for text, want := range map[string]time.Duration{
		"": 0, "soon": 0, "-3": 0, "NaN": 0, "0": 0, "12": 12 * time.Second, " 12 ": 12 * time.Second, "1.5": 1500 * time.Millisecond,
		"9e99": 24 * time.Hour, "Inf": 24 * time.Hour,
		"Sat, 21 Nov 2026 12:01:00 GMT": time.Minute, "Sat, 21 Nov 2026 11:00:00 GMT": 0, "Sat, 21 Nov 2076 11:00:00 GMT": 24 * time.Hour,
	} {
		if got := retryAfter(http.Header{"Retry-After": {text}}, now); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// Near the end of the limit requests wait until it is whole again.
func TestHoldsBackNearTheLimit(t *testing.T) {
	tests := []struct {
		name      string
		remaining string
		reset     string
		want      []time.Duration
	}{
		{"room left", "15", "41", nil},
		{"at the reserve", "14", "41", []time.Duration{41 * time.Second}},
		{"none left", "0", "41", []time.Duration{41 * time.Second}},
		{"no time told", "0", "", nil},
		{"too long", "0", "121", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k := newClock()
			var waits []Wait
			c := newTestClient(t, answering(200, example(t, "record"), "ratelimit-limit", "700", "ratelimit-remaining", tt.remaining, "ratelimit-reset", tt.reset),
				k.option(), WithOnWait(func(w Wait) { waits = append(waits, w) }))
			for range 2 {
				if err := readOne(t.Context(), c); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(tt.want, k.slept); diff != "" {
				t.Error(diff)
			}
			if len(waits) != len(tt.want) || len(waits) == 1 && (waits[0].Reason != WaitRateNear || waits[0].Attempt != 1) {
				t.Errorf("waits %+v", waits)
			}
		})
	}
}

// A 429 of the account closes it to the other requests too; one of a single
// endpoint does not.
func TestHoldsBackAfter429(t *testing.T) {
	for remaining, want := range map[string]int{"0": 1, "500": 0} {
		k := newClock()
		sent := 0
		limited := answering(429, "", "Retry-After", "121", "x-rate-limit", "700", "x-rate-limit-remaining", remaining)
		c := newTestClient(t, inTurn(&sent, limited, answering(200, example(t, "record"))), k.option())
		if err := readOne(t.Context(), c); !IsRateLimited(err) || asError(err).RetryAfter != 121*time.Second {
			t.Fatal(err)
		}
		k.at = k.at.Add(2 * time.Second)
		if err := readOne(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		if len(k.slept) != want {
			t.Errorf("with %s left: slept %v", remaining, k.slept)
		}
	}
}

func TestHoldingIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := newTestClient(t, answering(200, example(t, "record"), "ratelimit-limit", "700", "ratelimit-remaining", "0", "ratelimit-reset", "50"),
		WithClock(time.Now, sleepUntilDone), WithOnWait(func(Wait) { cancel() }))
	if err := writeOne(ctx, c); err != nil {
		t.Fatal(err)
	}
	if err := writeOne(ctx, c); !errors.Is(err, context.Canceled) || IsUnknownOutcome(err) {
		t.Errorf("the error is %v", err)
	}
}

func TestWarningsAreRead(t *testing.T) {
	tests := []struct {
		warning         string
		ignored, values []string
	}{
		{"", nil, nil},
		{`{:allowed_parameters=>{:controller=>"custom_statuses", :action=>"update", :unpermitted_keys=>["custom_status.id", "custom_status.status_category"], :invalid_values=>[]}}`,
			[]string{"custom_status.id", "custom_status.status_category"}, nil},
		{`{allowed_parameters: {controller: "x", unpermitted_keys: ["a.b"], invalid_values: ["c"]}}`, []string{"a.b"}, []string{"c"}},
		{"299 - something else", nil, nil},
	}
	for _, tt := range tests {
		c := newTestClient(t, answering(200, example(t, "custom_status"), "X-Zendesk-Api-Warn", tt.warning, "Date", "Sat, 21 Nov 2026 12:00:10 GMT",
			"Location", "https://example.zendesk.com/x", "X-Zendesk-Request-Id", "z-1", "X-Request-Id", "r-1"))
		_, res, err := c.UpdateTicketStatus(t.Context(), "1", TicketStatusPatch{})
		if err != nil {
			t.Fatal(err)
		}
		if !cmp.Equal(res.Ignored, tt.ignored) || !cmp.Equal(res.InvalidValues, tt.values) || res.Warning != tt.warning {
			t.Errorf("%s: ignored %q, values %q", tt.warning, res.Ignored, res.InvalidValues)
		}
		if res.Date.Second() != 10 || res.RequestID != "z-1" || res.Location == "" {
			t.Errorf("response %+v", res)
		}
	}
}

// An answer that is no refusal is not read through for a limit: it may be a
// page of a hundred records.
func TestLimitIsReadOfRefusalsOnly(t *testing.T) {
	page := &answer{status: 200, body: []byte(`{"custom_object_records":[` + strings.Repeat(`{"id":"1","custom_object_fields":{"a":"b"}},`, 99) + `{"id":"2"}]}`)}
	if n := testing.AllocsPerRun(10, func() { closedUntil(page, time.Time{}) }); n > 0 {
		t.Errorf("%v allocations for what says nothing of a limit", n)
	}
	refusal := &answer{status: 429, header: http.Header{"Retry-After": {"7"}}}
	if until, by := closedUntil(refusal, time.Unix(1, 0)); by != WaitRateLimit || !until.Equal(time.Unix(8, 0)) {
		t.Errorf("closed until %v by %q", until, by)
	}
}
