package sandbox

import (
	"encoding/json"
	"sync"
	"time"
)

// Entry is one request that was answered.
type Entry struct {
	Time      time.Time `json:"time"`
	Method    string    `json:"method"`
	Path      string    `json:"path"`   // with the query, as it was sent
	Body      []byte    `json:"-"`      // at most 256 KiB of it
	Status    int       `json:"status"` // what the handler answered, even if it never arrived
	RequestID string    `json:"request_id"`
	Fault     string    `json:"fault,omitempty"` // kind of the fault that hit it
}

// MarshalJSON writes the body as JSON where it is JSON, else as a string.
func (e Entry) MarshalJSON() ([]byte, error) {
	type plain Entry
	var body any
	if json.Valid(e.Body) {
		body = json.RawMessage(e.Body)
	} else if len(e.Body) > 0 {
		body = string(e.Body)
	}
	return json.Marshal(struct {
		plain
		Body any `json:"body"`
	}{plain(e), body})
}

// Bounds of the journal: so many requests are remembered.
const (
	journalSize = 2000
	journalBody = 256 << 10 // bytes kept of a body
)

// journalBox remembers the last requests in the order they were answered.
type journalBox struct {
	mu      sync.Mutex
	entries []Entry
	next    int // where the oldest stands once the ring is full
}

func (j *journalBox) add(e Entry) {
	e.Body = e.Body[:min(len(e.Body), journalBody)]
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.entries) < journalSize {
		j.entries = append(j.entries, e)
		return
	}
	j.entries[j.next] = e
	j.next = (j.next + 1) % journalSize
}

func (j *journalBox) copy() []Entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	out := make([]Entry, 0, len(j.entries))
	out = append(out, j.entries[j.next:]...)
	return append(out, j.entries[:j.next]...)
}

func (j *journalBox) reset() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.entries, j.next = nil, 0
}

// Journal returns the last 2,000 requests, oldest first. Control requests are
// not among them. The bodies are shared: do not change them.
func (s *Server) Journal() []Entry { return s.journal.copy() }

// ResetJournal forgets the requests so far.
func (s *Server) ResetJournal() { s.journal.reset() }
