package app_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/colorprofile"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/action"
	"zco/tui/app"
	"zco/tui/app/apptest"
	"zco/tui/domain/journal"
	"zco/tui/draw/theme"
	"zco/tui/feature/account"
	"zco/tui/work"
)

// bank is a few accounts on sandboxes of their own, and a way to sign in to
// them that a test writes.
type bank struct {
	ctx     context.Context
	journal *journal.Journal
	servers map[string]*sandbox.Server
	tokens  map[string]*atomic.Value // what each signs in with at present
	colors  map[string]string
	only    map[string]bool // read-only
	fail    map[string]error
	signIn  func(ctx context.Context, s account.SignIn, p account.Person) (string, error)
	front   string
	left    []string
	asked   []account.SignIn
}

const goodToken = "sandbox-token"

func newBank(ctx context.Context, names ...string) *bank {
	b := &bank{
		ctx: ctx, journal: journal.InMemory(journal.Options{}), servers: map[string]*sandbox.Server{},
		tokens: map[string]*atomic.Value{}, colors: map[string]string{}, only: map[string]bool{}, fail: map[string]error{},
	}
	for _, n := range names {
		b.servers[n] = sandbox.New(sandbox.Options{Records: 200})
		b.tokens[n] = &atomic.Value{}
		b.tokens[n].Store(goodToken)
	}
	return b
}

// changing are credentials that a test changes.
type changing struct{ token *atomic.Value }

func (c changing) Authorization(ctx context.Context) (string, error) {
	return api.TokenCredentials("agent@sandbox.example", c.token.Load().(string)).Authorization(ctx)
}

func (c changing) Refresh(context.Context, string) error {
	return errors.New("the sign-in has ended; sign in again")
}

// options are those of an account.
func (b *bank) options(name string) app.Options {
	keys, _ := action.NewKeymap(nil)
	o := app.Options{
		Context: b.ctx, Keys: keys, Zone: time.UTC, Accounts: b, Journal: b.journal,
		Theme: theme.Options{Name: "dark", Profile: colorprofile.TrueColor},
		Words: account.Words{Client: "an administrator makes the client", Token: "API tokens stop on 2027-04-30"},
	}
	if name == "" {
		return o
	}
	client, err := api.New("https://"+name+".example", api.WithTransport(b.servers[name].Transport()), api.WithCredentials(changing{b.tokens[name]}))
	if err != nil {
		panic(err)
	}
	b.front = name
	o.Layer = work.New(b.ctx, client)
	o.Account, o.AccountKey, o.Theme.Account = name, name, b.colors[name]
	o.SignIn = account.SignIn{Profile: name, Address: client.BaseURL(), ClientID: "zco"}
	if b.only[name] {
		o.ReadOnly = "zco is in read-only mode"
	}
	o.Leave = func(at app.Start, open bool) {
		b.left = append(b.left, fmt.Sprint(name, " ", at.Collection, " ", open))
	}
	return o
}

func (b *bank) List() ([]account.Info, error) {
	var out []account.Info
	for _, n := range []string{"production", "test"} {
		if b.servers[n] != nil {
			out = append(out, account.Info{Name: n, Label: n, Address: "https://" + n + ".example", Color: b.colors[n], ReadOnly: b.only[n], Current: n == b.front})
		}
	}
	return out, nil
}

func (b *bank) Open(_ context.Context, name string) (app.Options, error) {
	if err := b.fail[name]; err != nil {
		return app.Options{}, err
	}
	return b.options(name), nil
}

func (b *bank) SignIn(ctx context.Context, s account.SignIn, p account.Person) (string, error) {
	b.asked = append(b.asked, s)
	return b.signIn(ctx, s, p)
}

// inBank runs a story on the account of a name, "" for the form to sign in.
func inBank(t *testing.T, start string, story func(t *testing.T, d *apptest.Driver, b *bank, p *app.Program)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		b := newBank(ctx, "production", "test")
		b.colors["production"], b.only["production"] = "red", true
		p, err := app.New(b.options(start))
		if err != nil {
			t.Fatal(err)
		}
		d := apptest.Start(t, p, 120, 40)
		defer func() {
			d.Stop()
			p.Close()
			b.journal.Close()
		}()
		story(t, d, b, p)
	})
}

// draft opens the first asset and types into its name.
func draft(d *apptest.Driver, text string) {
	d.Press("enter")
	d.Press("e", "home").Type(text + " ")
	d.Press("enter", "esc")
}

