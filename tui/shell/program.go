package shell

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/feature/account"
	"zco/tui/pane"
)

// Program is the interface over the accounts: one Model at a time, made anew
// for each account, or the form to sign in while there is none.
//
// Every answer carries the account that asked: one that comes after a switch
// is dropped, so that rows of the one never show in the other.
type Program struct {
	opts   Options
	front  *Model  // nil while nobody is signed in
	signIn *signIn // then this
	epoch  uint64  // counts the switches

	attempt uint64 // counts the openings
	cancel  context.CancelFunc

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

// refusedAtStart says that the account refused before it showed anything.
type refusedAtStart struct{}

// openAccount asks the program to open an account; form is the one that signed
// in to it.
type openAccount struct {
	name string
	form *account.Form
}

// opened is the answer to it.
type opened struct {
	attempt uint64
	openAccount
	opts Options
	err  error
}

// NewProgram returns the program on an account, or at the form to sign in
// where the options have no Layer.
func NewProgram(o Options) (*Program, error) {
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
	m, err := New(o)
	if err != nil {
		return err
	}
	p.front, p.signIn = m, nil
	p.epoch++
	if o.Journal != nil {
		p.drafts[m.unsent.Account] = true
	}
	return nil
}

// Front returns the account in front, nil while there is none.
func (p *Program) Front() *Model { return p.front }

// Err returns why the program ended by itself, nil if the person ended it.
func (p *Program) Err() error { return p.err }

// Init implements tea.Model.
func (p *Program) Init() tea.Cmd {
	if p.front == nil {
		return p.tag(p.signIn.Init())
	}
	return p.tag(p.front.Init())
}

// View implements tea.Model.
func (p *Program) View() tea.View {
	if p.front == nil {
		return p.signIn.View()
	}
	return p.front.View()
}

// Update takes what concerns the switch of accounts, and gives the rest to the
// account in front.
func (p *Program) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if t, ok := msg.(tagged); ok {
		if t.epoch != p.epoch {
			return p, p.late(t.msg)
		}
		msg = t.msg
	}
	switch m := msg.(type) {
	case openAccount:
		return p, p.tag(pane.Batch(p.open(m), p.pass(nil)))
	case account.Signed:
		return p, p.tag(p.signed(m))
	case opened:
		return p, p.opened(m)
	case refusedAtStart:
		p.err = &RefusedError{p.front.opts.From}
		return p, p.front.quit()
	}
	return p, p.tag(p.pass(msg))
}

// late ends what was opened for a switch that another one overtook.
func (p *Program) late(msg tea.Msg) tea.Cmd {
	if o, ok := msg.(opened); ok && o.err == nil {
		o.opts.Layer.Stop()
	}
	return nil
}

// pass hands a message to what is in front; nil only draws.
func (p *Program) pass(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	if p.front == nil {
		cmd = p.signIn.Update(msg)
		if p.signIn.left {
			p.err = ErrNobody
		}
		return cmd
	}
	if msg == nil {
		return p.front.present()
	}
	_, cmd = p.front.Update(msg)
	return cmd
}

// signed goes on after a sign-in: in the account in front, or by opening the
// one that was signed in to.
func (p *Program) signed(s account.Signed) tea.Cmd {
	if p.front != nil && s.Profile == p.front.opts.SignIn.Profile {
		return pane.Batch(p.front.signedIn(s.Form), p.pass(nil))
	}
	return p.open(openAccount{s.Profile, s.Form})
}

// open asks for an account.
func (p *Program) open(o openAccount) tea.Cmd {
	p.cancel()
	ctx, cancel := context.WithCancel(p.opts.Context)
	p.attempt++
	n, accounts := p.attempt, p.opts.Accounts
	p.cancel = cancel
	if p.front != nil && o.form == nil {
		p.front.openDialog(account.NewOpening(p.front.env, o.name, cancel), false)
	}
	return func() tea.Msg {
		opts, err := accounts.Open(ctx, o.name)
		if err == nil && ctx.Err() != nil {
			opts.Layer.Stop()
			err = ctx.Err()
		}
		return opened{n, o, opts, err}
	}
}

// opened switches to an account that is open, or says why it is not.
func (p *Program) opened(o opened) tea.Cmd {
	if o.attempt != p.attempt {
		return p.late(o)
	}
	if p.front != nil {
		p.front.closeOpening()
	}
	if o.err == nil {
		var cmd tea.Cmd
		if cmd, o.err = p.change(o.opts); o.err == nil {
			return cmd
		}
		o.opts.Layer.Stop()
	}
	switch {
	case o.form != nil:
		o.form.Fail(o.err)
	case p.front != nil:
		p.front.notOpened(o.name, o.err)
	}
	return p.tag(p.pass(nil))
}

// change puts an account in the place of the one in front.
func (p *Program) change(o Options) (tea.Cmd, error) {
	old := p.front
	o.Terminal = p.opts.Terminal
	if err := p.put(o); err != nil {
		return nil, err
	}
	var leave tea.Cmd
	if old != nil {
		leave = old.leave()
	}
	return pane.Batch(leave, p.tag(pane.Batch(p.front.Init(), p.front.present()))), nil
}

// closeOpening takes the dialog away that lies over an opening.
func (m *Model) closeOpening() {
	for _, d := range m.dialogs {
		if _, is := d.(*account.Opening); is {
			m.closeDialog(d)
			return
		}
	}
}

// leave ends what the account has under way and remembers where one was.
func (m *Model) leave() tea.Cmd {
	m.layer.Stop()
	at, open := m.Last()
	leave := m.opts.Leave
	if leave == nil {
		return nil
	}
	return func() tea.Msg { leave(at, open); return nil }
}

// Close ends the account in front, once the program has ended.
func (p *Program) Close() {
	p.cancel()
	if p.front == nil {
		return
	}
	if leave := p.front.leave(); leave != nil {
		leave()
	}
}

// Farewell is what to say after the screen is gone, "" for nothing.
func (p *Program) Farewell() string {
	if p.front == nil {
		return ""
	}
	delete(p.drafts, p.front.unsent.Account)
	words := p.front.Farewell()
	n := 0
	for a := range p.drafts {
		n += p.front.unsent.Journal.Count(a)
	}
	if n == 0 {
		return words
	}
	return strings.TrimSpace(words + "\nzco: " + pane.Plural(n, "draft is", "drafts are") + " kept in other accounts that were open")
}

// Unanswered returns how many replies of the terminal may still be under way.
func (p *Program) Unanswered() int { return p.opts.Terminal.Unanswered() }
