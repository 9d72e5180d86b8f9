package sandbox

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The kinds of faults. The first three come instead of the handler, so the
// request has no effect; the others spoil an answer after it took effect.
const (
	FaultStatus   = "status"    // an error of the given status
	FaultDrop     = "drop"      // the connection breaks before anything is done
	FaultHTML     = "html"      // 200 with a web page, as a captive portal answers
	FaultLate     = "late"      // the right answer, held back by delay_ms
	FaultLost     = "lost"      // it is done, then the connection breaks without an answer
	FaultTruncate = "truncate"  // the connection breaks in the middle of the body
	FaultSlow     = "slow"      // the body trickles for delay_ms
	FaultGarbage  = "garbage"   // the body is no JSON
	FaultType     = "text_type" // the right body under text/plain
)

var faultKinds = []string{FaultStatus, FaultDrop, FaultHTML, FaultLate, FaultLost, FaultTruncate, FaultSlow, FaultGarbage, FaultType}

// A Fault goes wrong on order: with the next Count requests that match.
type Fault struct {
	Kind       string `json:"kind"`
	Method     string `json:"method,omitempty"`      // "" matches any
	Path       string `json:"path,omitempty"`        // regexp on path and query, "" matches any
	Skip       int    `json:"skip,omitempty"`        // so many matching requests pass first
	Count      int    `json:"count,omitempty"`       // 0 means 1; below 0 means every one
	Status     int    `json:"status,omitempty"`      // of kind status; 0 means 503
	RetryAfter int    `json:"retry_after,omitempty"` // seconds; 0 leaves the header out
	DelayMS    int    `json:"delay_ms,omitempty"`    // of kinds late and slow
	Body       string `json:"body,omitempty"`        // of kind status: what is sent instead of the sandbox's own words
	Recorded   string `json:"recorded,omitempty"`    // of kind status: an answer that others got; see RecordedFaults

	re *regexp.Regexp
}

func (f *Fault) name() string {
	if f == nil {
		return ""
	}
	return f.Kind
}

// holdBack is how long the request waits before anything is done.
func (f *Fault) holdBack() time.Duration {
	if f == nil || f.Kind != FaultLate {
		return 0
	}
	return time.Duration(f.DelayMS) * time.Millisecond
}

// instead reports whether the handler is not to run.
func (f *Fault) instead() bool {
	return f != nil && (f.Kind == FaultStatus || f.Kind == FaultDrop || f.Kind == FaultHTML)
}

// answer is what is sent instead of the handler's answer.
func (f *Fault) answer() *answer {
	if f.Kind == FaultHTML {
		return rawReply(200, "text/html; charset=utf-8", []byte("<!DOCTYPE html><title>Sign in</title><h1>Welcome to the hotel</h1>"))
	}
	if r, known := recordedFaults[f.Recorded]; known {
		return r.answer()
	}
	status := cmp.Or(f.Status, 503)
	if f.Body != "" {
		return sendBody(status, f.Body, f.RetryAfter)
	}
	a := failure(status, "SandboxFault", fmt.Sprintf("Ordered fault with status %d", status))
	if f.RetryAfter > 0 {
		a.header.Set("Retry-After", strconv.Itoa(f.RetryAfter))
	}
	return a
}

// faultBox holds the faults on order and the dice.
type faultBox struct {
	mu     sync.Mutex
	orders []*Fault
	dice   *rand.Rand
}

func (b *faultBox) seed(seed uint64) { b.dice = rand.New(rand.NewPCG(seed, 1)) }

// Inject orders a fault. Faults are tried in the order they were given; the
// first that matches hits. The error is an unknown kind or a bad pattern.
func (s *Server) Inject(f Fault) error { return s.faults.order(f) }

// ClearFaults takes all ordered faults back.
func (s *Server) ClearFaults() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.orders = nil
}

func (b *faultBox) order(f Fault) error {
	if !slices.Contains(faultKinds, f.Kind) {
		return fmt.Errorf("unknown kind of fault %q: give one of %s", f.Kind, strings.Join(faultKinds, ", "))
	}
	if _, known := recordedFaults[f.Recorded]; f.Recorded != "" && !known {
		return fmt.Errorf("unknown recorded answer %q: give one of %s", f.Recorded, strings.Join(RecordedFaults(), ", "))
	}
	re, err := regexp.Compile(f.Path)
	if err != nil {
		return fmt.Errorf("fault's path: %w", err)
	}
	if f.re = re; f.Count == 0 {
		f.Count = 1
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.orders = append(b.orders, &f)
	return nil
}

// take returns the fault that hits this request, nil for none.
func (b *faultBox) take(method, path string) *Fault {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, f := range b.orders {
		if f.Method != "" && f.Method != method || !f.re.MatchString(path) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		hit := *f
		if f.Count > 0 {
			if f.Count--; f.Count == 0 {
				b.orders = append(b.orders[:i:i], b.orders[i+1:]...)
			}
		}
		return &hit
	}
	return nil
}

// list copies what is still on order.
func (b *faultBox) list() []Fault {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := make([]Fault, len(b.orders))
	for i, f := range b.orders {
		out[i] = *f
	}
	return out
}

// delay is the latency of one answer.
func (b *faultBox) delay(o Options) time.Duration {
	if o.Jitter <= 0 {
		return o.Latency
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return o.Latency + time.Duration(b.dice.Int64N(int64(o.Jitter)))
}

// fails throws the dice of the failure rate.
func (b *faultBox) fails(rate float64) bool {
	if rate <= 0 {
		return false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.dice.Float64() < rate
}
