package account

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// bank is a few accounts, and how a sign-in goes.
type bank struct {
	all    []Info
	err    error
	signIn func(context.Context, SignIn, Person) (string, error)
}

func (b *bank) List() ([]Info, error) { return b.all, b.err }

func (b *bank) SignIn(ctx context.Context, s SignIn, p Person) (string, error) {
	return b.signIn(ctx, s, p)
}

func twoAccounts() *bank {
	return &bank{all: []Info{
		{Name: "one", Label: "One", Address: "https://one.example", Color: "red"},
		{Name: "two", Label: "Two", Address: "https://two.example", Current: true, ReadOnly: true},
	}}
}

// stage is the feature with the shell around it.
type stage struct {
	t       *testing.T
	env     *pane.Env
	shell   *panetest.Shell
	feature *Feature
	handles pane.Handlers
	leaving string
	msgs    chan tea.Msg
}

func begin(t *testing.T, o Options) *stage {
	t.Helper()
	s := &stage{t: t, handles: pane.Handlers{}, msgs: make(chan tea.Msg, 16)}
	s.env, s.shell = panetest.Env(t)
	o.Context, o.Leaving = t.Context(), func() string { return s.leaving }
	s.feature = New(s.env, o)
	s.handles.Add(s.feature.Handlers()...)
	return s
}

// tell hands the feature a request or a message, and what comes of it.
func (s *stage) tell(msg any) {
	s.t.Helper()
	cmd, known := panetest.Do(s.handles, msg)
	if !known {
		s.t.Fatalf("nobody hears %T", msg)
	}
	for _, m := range panetest.Settle(cmd) {
		s.tell(m)
	}
}

// list opens the list of accounts.
func (s *stage) list() pane.Dialog {
	s.t.Helper()
	cmd, _ := action.Index(s.feature.Commands()).Run(action.Profile)
	for _, m := range panetest.Settle(cmd) {
		s.tell(m)
	}
	return s.opened()
}

// opened is the dialog that was opened last.
func (s *stage) opened() pane.Dialog {
	s.t.Helper()
	open, ok := panetest.Last[pane.Open](s.shell)
	if !ok {
		s.t.Fatalf("no dialog is open: said %q", s.shell.Said())
	}
	return open.Dialog
}

func TestListShowsTheAccounts(t *testing.T) {
	s := begin(t, Options{Accounts: twoAccounts()})
	d := s.list()
	want := strings.Join([]string{
		"   One  https://one.example",
		s.env.Theme.Glyphs.Cursor + "  Two  https://two.example                       read-only here",
		"  " + newAccount,
		"enter open   esc stay",
	}, "\n")
	if got := panetest.Screen(s.env, d, 80, 24); got != want {
		t.Errorf("shown is\n%s\nwant\n%s", got, want)
	}
	if c, ok := panetest.Last[pane.Colors](s.shell); !ok || fmt.Sprint(c.Accounts) != "[red ]" {
		t.Errorf("the colours are %q", c.Accounts)
	}
}

// The account that one is on is not switched to: choosing it only closes the
// list.
func TestChoosingTheAccountInFrontStays(t *testing.T) {
	s := begin(t, Options{Accounts: twoAccounts()})
	if _, done := panetest.Press(s.list(), "enter"); !done {
		t.Error("the list stays open")
	}
	if n := len(panetest.All[Choose](s.shell)); n != 0 {
		t.Errorf("it is opened anew")
	}
	if _, done := panetest.Press(s.list(), "k", "enter"); !done {
		t.Error("the list stays open")
	}
	if c, ok := panetest.Last[Choose](s.shell); !ok || c.Name != "one" {
		t.Errorf("chosen is %+v", c)
	}
}

func TestListLeadsToTheForm(t *testing.T) {
	again := SignIn{Profile: "two"}
	s := begin(t, Options{Accounts: twoAccounts(), SignIn: again})
	panetest.Press(s.list(), "G", "enter")
	if e, ok := panetest.Last[Enter](s.shell); !ok || e.SignIn.Profile != "" {
		t.Errorf("a new account is %+v", e)
	}
	d := s.list()
	if shown := panetest.Screen(s.env, d, 80, 24); !strings.Contains(shown, "s sign in again") {
		t.Errorf("the key is not told of:\n%s", shown)
	}
	panetest.Press(d, "s")
	if e, _ := panetest.Last[Enter](s.shell); e.SignIn.Profile != "two" || len(panetest.All[pane.Close](s.shell)) != 1 {
		t.Errorf("signing in again is %+v", e)
	}
}

