package cli

import (
	"context"
	"errors"
	"sync"

	"zco/api"
	"zco/config"
)

// watched are credentials that tell when the account takes them no longer, and
// that a new sign-in takes the place of while the program goes on.
type watched struct {
	out func() // told that they have ended

	mu  sync.Mutex
	now config.Credentials
}

var _ api.Refresher = (*watched)(nil)

func (w *watched) current() config.Credentials {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// renew puts others in their place.
func (w *watched) renew(c config.Credentials) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = c
}

// Authorization implements api.Credentials.
func (w *watched) Authorization(ctx context.Context) (string, error) {
	header, err := w.current().Authorization(ctx)
	return header, w.seen(err)
}

// Refresh implements api.Refresher.
func (w *watched) Refresh(ctx context.Context, rejected string) error {
	return w.seen(w.current().Refresh(ctx, rejected))
}

func (w *watched) seen(err error) error {
	if errors.Is(err, config.ErrNotSignedIn) || errors.Is(err, config.ErrSignInAgain) {
		w.out()
	}
	return err
}
