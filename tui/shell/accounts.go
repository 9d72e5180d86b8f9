package shell

import (
	"cmp"
	"context"

	"zco/tui/feature/account"
)

// Accounts are the accounts that a person may switch to or sign in to. Its
// methods block, and are called from commands only.
type Accounts interface {
	account.Accounts
	// Open returns what the program needs to be on the account of a profile,
	// once the account has said who signs in. An account that does not let one
	// in is an *account.SignedOutError.
	Open(ctx context.Context, name string) (Options, error)
}

// newAccount returns the feature of the account in front.
func newAccount(o Options, m *Model) *account.Feature {
	at := account.Options{Context: o.Context, SignIn: o.SignIn, Words: o.Words, From: o.From, Leaving: m.leaving}
	if o.Accounts != nil {
		at.Accounts = o.Accounts
	}
	return account.New(m.env, at)
}

// leaving says what leaving the account now would break off, "" for nothing.
func (m *Model) leaving() string { return cmp.Or(m.write.Leaving(), m.bulk.Leaving()) }