func TestSwitchKeepsEachAccountsDrafts(t *testing.T) {
	inBank(t, "test", func(t *testing.T, d *apptest.Driver, b *bank, p *app.Program) {
		d.Expect("SN-00000001", " test ")
		draft(d, "OF-TEST")
		d.Expect("1 draft")
		d.Press("P").Expect("Switch account", "production", "read-only", "Sign in to another account")
		d.Press("k", "enter")
		d.Expect(" production ", "read-only", "SN-00000001").ExpectNot("1 draft", "OF-TEST")
		d.Press("P", "j", "enter")
		d.Expect(" test ", "1 draft", "OF-TEST")
		if n := b.journal.Count("test"); n != 1 || b.journal.Count("production") != 0 {
			t.Errorf("%d drafts of test, %d of production", n, b.journal.Count("production"))
		}
		if len(b.left) != 2 || !strings.HasPrefix(b.left[0], "test ") || !strings.HasPrefix(b.left[1], "production ") {
			t.Errorf("left: %q", b.left)
		}
		d.Press("P", "k", "enter")
		d.Press("q")
		if words := p.Farewell(); !strings.Contains(words, "1 draft is kept in other accounts") {
			t.Errorf("at the end it said %q", words)
		}
	})
}

// What cannot be opened changes nothing of where one is.
func TestSwitchThatFails(t *testing.T) {
	inBank(t, "test", func(t *testing.T, d *apptest.Driver, b *bank, _ *app.Program) {
		draft(d, "STAYS")
		b.fail["production"] = errors.New("no such host")
		d.Press("P", "k", "enter")
		d.Expect("Cannot open production: no such host", " test ", "STAYS", "1 draft")
		d.Press("j").Expect("2 of")
		if len(b.left) != 0 {
			t.Errorf("and yet it left: %q", b.left)
		}
	})
}

// Nobody is signed in: the form opens, asks for what is missing, takes the
// address that the browser elsewhere ended on, and the program opens.
func TestFirstRunForm(t *testing.T) {
	inBank(t, "", func(t *testing.T, d *apptest.Driver, b *bank, _ *app.Program) {
		pasted := make(chan string, 2)
		b.signIn = func(ctx context.Context, s account.SignIn, p account.Person) (string, error) {
			p.Show(ctx, "https://test.example/oauth/authorizations/new?state=abc", false)
			problem := ""
			for {
				got, err := p.Paste(ctx, problem)
				if err != nil {
					return "", err
				}
				pasted <- got
				if strings.HasSuffix(got, "code=right") {
					break
				}
				problem = "there is no code in it"
			}
			if !p.Consent(ctx, "No keyring answers. Keep the token in a private file?") {
				return "", errors.New("the token was not kept")
			}
			return "test", nil
		}
		d.Expect("Sign in to a Zendesk account", "Account", "an administrator makes the client")
		d.Press("enter").Expect("Account is not filled in")
		d.Type("test").Press("enter", "enter").Expect("Client is not filled in")
		d.Type("zco").Press("tab", "space", "enter")
		d.Expect("Open this address in a browser", "https://test.example/oauth/authorizations/new?state=abc", "OSC 52")
		d.Paste("https://zco.example/callback\n  ?code=wrong").Press("enter").Expect("There is no code in it")
		d.Paste("https://zco.example/callback\n  ?code=right").Press("enter").Expect("No keyring answers")
		d.Press("x").Expect("No keyring answers")
		d.Press("enter").Expect("SN-00000001", " test ")
		if got := <-pasted; got != "https://zco.example/callback?code=wrong" {
			t.Errorf("handed in %q", got)
		}
		s := b.asked[0]
		if s.Address != "test" || s.ClientID != "zco" || !s.ReadOnly || s.Way != account.OAuth {
			t.Errorf("signed in with %+v", s)
		}
	})
}

func TestFirstRunSaysWhatFailed(t *testing.T) {
	inBank(t, "", func(t *testing.T, d *apptest.Driver, b *bank, p *app.Program) {
		answers := []error{errors.New("the sign-in was refused in the browser"), errors.New("nothing came back from the browser in time; start the sign-in again")}
		b.signIn = func(context.Context, account.SignIn, account.Person) (string, error) {
			err := answers[0]
			answers = answers[1:]
			return "test", err
		}
		d.Type("test").Press("tab", "tab").Type("zco")
		d.Press("enter").Expect("refused in the browser", "zco")
		d.Press("enter").Expect("Nothing came back from the browser")
		answers = []error{nil}
		b.fail["test"] = errors.New("the line is down")
		d.Press("enter").Expect("The line is down", "Sign in to a Zendesk account")
		d.Press("esc").Expect("esc once more")
		d.Press("tab", "esc").Expect("esc once more", "zco")
		d.Press("esc")
		if !d.Quit() || !errors.Is(p.Err(), app.ErrNobody) {
			t.Errorf("esc leads to %v", p.Err())
		}
	})
}

