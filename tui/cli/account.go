package cli

import (
	"context"

	"zco/api"
	"zco/api/sandbox"
	"zco/config"
)

// Version is the program's version; a release stamps it.
var Version = "dev"

// session is an account to work on, signed in.
type session struct {
	client  *api.Client
	account config.Account
	conf    *config.Config
	paths   config.Paths
	demo    bool
	close   func()
}

// open signs in to the account that flags, environment and profile name, or
// starts the sandbox.
func (f *flags) open(ctx context.Context, s Streams, opts ...api.Option) (*session, error) {
	out := &session{close: func() {}}
	var err error
	if out.paths, err = config.Locate(f.config, s.Getenv); err != nil {
		return nil, err
	}
	if out.conf, err = config.LoadPaths(out.paths); err != nil {
		return nil, coded{Usage, err}
	}
	opts = append(opts, api.WithVersion(Version))
	if f.demo {
		return out, out.startDemo(f, opts)
	}
	stores := config.DefaultStores(out.paths, nil)
	out.account, err = stores.Resolve(f.asked(), s.Getenv, out.conf)
	if err != nil {
		return nil, err
	}
	opts = append(opts, api.WithCredentials(out.account.Credentials))
	out.client, err = api.New(out.account.BaseURL, opts...)
	return out, err
}

func (f *flags) asked() config.Flags {
	return config.Flags{Profile: f.profile, BaseURL: f.baseURL, ReadOnly: f.readOnly}
}

// startDemo starts the sandbox on a loopback listener and signs in to it.
func (s *session) startDemo(f *flags, opts []api.Option) error {
	const email, token = "agent@sandbox.example", "sandbox-token"
	server := sandbox.New(sandbox.Options{Records: f.demoRecords, Email: email, Token: token})
	base, stop, err := server.Listen("127.0.0.1:0")
	if err != nil {
		return err
	}
	s.close = func() { _ = stop() }
	s.demo = true
	s.account = config.Account{Label: "sandbox", BaseURL: base, Email: email, ReadOnly: f.readOnly}
	s.client, err = api.New(base, append(opts, api.WithCredentials(api.TokenCredentials(email, token)))...)
	return err
}
