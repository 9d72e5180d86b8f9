package cli

import (
	"context"

	"zco/tui/domain/collection"
)

// early is a read that was sent before it was known to be wanted, so that
// answers that do not need each other are waited for together.
type early[V any] struct {
	done  chan struct{}
	value V
	err   error
}

// sendEarly begins a read that ends at the latest with ctx.
func sendEarly[V any](ctx context.Context, read func(context.Context) (V, error)) *early[V] {
	e := &early[V]{done: make(chan struct{})}
	go func() {
		defer close(e.done)
		e.value, e.err = read(ctx)
	}()
	return e
}

// wait returns what the read gave.
func (e *early[V]) wait() (V, error) {
	<-e.done
	return e.value, e.err
}

// earlyPage sends for the first page, if that can be asked for before the
// fields are known: nil if not.
func (l *listing) earlyPage(ctx context.Context, sess *session, sub *subject) *early[collection.Page] {
	if l.which.filter != "" || sub.List == nil || l.limit < 0 {
		return nil
	}
	l.session, l.subject = sess, sub
	q, err := l.which.query(sub)
	if err != nil {
		return nil
	}
	if q.Fixed, err = l.fixed(); err != nil {
		return nil
	}
	q.Size = l.size(0)
	return sendEarly(ctx, func(ctx context.Context) (collection.Page, error) { return sub.List(ctx, sess.client, q) })
}
