package oauth

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"zco/config/disk"
	"zco/config/secret"
)

// lockTimeout is how long one session waits for another to have refreshed.
const lockTimeout = exchangeTimeout + 15*time.Second

// SourceOptions say whose tokens, and where they are kept.
type SourceOptions struct {
	BaseURL  string
	ClientID string
	Account  string // name in the store
	Store    secret.Store
	LockPath string // one file for each account, shared by all sessions

	HTTPClient *http.Client
	Now        func() time.Time
	// Notice is told of a refreshed token that could not be stored: this
	// session goes on, the next one has to sign in. May be nil.
	Notice func(error)
}

// Source hands out the token of one account, fresh. Many goroutines may use
// one Source, and many processes the same store and lock.
type Source struct {
	o      SourceOptions
	client client
	flight singleflight.Group

	mu      sync.Mutex
	token   Token         // what is believed to be current; zero before the first
	unsaved bool          // token could not be stored: the store has an older one
	dead    secret.Secret // a refresh token that was refused
}

// NewSource returns a Source. Nothing is read before the first use.
func NewSource(o SourceOptions) *Source {
	s := &Source{o: o, client: newClient(o.BaseURL, o.HTTPClient, o.Now)}
	s.o.Now = s.client.now
	return s
}

// Authorization returns the header "Bearer ..." with a token that is good for
// a while, refreshed first if need be, once for all who wait. Its
// errors are ErrNotSignedIn, ErrSignInAgain, or why the account or the store
// could not be asked.
func (s *Source) Authorization(ctx context.Context) (string, error) {
	t, err := s.Token(ctx)
	if err != nil {
		return "", err
	}
	return t.Authorization(), nil
}

// Token is Authorization for those who need the scope and the end as well.
func (s *Source) Token(ctx context.Context) (Token, error) {
	t, _ := s.inHand()
	if !t.Access.IsEmpty() && !t.stale(s.o.Now()) {
		return t, nil
	}
	return s.shared(ctx, "")
}

// Refresh replaces the token that a 401 came back for; rejected is the header
// it was sent with. If it was replaced already nothing is asked.
func (s *Source) Refresh(ctx context.Context, rejected string) error {
	if t, _ := s.inHand(); !t.Access.IsEmpty() && t.Authorization() != rejected {
		return nil
	}
	_, err := s.shared(ctx, rejected)
	return err
}

// Keep stores the token of a new sign-in in the place of what is there.
func (s *Source) Keep(ctx context.Context, t Token) error {
	return disk.WithLock(ctx, s.o.LockPath, func() error {
		err := s.o.Store.Set(ctx, s.o.Account, Pack(t))
		s.set(t, err != nil)
		return err
	})
}

func (s *Source) set(t Token, unsaved bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.token, s.unsaved = t, unsaved
}

// inHand returns the token in hand, and whether the store does not have it.
func (s *Source) inHand() (t Token, unsaved bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.token, s.unsaved
}

// refused tells whether the account took this refresh token no longer.
func (s *Source) refused(t secret.Secret) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.dead.IsEmpty() && s.dead.Equal(t)
}

func (s *Source) refuse(t secret.Secret) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dead = t
}

// shared lets all who need a token wait for one renewal. Its work does not end
// when one of them leaves: half a rotation is a lost sign-in.
func (s *Source) shared(ctx context.Context, rejected string) (Token, error) {
	ch := s.flight.DoChan(rejected, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lockTimeout)
		defer cancel()
		return s.renew(ctx, rejected)
	})
	select {
	case r := <-ch:
		t, _ := r.Val.(Token)
		return t, r.Err
	case <-ctx.Done():
		return Token{}, ctx.Err()
	}
}

// renew takes what another session stored, or else refreshes.
func (s *Source) renew(ctx context.Context, rejected string) (Token, error) {
	// Without the lock first: most often the token is stored and good.
	if t, err := s.load(ctx); err != nil || s.good(t, rejected) {
		return t, err
	}
	var t Token
	err := disk.WithLock(ctx, s.o.LockPath, func() (err error) {
		if t, err = s.load(ctx); err != nil || s.good(t, rejected) {
			return err
		}
		t, err = s.refresh(ctx, t, rejected)
		return err
	})
	return t, err
}

// good reports whether the token can be used, and remembers it if so.
func (s *Source) good(t Token, rejected string) bool {
	if t.stale(s.o.Now()) || t.Authorization() == rejected {
		return false
	}
	if own, unsaved := s.inHand(); !unsaved || !own.Access.Equal(t.Access) {
		s.set(t, false)
	}
	return true
}

// load returns the stored token, or the one in hand if it could not be stored.
func (s *Source) load(ctx context.Context) (Token, error) {
	if own, unsaved := s.inHand(); unsaved {
		return own, nil
	}
	kept, err := s.o.Store.Get(ctx, s.o.Account)
	switch {
	case err == secret.ErrNotFound: //nolint:errorlint // bare: there is nothing to add
		return Token{}, ErrNotSignedIn
	case errors.Is(err, secret.ErrNotFound):
		return Token{}, fmt.Errorf("%w (%w)", ErrNotSignedIn, err)
	case err != nil:
		return Token{}, err
	}
	return Unpack(kept)
}

// refresh trades the refresh token, under the lock, and stores the new pair
// before it returns.
func (s *Source) refresh(ctx context.Context, t Token, rejected string) (Token, error) {
	if t.Refresh.IsEmpty() || s.refused(t.Refresh) {
		return Token{}, ErrSignInAgain
	}
	fresh, err := s.client.grant(ctx, map[string]string{
		"grant_type":    "refresh_token",
		"refresh_token": t.Refresh.Reveal(),
		"client_id":     s.o.ClientID,
	})
	var refused *Error
	switch {
	case errors.As(err, &refused) && refused.final():
		s.refuse(t.Refresh)
		return Token{}, fmt.Errorf("%w (%w)", ErrSignInAgain, err)
	case err != nil && rejected == "" && !t.expiresBy(s.o.Now()):
		return t, nil // still good for a while: no reason to stop anyone
	case err != nil:
		return Token{}, fmt.Errorf("cannot refresh the sign-in: %w", err)
	}
	if fresh.Refresh.IsEmpty() {
		fresh.Refresh = t.Refresh
	}
	fresh.Scope = cmp.Or(fresh.Scope, t.Scope)
	err = s.o.Store.Set(ctx, s.o.Account, Pack(fresh))
	s.set(fresh, err != nil)
	if err != nil && s.o.Notice != nil {
		s.o.Notice(fmt.Errorf("the refreshed sign-in could not be stored and lasts for this session only: %w", err))
	}
	return fresh, nil
}
