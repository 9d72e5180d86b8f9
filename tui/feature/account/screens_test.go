package account

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"zco/api"
	"zco/tui/draw/screen"
	"zco/tui/pane/panetest"
)

// under starts the sign-in of a form that is filled in, and lets it say things.
func under(d *Form, says ...any) *Form {
	d.start()
	for _, what := range says {
		d.Update(told{d, d.talk, what})
	}
	return d
}

const (
	words = "An administrator makes it: Admin Center, Apps and integrations, OAuth clients."
	agree = "https://acme.zendesk.com/oauth/authorizations/new?response_type=code&client_id=zco&scope=read%20write&state=0123456789abcdef&code_challenge=fedcba9876543210"
)

// The form in each of its phases, on a screen where all has room, one with
// little and one with hardly any; behind each stand the keys of its foot.
func TestScreensOfTheForm(t *testing.T) {
	env, _ := panetest.Env(t)
	of := func(s SignIn) *Form {
		return NewForm(t.Context(), env, &bank{}, Words{Client: words, Token: "API tokens stop working on 30 April 2027."}, s)
	}
	known := SignIn{Address: "acme", ClientID: "zco"}
	states := []struct {
		name string
		form func() *Form
	}{
		{"new", func() *Form { return of(SignIn{}) }},
		{"what is missing", func() *Form {
			d := of(SignIn{Address: "acme"})
			panetest.Press(d, "enter", "enter")
			return d
		}},
		{"with a token", func() *Form {
			d := of(SignIn{Address: "acme", Way: Token, Email: "me@acme.example"})
			panetest.Press(d, "enter")
			panetest.Type(d, "s3cret")
			return d
		}},
		{"again", func() *Form { return of(SignIn{Profile: "acme", ClientID: "zco", ReadOnly: true}) }},
		{"again with a token", func() *Form { return of(SignIn{Profile: "acme", Way: Token, Email: "me@acme.example"}) }},
		{"refused", func() *Form {
			d := of(known)
			d.Fail(errors.New("no account has the name acme, or it was closed some time ago by its owner"))
			return d
		}},
		{"refused with advice", func() *Form {
			d := of(known)
			d.Fail(&api.Error{Status: http.StatusForbidden, Method: "GET", Path: "/api/v2/users/me.json", Message: "not allowed"})
			return d
		}},
		{"refused as such", func() *Form {
			d := of(known)
			d.Fail(&api.Error{Status: http.StatusUnauthorized, Method: "GET", Path: "/api/v2/users/me.json", Message: "Couldn't authenticate you"})
			return d
		}},
		{"working", func() *Form { return under(of(known)) }},
		{"in a browser that opened", func() *Form { return under(of(known), shown{agree, true}, wanted{"", make(chan string, 1)}) }},
		{"pasted something else", func() *Form {
			return under(of(known), shown{agree, false}, wanted{"that address holds no code: paste the one that the browser ended on", make(chan string, 1)})
		}},
		{"asked", func() *Form {
			return under(of(known), consented{"There is no keyring here. Keep the secret in a file that only you can read?", make(chan bool, 1)})
		}},
	}
	for name, room := range map[string][2]int{"form_usual.txt": {80, 24}, "form_little.txt": {40, 12}, "form_tiny.txt": {20, 5}} {
		var got strings.Builder
		for _, s := range states {
			d := s.form()
			w, h := d.Size(room[0], room[1])
			fmt.Fprintf(&got, "--- %s: %s, %d by %d\n", s.name, d.Title(), w, h)
			got.WriteString(panetest.Painted(env, w, h, d.Draw))
			for _, hint := range d.Footer() {
				fmt.Fprintf(&got, "key %s %s\n", hint.Key, hint.Text)
			}
			d.Close()
		}
		panetest.Golden(t, name, got.String())
	}
}

// The accounts, each in its colour, and what lies over the panes while one of
// them opens.
func TestScreensOfTheAccounts(t *testing.T) {
	env, _ := panetest.Env(t)
	all := []Info{
		{Name: "one", Label: "One", Address: "https://one.example", Color: "red"},
		{Name: "two", Label: "Two of a long name, cut to so many cells", Address: "https://two-of-a-long-name.zendesk.com", Current: true, ReadOnly: true},
		{Name: "three", Label: "三つ目のアカウント", Address: "https://three.example", ReadOnly: true},
	}
	var got strings.Builder
	for _, w := range []int{20, 40, 80} {
		d := newList(env, all, SignIn{Profile: "two"})
		wide, high := d.Size(w, 24)
		fmt.Fprintf(&got, "--- %s, %d by %d\n", d.Title(), wide, high)
		got.WriteString(panetest.Painted(env, wide, high, d.Draw))
		o := NewOpening(env, "one", nil)
		wide, high = o.Size(w, 24)
		fmt.Fprintf(&got, "--- %s, %d by %d\n", o.Title(), wide, high)
		got.WriteString(panetest.Painted(env, wide, high, o.Draw))
	}
	// on none of them, the cursor is on the first
	d := newList(env, all[:1], SignIn{})
	got.WriteString("--- on none\n" + panetest.Painted(env, 40, 2, func(a screen.Area) screen.Cursor { return d.Draw(a) }))
	panetest.Golden(t, "accounts.txt", got.String())
}
