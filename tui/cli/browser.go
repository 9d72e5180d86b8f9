package cli

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/config"
	"zco/tui/app"
	"zco/tui/console"
	tty "zco/tui/term"
	"zco/tui/widget/form"
	"zco/tui/work"
)

// replies is how long the terminal's last replies are waited for at the end.
const replies = time.Second

// runBrowser opens the program on the screen.
func runBrowser(ctx context.Context, s Streams, f *flags, args []string) error {
	var t target
	if len(args) == 1 {
		var err error
		if t, err = parseTarget(args[0]); err != nil {
			return err
		}
	}
	if fit := fitTerminal(s); fit != nil {
		return f.unfit(s, fit)
	}
	if err := f.turnTo(t, s); err != nil {
		return err
	}
	a := &accounts{ctx: ctx, s: s, f: f}
	options, err := a.first(t)
	defer a.leave()
	if errors.Is(err, config.ErrNotSignedIn) && f.mayAsk(s) {
		options, err = a.nobody()
	}
	if err != nil {
		return err
	}
	program, err := app.New(options)
	if err != nil {
		a.close("")
		return coded{Usage, err}
	}
	err = show(ctx, s, f, program)
	a.close(program.Farewell())
	return errors.Join(err, ended(program.Err()))
}

// ended is how a program ends that nobody could sign in to.
func ended(err error) error {
	if errors.Is(err, app.ErrNobody) {
		return config.ErrNotSignedIn
	}
	if err != nil {
		return coded{Refused, err}
	}
	return nil
}

// unfit says that there is no screen to draw on, or, where nobody is signed in
// either, that.
func (f *flags) unfit(s Streams, fit error) error {
	if f.demo {
		return fit
	}
	if _, err := f.open(s); errors.Is(err, config.ErrNotSignedIn) {
		return err
	}
	return fit
}

// mayAsk reports whether the form to sign in is any use: not where the
// environment has credentials that want mending.
func (f *flags) mayAsk(s Streams) bool {
	return s.Getenv("ZENDESK_EMAIL")+s.Getenv("ZENDESK_API_TOKEN")+s.Getenv("ZENDESK_OAUTH_TOKEN") == ""
}

// show runs the interface to its end. After a panic the terminal is as it was
// before the report is written.
func show(ctx context.Context, s Streams, f *flags, p *app.Program) error {
	frugal()
	g := &guarded{model: p}
	in, _ := fileOf(s.In)
	out, _ := fileOf(s.Out)
	f.console = console.New(console.Options{In: in, Out: out, Environ: os.Environ(), Plain: p.Plain(), Rest: giveBack, Binds: p.Binds})
	g.quit = f.console.Program(g).Kill
	back := holdTerminal(ctx, s)
	err := f.console.Run(ctx)
	back()
	if n := p.Unanswered(); n > 0 {
		drain(os.Stdin, n, replies)
	}
	p.Close()
	switch c := g.crash(); {
	case c != nil:
		return silent(f.crashed(s, c))
	case errors.Is(err, tea.ErrProgramPanic):
		return silent(f.crashed(s, newCrash(err)))
	case ctx.Err() != nil:
		return bySignal(ctx)
	}
	return err
}

// options are what flags and configuration say about the interface.
func (f *flags) options(ctx context.Context, s Streams, sess *session, layer *work.Layer) (o app.Options, err error) {
	conf := sess.conf
	if o, err = f.screen(ctx, s, sess.paths, conf); err != nil {
		return o, err
	}
	o.Layer, o.Demo, o.Account, o.Zone = layer, sess.demo, sess.account.Label, sess.zone()
	o.Jobs.Parallel, o.Jobs.Matches = conf.Limits.Jobs, form.MatchesRuby
	if !sess.demo {
		o.Jobs.Dir, o.Jobs.Imports = sess.jobsDir(), sess.importsDir()
		m := sess.memory()
		o.Views, o.Recents, o.Memory = m, m, m
	}
	if conf.Refresh > 0 {
		o.Every = conf.Refresh.Std()
	}
	o.Theme.Account, o.OAuth = sess.account.Color, sess.account.Auth == config.AuthOAuth
	if sess.account.ReadOnly {
		o.ReadOnly = "zco is in read-only mode"
	}
	return o, nil
}

// screen are the options that hold whatever the account.
func (f *flags) screen(ctx context.Context, s Streams, paths config.Paths, conf *config.Config) (o app.Options, err error) {
	o = app.Options{
		Context: ctx, Now: time.Now, Zone: conf.Location(config.Account{}),
		Plain: f.plain || conf.Plain, Mouse: conf.Mouse && !f.noMouse, Stays: !console.Resumable(), HideList: !conf.ObjectList,
		Clipboard: conf.Clipboard, Getenv: s.Getenv,
		Dates: conf.DateLayout(), Times: conf.TimeLayout(),
		PageSize: conf.Limits.PageSize, Pages: conf.Limits.Pages,
		Exec: tty.ExecBy(func(c *exec.Cmd, done tea.ExecCallback) tea.Cmd { return f.console.Exec(c, done) }),
	}
	if !o.Plain {
		o.Pictures = &pictures{console: func() *console.Console { return f.console }}
	}
	if open := s.opener(); open != nil {
		o.Browse = func(address string) error { return open(ctx, address) }
	}
	if o.Keys, err = keymapOf(conf); err != nil {
		return o, err
	}
	o.Theme, err = chosenTheme(paths, conf, f.theme)
	if dark, known := tty.Background(s.Getenv("COLORFGBG")); known {
		o.Theme.Dark = dark
	}
	return o, err
}

// fitTerminal refuses where there is no screen to draw on.
func fitTerminal(s Streams) error {
	if !isTerminal(s.In) || !isTerminal(s.Out) {
		return usage("this needs a terminal; for scripts there are zco objects, records, get and set")
	}
	if t := s.Getenv("TERM"); t == "dumb" {
		return usage("TERM is %q, a terminal that cannot place the cursor; for scripts there are zco objects, records, get and set", t)
	}
	return nil
}
