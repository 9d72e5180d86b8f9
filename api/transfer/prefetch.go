package transfer

import "iter"

// step is what a sequence gives at once.
type step[V any] struct {
	value V
	err   error
}

// ahead walks over a sequence and has the next value fetched while the one
// before it is being worked on: at most two are waiting. It returns when the
// sequence has ended, too.
func ahead[V any](seq iter.Seq2[V, error]) iter.Seq2[V, error] {
	return func(yield func(V, error) bool) {
		steps, done := make(chan step[V], 1), make(chan struct{})
		go func() {
			defer close(steps)
			for v, err := range seq {
				select {
				case steps <- step[V]{v, err}:
				case <-done:
					return
				}
			}
		}()
		defer func() {
			close(done)
			for range steps { // until the sequence has ended
			}
		}()
		for s := range steps {
			if !yield(s.value, s.err) {
				return
			}
		}
	}
}
