package config

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"

	"zco/config/oauth"
	"zco/config/secret"
)

// Flags are what the command line says about the account.
type Flags struct {
	Profile  string // --profile
	BaseURL  string // --base-url
	ReadOnly bool   // --read-only
}

// SettingError says that a flag, a variable or a key has a value that cannot
// be used.
type SettingError struct {
	Name string // e.g. ZENDESK_SUBDOMAIN
	Err  error  // why, and what to do
}

func (e *SettingError) Error() string { return e.Name + ": " + e.Err.Error() }

func (e *SettingError) Unwrap() error { return e.Err }

// NotSignedInError says what is missing to sign in. It is ErrNotSignedIn.
type NotSignedInError struct {
	Why string // what is missing
	Do  string // what to set or run
}

func (e *NotSignedInError) Error() string { return e.Why + "; " + e.Do }

// Is reports that this is ErrNotSignedIn.
func (e *NotSignedInError) Is(target error) bool { return target == ErrNotSignedIn }

func signedOut(err error) error {
	if errors.Is(err, secret.ErrNotFound) {
		return ErrNotSignedIn
	}
	return err
}

// Resolve decides who signs in where. Flags beat the environment, and that
// beats the profile; a profile named by --profile is what a flag says, so its
// address beats the environment's.
//
// A token is sent only where it belongs: one from the environment not to the
// named profile's address if the environment names another, and those of a
// profile to the profile's address alone.
//
// Nothing is asked of the network or the keyring: whether a kept token is
// there shows when the credentials are first used. Errors are *SettingError,
// *NotSignedInError (ErrNotSignedIn) and ErrNoProfile.
func (s Stores) Resolve(f Flags, getenv func(string) string, c *Config) (Account, error) {
	r, err := newResolver(s, f, getenv, c)
	if err != nil {
		return Account{}, err
	}
	a := r.account()
	if a.Credentials, err = r.credentials(&a); err != nil {
		return Account{}, err
	}
	return a, nil
}

// Locate is Resolve without credentials: where and who one would be, for
// signing in. Only its address is sure to be there.
func (s Stores) Locate(f Flags, getenv func(string) string, c *Config) (Account, error) {
	r, err := newResolver(s, f, getenv, c)
	if err != nil {
		return Account{}, err
	}
	return r.account(), nil
}

// resolver is one weighing of what is set.
type resolver struct {
	stores  Stores
	flags   Flags
	env     environment
	name    string  // of the profile; "" if none is behind the account
	profile Profile // zero if there is none
	own     string  // the profile's address
	base    string  // the address that won
}

func newResolver(s Stores, f Flags, getenv func(string) string, c *Config) (*resolver, error) {
	env, err := readEnvironment(getenv)
	if err != nil {
		return nil, err
	}
	r := &resolver{stores: s, flags: f, env: env}
	if f.BaseURL != "" {
		if r.base, err = ParseBaseURL(f.BaseURL); err != nil {
			return nil, &SettingError{"--base-url", err}
		}
	}
	if err := r.choose(c); err != nil {
		return nil, err
	}
	if r.base = cmp.Or(r.base, r.own); r.base == "" {
		return nil, &NotSignedInError{
			Why: "no account is set up",
			Do:  "sign in with: zco login, or set ZENDESK_SUBDOMAIN and ZENDESK_OAUTH_TOKEN (or ZENDESK_EMAIL and ZENDESK_API_TOKEN); zco --demo needs neither",
		}
	}
	return r, nil
}

// choose finds the profile, if one is behind this account, and its address.
func (r *resolver) choose(c *Config) (err error) {
	if name := r.flags.Profile; name != "" {
		p, ok := c.Profiles[name]
		if !ok {
			return &SettingError{"--profile", fmt.Errorf("%w as %q; there %s", ErrNoProfile, name, c.profileWords())}
		}
		r.name, r.profile = name, p
		r.own, err = p.Address()
		return err
	}
	r.base = cmp.Or(r.base, r.env.base)
	first := c.DefaultProfile
	if names := c.ProfileNames(); first == "" && len(names) == 1 {
		first = names[0]
	}
	// An address from outside is a profile's if it is that profile's address:
	// then its colour and its read_only hold. Else no profile has a say.
	for _, name := range append([]string{first}, c.ProfileNames()...) {
		p, ok := c.Profiles[name]
		if !ok {
			continue
		}
		own, err := p.Address()
		if err != nil {
			return err
		}
		if r.base == own || r.base == "" && name == first {
			r.name, r.profile, r.own = name, p, own
			return nil
		}
	}
	if r.base == "" && len(c.Profiles) > 1 {
		return &NotSignedInError{"which profile to use is not said", "use --profile or set default_profile; there " + c.profileWords()}
	}
	return nil
}

