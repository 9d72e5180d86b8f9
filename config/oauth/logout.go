package oauth

import (
	"context"
	"errors"
	"fmt"

	"zco/config/disk"
)

// Logout ends the token at the account and removes it from the store, the
// latter whatever the account says. The error says what is left to do.
func (s *Source) Logout(ctx context.Context) error {
	return disk.WithLock(ctx, s.o.LockPath, func() error {
		t, err := s.load(ctx)
		if errors.Is(err, ErrNotSignedIn) {
			return err
		}
		if err == nil {
			err = s.end(ctx, t)
		}
		s.set(Token{}, false)
		if derr := s.o.Store.Delete(ctx, s.o.Account); derr != nil {
			return fmt.Errorf("the token could not be removed from where it is kept: %w", derr)
		}
		if err != nil {
			return fmt.Errorf("signed out here, but the token could not be ended at the account: %w; end it in Admin Center under Apps and integrations, APIs, OAuth clients", err)
		}
		return nil
	})
}

// end revokes. An access token past its end cannot revoke, and its refresh
// token would live on, so it is refreshed for the last time first.
func (s *Source) end(ctx context.Context, t Token) error {
	if t.expiresBy(s.o.Now()) && !t.Refresh.IsEmpty() {
		fresh, err := s.refresh(ctx, t, t.Authorization())
		if errors.Is(err, ErrSignInAgain) {
			return nil // over already
		}
		if err != nil {
			return err
		}
		t = fresh
	}
	return s.client.revoke(ctx, t)
}
