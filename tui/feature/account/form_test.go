package account

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// sees fails unless the form shows one text and not another.
func (s *stage) sees(d *Form, want, not string) {
	s.t.Helper()
	got := panetest.Screen(s.env, d, 80, 24)
	if !strings.Contains(got, want) || not != "" && strings.Contains(got, not) {
		s.t.Errorf("it shows\n%s\nwant %q, not %q", got, want, not)
	}
}

// The first field that is missing gets the cursor; that it is missing is said
// when enter is pressed there, and no more once another one is.
func TestGoesToWhatIsMissing(t *testing.T) {
	s, d := newForm(t, &bank{}, SignIn{})
	if _, done := panetest.Press(d, "enter"); done {
		t.Error("enter closes it")
	}
	s.sees(d, "Account is not filled in", "")
	panetest.Type(d, "acme")
	panetest.Press(d, "enter")
	s.sees(d, "Client", "is not filled in")
	d.Paste("  zco ")
	if d.client.Text() != "zco" {
		t.Errorf("the client is %q: the cursor did not go there", d.client.Text())
	}
	if _, done := panetest.Press(d, "x"); done {
		t.Error("a letter closes it")
	}
	if _, done := panetest.Press(d, "esc"); !done {
		t.Error("esc does not close it")
	}
}

// A click chooses in a field, and does nothing while the account is asked.
func TestFormIsClicked(t *testing.T) {
	s, d := newForm(t, &bank{}, SignIn{Address: "acme", ClientID: "zco"})
	w, h := d.Size(80, 24)
	d.Draw(screen.New(s.env.Theme.Sheet).Begin(w, h))
	d.Clicked(30, 3) // "Read only"
	if d.rights.Chosen() != 1 {
		t.Error("the click chooses nothing")
	}
	under(d)
	d.Clicked(12, 3)
	if d.Close(); d.rights.Chosen() != 1 {
		t.Error("a click while the account is asked chooses")
	}
}

// While the account is asked no key closes the form; esc gives up.
func TestKeysWhileTheAccountIsAsked(t *testing.T) {
	s, d := newForm(t, &bank{}, SignIn{Address: "acme", ClientID: "zco"})
	under(d)
	talk := d.talk
	if _, done := panetest.Press(d, "x", "enter"); done || talk.ctx.Err() != nil {
		t.Error("a key ends it")
	}
	s.sees(d, "Asking the account", "")
	if _, done := panetest.Press(d, "esc"); done || talk.ctx.Err() == nil {
		t.Error("esc closes the form, or the sign-in goes on")
	}
	s.sees(d, "Account   acme", "")
	d.Update(told{d, talk, shown{agree, true}})
	s.sees(d, "Account   acme", "Agree")
	if d.Update("what is not for it") != nil {
		t.Error("a message of somebody else does something")
	}
}

// While a browser is waited for, text is for the line: keys that mean something
// elsewhere do not close the form, and what is handed in is handed in once.
func TestKeysWhileABrowserIsWaitedFor(t *testing.T) {
	s, d := newForm(t, &bank{}, SignIn{Address: "acme", ClientID: "zco"})
	under(d, shown{agree, true})
	if n := len(panetest.All[pane.Copy](s.shell)); n != 0 {
		t.Error("an address that a browser opened is copied")
	}
	panetest.Type(d, "early")
	if _, done := panetest.Press(d, "enter"); done {
		t.Error("enter closes it before anything can be handed in")
	}
	s.sees(d, "early", "")
	answer := make(chan string, 2)
	d.Update(told{d, d.talk, wanted{"", answer}})
	s.sees(d, "early", "")
	panetest.Press(d, "enter")
	s.sees(d, "Asking the account", "")
	d.Update(told{d, d.talk, shown{agree, true}})
	s.sees(d, "Agree", "early")
	panetest.Type(d, "again")
	if panetest.Press(d, "enter"); len(answer) != 1 || <-answer != "early" {
		t.Error("it is handed in twice, or not as it was typed")
	}
	d.Paste("\n")
	if _, done := panetest.Press(d, "esc"); done {
		t.Error("esc closes the form: it gives up the sign-in")
	}
	s.sees(d, "enter sign in", "Agree")
}

