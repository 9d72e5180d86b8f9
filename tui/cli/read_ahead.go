package cli

import "context"

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