// The key can be chosen, and does nothing where no form can sign in again.
func TestKeyOfTheList(t *testing.T) {
	s := begin(t, Options{Accounts: twoAccounts(), SignIn: SignIn{Profile: "two"}})
	keys, err := action.NewKeymap(map[action.ID][]string{action.SignInAgain: {"x"}})
	if err != nil {
		t.Fatal(err)
	}
	s.env.Keys = keys
	d := s.list()
	panetest.Press(d, "s")
	if n := len(panetest.All[Enter](s.shell)); n != 0 {
		t.Error("the key of before still works")
	}
	panetest.Press(d, "x")
	if n := len(panetest.All[Enter](s.shell)); n != 1 {
		t.Error("the chosen key does not work")
	}
	s = begin(t, Options{Accounts: twoAccounts()})
	panetest.Press(s.list(), "s")
	if n := len(panetest.All[Enter](s.shell)); n != 0 {
		t.Error("there is no profile to sign in to again, and yet the form opens")
	}
}

func TestNoAccounts(t *testing.T) {
	s := begin(t, Options{})
	action.Index(s.feature.Commands()).Run(action.Profile)
	if s.shell.Said() != "there is no other account here; zco login adds one" {
		t.Errorf("said %q", s.shell.Said())
	}
	s = begin(t, Options{Accounts: &bank{err: errors.New("the file is locked")}})
	cmd, _ := action.Index(s.feature.Commands()).Run(action.Profile)
	for _, m := range panetest.Settle(cmd) {
		s.tell(m)
	}
	if s.shell.Said() != "the file is locked" {
		t.Errorf("said %q", s.shell.Said())
	}
}

func TestSwitchAsksWhereSomethingWouldEnd(t *testing.T) {
	s := begin(t, Options{Accounts: twoAccounts()})
	s.tell(Choose{"one"})
	if c, ok := panetest.Last[Switch](s.shell); !ok || c.Profile != "one" || len(panetest.All[pane.Open](s.shell)) != 0 {
		t.Fatalf("asked is %+v", s.shell.Asked)
	}
	s.shell.Asked, s.leaving = nil, "A job is under way."
	s.tell(Choose{"one"})
	d := s.opened()
	if len(panetest.All[Switch](s.shell)) != 0 || !strings.Contains(panetest.Screen(s.env, d, 80, 24), "A job is under way. Switch all the same?") {
		t.Fatalf("not asked:\n%s", panetest.Screen(s.env, d, 80, 24))
	}
	s.leaving = ""
	if seen := panetest.Screen(s.env, d, 80, 24); !strings.Contains(seen, "What was under way has ended. Switch now?") {
		t.Errorf("once it has ended, it shows\n%s", seen)
	}
	if panetest.Press(d, "enter"); len(panetest.All[Switch](s.shell)) != 1 {
		t.Error("a yes does not switch")
	}
}

// The form comes by itself once, and not again before it is asked for.
func TestRefusedAccountOffersTheForm(t *testing.T) {
	s := begin(t, Options{Accounts: twoAccounts(), SignIn: SignIn{Profile: "two"}})
	s.tell(work.SignedOut{})
	open, _ := panetest.Last[pane.Open](s.shell)
	f, ok := open.Dialog.(*Form)
	if !ok || !open.Unasked || !s.feature.SignedOut() || f.Title() != "Sign in again: two" {
		t.Fatalf("opened is %+v", open)
	}
	s.tell(work.SignedOut{})
	if n := len(panetest.All[pane.Open](s.shell)); n != 1 {
		t.Errorf("opened %d times", n)
	}
	panetest.Press(f, "esc")
	left, ok := panetest.Last[Left](s.shell)
	if !ok {
		t.Fatal("it is not told that the form was left")
	}
	s.tell(left)
	if !strings.HasPrefix(s.shell.Said(), "signed out; P signs in again") {
		t.Errorf("said %q", s.shell.Said())
	}
	s.tell(work.SignedOut{})
	if n := len(panetest.All[pane.Open](s.shell)); n != 1 {
		t.Error("the form comes again unasked")
	}
	s.tell(Enter{SignIn{Profile: "two"}})
	if open, _ := panetest.Last[pane.Open](s.shell); open.Dialog != pane.Dialog(f) || open.Unasked {
		t.Error("what was filled in is lost")
	}
	s.tell(Renewed{f})
	if _, retried := panetest.Last[pane.Retry](s.shell); !retried || s.feature.SignedOut() || s.shell.Said() != "signed in again" {
		t.Errorf("after the sign-in: %+v", s.shell.Asked)
	}
	if c, _ := panetest.Last[pane.Close](s.shell); c.Dialog != pane.Dialog(f) {
		t.Error("the form stays open")
	}
	s.tell(work.SignedOut{})
	if open, _ := panetest.Last[pane.Open](s.shell); open.Dialog == pane.Dialog(f) || !open.Unasked {
		t.Error("the next time the form does not come anew")
	}
}