// Only a yes is one; any other key than those of an answer does nothing.
func TestAnswersToAQuestion(t *testing.T) {
	for key, want := range map[string]string{"y": "true", "enter": "true", "n": "false", "esc": "false", "x": "", "space": ""} {
		s, d := newForm(t, &bank{}, SignIn{Address: "acme", ClientID: "zco"})
		answer := make(chan bool, 1)
		under(d, consented{"keep it in a file?", answer})
		if _, done := panetest.Press(d, key); done {
			t.Errorf("%s closes the form", key)
		}
		switch {
		case want == "":
			s.sees(d, "keep it in a file?", "Asking")
			if len(answer) != 0 {
				t.Errorf("%s answers", key)
			}
		default:
			s.sees(d, "Asking the account", "keep it in a file?")
			if got := <-answer; got != (want == "true") {
				t.Errorf("%s answers %v", key, got)
			}
		}
		d.Close()
	}
}

// After the end of a sign-in the form waits for the account that opens, or
// says what failed; what else the sign-in says is not heard.
func TestEndOfASignIn(t *testing.T) {
	s, d := newForm(t, &bank{}, SignIn{Address: "acme", ClientID: "zco"})
	under(d, shown{agree, true})
	talk := d.talk
	d.Update(told{d, talk, ended{"acme", nil}})
	s.sees(d, "Asking the account", "Agree")
	if talk.ctx.Err() == nil {
		t.Error("the talk of a sign-in that ended is not over")
	}
	d.Fail(context.Canceled)
	s.sees(d, "Account   acme", "anceled")
	under(d)
	talk = d.talk
	d.Update(told{d, talk, ended{"", errors.New("no such account")}})
	d.Update(told{d, talk, shown{agree, true}})
	s.sees(d, "No such account", "Agree")
}

// Who signs in is told when nobody answers any more.
func TestATalkThatIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, d := newForm(t, &bank{}, SignIn{})
		for _, asked := range []bool{false, true} { // before the form hears it, and after
			for _, who := range []string{"form", "asker"} {
				talk := newTalk(t.Context(), d)
				ctx, cancel := context.WithCancel(t.Context())
				end := map[string]func(){"form": talk.cancel, "asker": cancel}[who]
				heard := func() {
					if asked {
						<-talk.asks
					}
					end()
				}
				go heard()
				if s, err := talk.Paste(ctx, ""); s != "" || !errors.Is(err, context.Canceled) {
					t.Errorf("the %s is over, asked %v: pasted is %q, %v", who, asked, s, err)
				}
				talk = newTalk(t.Context(), d)
				ctx, cancel = context.WithCancel(t.Context())
				end = map[string]func(){"form": talk.cancel, "asker": cancel}[who]
				go heard()
				if talk.Consent(ctx, "?") {
					t.Errorf("the %s is over, asked %v: it is agreed to", who, asked)
				}
				talk.cancel()
				cancel()
			}
		}
	})
}

// Who asks for the form after declining it has it come by itself again; while
// one is open there is no other, and where no account is known none comes.
func TestTheFormComesAgainOnceItIsAskedFor(t *testing.T) {
	s := begin(t, Options{Accounts: twoAccounts(), SignIn: SignIn{Profile: "two"}})
	s.feature.refused()
	s.tell(Left{s.opened().(*Form)})
	s.tell(Enter{SignIn{Profile: "other"}})
	if f := s.opened().(*Form); f.Profile() != "other" {
		t.Errorf("the form of another account is one of %q", f.Profile())
	}
	s.feature.refused()
	if n := len(panetest.All[pane.Open](s.shell)); n != 2 {
		t.Errorf("over a form that is open, %d were opened", n)
	}
	s.feature.form = nil
	s.feature.refused()
	if n := len(panetest.All[pane.Open](s.shell)); n != 3 {
		t.Errorf("once it was asked for, the form does not come by itself: %d", n)
	}
	s = begin(t, Options{SignIn: SignIn{Profile: "two"}})
	if s.feature.refused(); len(s.shell.Asked) != 0 {
		t.Errorf("without accounts it asks for %+v", s.shell.Asked)
	}
}
