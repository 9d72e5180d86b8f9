package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"zco/api"
	"zco/config"
	"zco/config/oauth"
	"zco/config/secret"
	"zco/tui/feature/account"
)

// What is said of signing in, in the form as on the command line.
const (
	fileOffer    = "The token can be kept in a file that only you may read:"
	fileQuestion = "Keep it there?"
	nobodyKnown  = "the account does not know who this is"
)

// keptInVain is a token that was just kept and is of no use.
func keptInVain(err error) error {
	return fmt.Errorf("the token is kept, but the account does not take it: %w", err)
}

// SignIn implements account.Door: it is zco login with a form in the place of
// flags and questions.
func (a *accounts) SignIn(ctx context.Context, req account.SignIn, p account.Person) (string, error) {
	paths, conf, err := a.f.settings(a.s)
	if err != nil {
		return "", err
	}
	l, err := a.login(ctx, conf, req)
	if err != nil {
		return "", err
	}
	acct, err := l.profile.Account(l.name)
	if err != nil {
		return "", err
	}
	// Said before they have gone to the browser for it.
	if at := conf.Where("profiles", l.name); !l.declared && strings.HasPrefix(at, filepath.Base(paths.ConfigFile)+":") {
		return "", fmt.Errorf("cannot change the profile %s (%s): %w", l.name, at, config.ErrOwned)
	}
	stores := a.stores(paths, func(ctx context.Context, why error, path string) bool {
		return p.Consent(ctx, fmt.Sprintf("%v. "+fileOffer+" %s. "+fileQuestion, why, path))
	})
	if req.Way == account.Token {
		err = a.keepToken(ctx, stores, acct, req.Token)
	} else {
		err = a.dance(ctx, stores, acct, p)
	}
	if err != nil {
		return "", err
	}
	if err := l.remember(paths, conf); err != nil {
		return "", err
	}
	return l.name, a.renewed(ctx, l.name)
}

// login is the sign-in that a form asks for.
func (a *accounts) login(ctx context.Context, conf *config.Config, req account.SignIn) (*login, error) {
	f := *a.f
	f.profile, f.baseURL, f.readOnly = req.Profile, "", false
	l := &login{streams: a.quiet(), flags: &f, apiToken: req.Way == account.Token}
	l.ask = newAsker(l.streams)
	if req.Profile == "" {
		l.account = req.Address
	}
	l.profile.ClientID, l.profile.Email = req.ClientID, req.Email
	if err := l.complete(ctx, conf); err != nil {
		return nil, err
	}
	old, exists := conf.Profiles[l.name]
	if only := old.ReadOnly || old.Scopes == "read"; !exists || req.ReadOnly != only {
		l.profile.ReadOnly, l.profile.Scopes = req.ReadOnly, ""
		if req.ReadOnly {
			l.profile.Scopes = "read"
		}
	}
	l.declared = exists && old == l.profile
	return l, nil
}

// dance takes the person through the browser.
func (a *accounts) dance(ctx context.Context, stores config.Stores, acct config.Account, p account.Person) error {
	open := a.s.opener()
	return signIn(ctx, stores, acct, oauth.Options{Prompt: p.Paste, Show: func(address string) {
		opened := open != nil && open(ctx, address) == nil
		p.Show(ctx, address, opened)
	}})
}

// keepToken keeps an API token that the account takes.
func (a *accounts) keepToken(ctx context.Context, stores config.Stores, acct config.Account, token account.Secret) error {
	client, err := a.f.client(acct.BaseURL, api.TokenCredentials(acct.Email, token.Reveal()))
	if err != nil {
		return err
	}
	if err := known(ctx, client); err != nil {
		return err
	}
	return stores.KeepAPIToken(ctx, acct, secret.New(token.Reveal()))
}

// renewed lets the account in front go on with a new sign-in to it.
func (a *accounts) renewed(ctx context.Context, profile string) error {
	a.mu.Lock()
	front, creds := a.front, a.creds
	a.mu.Unlock()
	if front == nil || front.account.Profile != profile {
		return nil
	}
	_, conf, err := a.f.settings(a.s)
	if err != nil {
		return err
	}
	acct, err := a.stores(front.paths, nil).Resolve(config.Flags{Profile: profile}, noEnvironment, conf)
	if err != nil {
		return err
	}
	client, err := a.f.client(acct.BaseURL, acct.Credentials)
	if err != nil {
		return err
	}
	if err := known(ctx, client); err != nil {
		return keptInVain(err)
	}
	creds.renew(acct.Credentials)
	return nil
}

// client returns one for a short word with an account.
func (f *flags) client(base string, c api.Credentials) (*api.Client, error) {
	return api.New(base, append(f.log.options(), api.WithCredentials(c), api.WithVersion(build().Version))...)
}

// known asks an account who signs in.
func known(ctx context.Context, client *api.Client) error {
	me, _, err := client.ShowMe(ctx)
	switch {
	case api.IsUnauthorized(err), err == nil && me.IsAnonymous():
		return errors.New("the account does not take this e-mail address and token, or its address is not the right one")
	}
	return err
}