// What was filled in outlasts a form that is left, and a small screen shows
// what has to be typed.
func TestFormIsKeptAndSmall(t *testing.T) {
	inBank(t, "test", func(t *testing.T, d *apptest.Driver, b *bank, _ *app.Program) {
		b.signIn = func(ctx context.Context, s account.SignIn, p account.Person) (string, error) {
			p.Show(ctx, "https://third.example/oauth/authorizations/new?"+strings.Repeat("x", 300), false)
			got, err := p.Paste(ctx, "")
			return got, err
		}
		d.Press("P", "j", "enter").Type("third").Press("tab", "tab").Type("my-client").Press("esc")
		d.ExpectNot("my-client").Press("P", "j", "enter").Expect("third", "my-client")
		d.Resize(40, 10).Expect("Account", "third", "Client", "my-client", "Rights", "enter sign in")
		d.Press("enter").Expect("https://third.example", "Paste the address", "enter hand it in")
		d.Type("nowhere").Expect("nowhere")
		b.fail["nowhere"] = errors.New("the account is asleep")
		d.Press("enter").Expect("The account is asleep", "Client", "my-client")
		d.Press("esc").Expect("SN-0000")
	})
}

// A token shows as dots, and nowhere else.
func TestAPITokenIsNotOnTheScreen(t *testing.T) {
	inBank(t, "", func(t *testing.T, d *apptest.Driver, b *bank, _ *app.Program) {
		b.signIn = func(_ context.Context, s account.SignIn, _ account.Person) (string, error) {
			if s.Token.Reveal() != "hunter2hunter2" || s.Email != "me@test.example" {
				t.Errorf("signed in with %v", s)
			}
			return "", errors.New("the account refused the API token")
		}
		d.Type("test").Press("tab", "space").Expect("API token", "API tokens stop on 2027-04-30").ExpectNot("Client")
		d.Press("tab", "tab").Type("me@test.example").Press("tab").Paste(" hunter2hunter2\n")
		d.Expect("**************").ExpectNot("hunter2")
		d.Press("enter").Expect("refused the API token").ExpectNot("hunter2")
		if s := fmt.Sprintf("%v %+v %#v", b.asked, b.asked, b.asked); strings.Contains(s, "hunter2") {
			t.Errorf("it prints as %s", s)
		}
	})
}

// The sign-in ends while somebody works: the form comes, the screen and the
// draft stay, and what failed is asked again.
func TestSignInEndsInTheMiddle(t *testing.T) {
	inBank(t, "test", func(t *testing.T, d *apptest.Driver, b *bank, _ *app.Program) {
		d.Expect("SN-00000001")
		draft(d, "PRECIOUS")
		b.tokens["test"].Store("ended")
		b.signIn = func(ctx context.Context, s account.SignIn, p account.Person) (string, error) {
			b.tokens["test"].Store(goodToken)
			return "test", nil
		}
		for range 130 {
			d.Key("j").Wait(10 * time.Millisecond)
		}
		d.Idle().Expect("Sign in again: test", "signed out", "1 draft")
		d.Press("esc").ExpectNot("Sign in again").Expect("P signs in again")
		d.Press("r").ExpectNot("Sign in again: test") // not against the person's will
		d.Press("P").Expect("s sign in again")
		d.Press("s").Expect("Sign in again: test").ExpectNot("s sign in again")
		b.servers["test"].ResetJournal()
		d.Press("enter").Expect("Signed in again", "1 draft").ExpectNot("signed out", "Sign in again:")
		d.Press("G").Expect("200 of 200")
		d.Press("g").Expect("PRECIOUS")
		if len(b.asked) != 1 || b.asked[0].Profile != "test" {
			t.Errorf("asked %+v", b.asked)
		}
	})
}

// What a key says to a form that nobody asked for is not an answer to it.
func TestFormThatOpensByItself(t *testing.T) {
	inBank(t, "test", func(t *testing.T, d *apptest.Driver, b *bank, _ *app.Program) {
		b.signIn = func(context.Context, account.SignIn, account.Person) (string, error) { return "test", nil }
		b.tokens["test"].Store("ended")
		d.Key("r").Wait(50 * time.Millisecond)
		d.Key("enter").Wait(50 * time.Millisecond)
		if d.Expect("Sign in again: test"); len(b.asked) != 0 {
			t.Error("a key meant for the table signed in")
		}
	})
}

func TestTokenNoticeAtTheStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		b := newBank(ctx, "test")
		o := b.options("test")
		o.Notice = "API tokens stop on 2027-04-30"
		p, err := app.New(o)
		if err != nil {
			t.Fatal(err)
		}
		d := apptest.Start(t, p, 120, 40)
		defer func() { d.Stop(); b.journal.Close() }()
		d.Expect("API tokens stop on 2027-04-30")
		d.Press("j").ExpectNot("API tokens stop")
	})
}
