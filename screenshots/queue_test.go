package screenshots

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// queue answers requests one after the other, a millisecond each, and those
// that come at the same instant in the order of what they ask: so neither the
// rate limit nor the order of results depends on which goroutine ran first.
type queue struct {
	next http.RoundTripper
	ask  chan *turn
}

// turn is a request that waits.
type turn struct {
	key   string
	begin chan struct{}
	over  chan struct{}
}

func newQueue(ctx context.Context, next http.RoundTripper) *queue {
	q := &queue{next: next, ask: make(chan *turn)}
	go q.serve(ctx)
	return q
}

func (q *queue) serve(ctx context.Context) {
	var waiting []*turn
	for {
		if len(waiting) == 0 {
			select {
			case t := <-q.ask:
				waiting = append(waiting, t)
			case <-ctx.Done():
				return
			}
		}
		time.Sleep(time.Millisecond)
		waiting = append(waiting, q.others()...)
		slices.SortStableFunc(waiting, func(a, b *turn) int { return strings.Compare(a.key, b.key) })
		close(waiting[0].begin)
		select {
		case <-waiting[0].over:
		case <-ctx.Done():
			return
		}
		waiting = waiting[1:]
	}
}

// others are those that ask by now.
func (q *queue) others() (found []*turn) {
	for {
		select {
		case t := <-q.ask:
			found = append(found, t)
		default:
			return found
		}
	}
}

func (q *queue) RoundTrip(r *http.Request) (*http.Response, error) {
	t := &turn{key: r.Method + r.URL.String(), begin: make(chan struct{}), over: make(chan struct{})}
	defer close(t.over)
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		t.key += string(body)
		r = r.Clone(r.Context())
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	select {
	case q.ask <- t:
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	select {
	case <-t.begin:
		return q.next.RoundTrip(r)
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}
