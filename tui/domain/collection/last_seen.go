package collection

import (
	"context"
	"sync"

	"zco/api"
	"zco/tui/domain/rule"
)

// seen remembers rows as the service last sent them, for families whose changes
// rest on the whole row: it is read just before a change is sent, and what is
// sent is known then without reading it once more. The request can be shown
// beforehand for the same reason.
type seen[T any] struct {
	mu   sync.Mutex
	rows map[string]T
}

func (s *seen[T]) put(id string, row T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.rows == nil {
		s.rows = map[string]T{}
	}
	s.rows[id] = row
}

// get returns a row as it was last seen, read if it was not.
func (s *seen[T]) get(id string, read func() (T, *api.Response, error)) (T, error) {
	s.mu.Lock()
	row, known := s.rows[id]
	s.mu.Unlock()
	if known {
		return row, nil
	}
	row, _, err := read()
	if err == nil {
		s.put(id, row)
	}
	return row, err
}

// terms are what the rules of an object can say, as it was last read.
type terms struct {
	mu   sync.Mutex
	read bool
	said rule.Terms
}

// now reads what can be said, where to know that is nice: without it lines hold
// the service's keys. Lists ask anew, because fields come and go.
func (t *terms) now(ctx context.Context, anew bool, read func(context.Context) (api.Definitions, *api.Response, error)) rule.Terms {
	t.mu.Lock()
	said, known := t.said, t.read
	t.mu.Unlock()
	if known && !anew {
		return said
	}
	defs, missing := apart(ctx, "what rules can say", func(ctx context.Context) (api.Definitions, error) { return result(read(ctx)) })
	if missing != "" {
		return said
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.said, t.read = rule.NewTerms(defs), true
	return t.said
}
