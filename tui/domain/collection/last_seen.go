package collection

import (
	"sync"

	"zco/api"
)

// seen remembers rows as the service last sent them, for families whose changes
// rest on the whole row: it is read just before a change is sent, and what is
// sent is known then without reading it once more. The request can be shown
// beforehand for the same reason.
type seen[T any] struct{ rows sync.Map }

func (s *seen[T]) put(id string, row T) { s.rows.Store(id, row) }

// get returns a row as it was last seen, read if it was not.
func (s *seen[T]) get(id string, read func() (T, *api.Response, error)) (T, error) {
	if row, known := s.rows.Load(id); known {
		return row.(T), nil
	}
	row, _, err := read()
	if err == nil {
		s.put(id, row)
	}
	return row, err
}
