package cli

import (
	"cmp"
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"time"

	"zco/api"
	"zco/config"
	"zco/config/oauth"
	"zco/tui/app"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
	"zco/tui/feature/account"
	"zco/tui/work"
)

// accounts opens accounts for the interface, one after another, and signs in
// to them. One journal serves them all; each has its own drafts in it.
type accounts struct {
	ctx context.Context
	s   Streams
	f   *flags

	mu      sync.Mutex
	journal *journal.Journal // nil before the first account
	layers  []*work.Layer    // of the accounts that were opened
	front   *session         // the latest of them
	creds   *watched         // and how it signs in
}

var _ app.Accounts = (*accounts)(nil)

// signal tells the accounts that were opened something; those that were left
// do not listen any more.
func (a *accounts) signal(msg work.Signal) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, l := range a.layers {
		l.Signal(msg)
	}
}

// stores are those of the system; what does not stop the session is said in
// the interface.
func (a *accounts) stores(p config.Paths, consent func(context.Context, error, string) bool) config.Stores {
	stores := config.DefaultStores(p, consent)
	stores.Notice = func(err error) { a.signal(work.Told{Text: err.Error()}) }
	return stores
}

// first opens the account that flags, environment and profile name.
func (a *accounts) first(t target) (app.Options, error) {
	sess, layer, creds, err := a.enter(a.f.asked(), a.s.Getenv)
	if err != nil {
		return app.Options{}, err
	}
	o, err := a.options(sess, layer, creds)
	if err == nil {
		o.Start = sess.start(t, a.s)
	}
	return o, err
}

// enter gets a session whose requests an interface makes.
func (a *accounts) enter(asked config.Flags, getenv func(string) string) (*session, *work.Layer, *watched, error) {
	var layer *work.Layer // made before the first request
	how := opening{
		asked: asked, getenv: getenv, stores: func(p config.Paths) config.Stores { return a.stores(p, nil) },
		watch: &watched{out: func() { layer.Signal(work.SignedOut{}) }},
	}
	sess, err := a.f.openAs(a.s, how, api.WithOnWait(func(w api.Wait) { layer.OnWait(w) }))
	if err != nil {
		return nil, nil, nil, err
	}
	layer = work.New(a.ctx, sess.client)
	return sess, layer, how.watch, nil
}

// options are those of an account in front.
func (a *accounts) options(sess *session, layer *work.Layer, creds *watched) (app.Options, error) {
	o, err := a.f.options(a.ctx, a.s, sess, layer)
	if err != nil {
		layer.Stop()
		return o, err
	}
	a.mu.Lock()
	a.layers = append(a.layers, layer)
	a.mu.Unlock()
	a.keepDrafts(sess, &o)
	if m, ok := o.Views.(*memory); ok {
		o.Leave = func(at app.Start, open bool) {
			if open {
				_ = m.stay(at) // else the next start opens at the first object
			}
		}
	}
	o.From = sess.account.From
	a.mu.Lock()
	a.front, a.creds = sess, creds
	a.mu.Unlock()
	if sess.demo {
		return o, nil
	}
	o.Accounts, o.Words = a, formWords()
	o.SignIn = sess.again()
	if sess.account.Auth == config.AuthToken {
		o.Notice = config.TokenNotice(time.Now())
	}
	return o, nil
}

// formWords are what the form to sign in says.
func formWords() account.Words {
	return account.Words{
		Client: "The client is a public OAuth client of the account. An administrator makes one in Admin Center, under Apps and integrations, APIs, OAuth clients, with the redirect address " + oauth.DefaultRedirectURL + ".",
		Token:  strings.TrimSuffix(config.TokenNotice(time.Now()), "; sign in with: zco login"),
	}
}

// again is the form to sign in to the account once more. It names no profile
// where a sign-in would be of no use: where the token comes from elsewhere.
func (s *session) again() account.SignIn {
	p := s.conf.Profiles[s.account.Profile]
	again := account.SignIn{
		Profile: s.account.Profile, Address: s.account.BaseURL, ClientID: p.ClientID, Email: p.Email,
		ReadOnly: p.ReadOnly || p.Scopes == "read",
	}
	if p.Auth == config.AuthToken {
		again.Way = account.Token
	}
	if strings.HasPrefix(s.account.From, "ZENDESK_") || p.TokenCommand != "" {
		again.Profile = ""
	}
	return again
}

// List implements app.Accounts.
func (a *accounts) List() ([]account.Info, error) {
	_, conf, err := a.f.settings(a.s)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	front := a.front
	a.mu.Unlock()
	var out []account.Info
	for _, p := range profileList(conf) {
		out = append(out, account.Info{
			Name: p.Name, Label: cmp.Or(p.Label, p.Name), Address: p.Address, Color: p.Color,
			ReadOnly: p.ReadOnly || a.f.readOnly, Current: front != nil && front.account.Profile == p.Name,
		})
	}
	if front != nil && front.account.Profile == "" {
		out = append(out, account.Info{Label: front.account.Label, Address: front.account.BaseURL, ReadOnly: front.account.ReadOnly, Current: true})
	}
	return out, nil
}

// noEnvironment is that of a profile alone.
func noEnvironment(string) string { return "" }

// Open implements app.Accounts. The profile alone decides, whatever the
// environment says; --read-only holds.
func (a *accounts) Open(ctx context.Context, name string) (app.Options, error) {
	sess, layer, creds, err := a.enter(config.Flags{Profile: name, ReadOnly: a.f.readOnly}, noEnvironment)
	if err != nil {
		return app.Options{}, err
	}
	me, _, err := sess.client.ShowMe(ctx)
	if err == nil && me.IsAnonymous() {
		err = errors.New(nobodyKnown + ": sign in again")
	} else if err != nil && !collection.SignedOut(err) {
		layer.Stop()
		return app.Options{}, err
	}
	if err != nil {
		layer.Stop()
		return app.Options{}, &account.SignedOutError{Again: sess.again(), Err: err}
	}
	sess.account.Email = cmp.Or(sess.account.Email, me.Email)
	o, err := a.options(sess, layer, creds)
	o.Start = sess.start(target{}, a.quiet())
	return o, err
}

// quiet are streams that nothing is said on: the screen is in use.
func (a *accounts) quiet() Streams {
	return NewStreams(strings.NewReader(""), io.Discard, io.Discard, a.s.Getenv)
}

// nobody are the options of the form to sign in, where no account is.
func (a *accounts) nobody() (app.Options, error) {
	paths, conf, err := a.f.settings(a.s)
	if err != nil {
		return app.Options{}, err
	}
	o, err := a.f.screen(a.ctx, a.s, paths, conf)
	o.Accounts, o.Words = a, formWords()
	o.SignIn.Address = cmp.Or(a.f.baseURL, a.s.Getenv("ZENDESK_BASE_URL"), a.s.Getenv("ZENDESK_SUBDOMAIN"))
	return o, err
}

// leave ends what the account in front has of its own.
func (a *accounts) leave() {
	if a.front != nil {
		a.front.close()
	}
}
