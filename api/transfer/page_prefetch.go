package transfer

import (
	"context"

	"zco/api"
)

// sooner lists pages one after the other, and asks for the next as soon as it
// is known where a page stands: while its records are being read.
type sooner struct {
	ctx   context.Context
	list  func(context.Context, api.ListOptions) (api.Page[api.Record], *api.Response, error)
	never bool // the next page may not be wanted

	next *flight // nil where none is under way
}

// flight is a request for a page.
type flight struct {
	after  string
	cancel context.CancelFunc
	placed chan api.Meta // takes one without a reader
	done   chan struct{}

	page api.Page[api.Record]
	resp *api.Response
	err  error
}

func (s *sooner) start(o api.ListOptions) *flight {
	ctx, cancel := context.WithCancel(s.ctx)
	f := &flight{after: o.After, cancel: cancel, placed: make(chan api.Meta, 1), done: make(chan struct{})}
	o.Placed = func(m api.Meta) {
		select {
		case f.placed <- m:
		default:
		}
	}
	go func() {
		defer close(f.done)
		f.page, f.resp, f.err = s.list(ctx, o)
	}()
	return f
}

// page lists a page.
func (s *sooner) page(o api.ListOptions) (api.Page[api.Record], *api.Response, error) {
	if s.never {
		return s.list(s.ctx, o)
	}
	f := s.next
	if f == nil || f.after != o.After {
		s.stop()
		f = s.start(o)
	}
	s.next = nil
	defer f.cancel()
	select {
	case m := <-f.placed:
		if m.HasMore && m.After != "" && m.After != o.After {
			o.After = m.After
			s.next = s.start(o)
		}
	case <-f.done:
	}
	<-f.done
	return f.page, f.resp, f.err
}

// stop ends what is under way.
func (s *sooner) stop() {
	if s.next != nil {
		s.next.cancel()
		<-s.next.done
		s.next = nil
	}
}
