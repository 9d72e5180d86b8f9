package api

import "context"

// attempt stands next to the wire: a request passes it each time that it goes
// out. A write that rests on an old look stops there; of what goes out the log
// and the limit are told.
type attempt struct {
	next   sender
	limits *limitState
	opts   options
}

func (s *attempt) send(ctx context.Context, r *request) (*answer, error) {
	if err := heldTooLong(ctx, r, s.opts.now); err != nil {
		return nil, err
	}
	start := s.opts.now()
	a, err := s.next.send(ctx, r)
	s.opts.log(logEntry(r, a, err, start, s.opts.now()))
	if err != nil {
		return a, err
	}
	if rate := s.limits.learn(a, s.opts.now()); rate.Known() {
		s.opts.onRate(rate)
	}
	return a, nil
}
