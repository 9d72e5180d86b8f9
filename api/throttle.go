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

// WaitReason is why a request waits, in words for a person.
type WaitReason string

// The reasons to wait. A 429 has four.
const (
	WaitRateNear      WaitReason = "the account's rate limit is nearly used up" // held back so that others of the account have room
	WaitRateLimit     WaitReason = "the account's rate limit is used up"        // or the service does not say whose limit it is
	WaitEndpointLimit WaitReason = "this kind of request has a limit of its own, which is used up"
	WaitEdgeLimit     WaitReason = "the service's edge holds requests back, not the account's limit"
	WaitJobLimit      WaitReason = "the account has as many jobs running as it may"
	WaitUnavailable   WaitReason = "the service is not available" // it answered 5xx
	WaitNetwork       WaitReason = "no answer came"
)

// MaxWait is the longest pause taken before a request; a service that asks
// for more gets its error passed on.
const MaxWait = 2 * time.Minute

// throttle waits before a request goes out when the account's limit is nearly
// used up: other programs and people live on the same limit.
func (s *limitState) throttle(ctx context.Context, r *request, o options) error {
	now := o.now()
	until, why := s.openAt(now)
	if until.IsZero() || until.Sub(now) > MaxWait {
		return nil
	}
	o.onWait(Wait{Until: until, Reason: why, Attempt: r.attempt})
	if err := o.sleep(ctx, until.Sub(now)); err != nil {
		return &Error{Err: err}
	}
	return nil
}
