package oauth

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"zco/config/secret"
)

// visit is a browser: it follows the account's redirect and returns where it
// ended and what the page said. With land false it stops before the redirect
// address, as a browser on another computer does.
func visit(t *testing.T, address string, land bool) (ended, page string) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if !land {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	resp, err := c.Get(address)
	if err != nil {
		t.Error(err)
		return "", ""
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	if l := resp.Header.Get("Location"); l != "" {
		return l, string(body)
	}
	return resp.Request.URL.String(), string(body)
}

func (a *account) options() Options {
	return Options{BaseURL: a.URL, ClientID: a.clientID, Timeout: 5 * time.Second}
}

func TestSignInThroughTheLoopbackListener(t *testing.T) {
	a := newAccount(t)
	o := a.options()
	o.Scopes = "read"
	shown := ""
	o.Show = func(s string) { shown = s }
	o.Open = func(_ context.Context, address string) error {
		ended, page := visit(t, address, true)
		if !strings.HasPrefix(ended, "http://127.0.0.1:") || !strings.Contains(page, "back in the terminal") {
			t.Errorf("the browser ended on %s: %s", ended, page)
		}
		return nil
	}
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	o.Now = func() time.Time { return now }
	got, err := Login(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if !a.access[got.Access.Reveal()] || !a.refresh[got.Refresh.Reveal()] || got.Scope != "read" || got.Expires != now.Add(30*time.Minute) {
		t.Errorf("%+v", got)
	}
	if u, _ := url.Parse(shown); u.Path != "/oauth/authorizations/new" || u.Query().Get("scope") != "read" {
		t.Errorf("shown: %s", shown)
	}
}

func TestSignInByPastingTheAddressBack(t *testing.T) {
	for name, mangle := range map[string]func(string) string{
		"as it is":     func(s string) string { return s },
		"broken lines": func(s string) string { return "  " + s[:40] + "\r\n  " + s[40:] + "\n" },
		"quoted":       func(s string) string { return "'" + s + "'" },
		"no scheme":    func(s string) string { return strings.TrimPrefix(s, "http://") },
		"query alone":  func(s string) string { _, q, _ := strings.Cut(s, "?"); return q },
		"a fragment":   func(s string) string { return s + "#_=_" },
	} {
		a := newAccount(t)
		o := a.options()
		var address string
		var problems []string
		o.Show = func(s string) { address = s }
		o.Open = func(context.Context, string) error { return errors.New("no browser here") }
		o.Prompt = func(_ context.Context, problem string) (string, error) {
			problems = append(problems, problem)
			switch len(problems) {
			case 1:
				return "what?", nil
			case 2:
				return "http://127.0.0.1/callback?code=stolen&state=other", nil
			}
			ended, _ := visit(t, address, false)
			return mangle(ended), nil
		}
		got, err := Login(t.Context(), o)
		if err != nil || got.Access.IsEmpty() {
			t.Errorf("%s: %v", name, err)
		}
		if len(problems) != 3 || !strings.Contains(problems[2], "paste the whole address") {
			t.Errorf("%s: %q", name, problems)
		}
	}
}

func TestAnAddressThatNothingHereListensOnCanBePasted(t *testing.T) {
	a := newAccount(t)
	o := a.options()
	o.RedirectURL = "https://intranet.example/zco"
	if _, err := Login(t.Context(), o); err == nil || !strings.Contains(err.Error(), "redirect_url") {
		t.Errorf("without a prompt: %v", err)
	}
	var address string
	o.Show = func(s string) { address = s }
	o.Prompt = func(context.Context, string) (string, error) {
		ended, _ := visit(t, address, false)
		return ended, nil
	}
	if _, err := Login(t.Context(), o); err != nil {
		t.Error(err)
	}
}

func TestARegisteredPortThatIsTaken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	a := newAccount(t)
	o := a.options()
	o.RedirectURL = "http://" + l.Addr().String() + "/callback"
	if _, err := Login(t.Context(), o); err == nil || !strings.Contains(err.Error(), "cannot listen on "+l.Addr().String()) {
		t.Error(err)
	}
}

func TestRefusalsAreSaidPlainly(t *testing.T) {
	a := newAccount(t)
	a.deny = "access_denied"
	o := a.options()
	o.Open = func(_ context.Context, address string) error {
		if _, page := visit(t, address, true); strings.Contains(page, "<b>") || !strings.Contains(page, "Not signed in") {
			t.Errorf("the page: %s", page)
		}
		return nil
	}
	_, err := Login(t.Context(), o)
	if !errors.Is(err, ErrDenied) || strings.ContainsRune(err.Error(), 0x1b) {
		t.Errorf("denied: %v", err)
	}
	a.deny = "invalid_scope"
	if _, err = Login(t.Context(), o); err == nil || !strings.Contains(err.Error(), "ask for fewer") {
		t.Errorf("scope: %v", err)
	}

	o.Open = nil
	o.Timeout = 20 * time.Millisecond
	if _, err = Login(t.Context(), o); !errors.Is(err, ErrTimeout) {
		t.Errorf("silence: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	o.Show = func(string) { cancel() }
	if _, err = Login(ctx, o); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	o.Show, o.Prompt = nil, func(context.Context, string) (string, error) { return "", errors.New("esc") }
	if _, err = Login(t.Context(), o); err == nil || !strings.Contains(err.Error(), "given up") {
		t.Errorf("given up: %v", err)
	}
	if _, err = Login(t.Context(), Options{BaseURL: a.URL}); err == nil || !strings.Contains(err.Error(), "client_id") {
		t.Errorf("no client: %v", err)
	}
}

func TestAForeignKnockDoesNotEndTheSignIn(t *testing.T) {
	a := newAccount(t)
	o := a.options()
	address := "" // opened by hand
	o.Show = func(s string) { address = s }
	o.Open = func(context.Context, string) error {
		u, _ := url.Parse(address)
		back := u.Query().Get("redirect_uri")
		for _, q := range []string{"?code=evil&state=guess", "?error=access_denied", "?error=access_denied&state=", "/more?code=x"} {
			visit(t, back+q, true)
		}
		visit(t, address, true)
		return nil
	}
	if _, err := Login(t.Context(), o); err != nil {
		t.Error(err)
	}
}

func TestAWrongVerifierIsRefused(t *testing.T) {
	a := newAccount(t)
	o := a.options()
	address := "" // opened by hand
	o.Show = func(s string) { address = s }
	o.Open = func(context.Context, string) error {
		a.mu.Lock()
		a.codes["code-0"] = url.Values{} // the first code belongs to another challenge
		a.mu.Unlock()
		u, _ := url.Parse(address)
		q := u.Query()
		visit(t, q.Get("redirect_uri")+"?code=code-0&state="+url.QueryEscape(q.Get("state")), true)
		return nil
	}
	var refused *Error
	if _, err := Login(t.Context(), o); !errors.As(err, &refused) || refused.Code != "invalid_grant" || !strings.Contains(err.Error(), "120 seconds") {
		t.Error(err)
	}
}

func TestAnswersOfOtherShapes(t *testing.T) {
	now := time.Now()
	for text, lives := range map[string]time.Duration{
		`{"access_token":"a","expires_in":"300"}`:                            5 * time.Minute,
		`{"access_token":"a","expires_in":300.0,"scope":["read","write"]}`:   5 * time.Minute,
		`{"access_token":"a","expires_in":null,"scope":null,"unknown":[{}]}`: 0,
		`{"access_token":"a"}`: 0,
	} {
		got, err := parseToken([]byte(text), now)
		if err != nil || lives == 0 && !got.Expires.IsZero() || lives > 0 && got.Expires.Sub(now) != lives {
			t.Errorf("%s: %v %v", text, got.Expires, err)
		}
	}
	for _, text := range []string{"", "<html>", "{}", `{"access_token":"a\r\nX: y"}`, `{"access_token":3}`} {
		if _, err := parseToken([]byte(text), now); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
	for text, words := range map[string]string{
		`{"error":"invalid_client"}`:                            "must be public",
		`{"error":{"title":"Forbidden","message":"No \u001b"}}`: "(HTTP 400): Forbidden: No",
		`<html>`: "(HTTP 400)",
	} {
		if err := parseError(400, []byte(text), nil); !strings.Contains(err.Error(), words) || strings.ContainsRune(err.Error(), 0x1b) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestACodeIsNotCarriedToAnotherHost(t *testing.T) {
	elsewhere := 0
	other := newAccount(t)
	other.Config.Handler = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere++ })
	a := newAccount(t)
	a.Config.Handler = http.RedirectHandler(other.URL, http.StatusTemporaryRedirect)
	_, err := newClient(a.URL, nil, nil).grant(t.Context(), map[string]string{"code": "hunter2"})
	if err == nil || elsewhere != 0 || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("%v, %d requests elsewhere", err, elsewhere)
	}
}

// What a proxy repeats of a request does not show its secrets, whole or cut.
func TestErrorsShowNoSecrets(t *testing.T) {
	params := map[string]string{"client_id": "zco", "refresh_token": "REFRESH/SECRET+38", "code": "codecodecode12", "code_verifier": "verifierverifier"}
	said, _ := json.Marshal(map[string]string{"error": "bad codecodecode12", "error_description": "proxy says REFRESH/SECRET+38 REFRESH%2FSECRET%2B38 verifierver zco"})
	err := parseError(400, said, secretsIn(params))
	for _, s := range []string{"REFRESH", "codecode", "verifierv"} {
		if strings.Contains(err.Error(), s) {
			t.Errorf("it shows %s: %v", s, err)
		}
	}
	if !strings.Contains(err.Error(), "zco") {
		t.Errorf("it shows nothing: %v", err)
	}
}

// An answer of another account is none, where accounts say who they are.
func TestTheIssuerIsCompared(t *testing.T) {
	d := newDance(Options{BaseURL: "https://acme.example"}, nil)
	for issuer, good := range map[string]bool{"": true, "https://acme.example": true, "https://acme.example/": true, "https://other.example": false, "https://acme.example.evil.example": false} {
		q := url.Values{"state": {d.state}, "code": {"c"}}
		if issuer != "" {
			q.Set("iss", issuer)
		}
		if _, err := d.take(q); (err == nil) != good {
			t.Errorf("%q: %v", issuer, err)
		}
	}
}

// A page of somebody between ends no token.
func TestARevocationByAWebPage(t *testing.T) {
	for status, body := range map[int]string{200: "<html>welcome", 204: ""} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}))
		err := newClient(s.URL, nil, nil).revoke(t.Context(), Token{Access: secret.New("x")})
		s.Close()
		if (err == nil) != (status == 204) {
			t.Errorf("HTTP %d: %v", status, err)
		}
	}
}

// What stands in the process list, the address that a browser is started with,
// is of no use to another user: it tells no state, what comes back must be of
// the browser that opened it, and opening it again ends the sign-in.
func TestTheAddressInTheProcessList(t *testing.T) {
	a := newAccount(t)
	o, shown := a.options(), ""
	o.Show = func(s string) { shown = s }
	o.Open = func(_ context.Context, address string) error {
		u, _ := url.Parse(shown)
		q := u.Query()
		for _, secret := range []string{q.Get("state"), q.Get("code_challenge")} {
			if secret == "" || strings.Contains(address, secret) {
				t.Errorf("%s holds %q", address, secret)
			}
		}
		visit(t, address, false)                                                             // the person's browser is on its way
		if _, page := visit(t, shown, true); !strings.Contains(page, "not of the browser") { // and another answers
			t.Errorf("another browser is told %s", page)
		}
		visit(t, address, false) // somebody else opens it, too
		return nil
	}
	if _, err := Login(t.Context(), o); !errors.Is(err, errOpenedTwice) {
		t.Error(err)
	}
}
