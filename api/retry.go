package api

import (
	"context"
	"net/http"
	"strings"
	"time"
)

const (
	maxAttempts   = 3
	firstBackoff  = 500 * time.Millisecond
	limitedPause  = 10 * time.Second // after a 429 that names no time
	longestSpread = time.Second      // added to a named time, so that not all come at once
)

// retry sends again what may be sent again: a read after any trouble that
// passes, a write only after an answer that says it was not done, or where
// doing it twice is doing it once. Each time it waits first until the account's
// limit has room.
type retry struct {
	next   sender
	limits *limitState
	opts   options
}

func (s *retry) send(ctx context.Context, r *request) (*answer, error) {
	var refused *answer
	for r.attempt = 1; ; r.attempt++ {
		if err := s.limits.throttle(ctx, r, s.opts); err != nil {
			return nil, err
		}
		s.limits.inFlight.Add(1)
		a, err := s.next.send(ctx, r)
		s.limits.inFlight.Add(-1)
		if refused != nil && IsLookedTooLongAgo(err) {
			if refused.status == http.StatusServiceUnavailable {
				return refused, nil // it may have been done: that is to be looked at first
			}
			asError(err).Err = r.refused(refused, s.opts.now())
			return nil, err
		}
		refused = a
		reason, again := worthRepeating(ctx, r, a, err)
		if !again || r.attempt >= maxAttempts {
			return a, err
		}
		pause := s.pause(a, r.attempt)
		if pause > MaxWait {
			return a, err
		}
		s.opts.onWait(Wait{Until: s.opts.now().Add(pause), Reason: reason, Attempt: r.attempt + 1})
		if err := s.opts.sleep(ctx, pause); err != nil {
			return nil, &Error{Err: err}
		}
	}
}

// worthRepeating is the table of what is sent again.
func worthRepeating(ctx context.Context, r *request, a *answer, err error) (WaitReason, bool) {
	if ctx.Err() != nil {
		return "", false
	}
	if err != nil {
		e := asError(err)
		return WaitNetwork, r.read && e != nil && e.Code == "" && !e.local
	}
	switch {
	case a.status == http.StatusTooManyRequests:
		body := parseErrorBody(a)
		return limitedBy(a, body), a.header.Get("Retry-After") != "" || !endsHere(body)
	case a.status == http.StatusServiceUnavailable:
		return WaitUnavailable, r.read || r.method != http.MethodPost && a.header.Get("Retry-After") != ""
	case a.status == http.StatusConflict:
		return WaitUnavailable, (r.read || r.method != http.MethodPost) && parseErrorBody(a).Code == CodeDatabaseConflict
	case a.status == http.StatusNotImplemented || a.status == http.StatusHTTPVersionNotSupported:
		return "", false
	}
	return WaitUnavailable, r.read && (a.status >= 500 || a.status == http.StatusRequestTimeout)
}

// endsHere: a 429 that waiting does not help. There are as many jobs as may run,
// which takes longer, or a list that counts its pages has no more of them, which
// was seen as the plain text "Pagination limit reached for offset model".
func endsHere(e *Error) bool {
	return e.Code == codeTooManyJobs || strings.HasPrefix(e.Message, "Pagination limit")
}

func (s *retry) pause(a *answer, attempt int) time.Duration {
	now := s.opts.now()
	if a != nil {
		named := retryAfter(a.header, now)
		if named == 0 && a.status == http.StatusTooManyRequests {
			named = limitedPause
			if rate := accountRate(a.header, now); rate.Reset.After(now) {
				named = rate.Reset.Sub(now)
			}
		}
		if named > 0 {
			return named + time.Duration(s.opts.jitter()*float64(min(named/10, longestSpread)))
		}
	}
	backoff := firstBackoff << (attempt - 1)
	return backoff/2 + time.Duration(s.opts.jitter()*float64(backoff))
}
