package api

import "time"

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

// logEntry is what there is to say of an attempt and its answer, or of why there
// is none.
func logEntry(r *request, a *answer, err error, start, end time.Time) LogEntry {
	entry := LogEntry{
		Time: start, Duration: end.Sub(start), Method: r.method, Path: r.path(), Sent: len(r.body), Attempt: r.attempt,
	}
	if err != nil {
		entry.Err = err.Error()
	} else {
		entry.Status, entry.Received, entry.RequestID = a.status, len(a.body), requestID(a.header)
	}
	return entry
}
