package account

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
	"zco/tui/widget/confirm"
	"zco/tui/work"
)

// Accounts are those that a person may switch to or sign in to. Its methods
// block, and are called from commands only.
type Accounts interface {
	Door
	List() ([]Info, error)
}

// Options are what the feature must know of the account in front.
type Options struct {
	Context  context.Context
	Accounts Accounts // nil where there is only this one
	SignIn   SignIn   // the form to sign in to this account; no Profile where only others can
	Words    Words    // about the ways to sign in
	From     string   // where the credentials come from, in words
	// Leaving says what would be broken off by leaving the account now, ""
	// for nothing.
	Leaving func() string
}

// Feature switches accounts, and signs in again to the one in front once it
// does not take who asks.
type Feature struct {
	env *pane.Env
	o   Options

	out      bool  // the account refuses who asks
	declined bool  // and the person did not want to sign in just now
	form     *Form // to sign in, while it is open
	last     *Form // one that was left, with what was filled in
}

var _ pane.Feature = (*Feature)(nil)

// New returns the feature of an account that takes who asks.
func New(env *pane.Env, o Options) *Feature { return &Feature{env: env, o: o} }

// Commands implements pane.Feature.
func (f *Feature) Commands() []action.Command {
	return []action.Command{action.Do(action.Profile, f.list)}
}

// Handlers implements pane.Feature.
func (f *Feature) Handlers() []pane.Handler {
	return []pane.Handler{
		pane.On(f.show), pane.On(f.choose), pane.On(f.enterAsked), pane.On(f.left), pane.On(f.notOpened), pane.On(f.renewed),
		pane.On(func(work.SignedOut) tea.Cmd { return f.refused() }),
		pane.On(func(work.SignedIn) tea.Cmd { f.out, f.declined = false, false; return nil }),
		pane.On(func(t told) tea.Cmd { return t.form.Update(t) }),
	}
}

// SignedOut reports whether the account does not take who asks any more.
func (f *Feature) SignedOut() bool { return f.out }

// listed is the message of the accounts that are set up.
type listed struct {
	all []Info
	err error
}

// list asks which accounts there are, and then shows them.
func (f *Feature) list() tea.Cmd {
	accounts := f.o.Accounts
	if accounts == nil {
		f.env.Shell.Say(pane.Note, "there is no other account here; zco login adds one")
		return nil
	}
	return f.env.Shell.Async(func() tea.Msg {
		all, err := accounts.List()
		return listed{all, err}
	})
}

func (f *Feature) show(l listed) tea.Cmd {
	if l.err != nil {
		f.env.Shell.Say(pane.Failure, pane.Explain(l.err))
		return nil
	}
	colors := make([]string, len(l.all))
	for i, a := range l.all {
		colors[i] = a.Color
	}
	f.env.Shell.Ask(pane.Colors{Accounts: colors})
	f.env.Shell.Open(newList(f.env, l.all, f.o.SignIn))
	return nil
}

// choose opens another account, after a question where leaving this one would
// end something.
func (f *Feature) choose(c Choose) tea.Cmd {
	open := func() tea.Cmd {
		f.env.Shell.Ask(Switch{Profile: c.Name})
		return nil
	}
	if f.o.Leaving() == "" {
		return open()
	}
	f.env.Shell.Open(confirm.Live(f.env, func() (title, words string) {
		if words := f.o.Leaving(); words != "" {
			return "This account is at work", words + " Switch all the same?"
		}
		return "Switch the account?", "What was under way has ended. Switch now?"
	}, open))
	return nil
}

// notOpened says why another account could not be opened; this one stays.
func (f *Feature) notOpened(n NotOpened) tea.Cmd {
	var out *SignedOutError
	switch {
	case errors.Is(n.Err, context.Canceled):
		f.env.Shell.Say(pane.Note, "still here: "+n.Profile+" was not opened")
	case errors.As(n.Err, &out):
		f.enter(out.Again, false)
		f.form.Fail(out)
	default:
		f.env.Shell.Say(pane.Failure, "cannot open "+n.Profile+": "+f.env.Advised(n.Err))
	}
	return nil
}

func (f *Feature) enterAsked(e Enter) tea.Cmd {
	f.declined = false
	f.enter(e.SignIn, false)
	return nil
}

// enter opens the form to sign in, unless one is open.
func (f *Feature) enter(s SignIn, unasked bool) {
	if f.form != nil {
		return
	}
	f.form, f.last = f.last, nil
	if f.form == nil || f.form.Profile() != s.Profile {
		f.form = NewForm(f.o.Context, f.env, f.o.Accounts, f.o.Words, s)
	}
	f.env.Shell.Push(pane.Open{Dialog: f.form, Unasked: unasked})
}

// left notes that the person does not want to sign in now. The form does not
// come by itself again before they ask for something anew.
func (f *Feature) left(l Left) tea.Cmd {
	if f.form == l.Form {
		f.form, f.last = nil, l.Form
	}
	if f.out {
		f.declined = true
		f.env.Shell.Say(pane.Warning, "signed out; "+f.env.Keys.Key(action.Profile)+" signs in again, and what you typed stays")
	}
	return nil
}

// refused offers to sign in again once the account does not take who asks.
func (f *Feature) refused() tea.Cmd {
	switch {
	case f.o.Accounts == nil || f.form != nil || f.declined:
	case f.o.SignIn.Profile != "":
		f.out = true
		f.enter(f.o.SignIn, true)
	case f.env.Shell.Table() == nil && len(f.env.Shell.Collections()) == 0:
		f.env.Shell.Ask(Refused{})
	case !f.out:
		f.out = true
		f.env.Shell.Say(pane.Failure, "the account does not take "+f.o.From+" any more; "+f.env.Keys.Key(action.Profile)+" signs in with a profile")
	}
	return nil
}

// renewed closes the form and asks again for what failed.
func (f *Feature) renewed(r Renewed) tea.Cmd {
	f.out, f.declined, f.form, f.last = false, false, nil, nil
	f.env.Shell.Close(r.Form)
	f.env.Shell.Say(pane.Success, "signed in again")
	f.env.Shell.Ask(pane.Retry{})
	return nil
}