// Credentials that no form can renew end a program that has nothing to show.
func TestRefusedWithoutAProfile(t *testing.T) {
	s := begin(t, Options{Accounts: twoAccounts(), From: "the environment"})
	s.tell(work.SignedOut{})
	if _, ends := panetest.Last[Refused](s.shell); !ends || s.feature.SignedOut() {
		t.Errorf("asked is %+v", s.shell.Asked)
	}
	s.shell.Asked, s.shell.InFront = nil, &panetest.Table{}
	s.tell(work.SignedOut{})
	if !strings.Contains(s.shell.Said(), "the account does not take the environment any more; P signs in") {
		t.Errorf("said %q", s.shell.Said())
	}
	s.tell(work.SignedOut{})
	if n := len(panetest.All[pane.Say](s.shell)); n != 1 {
		t.Errorf("said %d times", n)
	}
	if s.tell(work.SignedIn{}); s.feature.SignedOut() {
		t.Error("signed out, though the account answers again")
	}
	s.tell(work.SignedOut{})
	if n := len(panetest.All[pane.Say](s.shell)); n != 2 || !s.feature.SignedOut() {
		t.Errorf("said %d times", n)
	}
}

func TestAnAccountThatDoesNotOpen(t *testing.T) {
	s := begin(t, Options{Accounts: twoAccounts()})
	s.tell(NotOpened{"one", context.Canceled})
	if s.shell.Said() != "still here: one was not opened" {
		t.Errorf("said %q", s.shell.Said())
	}
	s.tell(NotOpened{"one", errors.New("no such host")})
	if s.shell.Said() != "cannot open one: no such host" {
		t.Errorf("said %q", s.shell.Said())
	}
	s.tell(NotOpened{"one", &SignedOutError{Again: SignIn{Profile: "one"}, Err: errors.New("the token is revoked")}})
	if shown := panetest.Screen(s.env, s.opened(), 80, 24); s.opened().Title() != "Sign in again: one" || !strings.Contains(shown, "The token is revoked") {
		t.Errorf("shown is\n%s", shown)
	}
}

// newForm returns a form that signs in to an account as b does.
func newForm(t *testing.T, b *bank, from SignIn) (*stage, *Form) {
	s := begin(t, Options{Accounts: b, Words: Words{Client: "an administrator makes it", Token: "tokens end soon"}})
	s.tell(Enter{from})
	return s, s.opened().(*Form)
}

// run runs a command beside the event loop.
func (s *stage) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			for _, c := range msg {
				s.run(c)
			}
		default:
			s.msgs <- msg
		}
	}()
}

// press gives keys to a dialog, each once all that came of the one before is
// done.
func (s *stage) press(d pane.Dialog, keys ...string) {
	for _, k := range keys {
		cmd, _ := d.Key(panetest.Key(k))
		s.run(cmd)
		for synctest.Wait(); len(s.msgs) > 0; synctest.Wait() {
			cmd, _ := panetest.Do(s.handles, <-s.msgs)
			s.run(cmd)
		}
	}
}

func TestSignInWithAToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got SignIn
		b := &bank{signIn: func(_ context.Context, s SignIn, _ Person) (string, error) { got = s; return "acme", nil }}
		s, d := newForm(t, b, SignIn{})
		if shown := panetest.Screen(s.env, d, 80, 24); !strings.Contains(shown, "an administrator makes it") || strings.Contains(shown, "API token  ") {
			t.Errorf("shown is\n%s", shown)
		}
		panetest.Type(d, "acme")
		s.press(d, "tab", "space", "tab", "tab")
		panetest.Type(d, "me@acme.example")
		s.press(d, "enter") // the token is missing: it goes there
		d.Paste("  s3cret\n")
		shown := panetest.Screen(s.env, d, 80, 24)
		if strings.Contains(shown, "s3cret") || !strings.Contains(shown, "API token ******") || !strings.Contains(shown, "tokens end soon") {
			t.Errorf("shown is\n%s", shown)
		}
		s.press(d, "enter")
		if got.Address != "acme" || got.Way != Token || got.Email != "me@acme.example" || got.Token.Reveal() != "s3cret" || got.ReadOnly {
			t.Errorf("signed in with %+v", got)
		}
		if strings.Contains(fmt.Sprintf("%v %+v %#v %s", got, got, got, got.Token), "s3cret") {
			t.Error("the token prints itself")
		}
		if signed, ok := panetest.Last[Signed](s.shell); !ok || signed.Profile != "acme" || signed.Form != d {
			t.Errorf("told is %+v", s.shell.Asked)
		}
	})
}

func TestWhatIsMissingIsSaid(t *testing.T) {
	s, d := newForm(t, &bank{}, SignIn{Address: "acme"})
	panetest.Press(d, "enter", "enter")
	if shown := panetest.Screen(s.env, d, 80, 24); !strings.Contains(shown, "Client is not filled in") {
		t.Errorf("shown is\n%s", shown)
	}
}

