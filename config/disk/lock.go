package disk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// poll is how often a lock that another holds is tried again. Short, because
// every request of a session may be waiting; long enough to cost nothing.
const poll = 15 * time.Millisecond

// WithLock runs fn while this process alone holds the lock file at path, which
// is made (mode 0600) if it is missing and is left behind. It holds off other
// goroutines of this process too. It gives up when ctx ends.
func WithLock(ctx context.Context, path string, fn func() error) error {
	if err := os.MkdirAll(filepath.Dir(path), DirMode); err != nil {
		return fmt.Errorf("cannot make the folder of the lock %s: %w", path, err)
	}
	// A Flock of its own for each caller: two descriptors of one process
	// exclude each other, one shared descriptor would not.
	l := flock.New(path, flock.SetPermissions(PrivateMode))
	ok, err := l.TryLockContext(ctx, poll)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("another zco holds the lock %s; end it, or try again: %w", path, err)
	case err != nil:
		return fmt.Errorf("cannot lock %s: %w", path, err)
	case !ok:
		return fmt.Errorf("cannot lock %s", path)
	}
	defer func() { _ = l.Unlock() }()
	return fn()
}