// Address returns the base URL of the profile's account.
func (p Profile) Address() (string, error) {
	if p.BaseURL != "" {
		return ParseBaseURL(p.BaseURL)
	}
	sub, err := ParseSubdomain(p.Subdomain)
	if err != nil {
		return "", err
	}
	return SubdomainURL(sub), nil
}

// Account returns the account of a profile that need not be written yet, to
// sign in to it. It has no credentials.
func (p Profile) Account(name string) (Account, error) {
	base, err := p.Address()
	if err != nil {
		return Account{}, err
	}
	r := &resolver{name: name, profile: p, own: base, base: base}
	return r.account(), nil
}

// account fills in all but the credentials.
func (r *resolver) account() Account {
	p := r.profile
	a := Account{
		Profile:     r.name,
		BaseURL:     r.base,
		Subdomain:   subdomainOf(r.base),
		Email:       r.email(),
		Auth:        cmp.Or(p.Auth, AuthOAuth),
		Color:       p.Color,
		ReadOnly:    p.ReadOnly || r.flags.ReadOnly,
		Timezone:    p.Timezone,
		ClientID:    p.ClientID,
		Scopes:      cmp.Or(p.Scopes, "read write"),
		RedirectURL: cmp.Or(p.RedirectURL, oauth.DefaultRedirectURL),
	}
	a.Label = cmp.Or(p.Label, r.name, a.Subdomain)
	if u, err := url.Parse(r.base); err == nil && a.Label == "" {
		a.Label = u.Host
	}
	return a
}

func (r *resolver) email() string {
	email, _ := parseEmail(r.profile.Email) // was checked when it was loaded
	if r.flags.Profile != "" {
		return cmp.Or(email, r.env.email)
	}
	return cmp.Or(r.env.email, email)
}

// credentials picks the token, and says in a what kind it is.
func (r *resolver) credentials(a *Account) (Credentials, error) {
	if !r.env.elsewhere(r) {
		switch {
		case !r.env.oauth.IsEmpty():
			return r.fixed(a, AuthOAuth, "ZENDESK_OAUTH_TOKEN", r.env.oauth)
		case !r.env.token.IsEmpty():
			return r.fixed(a, AuthToken, "ZENDESK_API_TOKEN", r.env.token)
		}
	}
	if r.name == "" || r.own != r.base {
		return nil, r.missing(a)
	}
	if a.Auth == AuthToken && a.Email == "" {
		return nil, missingEmail("the API token of the profile "+r.name, "set email in the profile")
	}
	auth, email := a.Auth, a.Email
	build := func(t secret.Secret) secret.Secret { return header(auth, email, t) }
	if line := r.profile.TokenCommand; line != "" {
		a.From = "token_command of the profile " + r.name
		get := func(ctx context.Context) (secret.Secret, error) { return secret.FromCommand(ctx, line) }
		return &fetched{get: get, make: build, from: a.From}, nil
	}
	if a.Auth == AuthToken {
		a.From = "the API token kept for the profile " + r.name
		return &fetched{get: keptToken(r.stores.Secrets, a.secretName(), r.missing(a)), make: build, from: a.From}, nil
	}
	a.From = "the sign-in of the profile " + r.name
	return r.stores.Source(*a), nil
}

func (r *resolver) fixed(a *Account, auth, from string, token secret.Secret) (Credentials, error) {
	if auth == AuthToken && a.Email == "" {
		return nil, missingEmail(from, "set ZENDESK_EMAIL to the address of the agent whose token it is")
	}
	if auth == AuthOAuth {
		a.Email = ""
	}
	a.Auth, a.From = auth, from
	return fixed{header(auth, a.Email, token), from}, nil
}

func missingEmail(from, do string) error {
	return &NotSignedInError{from + " works only with an e-mail address", do}
}

// missing says what to set for an account that has no token.
func (r *resolver) missing(a *Account) error {
	e := &NotSignedInError{Why: "there is no token for " + r.base}
	switch {
	case r.name != "" && r.own != r.base:
		e.Do = fmt.Sprintf("that of the profile %s is for %s only; set ZENDESK_OAUTH_TOKEN, or ZENDESK_EMAIL and ZENDESK_API_TOKEN", r.name, r.own)
	case r.name != "" && a.Auth == AuthToken:
		e.Do = "set ZENDESK_API_TOKEN, or token_command in the profile " + r.name + ", or sign in with: zco login --profile " + r.name
	case r.env.elsewhere(r):
		e.Do = "the one in the environment is for " + r.env.base + "; sign in with: zco login --profile " + r.name
	default:
		e.Do = "set ZENDESK_OAUTH_TOKEN, or ZENDESK_EMAIL and ZENDESK_API_TOKEN, or sign in with: zco login --base-url " + r.base
	}
	return e
}
