package api

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// newServed is a client of a true server on this machine.
func newServed(t *testing.T, h http.Handler, opts ...Option) *Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	k := newClock()
	c, err := New(s.URL, append([]Option{k.option(), WithCredentials(BearerCredentials("tok"))}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestWireKeepsConnections(t *testing.T) {
	var opened atomic.Int32
	s := httptest.NewUnstartedServer(answering(200, example(t, "record")))
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	s.Start()
	defer s.Close()
	c, err := New(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for range 5 {
		if err := writeOne(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if n := opened.Load(); n != 1 {
		t.Errorf("%d connections for five requests in turn", n)
	}
}

// A write whose connection breaks after it was sent is unknown and not sent
// again; a read is.
func TestWireBreaksOff(t *testing.T) {
	for kind, do := range map[string]func(context.Context, *Client) error{"read": readOne, "write": writeOne} {
		var sent atomic.Int32
		c := newServed(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			sent.Add(1)
			io.Copy(io.Discard, r.Body)
			panic(http.ErrAbortHandler)
		}))
		err := do(t.Context(), c)
		want := int32(3)
		if kind == "write" {
			want = 1
		}
		if err == nil || sent.Load() != want || IsUnknownOutcome(err) != (kind == "write") {
			t.Errorf("%s: sent %d times: %v", kind, sent.Load(), err)
		}
	}
}

// An answer that ends in its middle says nothing for sure, unless it is a
// refusal.
func TestWireBreaksOffInTheAnswer(t *testing.T) {
	for status, unknown := range map[int]bool{200: true, 422: false, 502: true} {
		c := newServed(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1000")
			w.WriteHeader(status)
			io.WriteString(w, `{"custom_object_rec`)
		}))
		if err := writeOne(t.Context(), c); IsUnknownOutcome(err) != unknown || err == nil {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestWireRefusedConnection(t *testing.T) {
	s := httptest.NewServer(nil)
	address := s.URL
	s.Close()
	c, err := New(address, newClock().option())
	if err != nil {
		t.Fatal(err)
	}
	if err := writeOne(t.Context(), c); err == nil || IsUnknownOutcome(err) || !IsTemporary(err) {
		t.Errorf("the error is %v", err)
	}
}

func TestWireCancelledWrite(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := newServed(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		cancel()
		<-r.Context().Done()
	}))
	err := writeOne(ctx, c)
	if !errors.Is(err, context.Canceled) || !IsUnknownOutcome(err) {
		t.Errorf("the error is %v", err)
	}
}

func TestWireIsSlow(t *testing.T) {
	c := newServed(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}), WithTimeout(20*time.Millisecond))
	err := writeOne(t.Context(), c)
	if !errors.Is(err, errSlow) || !IsUnknownOutcome(err) || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v", err)
	}
}

func TestWireDeadlineOfTheCaller(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	c := newServed(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	if err := readOne(ctx, c); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v", err)
	}
}

func TestWireLimitsAnAnswer(t *testing.T) {
	var sent int
	c := newTestClient(t, inTurn(&sent, answering(200, strings.Repeat(" ", 2000))))
	c.wire.limit = 1999
	err := readOne(t.Context(), c)
	if e := asError(err); e == nil || e.Code != CodeTooLarge || e.Unknown || sent != 1 {
		t.Errorf("sent %d times: %v", sent, err)
	}
	if err := writeOne(t.Context(), c); !IsUnknownOutcome(err) {
		t.Errorf("the write is %v", err)
	}
	c.wire.limit = 2000
	if e := asError(readOne(t.Context(), c)); e.Code != CodeBadAnswer {
		t.Errorf("at the limit: %v", e)
	}
}

func TestRedirects(t *testing.T) {
	target := example(t, "record")
	tests := []struct {
		name     string
		status   int
		location string
		do       func(context.Context, *Client) error
		sent     int
		want     string // "" for success
	}{
		{"within the account", 301, "/api/v2/elsewhere?x=1", readOne, 2, ""},
		{"within the account, in full", 308, "https://EXAMPLE.zendesk.com/api/v2/elsewhere", readOne, 2, ""},
		{"to another host", 302, "https://evil.example/api", readOne, 1, "redirects to https://evil.example;"},
		{"to plain http", 302, "http://example.zendesk.com/api", readOne, 1, "redirects to http://example.zendesk.com"},
		{"to another port", 302, "https://example.zendesk.com:8443/api", readOne, 1, "redirects to https://example.zendesk.com:8443"},
		{"to nowhere", 302, "", readOne, 1, "does not say where"},
		{"to nonsense", 302, "http://[::1", readOne, 1, "does not say where"},
		{"of a write", 307, "/api/v2/elsewhere", writeOne, 1, "not sent elsewhere"},
		{"of a search", 307, "/api/v2/elsewhere", searchOne, 1, "not sent elsewhere"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sent := 0
			c := newTestClient(t, inTurn(&sent, answering(tt.status, "", "Location", tt.location), func(w http.ResponseWriter, r *http.Request) {
				if !strings.EqualFold(r.URL.Host, "example.zendesk.com") || r.URL.Path != "/api/v2/elsewhere" || r.Header.Get("Authorization") == "" {
					t.Errorf("followed to %s", r.URL)
				}
				answering(200, target)(w, r)
			}))
			err := tt.do(t.Context(), c)
			if sent != tt.sent || (err == nil) != (tt.want == "") || IsUnknownOutcome(err) || IsTemporary(err) {
				t.Fatalf("sent %d times: %v", sent, err)
			}
			if err != nil {
				mustContain(t, err.Error(), tt.want, "/api/v2/custom_objects/car/records")
				mustNotContain(t, err.Error(), "s3cr3t")
			}
		})
	}
}

func TestRedirectsInACircle(t *testing.T) {
	sent := 0
	c := newTestClient(t, inTurn(&sent, answering(302, "", "Location", "/api/v2/again")))
	err := readOne(t.Context(), c)
	if sent != maxRedirects || asError(err).Code != CodeRedirect {
		t.Errorf("sent %d times: %v", sent, err)
	}
	mustContain(t, err.Error(), "custom_objects/car/records/1", "circle")
}

// Many requests share one HTTP/2 connection.
func TestWireSpeaksHTTP2(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("spoken to in %s", r.Proto)
		}
		answering(200, example(t, "record"))(w, r)
	}))
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	transport := newTransport()
	transport.TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	transport.TLSClientConfig.NextProtos = nil
	c, err := New(s.URL, WithTransport(transport))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := writeOne(t.Context(), c); err != nil {
		t.Error(err)
	}
}

// Requests in flight at the same time do not disturb each other.
func TestWireConcurrently(t *testing.T) {
	c := newServed(t, answering(200, example(t, "record"), "ratelimit-limit", "700", "ratelimit-remaining", "600", "ratelimit-reset", "9"),
		WithClock(time.Now, sleepUntilDone))
	done := make(chan error)
	for range 16 {
		go func() { done <- readOne(context.Background(), c) }()
	}
	for range 16 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if c.Rate().Remaining != 600 || c.limits.inFlight.Load() != 0 {
		t.Errorf("rate %+v, in flight %d", c.Rate(), c.limits.inFlight.Load())
	}
}
