package work

import (
	"context"
	"errors"
	"sync"
	"time"
)

// shared keeps answers that several panes ask for: one request serves all who
// wait for it, and its answer is kept for a while. A failure is told to those
// who wait and not kept.
type shared[T any] struct {
	keep time.Duration // how long an answer is good; 0 is for ever

	mu      sync.Mutex
	answers map[string]*sharedAnswer[T]
}

type sharedAnswer[T any] struct {
	done  chan struct{}
	at    time.Time // when it came
	value T
	err   error
}

// get returns the answer under a key, asking only if it is neither known nor
// under way.
func (s *shared[T]) get(ctx context.Context, key string, ask func(context.Context) (T, error)) (T, error) {
	a, mine := s.claim(key)
	if mine {
		a.value, a.err = ask(ctx)
		a.at = time.Now()
		if a.err != nil {
			s.forget(key)
		}
		close(a.done)
		return a.value, a.err
	}
	select {
	case <-a.done:
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
	if errors.Is(a.err, context.Canceled) && ctx.Err() == nil {
		return s.get(ctx, key, ask) // the one who asked gave up
	}
	return a.value, a.err
}

// claim returns the answer under a key, and whether the caller must get it.
func (s *shared[T]) claim(key string) (a *sharedAnswer[T], mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if old := s.answers[key]; old != nil && !s.stale(old) {
		return old, false
	}
	if s.answers == nil {
		s.answers = map[string]*sharedAnswer[T]{}
	}
	a = &sharedAnswer[T]{done: make(chan struct{})}
	s.answers[key] = a
	return a, true
}

func (s *shared[T]) stale(a *sharedAnswer[T]) bool {
	select {
	case <-a.done:
		return s.keep > 0 && time.Since(a.at) > s.keep
	default:
		return false
	}
}

func (s *shared[T]) forget(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.answers, key)
}

// known returns the answer under a key if it has come, and the zero value if
// not; it asks nobody.
func (s *shared[T]) known(key string) (value T) {
	s.mu.Lock()
	a := s.answers[key]
	s.mu.Unlock()
	if a == nil {
		return value
	}
	select {
	case <-a.done:
		return a.value
	default:
		return value
	}
}
