package api

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// renewing are credentials that can get another token.
type renewing struct {
	token     string
	next      string
	rejected  []string
	err       error
	refreshes error
}

func (c *renewing) Authorization(context.Context) (string, error) { return "Bearer " + c.token, c.err }

func (c *renewing) Refresh(_ context.Context, rejected string) error {
	c.rejected = append(c.rejected, rejected)
	c.token = c.next
	return c.refreshes
}

func accepting(t *testing.T, token string, count *int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		*count++
		if r.Header.Get("Authorization") != "Bearer "+token {
			answering(401, `{"error":"Couldn't authenticate you"}`)(w, r)
			return
		}
		answering(200, example(t, "record"))(w, r)
	}
}

func TestCredentialsAreRefreshedOnce(t *testing.T) {
	sent := 0
	r := &renewing{token: "old", next: "new"}
	c := newTestClient(t, accepting(t, "new", &sent), WithCredentials(r))
	if err := writeOne(t.Context(), c); err != nil || sent != 2 {
		t.Errorf("sent %d times: %v", sent, err)
	}
	if !cmp.Equal(r.rejected, []string{"Bearer old"}) {
		t.Errorf("refreshed for %q", r.rejected)
	}

	sent = 0
	stale := &renewing{token: "old", next: "also old"}
	c = newTestClient(t, accepting(t, "new", &sent), WithCredentials(stale))
	if err := writeOne(t.Context(), c); !IsUnauthorized(err) || sent != 2 || len(stale.rejected) != 1 || IsUnknownOutcome(err) {
		t.Errorf("sent %d times, refreshed %d times: %v", sent, len(stale.rejected), err)
	}
}

func TestCredentialsThatFail(t *testing.T) {
	expired := errors.New("the refresh token has expired")
	offline := &net.DNSError{Err: "no such host", Name: "example.zendesk.com"}
	tests := []struct {
		name         string
		credentials  *renewing
		sent         int
		unauthorized bool
		temporary    bool
	}{
		{"no token", &renewing{err: expired}, 0, true, false},
		{"no token for the network", &renewing{err: offline}, 0, false, true},
		{"no new token", &renewing{refreshes: expired}, 1, true, false},
		{"no new token for the network", &renewing{refreshes: offline}, 1, false, true},
		{"given up", &renewing{err: context.Canceled}, 0, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sent := 0
			c := newTestClient(t, accepting(t, "x", &sent), WithCredentials(tt.credentials))
			err := readOne(t.Context(), c)
			if err == nil || sent != tt.sent || IsUnauthorized(err) != tt.unauthorized || IsTemporary(err) != tt.temporary {
				t.Errorf("sent %d times: %v", sent, err)
			}
		})
	}
}

func TestCredentialsFixed(t *testing.T) {
	sent := 0
	c := newTestClient(t, accepting(t, "tok", &sent), WithCredentials(BearerCredentials("tok")))
	if err := readOne(t.Context(), c); err != nil {
		t.Error(err)
	}
	for _, credentials := range []Credentials{BearerCredentials("s3cr3t"), TokenCredentials("a@b", "s3cr3t")} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
			mustNotContain(t, fmt.Sprintf(verb, credentials), "s3cr3t", "Bearer", "Basic")
		}
	}
}

func TestWithoutCredentials(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		if _, ok := r.Header["Authorization"]; ok {
			t.Error("the request is signed")
		}
		answering(200, `{"user":{"id":null,"name":"Anonymous user"}}`)(w, r)
	}, WithCredentials(nil))
	u, _, err := c.ShowMe(t.Context())
	if err != nil || !u.IsAnonymous() {
		t.Errorf("%+v: %v", u, err)
	}
}

// The log shows each attempt, and no secret, no search and no body.
func TestLog(t *testing.T) {
	k := newClock()
	sent := 0
	var log []LogEntry
	slow := func(h http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			k.at = k.at.Add(150 * time.Millisecond)
			h(w, r)
		}
	}
	c := newTestClient(t, inTurn(&sent, slow(answering(503, "no", "X-Request-Id", "r-1")), slow(answering(200, example(t, "records_search"), "X-Request-Id", "r-2"))),
		k.option(), WithLog(func(e LogEntry) { log = append(log, e) }))
	if _, _, err := c.FilterRecords(t.Context(), "car", "Jane Doe", Where("name", Equal, String("Jane Doe")), ListOptions{}); err != nil {
		t.Fatal(err)
	}
	path := "/api/v2/custom_objects/car/records/search"
	start := newClock().at
	body := len(`{"filter":{"name":{"$eq":"Jane Doe"}}}`)
	want := []LogEntry{
		{Time: start, Method: "POST", Path: path, Status: 503, Duration: 150 * time.Millisecond, Sent: body, Received: 2, RequestID: "r-1", Attempt: 1},
		{Time: start.Add(400 * time.Millisecond), Method: "POST", Path: path, Status: 200, Duration: 150 * time.Millisecond, Sent: body,
			Received: len(example(t, "records_search")), RequestID: "r-2", Attempt: 2},
	}
	if diff := cmp.Diff(want, log); diff != "" {
		t.Error(diff)
	}
	mustNotContain(t, fmt.Sprintf("%+v", log), "Jane", "s3cr3t", "Basic")

	log = nil
	c = newTestClient(t, nil, WithTransport(failing(errBroken)), WithLog(func(e LogEntry) { log = append(log, e) }))
	if err := writeOne(t.Context(), c); err == nil || len(log) != 1 || log[0].Status != 0 {
		t.Fatalf("%v, %+v", err, log)
	}
	mustContain(t, log[0].Err, "connection reset")
}
