package api

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
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
	slices.SortFunc(out, func(a, b Rate) int { return strings.Compare(a.Name, b.Name) })
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

// limitState remembers the account's limit between requests.
type limitState struct {
	inFlight atomic.Int64

	mu        sync.Mutex
	rate      Rate
	closed    time.Time // until when a 429 closed the account to us
	closedBy  WaitReason
	clockSkew time.Duration
}

func (s *limitState) last() Rate {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rate
}

// openAt says until when a request should wait, zero for not at all, and why.
func (s *limitState) openAt(now time.Time) (time.Time, WaitReason) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Before(s.closed) {
		return s.closed, s.closedBy
	}
	reserve := s.rate.Limit / 50
	if s.rate.Known() && s.rate.Remaining-int(s.inFlight.Load()) <= reserve && now.Before(s.rate.Reset) {
		return s.rate.Reset, WaitRateNear
	}
	return time.Time{}, ""
}

// learn notes what an answer tells of the limit and of the clock, and returns
// the rate.
func (s *limitState) learn(a *answer, now time.Time) Rate {
	rate := accountRate(a.header, now)
	closed, by := closedUntil(a, now)
	date, err := http.ParseTime(a.header.Get("Date"))
	s.mu.Lock()
	defer s.mu.Unlock()
	if rate.Known() {
		s.rate = rate
	}
	if closed.After(s.closed) {
		s.closed, s.closedBy = closed, by
	}
	if err == nil {
		s.clockSkew = now.Sub(date).Truncate(time.Second)
	}
	return rate
}

// closedUntil is when the account opens again after a 429, and whose limit
// closed it. One of an endpoint or of jobs closes only that.
func closedUntil(a *answer, now time.Time) (time.Time, WaitReason) {
	if a.status != http.StatusTooManyRequests {
		return time.Time{}, "" // and a page of records is not read as an error
	}
	by := limitedBy(a, parseErrorBody(a))
	if by != WaitRateLimit && by != WaitEdgeLimit {
		return time.Time{}, ""
	}
	return now.Add(retryAfter(a.header, now)), by
}

// limitedBy tells whose limit an answer is about, "" if of none. The edge
// knows nothing of the account: its answer has none of the account's headers, and
// is one of {"detail":"Rate limited by Zendesk edge protection","status":"429",
// "title":"Automated response"} (seen in issues of several clients), a web page,
// or the line "error code: 1015" that its vendor gives to programs.
func limitedBy(a *answer, e *Error) WaitReason {
	switch rate := accountRate(a.header, time.Time{}); {
	case e.Code == codeTooManyJobs || len(e.JobIDs) > 0:
		return WaitJobLimit
	case a.status != http.StatusTooManyRequests:
		return ""
	case strings.Contains(strings.ToLower(e.Message), "edge protection"),
		e.NotJSON && (e.Message == "" || strings.HasPrefix(e.Message, "error code:")):
		return WaitEdgeLimit
	case rate.Known() && rate.Remaining > 0:
		return WaitEndpointLimit
	}
	return WaitRateLimit
}
