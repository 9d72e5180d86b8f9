package sandbox

import (
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// limiter counts requests in windows of one minute of the account's clock.
type limiter struct {
	mu        sync.Mutex
	perMinute int // below 1: no limit
	began     time.Time
	used      int
}

// rate is the state of the limit after one request.
type rate struct{ limit, remaining, reset int }

// count takes one request and reports whether it was one too many.
func (l *limiter) count(now time.Time) (rate, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if age := now.Sub(l.began); age >= time.Minute || age < 0 {
		l.began, l.used = now, 0
	}
	l.used++
	r := rate{limit: l.perMinute, reset: int((time.Minute - now.Sub(l.began) + time.Second - 1) / time.Second)}
	if l.perMinute < 1 {
		return rate{limit: 100_000, remaining: 100_000, reset: r.reset}, false
	}
	r.remaining = max(0, l.perMinute-l.used)
	return r, l.used > l.perMinute
}

// forget starts a fresh window.
func (l *limiter) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.began, l.used = time.Time{}, 0
}

// write sets the headers in all the spellings that are about.
func (r rate) write(h http.Header) {
	limit, remaining, reset := strconv.Itoa(r.limit), strconv.Itoa(r.remaining), strconv.Itoa(r.reset)
	h.Set("X-Rate-Limit", limit)
	h.Set("X-Rate-Limit-Remaining", remaining)
	h.Set("Ratelimit-Limit", limit)
	h.Set("Ratelimit-Remaining", remaining)
	h.Set("Ratelimit-Reset", reset)
	h.Set("Rate-Limit-Limit", limit)
	h.Set("Rate-Limit-Remaining", remaining)
	h.Set("Rate-Limit-Reset", reset)
}

// refusal is the 429 of a full window.
func (r rate) refusal() *answer {
	a := failure(http.StatusTooManyRequests, "APIRateLimitExceeded", fmt.Sprintf("Number of allowed API requests per minute exceeded (%d)", r.limit))
	r.write(a.header)
	a.header.Set("Retry-After", strconv.Itoa(r.reset))
	return a
}
