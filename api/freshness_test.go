package api

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// A write that was held back after its record was read is not sent, whatever
// held it; the reason is in the error.
func TestHeldWriteIsNotSent(t *testing.T) {
	k, sent := newClock(), 0
	limited := answering(429, `{"error":"TooManyRequests"}`, "Retry-After", "8")
	c := newTestClient(t, inTurn(&sent, limited, answering(200, example(t, "record"))), k.option())
	err := writeOne(c.AfterLook(t.Context()), c)
	if !IsLookedTooLongAgo(err) || sent != 1 || len(k.slept) != 1 || IsUnknownOutcome(err) || IsTemporary(err) {
		t.Fatalf("sent %d times after waits of %v: %v", sent, k.slept, err)
	}
	if !strings.Contains(err.Error(), "TooManyRequests") {
		t.Errorf("the error does not tell what held it back: %v", err)
	}
	// Looked at again, it goes out.
	if err := writeOne(c.AfterLook(t.Context()), c); err != nil || sent != 2 {
		t.Errorf("sent %d times: %v", sent, err)
	}
}

// A write that a proxy in front answered, after the service may have done it, is
// not said to have been held back: what came of it is to be looked at.
func TestUnavailableWriteMayHaveBeenDone(t *testing.T) {
	k, sent := newClock(), 0
	c := newTestClient(t, inTurn(&sent, answering(503, "{}", "Retry-After", "8"), answering(200, example(t, "record"))), k.option())
	err := writeOne(c.AfterLook(t.Context()), c)
	if sent != 1 || IsLookedTooLongAgo(err) || !IsUnknownOutcome(err) || StatusOf(err) != 503 || RetryAfter(err) != 8*time.Second {
		t.Errorf("sent %d times: %v", sent, err)
	}
}

// Waiting for the limit before anything is sent counts as well, and so does
// what the caller itself does meanwhile; reads are never bound.
func TestWaitForTheLimitMakesALookOld(t *testing.T) {
	k, sent := newClock(), 0
	near := answering(200, example(t, "record"), "ratelimit-limit", "700", "ratelimit-remaining", "1", "ratelimit-reset", "30")
	c := newTestClient(t, inTurn(&sent, near), k.option())
	ctx := c.AfterLook(t.Context())
	if err := readOne(ctx, c); err != nil {
		t.Fatal(err)
	}
	if err := writeOne(ctx, c); !IsLookedTooLongAgo(err) || sent != 1 {
		t.Errorf("sent %d times: %v", sent, err)
	}
	if err := readOne(ctx, c); err != nil {
		t.Errorf("a read is bound: %v", err)
	}
	ctx = c.AfterLook(t.Context())
	k.at = k.at.Add(LookLasts + time.Millisecond)
	if err := writeOne(ctx, c); !IsLookedTooLongAgo(err) {
		t.Errorf("the caller's own pause does not count: %v", err)
	}
}

// What has begun is brought to its end: only the first write is bound, and its
// own repetition is.
func TestOnlyTheFirstWriteIsBound(t *testing.T) {
	k := newClock()
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) { answering(200, example(t, "record"))(w, r) }, k.option())
	ctx := c.AfterLook(t.Context())
	if err := writeOne(ctx, c); err != nil {
		t.Fatal(err)
	}
	k.at = k.at.Add(time.Minute)
	if err := writeOne(ctx, c); err != nil {
		t.Errorf("the second write of what has begun: %v", err)
	}
}
