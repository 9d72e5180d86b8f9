package secret

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/zalando/go-keyring"
)

// Service is the name under which the keyring lists the secrets of zco.
const Service = "zco"

// KeyringTimeout is how long a keyring may take to answer. On a host reached
// by SSH it may be asking for a password on a screen nobody sees.
const KeyringTimeout = 3 * time.Second

// Backend is a keyring of the system. Its methods may block for ever.
type Backend interface {
	Get(service, user string) (string, error)
	Set(service, user, password string) error
	Delete(service, user string) error
}

// Keyring is a Store in the keyring of the system: Keychain, Credential
// Manager, or the Secret Service. The zero Keyring is ready to use. It must
// not be copied once used.
type Keyring struct {
	Backend Backend       // nil is the keyring of the system
	Timeout time.Duration // zero is KeyringTimeout

	silent atomic.Bool // it once did not answer: nobody waits for it again
}

type system struct{}

func (system) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (system) Set(service, user, pw string) error       { return keyring.Set(service, user, pw) }
func (system) Delete(service, user string) error        { return keyring.Delete(service, user) }

// Get returns the secret of the account, ErrNotFound, or ErrUnavailable.
func (k *Keyring) Get(ctx context.Context, account string) (Secret, error) {
	var text string
	err := k.ask(ctx, func(b Backend) (func(), error) {
		s, err := b.Get(Service, account)
		return func() { text = s }, err
	})
	return New(text), err
}

// Set keeps the secret of the account.
func (k *Keyring) Set(ctx context.Context, account string, s Secret) error {
	return k.ask(ctx, func(b Backend) (func(), error) {
		return nil, b.Set(Service, account, s.Reveal())
	})
}

// Delete removes the secret of the account.
func (k *Keyring) Delete(ctx context.Context, account string) error {
	err := k.ask(ctx, func(b Backend) (func(), error) { return nil, b.Delete(Service, account) })
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// Probe asks the keyring for something that is not there and returns nil if it
// answers, in whatever time its Timeout allows.
func (k *Keyring) Probe(ctx context.Context) error {
	if _, err := k.Get(ctx, "probe"); err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	return nil
}

// ask runs fn beside and waits for it no longer than the timeout. The answer
// is taken over by the function that fn returns, and only if someone waits.
func (k *Keyring) ask(ctx context.Context, fn func(Backend) (func(), error)) error {
	if k.silent.Load() {
		return fmt.Errorf("%w: it was silent before in this session", ErrUnavailable)
	}
	b := k.Backend
	if b == nil {
		if err := reachable(); err != nil {
			return keyringError(err)
		}
		b = system{}
	}
	type answer struct {
		take func()
		err  error
	}
	done := make(chan answer, 1) // buffered: an answer too late ends its goroutine
	go func() {
		take, err := fn(b)
		done <- answer{take, err}
	}()
	timeout := cmp.Or(k.Timeout, KeyringTimeout)
	t := time.NewTimer(timeout)
	defer t.Stop()
	select {
	case a := <-done:
		if a.err == nil && a.take != nil {
			a.take()
		}
		return keyringError(a.err)
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		k.silent.Store(true)
		return fmt.Errorf("%w: nothing within %v", ErrUnavailable, timeout)
	}
}

func keyringError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNotFound
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}
