package cli

import (
	"context"
	"crypto/rand"
	"fmt"
	"path/filepath"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/config"
)

// session is an account to work on, signed in.
type session struct {
	client  *api.Client
	account config.Account
	conf    *config.Config
	paths   config.Paths
	stores  config.Stores
	demo    bool
	close   func()

	say      func(string, ...any) // to whoever typed the command
	nameless map[string]bool      // lookup targets whose names cannot be read
}

// withoutNames notes that a target's names cannot be read, and says why the
// first time.
func (s *session) withoutNames(target, why string) {
	if s.say != nil && len(s.nameless) == 0 {
		s.say("%s", why)
	}
	put(&s.nameless, target, true)
}

// settings reads what was decided beforehand.
func (f *flags) settings(s Streams) (config.Paths, *config.Config, error) {
	paths, err := config.Locate(f.config, s.Getenv)
	if err != nil {
		return paths, nil, coded{Usage, err}
	}
	conf, err := config.LoadPaths(paths)
	if err != nil {
		return paths, nil, coded{Usage, err}
	}
	return paths, conf, nil
}

// open signs in to the account that flags, environment and profile name, or
// starts the sandbox.
func (f *flags) open(s Streams) (*session, error) {
	stores := func(p config.Paths) config.Stores { return f.stores(s, p, nil) }
	return f.openAs(s, opening{asked: f.asked(), getenv: s.Getenv, stores: stores}, api.WithOnWait(tellWaits(s.say, time.Now)))
}

// opening says which account to open, and how.
type opening struct {
	asked  config.Flags
	getenv func(string) string // of the account alone
	stores func(config.Paths) config.Stores
	watch  *watched // put before the credentials, if there is one
}

func (f *flags) openAs(s Streams, how opening, opts ...api.Option) (*session, error) {
	out := &session{close: func() {}, say: s.say}
	var err error
	if out.paths, out.conf, err = f.settings(s); err != nil {
		return nil, err
	}
	opts = append(append(opts, api.WithVersion(build().Version), api.WithTimeout(out.conf.Limits.Timeout.Std())), f.log.options()...)
	if f.demo {
		return out, out.startDemo(f, opts)
	}
	out.stores = how.stores(out.paths)
	out.account, err = out.stores.Resolve(how.asked, how.getenv, out.conf)
	if err != nil {
		return nil, err
	}
	if how.watch != nil {
		how.watch.renew(out.account.Credentials)
		out.account.Credentials = how.watch
	}
	opts = append(opts, api.WithCredentials(out.account.Credentials), api.WithTransport(s.Transport))
	out.client, err = api.New(out.account.BaseURL, opts...)
	if err != nil {
		return nil, coded{Usage, err}
	}
	return out, nil
}

// stores are those of the system, with words on standard error for what does
// not stop the session.
func (f *flags) stores(s Streams, p config.Paths, consent func(context.Context, error, string) bool) config.Stores {
	stores := config.DefaultStores(p, consent)
	stores.Notice = func(err error) { s.say("zco: %v", err) }
	return stores
}

func (f *flags) asked() config.Flags {
	return config.Flags{Profile: f.profile, BaseURL: f.baseURL, ReadOnly: f.readOnly}
}

// writable refuses in read-only mode.
func (s *session) writable() error {
	if !s.account.ReadOnly {
		return nil
	}
	return withCode(Refused, "%s is read-only: leave out --read-only, or take read_only out of the profile", s.account.Label)
}

// startDemo starts the sandbox behind a loopback listener of its own and signs
// in to it: the program speaks to it as it would to a true account. The token
// is made up each time, as others on the host reach the listener too.
func (s *session) startDemo(f *flags, opts []api.Option) error {
	if f.demoRecords < 1 || f.demoRecords > 50_000_000 {
		return usage("--demo-records must be between 1 and 50,000,000")
	}
	const email = "agent@sandbox.example"
	token := rand.Text()
	server := sandbox.New(sandbox.Options{Records: f.demoRecords, Email: email, Token: token, Closed: true})
	base, stop, err := server.Listen("127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("the demo cannot listen on this computer's own network: %w", err)
	}
	s.close = func() { go func() { _ = stop() }() } // nobody waits for what is still being answered
	s.demo = true
	s.account = config.Account{Label: "sandbox", BaseURL: base, Email: email, Auth: config.AuthToken, From: "--demo", ReadOnly: f.readOnly}
	s.client, err = api.New(base, append(opts, api.WithCredentials(api.TokenCredentials(email, token)))...)
	return err
}

// jobsDir is the folder of the interface's jobs, importsDir that of the logs of
// imports from the command line.
func (s *session) jobsDir() string    { return filepath.Join(s.paths.StateDir, "jobs") }
func (s *session) importsDir() string { return filepath.Join(s.paths.StateDir, "imports") }
