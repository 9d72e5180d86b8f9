package api

import (
	"context"
	"net/http"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Rate is a limit on requests as an answer told it.
type Rate struct {
	Name      string    // "" for the account's; else the endpoint's bucket, such as inflight-jobs
	Limit     int       // requests in a minute, or jobs at once
	Remaining int       // how many are left
	Reset     time.Time // when Remaining is Limit again; zero if not told
}

// Known reports whether the answer told the limit at all.
func (r Rate) Known() bool { return r.Limit > 0 }

// The account's limit has had three spellings, and answers carry several.
var rateSpellings = []string{"Ratelimit-", "Rate-Limit-", "X-Rate-Limit-"}

func accountRate(h http.Header, now time.Time) Rate {
	var r Rate
	for _, prefix := range rateSpellings {
		limit, hasLimit := headerInt(h, prefix+"Limit")
		if !hasLimit {
			limit, hasLimit = headerInt(h, strings.TrimSuffix(prefix, "-"))
		}
		left, hasLeft := headerInt(h, prefix+"Remaining")
		if !r.Known() && hasLimit && hasLeft {
			r.Limit, r.Remaining = limit, left
		}
		if seconds, ok := headerInt(h, prefix+"Reset"); ok && r.Reset.IsZero() {
			r.Reset = resetTime(seconds, now)
		}
	}
	return r
}

// resetTime reads seconds from now, or, as other services have it, since 1970.
func resetTime(seconds int, now time.Time) time.Time {
	if seconds > 1_000_000_000 {
		return time.Unix(int64(seconds), 0)
	}
	return now.Add(time.Duration(seconds) * time.Second)
}

const bucketPrefix = "Zendesk-Ratelimit-"

// bucketRates reads zendesk-ratelimit-NAME: total=100; remaining=99; resets=41.
func bucketRates(h http.Header, now time.Time) []Rate {
	var out []Rate
	for key := range h {
		name, ok := strings.CutPrefix(http.CanonicalHeaderKey(key), bucketPrefix)
		if !ok {
			continue
		}
		r := Rate{Name: strings.ToLower(name)}
		for part := range strings.SplitSeq(h.Get(key), ";") {
			word, number, _ := strings.Cut(strings.TrimSpace(part), "=")
			n, err := strconv.Atoi(strings.TrimSpace(number))
			if err != nil {
				continue
			}
			switch strings.TrimSpace(word) {
			case "total", "limit":
				r.Limit = n
			case "remaining":
				r.Remaining = n
			case "resets", "reset":
				r.Reset = resetTime(n, now)
			}
		}
		if r.Known() {
			out = append(out, r)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}

func headerInt(h http.Header, key string) (int, bool) {
	text, _, _ := strings.Cut(h.Get(key), ";")
	n, err := strconv.Atoi(strings.TrimSpace(text))
	return n, err == nil && n >= 0
}

// retryAfter reads Retry-After as seconds or as a date, 0 if there is none.
func retryAfter(h http.Header, now time.Time) time.Duration {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseFloat(text, 64); err == nil {
		if !(seconds > 0) {
			return 0
		}
		return time.Duration(min(seconds, 86400) * float64(time.Second))
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	// Both dates are the server's, so its clock may be wrong.
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return min(max(at.Sub(now), 0), 24*time.Hour)
}

// rateBook remembers the account's limit between requests.
type rateBook struct {
	mu       sync.Mutex
	rate     Rate
	inFlight int
	closed   time.Time // until when a 429 closed the account to us
	ahead    time.Duration
}

func (b *rateBook) last() Rate {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.rate
}

func (b *rateBook) begin() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.inFlight++
}

func (b *rateBook) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.inFlight--
}

func (b *rateBook) noteClock(h http.Header, now time.Time) {
	date, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ahead = now.Sub(date).Truncate(time.Second)
}

func (b *rateBook) note(r Rate, closed time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if r.Known() {
		b.rate = r
	}
	if closed.After(b.closed) {
		b.closed = closed
	}
}

// openAt says until when a request should wait, zero for not at all.
func (b *rateBook) openAt(now time.Time) time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now.Before(b.closed) {
		return b.closed
	}
	reserve := b.rate.Limit / 50
	if b.rate.Known() && b.rate.Remaining-b.inFlight <= reserve && now.Before(b.rate.Reset) {
		return b.rate.Reset
	}
	return time.Time{}
}

// counting keeps the book.
type counting struct {
	next   sender
	book   *rateBook
	onRate func(Rate)
	now    func() time.Time
}

func (s *counting) send(ctx context.Context, r *request) (*answer, error) {
	a, err := s.next.send(ctx, r)
	if err != nil {
		return a, err
	}
	now := s.now()
	rate := accountRate(a.header, now)
	s.book.note(rate, closedUntil(a, rate, now))
	s.book.noteClock(a.header, now)
	if rate.Known() {
		s.onRate(rate)
	}
	return a, nil
}

// closedUntil is when the account opens again after a 429. A 429 while the
// account has requests left is about one endpoint, and closes only that.
func closedUntil(a *answer, rate Rate, now time.Time) time.Time {
	if a.status != http.StatusTooManyRequests || rate.Known() && rate.Remaining > 0 {
		return time.Time{}
	}
	return now.Add(retryAfter(a.header, now))
}
