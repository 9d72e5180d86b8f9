package secret

import (
	"context"
	"errors"
)

// Store keeps secrets by account, a name that says for whom the secret is:
// zco uses "oauth:PROFILE@https://acme.zendesk.com", so that a profile whose
// address is changed does not send the old token to the new host.
type Store interface {
	// Get returns ErrNotFound if nothing is kept for the account.
	Get(ctx context.Context, account string) (Secret, error)
	Set(ctx context.Context, account string, s Secret) error
	// Delete of what is not there is no error.
	Delete(ctx context.Context, account string) error
}

// What a Store cannot do, to be told with errors.Is.
var (
	// ErrNotFound: nothing is kept for this account.
	ErrNotFound = errors.New("no secret is kept for this account")
	// ErrUnavailable: the store does not answer or does not exist here.
	ErrUnavailable = errors.New("the keyring does not answer")
	// ErrNoConsent: only a file is left, and nobody agreed to one.
	ErrNoConsent = errors.New("the token was not kept: the keyring does not answer and a file was not agreed to")
)
