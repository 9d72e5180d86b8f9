package secret

import (
	"context"
	"errors"
	"fmt"
)

// Vault keeps secrets in the keyring where there is one that answers, else,
// once someone agreed, in a file. It looks in the file first: what is there
// was put there because the keyring did not answer, and the keyring may still
// hold something older.
type Vault struct {
	Keyring Store // nil: there is none
	File    *File
	// Consent is asked before the first file is written for an account: why
	// is what the keyring said, path where the file would be. Nil refuses.
	Consent func(ctx context.Context, why error, path string) bool
}

// Get returns the secret of the account, or ErrNotFound, joined with what the
// keyring said if it did not answer.
func (v *Vault) Get(ctx context.Context, account string) (Secret, error) {
	s, err := v.File.Get(ctx, account)
	if !errors.Is(err, ErrNotFound) || v.Keyring == nil {
		return s, err
	}
	s, err = v.Keyring.Get(ctx, account)
	if errors.Is(err, ErrUnavailable) {
		return Secret{}, fmt.Errorf("%w (%w)", ErrNotFound, err)
	}
	return s, err
}

// Set keeps the secret where this account's is kept already, else in the
// keyring, else after Consent in a file.
func (v *Vault) Set(ctx context.Context, account string, s Secret) error {
	_, err := v.File.Get(ctx, account)
	if err == nil {
		return v.File.Set(ctx, account, s)
	}
	if !errors.Is(err, ErrNotFound) {
		return err
	}
	why := ErrUnavailable
	if v.Keyring != nil {
		if why = v.Keyring.Set(ctx, account, s); why == nil || ctx.Err() != nil {
			return why
		}
	}
	if v.Consent == nil || !v.Consent(ctx, why, v.File.Path(account)) {
		return fmt.Errorf("%w (%w)", ErrNoConsent, why)
	}
	return v.File.Set(ctx, account, s)
}

// Delete removes the secret wherever it is kept.
func (v *Vault) Delete(ctx context.Context, account string) error {
	err := v.File.Delete(ctx, account)
	if v.Keyring == nil {
		return err
	}
	kerr := v.Keyring.Delete(ctx, account)
	if errors.Is(kerr, ErrUnavailable) {
		kerr = nil // nothing was kept in a keyring that does not answer
	}
	return errors.Join(err, kerr)
}
