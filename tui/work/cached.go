package work

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// cached keeps answers that several ask for: one request serves all who wait
// for it, and its answer is kept for a while. A failure is told to those who
// wait and not kept. Whoever gives up waits no longer; the request goes on for
// the others.
type cached[T any] struct {
	ctx  context.Context // of the requests
	keep time.Duration   // how long an answer is good; 0 is for ever

	flights singleflight.Group
	mu      sync.Mutex
	answers map[string]answer[T]
	forgot  uint64 // counts what was forgotten
}

type answer[T any] struct {
	value T
	at    time.Time // when it came
}

func newCached[T any](ctx context.Context, keep time.Duration) *cached[T] {
	return &cached[T]{ctx: ctx, keep: keep, answers: map[string]answer[T]{}}
}

// get returns the answer under a key, asking only if it is neither known nor
// under way.
func (c *cached[T]) get(ctx context.Context, key string, ask func(context.Context) (T, error)) (value T, err error) {
	flight := c.flights.DoChan(key, func() (any, error) {
		value, forgot, good := c.kept(key)
		if good {
			return value, nil
		}
		value, err := ask(c.ctx)
		if err == nil {
			c.put(key, value, forgot)
		}
		return value, err
	})
	select {
	case landed := <-flight:
		value, _ = landed.Val.(T)
		return value, landed.Err
	case <-ctx.Done():
		return value, ctx.Err()
	}
}

func (c *cached[T]) kept(key string) (value T, forgot uint64, good bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	a, known := c.answers[key]
	return a.value, c.forgot, known && (c.keep == 0 || time.Since(a.at) <= c.keep)
}

// put keeps an answer, unless something was forgotten since it was asked for:
// it may say what held before.
func (c *cached[T]) put(key string, value T, forgot uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.forgot == forgot {
		c.answers[key] = answer[T]{value, time.Now()}
	}
}

// forget makes the next get ask.
func (c *cached[T]) forget(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forgot++
	delete(c.answers, key)
	c.flights.Forget(key)
}

// change changes an answer that is kept, as what it tells of was changed here.
func (c *cached[T]) change(key string, to func(T) T) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a, known := c.answers[key]; known {
		a.value = to(a.value)
		c.answers[key] = a
	}
}

// known returns the answer under a key if it has come, and the zero value if
// not; it asks nobody.
func (c *cached[T]) known(key string) T {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.answers[key].value
}
