package api

import (
	"context"
	"time"
)

// Wait is a pause before a request, begun just now.
type Wait struct {
	Until   time.Time
	Reason  WaitReason
	Attempt int // the attempt that comes after the pause, from 1
}

// WaitReason is why a request waits.
type WaitReason string

// The reasons to wait.
const (
	WaitRateNear    WaitReason = "rate limit near"     // held back so that others of the account have room
	WaitRateLimit   WaitReason = "rate limit"          // the service answered 429
	WaitUnavailable WaitReason = "service unavailable" // the service answered 5xx
	WaitNetwork     WaitReason = "network"             // no answer came
)

// MaxWait is the longest pause taken before a request; a service that asks
// for more gets its error passed on.
const MaxWait = 2 * time.Minute

// throttle waits before sending when the account's limit is nearly used up:
// other programs and people live on the same limit.
type throttle struct {
	next   sender
	limits *limitState
	opts   options
}

func (s *throttle) send(ctx context.Context, r *request) (*answer, error) {
	now := s.opts.now()
	if until := s.limits.openAt(now); !until.IsZero() && until.Sub(now) <= MaxWait {
		s.opts.onWait(Wait{Until: until, Reason: WaitRateNear, Attempt: r.attempt})
		if err := s.opts.sleep(ctx, until.Sub(now)); err != nil {
			return nil, &Error{Err: err}
		}
	}
	s.limits.begin()
	defer s.limits.end()
	return s.next.send(ctx, r)
}
