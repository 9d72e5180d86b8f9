// Package app is the program over the accounts: it opens them, switches
// between them and signs in to them.
//
// It wires features and panes into the shell of each account, and decides
// nothing about records. The one rule: what belongs to an account goes with
// it, and what outlasts one (the terminal, the sign-in) is here.
package app

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/console/input"
	"zco/tui/draw/screen"
	"zco/tui/feature/account"
	"zco/tui/pane"
	"zco/tui/shell"
	"zco/tui/work"
)

// Program is the interface over the accounts: one shell at a time, made anew
// for each account, or the form to sign in while there is none.
//
// What runs beside the event loop for an account comes back as a work.Reply,
// which knows its account: one that comes after a switch is dropped, so that
// rows of the one never show in the other.
type Program struct {
	opts   Options      // of the account in front, or of the form
	front  *shell.Model // nil while nobody is signed in
	signIn *signIn      // then this

	attempt uint64 // counts the openings
	cancel  context.CancelFunc
	opening *account.Opening // the dialog over one, nil for none

	drafts map[string]bool // accounts of the journal that were in front
	err    error
}

// ErrNobody is how a program ends whose form to sign in was left.
var ErrNobody = errors.New("nobody is signed in")

// RefusedError is how a program ends whose account refused credentials that no
// form can renew.
type RefusedError struct{ From string }

func (e *RefusedError) Error() string {
	return "the account refused " + e.From + ": put what is valid in its place, or sign in with: zco login"
}

// opened is the answer to a Switch.
type opened struct {
	attempt uint64
	asked   account.Switch
	opts    Options
	err     error
}

// New returns the program on an account, or at the form to sign in where the
// options have no Layer.
func New(o Options) (*Program, error) {
	o = o.completed()
	p := &Program{opts: o, drafts: map[string]bool{}, cancel: func() {}}
	if o.Layer != nil {
		return p, p.put(o)
	}
	var err error
	p.signIn, err = newSignIn(o)
	return p, err
}

// put puts an account in front.
func (p *Program) put(o Options) error {
	o.Terminal = p.opts.Terminal
	m, err := newShell(o)
	if err != nil {
		return err
	}
	m.Handle(pane.On(p.open), pane.On(p.signed), pane.On(p.refused))
	p.opts, p.front, p.signIn, p.opening = o, m, nil, nil
	if o.Journal != nil {
		p.drafts[o.AccountKey] = true
	}
	return nil
}

// Front returns the account in front, nil while there is none.
func (p *Program) Front() *shell.Model { return p.front }

// Err returns why the program ended by itself, nil if the person ended it.
func (p *Program) Err() error { return p.err }

// Init implements tea.Model.
func (p *Program) Init() tea.Cmd {
	if p.front == nil {
		return p.signIn.Init()
	}
	return p.front.Init()
}

// View implements tea.Model.
func (p *Program) View() tea.View {
	if p.front == nil {
		return p.signIn.View()
	}
	return p.front.View()
}

// Canvas holds the cells of what View returned last.
func (p *Program) Canvas() *screen.Canvas {
	if p.front == nil {
		return p.signIn.canvas
	}
	return p.front.Canvas()
}

// Plain reports whether the interface is that for a reader of screens.
func (p *Program) Plain() bool { return p.opts.Plain }

// Update takes what concerns the switch of accounts, and gives the rest to the
// account in front, or to the form where there is none.
func (p *Program) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch m := msg.(type) {
	case work.Reply:
		if p.front == nil || !m.Of(p.opts.Layer) {
			return p, nil // of an account that was left
		}
	case input.Burst:
		return p, p.burst(m)
	case opened:
		return p, p.opened(m)
	case account.Signed:
		if p.front == nil {
			return p, p.signed(m)
		}
	}
	if p.front != nil {
		_, cmd := p.front.Update(msg)
		return p, cmd
	}
	cmd := p.signIn.Update(msg)
	if p.signIn.left {
		p.err = ErrNobody
	}
	return p, cmd
}

