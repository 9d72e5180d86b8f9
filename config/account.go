package config

import (
	"cmp"
	"context"
	"net/http"
	"path/filepath"
	"time"

	"zco/config/oauth"
	"zco/config/secret"
)

// Ways to sign in, as profiles write them.
const (
	AuthOAuth = "oauth"
	AuthToken = "token"
)

// Account is who signs in where, once flags, environment and profile have been
// weighed. It holds no secret that prints.
type Account struct {
	Profile     string // its name; "" if there is none behind it
	Label       string // what to call it: label, else name, else subdomain, else host
	BaseURL     string // without a slash at the end
	Subdomain   string // "" at another address
	Email       string // "" with OAuth
	Auth        string // AuthOAuth or AuthToken
	From        string // where the credentials come from, for whoami
	Color       string // "" or as ValidColor takes
	ReadOnly    bool
	Timezone    string // "" is that of the configuration
	ClientID    string
	Scopes      string // asked for when signing in
	RedirectURL string // for signing in; oauth.DefaultRedirectURL if the profile has none
	Credentials Credentials
}

// Stores are what accounts are resolved with. Zero fields are filled in by
// DefaultStores.
type Stores struct {
	Secrets    secret.Store
	LocksDir   string
	HTTPClient *http.Client     // for refreshing; nil is a new one
	Now        func() time.Time // nil is time.Now
	Notice     func(error)      // told what does not stop the session; may be nil
}

// DefaultStores keeps secrets in the keyring of the system, else in files, the
// latter only where consent is given; nil refuses files.
func DefaultStores(p Paths, consent func(ctx context.Context, why error, path string) bool) Stores {
	return Stores{
		Secrets: &secret.Vault{
			Keyring: &secret.Keyring{},
			File:    &secret.File{Dir: p.SecretsDir()},
			Consent: consent,
		},
		LocksDir: p.LocksDir(),
	}
}

// secretName is the account's name in a store. The address is part of it: a
// token is never sent to another one because a profile was edited.
func (a Account) secretName() string {
	return cmp.Or(a.Auth, AuthOAuth) + ":" + a.Profile + "@" + a.BaseURL
}

// Source returns the keeper of the account's OAuth tokens.
func (s Stores) Source(a Account) *oauth.Source {
	a.Auth = AuthOAuth
	return oauth.NewSource(oauth.SourceOptions{
		BaseURL:    a.BaseURL,
		ClientID:   a.ClientID,
		Account:    a.secretName(),
		Store:      s.Secrets,
		LockPath:   s.lockPath(a),
		HTTPClient: s.HTTPClient,
		Now:        s.Now,
		Notice:     s.Notice,
	})
}

// lockPath names the lock as the file of the secret would be named.
func (s Stores) lockPath(a Account) string {
	f := secret.File{Dir: s.LocksDir}
	return filepath.Clean(f.Path(a.secretName())) + ".lock"
}

// KeepOAuth stores the token of a sign-in for the account.
func (s Stores) KeepOAuth(ctx context.Context, a Account, t oauth.Token) error {
	return s.Source(a).Keep(ctx, t)
}

// KeepAPIToken stores an API token for the account.
func (s Stores) KeepAPIToken(ctx context.Context, a Account, token secret.Secret) error {
	a.Auth = AuthToken
	return s.Secrets.Set(ctx, a.secretName(), token)
}

// Logout ends the sign-in of the account and removes what is kept for it.
// ErrNotSignedIn if nothing is; other errors say what is left to do by hand.
func (s Stores) Logout(ctx context.Context, a Account) error {
	if a.Auth == AuthToken {
		if _, err := s.Secrets.Get(ctx, a.secretName()); err != nil {
			return signedOut(err)
		}
		return s.Secrets.Delete(ctx, a.secretName())
	}
	return s.Source(a).Logout(ctx)
}
