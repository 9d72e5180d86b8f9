package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/term"

	"zco/api"
	"zco/config"
	"zco/config/oauth"
	"zco/tui"
	"zco/tui/command"
	"zco/tui/text"
)

// framesASecond bounds how often the screen is drawn; at 120 a key's echo
// leaves within about 5 ms.
const framesASecond = 120

// replies is how long the terminal's last replies are waited for at the end.
const replies = 250 * time.Millisecond

// runBrowser opens the program on the screen.
func runBrowser(ctx context.Context, s Streams, f *flags, args []string) error {
	var t target
	if len(args) == 1 {
		var err error
		if t, err = parseTarget(args[0]); err != nil {
			return err
		}
	}
	if err := fitTerminal(s); err != nil {
		return err
	}
	if err := f.turnTo(t, s); err != nil {
		return err
	}
	sess, layer, err := f.openLayer(ctx, s)
	if err != nil {
		return err
	}
	defer sess.close()
	options, err := f.options(ctx, s, sess, layer)
	if err != nil {
		return err
	}
	options.Start = sess.start(t, s)
	end := keepDrafts(s, sess, layer, &options)
	model, err := tui.New(options)
	if err != nil {
		end("")
		return coded{Usage, err}
	}
	err = show(ctx, s, f, model, layer)
	if m, ok := options.Views.(*memory); ok {
		if at, open := model.Last(); open {
			_ = m.stay(at) // else the next start opens at the first object
		}
	}
	end(model.Farewell())
	return err
}

// openLayer signs in, or offers to, and puts the interface's requests over the
// client.
func (f *flags) openLayer(ctx context.Context, s Streams) (*session, *command.Layer, error) {
	var layer *command.Layer // made before the first request
	onWait := api.WithOnWait(func(w api.Wait) { layer.OnWait(w) })
	sess, err := f.open(s, onWait)
	if errors.Is(err, config.ErrNotSignedIn) && f.baseURL == "" {
		sess, err = f.firstRun(ctx, s, err, onWait)
	}
	if err != nil {
		return nil, nil, err
	}
	layer = command.New(ctx, sess.client)
	return sess, layer, nil
}

// firstRun offers to sign in where nobody is, and then opens the session.
func (f *flags) firstRun(ctx context.Context, s Streams, why error, opts ...api.Option) (*session, error) {
	ask := newAsker(s)
	fmt.Fprintln(s.Err, text.Clean("zco: "+why.Error()))
	ok, err := ask.yes(ctx, "Sign in now?")
	if err != nil || !ok {
		return nil, errors.Join(silent(Refused), err)
	}
	l := &login{streams: s, flags: f, ask: ask, timeout: oauth.LoginTimeout}
	if err := l.run(ctx); err != nil {
		return nil, err
	}
	// The answer also ends a read of the terminal that the sign-in left behind,
	// and that would take keys from the interface.
	if _, err := ask.line(ctx, "Press enter to open zco."); err != nil {
		return nil, err
	}
	f.profile = l.name
	return f.open(s, opts...)
}

// show runs the interface to its end. After a panic the terminal is as it was
// before the report is written.
func show(ctx context.Context, s Streams, f *flags, model tea.Model, layer *command.Layer) error {
	g := &guarded{model: model}
	// The framework's own handler of signals can block its end for ever.
	program := tea.NewProgram(g, tea.WithFPS(framesASecond), tea.WithContext(ctx), tea.WithoutSignalHandler())
	g.quit = program.Kill
	back := holdTerminal(ctx, s)
	_, err := program.Run()
	layer.Stop()
	back()
	if m, ok := model.(interface{ Unanswered() bool }); ok && m.Unanswered() {
		drain(os.Stdin, replies)
	}
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
func (f *flags) options(ctx context.Context, s Streams, sess *session, layer *command.Layer) (o tui.Options, err error) {
	conf := sess.conf
	o = tui.Options{
		Context: ctx, Layer: layer, Now: time.Now, Demo: sess.demo,
		Account: sess.account.Label, Zone: sess.zone(),
		Plain: f.plain || conf.Plain, Mouse: conf.Mouse && !f.noMouse,
		Clipboard: conf.Clipboard, Getenv: s.Getenv,
	}
	o.Jobs.Parallel = conf.Limits.Jobs
	if !sess.demo {
		o.Jobs.Dir = filepath.Join(sess.paths.StateDir, "jobs")
		m := sess.memory()
		o.Views, o.Recents, o.Memory = m, m, m
	}
	if conf.Refresh > 0 {
		o.Every = conf.Refresh.Std()
	}
	if !s.remote() || s.Getenv("BROWSER") != "" {
		o.Browse = func(address string) error { return openBrowser(ctx, s, address) }
	}
	if o.Keys, err = keymapOf(conf); err != nil {
		return o, err
	}
	if o.Theme, err = chosenTheme(sess.paths, conf, f.theme); err != nil {
		return o, err
	}
	o.Theme.Account = sess.account.Color
	if sess.account.ReadOnly {
		o.ReadOnly = "zco is in read-only mode"
	}
	return o, nil
}

// fitTerminal refuses where there is no screen to draw on.
func fitTerminal(s Streams) error {
	in, okIn := s.In.(*os.File)
	out, okOut := s.Out.(*os.File)
	if !okIn || !okOut || !term.IsTerminal(int(in.Fd())) || !term.IsTerminal(int(out.Fd())) {
		return usage("this needs a terminal; for scripts there are zco objects, records, get and set")
	}
	if t := s.Getenv("TERM"); t == "dumb" {
		return usage("TERM is %q, a terminal that cannot place the cursor; for scripts there are zco objects, records, get and set", t)
	}
	return nil
}