// redraw draws anew what is in front, where no message of its own made it.
func (p *Program) redraw() tea.Cmd {
	_, cmd := p.Update(nil)
	return cmd
}

// signed goes on after a sign-in: in the account in front, or by opening the
// one that was signed in to.
func (p *Program) signed(s account.Signed) tea.Cmd {
	if p.front != nil && s.Profile == p.opts.SignIn.Profile {
		p.ask(account.Renewed{Form: s.Form})
		return nil
	}
	return p.open(account.Switch(s))
}

// refused ends the program: there is nothing to show and nothing to do.
func (p *Program) refused(account.Refused) tea.Cmd {
	p.err = &RefusedError{p.opts.From}
	return p.front.Quit()
}

// ask hands a request to the account in front.
func (p *Program) ask(request any) { p.front.Env().Shell.Ask(request) }

// open asks for an account.
func (p *Program) open(s account.Switch) tea.Cmd {
	p.cancel()
	ctx, cancel := context.WithCancel(p.opts.Context)
	p.attempt++
	n, accounts := p.attempt, p.opts.Accounts
	p.cancel = cancel
	if p.front != nil && s.Form == nil {
		p.opening = account.NewOpening(p.front.Env(), s.Profile, cancel)
		p.front.Env().Shell.Open(p.opening)
	}
	return func() tea.Msg {
		opts, err := accounts.Open(ctx, s.Profile)
		if err == nil && ctx.Err() != nil {
			opts.Layer.Stop()
			err = ctx.Err()
		}
		return opened{n, s, opts, err}
	}
}

// opened switches to an account that is open, or says why it is not.
func (p *Program) opened(o opened) tea.Cmd {
	if o.attempt != p.attempt { // another switch overtook this one
		if o.err == nil {
			o.opts.Layer.Stop()
		}
		return nil
	}
	if p.opening != nil {
		p.front.Env().Shell.Close(p.opening)
		p.opening = nil
	}
	if o.err == nil {
		var cmd tea.Cmd
		if cmd, o.err = p.change(o.opts.completed()); o.err == nil {
			return cmd
		}
		o.opts.Layer.Stop()
	}
	switch {
	case o.asked.Form != nil:
		o.asked.Form.Fail(o.err)
	case p.front != nil:
		p.ask(account.NotOpened{Profile: o.asked.Profile, Err: o.err})
	}
	return p.redraw()
}

// change puts an account in the place of the one in front.
func (p *Program) change(o Options) (tea.Cmd, error) {
	leave := p.leaving()
	if err := p.put(o); err != nil {
		return nil, err
	}
	return tea.Batch(leave(), p.front.Init(), p.redraw()), nil
}

// leaving returns what ends the account in front: it stops what is under way
// and returns the command that remembers where one was.
func (p *Program) leaving() func() tea.Cmd {
	front, o := p.front, p.opts
	return func() tea.Cmd {
		if front == nil {
			return nil
		}
		o.Layer.Stop()
		at, open := front.Last()
		if o.Leave == nil {
			return nil
		}
		return func() tea.Msg { o.Leave(at, open); return nil }
	}
}

// Close ends the account in front, once the program has ended.
func (p *Program) Close() {
	p.cancel()
	if leave := p.leaving()(); leave != nil {
		leave()
	}
}

// Farewell is what to say after the screen is gone, "" for nothing.
func (p *Program) Farewell() string {
	if p.front == nil {
		return ""
	}
	delete(p.drafts, p.opts.AccountKey)
	words := p.front.Farewell()
	n := 0
	for a := range p.drafts {
		n += p.opts.Journal.Count(a)
	}
	if n == 0 {
		return words
	}
	return strings.TrimSpace(words + "\nzco: " + pane.Plural(n, "draft is", "drafts are") + " kept in other accounts that were open")
}

// Binds reports whether a key does something of its own, in the account in
// front or in the form.
func (p *Program) Binds(key string) bool { return p.opts.Keys.Binds(key) }

// Unanswered returns how many replies of the terminal may still be under way.
func (p *Program) Unanswered() int { return p.opts.Terminal.Unanswered() }
