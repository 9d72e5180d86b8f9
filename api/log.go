package api

import (
	"context"
	"time"
)

// LogEntry is one attempt of one request, fit to be written to a file: no
// secret, no query (people's searches), no body.
type LogEntry struct {
	Time      time.Time // when it was sent
	Method    string
	Path      string
	Status    int // 0 if no answer came
	Duration  time.Duration
	Sent      int // bytes of the body sent
	Received  int // bytes of the answer's body, unpacked
	RequestID string
	Attempt   int    // from 1
	Err       string // why no answer came
}

// logger stands next to the wire, so that it sees each attempt.
type logger struct {
	next sender
	log  func(LogEntry)
	now  func() time.Time
}

func (s *logger) send(ctx context.Context, r *request) (*answer, error) {
	entry := LogEntry{Time: s.now(), Method: r.method, Path: r.path(), Sent: len(r.body), Attempt: r.attempt}
	a, err := s.next.send(ctx, r)
	entry.Duration = s.now().Sub(entry.Time)
	if err != nil {
		entry.Err = err.Error()
	} else {
		entry.Status, entry.Received, entry.RequestID = a.status, len(a.body), requestID(a.header)
	}
	s.log(entry)
	return a, err
}