// What failed is said in the form, and what was filled in stays.
func TestASignInThatFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &bank{signIn: func(context.Context, SignIn, Person) (string, error) { return "", errors.New("no such account") }}
		s, d := newForm(t, b, SignIn{Address: "acme", ClientID: "zco"})
		s.press(d, "enter")
		if shown := panetest.Screen(s.env, d, 80, 24); !strings.Contains(shown, "No such account") || !strings.Contains(shown, "Account   acme") {
			t.Errorf("shown is\n%s", shown)
		}
	})
}

// In a browser: the address is shown and copied, what the browser ended on is
// pasted, a question wants a yes.
func TestSignInInABrowser(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var answers []string
		b := &bank{signIn: func(ctx context.Context, _ SignIn, p Person) (string, error) {
			p.Show(ctx, "https://acme.example/authorize", false)
			first, _ := p.Paste(ctx, "")
			second, err := p.Paste(ctx, "that is not it")
			answers = append(answers, first, second, fmt.Sprint(p.Consent(ctx, "keep it in a file?")))
			return "acme", err
		}}
		s, d := newForm(t, b, SignIn{Address: "acme", ClientID: "zco"})
		s.press(d, "enter")
		if c, ok := panetest.Last[pane.Copy](s.shell); !ok || c.Text != "https://acme.example/authorize" {
			t.Errorf("copied is %+v", c)
		}
		if shown := panetest.Screen(s.env, d, 80, 24); !strings.Contains(shown, "https://acme.example/authorize") {
			t.Errorf("shown is\n%s", shown)
		}
		s.shell.Asked = nil
		s.press(d, "tab")
		if n := len(panetest.All[pane.Copy](s.shell)); n != 1 {
			t.Error("tab does not copy the address again")
		}
		s.press(d, "enter") // nothing was pasted yet
		d.Paste("http://127.0.0.1/?code=\n1")
		s.press(d, "enter")
		if shown := panetest.Screen(s.env, d, 80, 24); !strings.Contains(shown, "That is not it") {
			t.Errorf("shown is\n%s", shown)
		}
		panetest.Type(d, "again")
		s.press(d, "enter")
		if shown := panetest.Screen(s.env, d, 80, 24); !strings.Contains(shown, "keep it in a file?") {
			t.Errorf("shown is\n%s", shown)
		}
		s.press(d, "x", "n")
		if fmt.Sprint(answers) != "[http://127.0.0.1/?code=1 again false]" {
			t.Errorf("the answers are %q", answers)
		}
		if _, ok := panetest.Last[Signed](s.shell); !ok {
			t.Error("it does not end")
		}
	})
}

// Where one signs in again with a token, most often the token alone is new.
func TestSignInAgainWithAToken(t *testing.T) {
	_, d := newForm(t, &bank{}, SignIn{Profile: "acme", Way: Token, Email: "me@acme.example", ReadOnly: true})
	d.Paste("s3cret")
	if got := d.secret.Text(); got != "s3cret" || d.rights.Text() != "Read only" {
		t.Errorf("the token is %q, the rights %q", got, d.rights.Text())
	}
}

// Giving up ends what is under way, and what it says afterwards is not heard.
func TestGivingUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		over := false
		b := &bank{signIn: func(ctx context.Context, _ SignIn, p Person) (string, error) {
			_, err := p.Paste(ctx, "")
			over = true
			return "", err
		}}
		s, d := newForm(t, b, SignIn{Address: "acme", ClientID: "zco"})
		s.press(d, "enter", "esc")
		if shown := panetest.Screen(s.env, d, 80, 24); !over || !strings.Contains(shown, "enter sign in") || strings.Contains(shown, "give up") {
			t.Errorf("over: %v\n%s", over, shown)
		}
		s.tell(told{d, &talk{}, ended{err: errors.New("too late")}})
		if shown := panetest.Screen(s.env, d, 80, 24); strings.Contains(shown, "too late") {
			t.Errorf("what a sign-in of before says is heard:\n%s", shown)
		}
	})
}

func TestOpening(t *testing.T) {
	env, _ := panetest.Env(t)
	cancelled := false
	d := NewOpening(env, "one", func() { cancelled = true })
	if shown := panetest.Screen(env, d, 80, 24); d.Title() != "Opening one" || !strings.Contains(shown, "esc stay here") {
		t.Errorf("shown is\n%s", shown)
	}
	if _, done := panetest.Press(d, "enter", "q"); done || cancelled {
		t.Error("a key that is no answer cancels it")
	}
	if _, done := panetest.Press(d, "esc"); !done || !cancelled {
		t.Error("esc does not cancel it")
	}
}
