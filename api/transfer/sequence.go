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

// mapped walks over what is made of the values of a sequence; those that are not
// wanted are left out.
func mapped[A, B any](seq iter.Seq2[A, error], from func(A) (b B, wanted bool)) iter.Seq2[B, error] {
	return func(yield func(B, error) bool) {
		for a, err := range seq {
			var b B
			if err != nil {
				yield(b, err)
				return
			}
			if b, wanted := from(a); wanted && !yield(b, nil) {
				return
			}
		}
	}
}

// parts walks over a sequence in parts of so many, the last of what is left.
func parts[V any](seq iter.Seq2[V, error], size int) iter.Seq2[[]V, error] {
	return func(yield func([]V, error) bool) {
		part := make([]V, 0, size)
		for v, err := range seq {
			if err != nil {
				yield(nil, err)
				return
			}
			if part = append(part, v); len(part) == size {
				if !yield(part, nil) {
					return
				}
				part = make([]V, 0, size)
			}
		}
		if len(part) > 0 {
			yield(part, nil)
		}
	}
}
