package shell

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/feature/account"
	"zco/tui/pane"
	"zco/tui/widget/confirm"
)

// Accounts are the accounts that a person may switch to or sign in to. Its
// methods block, and are called from commands only.
type Accounts interface {
	account.Door
	List() ([]account.Info, error)
	// Open returns what the program needs to be on the account of a profile,
	// once the account has said who signs in. An account that does not let one
	// in is an *account.SignedOutError.
	Open(ctx context.Context, name string) (Options, error)
}

// access is what is known of the account refusing who asks.
type access struct {
	out      bool          // it does
	declined bool          // and the person did not want to sign in just now
	form     *account.Form // to sign in, while it is open
	last     *account.Form // one that was left, with what was filled in
}

// listed is the message of the accounts that are set up.
type listed struct {
	all []account.Info
	err error
}

// askAccounts asks which accounts there are, and then shows them.
func (m *Model) askAccounts() tea.Cmd {
	accounts := m.opts.Accounts
	if accounts == nil {
		return pane.Saying(pane.Note, "there is no other account here; zco login adds one")
	}
	return func() tea.Msg {
		all, err := accounts.List()
		return listed{all, err}
	}
}

func (m *Model) showAccounts(l listed) {
	if l.err != nil {
		m.say(pane.Failure, pane.Explain(l.err))
		return
	}
	m.opts.Theme.Others = nil
	for _, a := range l.all {
		m.opts.Theme.Others = append(m.opts.Theme.Others, a.Color)
	}
	m.retheme()
	m.openDialog(account.NewList(m.env, l.all, m.opts.SignIn), false)
}

// accountMessage does what is asked about accounts; ours is false for any
// other message.
func (m *Model) accountMessage(msg tea.Msg) (cmd tea.Cmd, ours bool) {
	switch msg := msg.(type) {
	case listed:
		m.showAccounts(msg)
	case account.Choose:
		return m.chosen(msg.Name), true
	case account.Enter:
		m.access.declined = false
		m.enter(msg.SignIn, false)
	case account.Left:
		m.leftForm(msg.Form)
	case account.NotOpened:
		m.notOpened(msg.Profile, msg.Err)
	case account.Renewed:
		return m.signedIn(msg.Form), true
	default:
		return nil, false
	}
	return nil, true
}

// enter opens the form to sign in.
func (m *Model) enter(s account.SignIn, unasked bool) {
	if m.access.form != nil {
		return
	}
	m.access.form, m.access.last = m.access.last, nil
	if f := m.access.form; f == nil || f.Profile() != s.Profile {
		m.access.form = account.NewForm(m.opts.Context, m.env, m.opts.Accounts, m.opts.Words, s)
	}
	m.openDialog(m.access.form, unasked)
}

// leftForm notes that the person does not want to sign in now. The form does
// not come by itself again before they ask for something anew.
func (m *Model) leftForm(f *account.Form) {
	if m.access.form == f {
		m.access.form, m.access.last = nil, f
	}
	if m.access.out {
		m.access.declined = true
		m.say(pane.Warning, "signed out; "+m.env.Keys.Key(action.Profile)+" signs in again, and what you typed stays")
	}
}

// signedOut offers to sign in again once the account does not take who asks.
func (m *Model) signedOut() tea.Cmd {
	switch {
	case m.opts.Accounts == nil || m.access.form != nil || m.access.declined:
		return nil
	case m.opts.SignIn.Profile != "":
		m.access.out = true
		m.enter(m.opts.SignIn, true)
	case m.records == nil && len(m.objects.All()) == 0:
		return pane.Ask(account.Refused{})
	case !m.access.out:
		m.access.out = true
		m.say(pane.Failure, "the account does not take "+m.opts.From+" any more; "+m.env.Keys.Key(action.Profile)+" signs in with a profile")
	}
	return nil
}

// signedIn closes the form and asks again for what failed.
func (m *Model) signedIn(f *account.Form) tea.Cmd {
	m.closeDialog(f)
	m.access = access{}
	m.say(pane.Success, "signed in again")
	var cmds []tea.Cmd
	if len(m.objects.All()) == 0 {
		cmds = append(cmds, m.objects.Load())
	}
	for _, t := range m.tables.All() {
		if t == m.records || t.Failed() {
			cmds = append(cmds, t.Refresh())
		}
	}
	if m.editor.Open() {
		cmds = append(cmds, m.editor.Act(action.Refresh))
	}
	return pane.Batch(cmds...)
}

// chosen opens another account, after a question where leaving this one would
// end something.
func (m *Model) chosen(name string) tea.Cmd {
	words := m.bulk.Leaving()
	if sending := m.write.Leaving(); sending != "" {
		words = sending
	}
	open := func() tea.Cmd { return pane.Ask(account.Switch{Profile: name}) }
	if words == "" {
		return open()
	}
	m.openDialog(confirm.New(m.env, "This account is at work", words+" Switch all the same?", open), false)
	return nil
}

// notOpened says why another account could not be opened; this one stays.
func (m *Model) notOpened(name string, err error) {
	var out *account.SignedOutError
	switch {
	case errors.Is(err, context.Canceled):
		m.say(pane.Note, "still here: "+name+" was not opened")
	case errors.As(err, &out):
		m.enter(out.Again, false)
		if m.access.form != nil {
			m.access.form.Fail(out)
		}
	default:
		m.say(pane.Failure, "cannot open "+name+": "+m.env.Advised(err))
	}
}
