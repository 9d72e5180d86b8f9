package config

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"sync"

	"zco/config/oauth"
	"zco/config/secret"
)

// Why there is no way in; test with errors.Is.
var (
	// ErrNotSignedIn: nothing says who signs in, or there is no token for it.
	ErrNotSignedIn = oauth.ErrNotSignedIn
	// ErrSignInAgain: the account takes the token no longer.
	ErrSignInAgain = oauth.ErrSignInAgain
)

// Credentials sign requests to one account. They are for many goroutines.
type Credentials interface {
	// Authorization returns the value of the Authorization header.
	Authorization(ctx context.Context) (string, error)
	// Refresh is called once a request was answered 401; rejected is the
	// header it was sent with. After nil the request may be sent again.
	Refresh(ctx context.Context, rejected string) error
}

// fixed is a token that nothing renews.
type fixed struct {
	header secret.Secret
	from   string // where it came from, for the error
}

func (f fixed) Authorization(context.Context) (string, error) { return f.header.Reveal(), nil }

func (f fixed) Refresh(context.Context, string) error { return refused(f.from) }

// refusedError is ErrSignInAgain for a token that no sign-in gave.
type refusedError struct{ from string }

func refused(from string) error { return &refusedError{from} }

func (e *refusedError) Error() string {
	return fmt.Sprintf("the account refused %s; it is not valid there, or not any more: put a valid one in its place, or sign in with: zco login", e.from)
}

func (e *refusedError) Is(target error) bool { return target == ErrSignInAgain }

// header builds the Authorization of a token of either kind.
func header(auth, email string, token secret.Secret) secret.Secret {
	if auth == AuthToken {
		pair := email + "/token:" + token.Reveal()
		return secret.New("Basic " + base64.StdEncoding.EncodeToString([]byte(pair)))
	}
	return secret.New("Bearer " + token.Reveal())
}

// fetched is a token that is got when it is first needed, and once more when
// it was refused: from a command or from where it is kept.
type fetched struct {
	get  func(ctx context.Context) (secret.Secret, error)
	make func(token secret.Secret) secret.Secret
	from string

	mu   sync.Mutex
	have secret.Secret // the header
}

func (f *fetched) Authorization(ctx context.Context) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.have.IsEmpty() {
		token, err := f.get(ctx)
		if err != nil {
			return "", err
		}
		f.have = f.make(token)
	}
	return f.have.Reveal(), nil
}

func (f *fetched) Refresh(ctx context.Context, rejected string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.have.IsEmpty() && f.have.Reveal() != rejected {
		return nil
	}
	token, err := f.get(ctx)
	if err != nil {
		return err
	}
	if f.have = f.make(token); f.have.Reveal() == rejected {
		return refused(f.from)
	}
	return nil
}

// keptToken reads an API token that is kept for an account.
func keptToken(store secret.Store, account string, missing error) func(context.Context) (secret.Secret, error) {
	return func(ctx context.Context) (secret.Secret, error) {
		s, err := store.Get(ctx, account)
		if errors.Is(err, secret.ErrNotFound) {
			return secret.Secret{}, missing
		}
		return s, err
	}
}
