// Package account is how a person gets to an account from inside the program:
// the form to sign in, what is asked on the way, and the list of the accounts
// that are set up.
//
// It imports the widgets and pane, and knows neither the configuration nor
// OAuth: those are behind the interface Door. The one rule: a secret is drawn
// as dots and handed to the Door, and is in no message and no error.
package account

import (
	"context"
	"fmt"
)

// Info is an account that is set up.
type Info struct {
	Name     string // of the profile; "" for what the environment names
	Label    string // what to call it
	Address  string
	Color    string // as the theme reads one, "" for none
	ReadOnly bool
	Current  bool // the program is on it
}

// Way is a way to sign in.
type Way int

// The ways.
const (
	OAuth Way = iota // in a browser
	Token            // with an API token
)

// SignIn is what the form asks for: which account, and how.
type SignIn struct {
	Profile  string // to sign in to again; "" for a new one
	Address  string // a subdomain or an address
	Way      Way
	ClientID string // of the account's public OAuth client
	ReadOnly bool   // ask for no more than reading
	Email    string // whose API token it is
	Token    Secret
}

// Secret is a text that does not print itself.
type Secret struct{ text *string }

// NewSecret returns a Secret that holds a text.
func NewSecret(s string) Secret { return Secret{&s} }

// Reveal returns the text.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// Format prints the same for every secret and verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("[secret]")) }

// Person is asked and told what comes up during a sign-in. Its methods are
// for the goroutine of the sign-in, and return when its context ends.
type Person interface {
	// Show shows the address to agree at. Opened says that a browser did.
	Show(ctx context.Context, address string, opened bool)
	// Paste asks for the address that the browser ended on. Problem says what
	// was wrong with the last one.
	Paste(ctx context.Context, problem string) (string, error)
	// Consent asks a question that only a yes answers.
	Consent(ctx context.Context, question string) bool
}

// Door signs in. It blocks, and is called from commands only.
type Door interface {
	// SignIn keeps the way in to an account and returns the name of its
	// profile.
	SignIn(ctx context.Context, s SignIn, p Person) (profile string, err error)
}

// Words are what the form says about the ways to sign in.
type Words struct {
	Client string // how an OAuth client is made
	Token  string // how long API tokens work still
}

// SignedOutError says that an account does not let one in as things stand, and
// what is known for the form to sign in to it again.
type SignedOutError struct {
	Again SignIn
	Err   error
}

func (e *SignedOutError) Error() string { return e.Err.Error() }

func (e *SignedOutError) Unwrap() error { return e.Err }

// Choose asks the program to open an account.
type Choose struct{ Name string }

// Enter asks the program for the form to sign in.
type Enter struct{ SignIn SignIn }

// Signed says that a sign-in was done; the dialog stays until the account is
// open.
type Signed struct {
	Profile string
	Form    *Form
}

// Left says that the form was left without signing in.
type Left struct{ Form *Form }
