package sandbox

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	testVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
	testRedirect = "http://127.0.0.1:49152/callback"
)

// testChallenge is the S256 challenge of testVerifier, from RFC 7636.
const testChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

// movingServer is an account with a clock that the test moves.
func movingServer(o Options) (*Server, *time.Time) {
	now := testNow
	o.Records, o.RateLimit = 200, -1
	o.Clock = func() time.Time { return now }
	return New(o), &now
}

// authorizeQuery asks as a well-behaved public client does; changes replace
// parameters, an empty one leaves it out.
func authorizeQuery(changes ...string) string {
	v := url.Values{
		"response_type": {"code"}, "client_id": {"zco"}, "redirect_uri": {testRedirect}, "scope": {"read write"},
		"state": {"s&1"}, "code_challenge": {testChallenge}, "code_challenge_method": {"S256"},
	}
	for i := 0; i < len(changes); i += 2 {
		if changes[i+1] == "" {
			v.Del(changes[i])
			continue
		}
		v.Set(changes[i], changes[i+1])
	}
	return v.Encode()
}

// approve is a scripted browser: it posts the form and reads where it leads.
func approve(t *testing.T, s *Server, changes ...string) url.Values {
	t.Helper()
	a := ask(t, s, "-", "POST /oauth/authorizations", authorizeQuery(append([]string{"decision", "approve", "token", s.opts.Token}, changes...)...),
		"Content-Type", "application/x-www-form-urlencoded")
	u, err := url.Parse(a.header.Get("Location"))
	if err != nil || a.status != 302 || !strings.HasPrefix(u.String(), testRedirect+"?") {
		t.Fatalf("status %d to %q: %s", a.status, a.header.Get("Location"), a.body)
	}
	return u.Query()
}

// trade asks for a token with a code.
func trade(t *testing.T, s *Server, code string, changes ...string) asked {
	t.Helper()
	in := map[string]string{
		"grant_type": "authorization_code", "code": code, "client_id": "zco", "redirect_uri": testRedirect, "code_verifier": testVerifier,
	}
	for i := 0; i < len(changes); i += 2 {
		in[changes[i]] = changes[i+1]
	}
	return grant(t, s, in)
}

func grant(t *testing.T, s *Server, in map[string]string) asked {
	t.Helper()
	v := url.Values{}
	for key, value := range in {
		v.Set(key, value)
	}
	return ask(t, s, "-", "POST /oauth/tokens", v.Encode(), "Content-Type", "application/x-www-form-urlencoded")
}

// signIn goes through the whole dance.
func signIn(t *testing.T, s *Server, scope string) (access, refresh string) {
	t.Helper()
	a := trade(t, s, approve(t, s, "scope", scope).Get("code"))
	if a.status != 200 {
		t.Fatalf("status %d: %s", a.status, a.body)
	}
	return a.get(t, "access_token"), a.get(t, "refresh_token")
}

// The challenge of the tests is what RFC 7636 says of the verifier.
func TestChallengeOfTheTests(t *testing.T) {
	sum := sha256.Sum256([]byte(testVerifier))
	if got := base64.RawURLEncoding.EncodeToString(sum[:]); got != testChallenge {
		t.Fatal(got)
	}
}

func TestAuthorizePage(t *testing.T) {
	s, _ := movingServer(Options{})
	a := ask(t, s, "-", "GET /oauth/authorizations/new?"+authorizeQuery("state", `"><script>`), "")
	if a.status != 200 || a.header.Get("Content-Type") != "text/html; charset=utf-8" || a.header.Get("X-Frame-Options") != "DENY" {
		t.Fatalf("status %d, %v", a.status, a.header)
	}
	for _, want := range []string{
		`action="/oauth/authorizations"`, `name="code_challenge" value="` + testChallenge, `value="approve"`, `value="deny"`, "read, write",
		`<option value="agent@sandbox.example">Ada Lindqvist (admin)`,
	} {
		if !strings.Contains(a.body, want) {
			t.Errorf("no %s in the page:\n%s", want, a.body)
		}
	}
	if strings.Contains(a.body, "<script>") {
		t.Error("the state came through as markup")
	}
}

// What cannot be trusted with a redirect is told to the person.
func TestAuthorizeWithoutRedirect(t *testing.T) {
	s, _ := movingServer(Options{})
	for _, change := range [][]string{
		{"client_id", "nobody"}, {"client_id", ""}, {"redirect_uri", ""}, {"redirect_uri", "http://evil.example/"},
		{"redirect_uri", "http://127.0.0.1.evil.example/"}, {"redirect_uri", "https://127.0.0.1/"}, {"redirect_uri", "http://localhost:1/"},
		{"redirect_uri", "http://user@127.0.0.1/"}, {"redirect_uri", "https://zco.example/callback/more"},
	} {
		a := ask(t, s, "-", "GET /oauth/authorizations/new?"+authorizeQuery(change...), "")
		if a.status != 400 || a.header.Get("Location") != "" {
			t.Errorf("%q: status %d, Location %q", change, a.status, a.header.Get("Location"))
		}
	}
}

// The rest is told to the client, with its state.
func TestAuthorizeErrorsReachTheClient(t *testing.T) {
	s, _ := movingServer(Options{})
	for _, c := range []struct {
		change []string
		want   string
	}{
		{[]string{"response_type", "token"}, "unsupported_response_type"},
		{[]string{"code_challenge", ""}, "invalid_request"},
		{[]string{"code_challenge_method", "plain"}, "invalid_request"},
		{[]string{"code_challenge_method", ""}, "invalid_request"},
		{[]string{"scope", "read impersonate"}, "invalid_scope"},
		{[]string{"decision", "deny"}, "access_denied"},
		{[]string{"decision", ""}, "access_denied"},
	} {
		v := approve(t, s, c.change...)
		if v.Get("error") != c.want || v.Get("state") != "s&1" || v.Get("code") != "" {
			t.Errorf("%q: %v, want %s", c.change, v, c.want)
		}
	}
}

func TestCodeIsTradedOnce(t *testing.T) {
	s, _ := movingServer(Options{})
	v := approve(t, s, "email", "agent3@sandbox.example")
	if v.Get("state") != "s&1" {
		t.Errorf("state %q", v.Get("state"))
	}
	a := trade(t, s, v.Get("code"))
	if a.status != 200 || a.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("status %d, %v: %s", a.status, a.header, a.body)
	}
	for path, want := range map[string]string{"token_type": "bearer", "scope": "read write", "expires_in": "1800", "refresh_token_expires_in": "2592000"} {
		if got := a.get(t, path); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
	if again := trade(t, s, v.Get("code")); again.status != 400 || again.get(t, "error") != "invalid_grant" {
		t.Errorf("the second time: %d %s", again.status, again.body)
	}
	me := ask(t, s, "Bearer "+a.get(t, "access_token"), "GET /api/v2/users/me", "")
	if me.get(t, "user.id") != "10003" {
		t.Errorf("me is %s", me.body)
	}
}

func TestCodeIsRefused(t *testing.T) {
	for _, c := range []struct {
		change []string
		status int
		want   string
	}{
		{[]string{"code_verifier", strings.Repeat("x", 43)}, 400, "invalid_grant"},
		{[]string{"code_verifier", ""}, 400, "invalid_grant"},
		{[]string{"redirect_uri", "http://127.0.0.1:1/callback"}, 400, "invalid_grant"},
		{[]string{"code", "guess"}, 400, "invalid_grant"},
		{[]string{"client_id", "nobody"}, 401, "invalid_client"},
		{[]string{"client_id", "zco-service"}, 401, "invalid_client"},
		{[]string{"client_id", "zco-service", "client_secret", "sandbox-secret"}, 400, "invalid_grant"},
		{[]string{"client_secret", "x"}, 401, "invalid_client"},
		{[]string{"scope", "read users:write"}, 400, "invalid_scope"},
		{[]string{"grant_type", "password"}, 400, "unsupported_grant_type"},
		{[]string{"grant_type", ""}, 400, "invalid_request"},
		{[]string{"expires_in", "299"}, 400, "invalid_request"},
	} {
		s, _ := movingServer(Options{})
		a := trade(t, s, approve(t, s).Get("code"), c.change...)
		if a.status != c.status || a.get(t, "error") != c.want {
			t.Errorf("%q: %d %s, want %d %s", c.change, a.status, a.body, c.status, c.want)
		}
	}
}

func TestCodeLives120Seconds(t *testing.T) {
	for age, want := range map[time.Duration]int{119 * time.Second: 200, 120 * time.Second: 400} {
		s, now := movingServer(Options{})
		code := approve(t, s).Get("code")
		*now = now.Add(age)
		if a := trade(t, s, code); a.status != want {
			t.Errorf("after %v: %d %s", age, a.status, a.body)
		}
	}
}

func TestTokenExpiresAndIsRefreshed(t *testing.T) {
	s, now := movingServer(Options{TokenLife: 2 * time.Minute, RefreshLife: time.Hour})
	access, refresh := signIn(t, s, "read write")
	me := func(token string) int { return ask(t, s, "Bearer "+token, "GET /api/v2/groups", "").status }
	*now = now.Add(2*time.Minute - time.Second)
	if got := me(access); got != 200 {
		t.Fatalf("before it expires: %d", got)
	}
	*now = now.Add(time.Second)
	a := ask(t, s, "Bearer "+access, "GET /api/v2/groups", "")
	if a.status != 401 || a.get(t, "error") != "invalid_token" || !strings.HasPrefix(a.header.Get("Www-Authenticate"), "Bearer") {
		t.Fatalf("after it expired: %d %s", a.status, a.body)
	}
	again := grant(t, s, map[string]string{"grant_type": "refresh_token", "refresh_token": refresh, "client_id": "zco"})
	if again.status != 200 || again.get(t, "expires_in") != "120" || again.get(t, "refresh_token") == refresh {
		t.Fatalf("refreshed: %d %s", again.status, again.body)
	}
	if got := me(again.get(t, "access_token")); got != 200 {
		t.Errorf("the new one: %d", got)
	}
	reused := grant(t, s, map[string]string{"grant_type": "refresh_token", "refresh_token": refresh, "client_id": "zco"})
	if reused.status != 400 || reused.get(t, "error") != "invalid_grant" {
		t.Errorf("the old one used again: %d %s", reused.status, reused.body)
	}
	*now = now.Add(time.Hour)
	late := grant(t, s, map[string]string{"grant_type": "refresh_token", "refresh_token": again.get(t, "refresh_token"), "client_id": "zco"})
	if late.status != 400 || late.get(t, "error") != "invalid_grant" {
		t.Errorf("the new one too late: %d %s", late.status, late.body)
	}
}

// Refreshing ends the access token that was, even before it expires.
func TestRotationEndsTheOldPair(t *testing.T) {
	s, _ := movingServer(Options{})
	access, refresh := signIn(t, s, "read")
	if a := grant(t, s, map[string]string{"grant_type": "refresh_token", "refresh_token": refresh, "client_id": "zco", "scope": "read write"}); a.get(t, "error") != "invalid_scope" {
		t.Errorf("more than was granted: %s", a.body)
	}
	if a := grant(t, s, map[string]string{"grant_type": "refresh_token", "refresh_token": refresh, "client_id": "zco"}); a.status != 200 {
		t.Fatal(a.body)
	}
	if a := ask(t, s, "Bearer "+access, "GET /api/v2/groups", ""); a.status != 401 {
		t.Errorf("the old access token: %d", a.status)
	}
}

// Of many who refresh with one token, one wins.
func TestParallelRefreshHasOneWinner(t *testing.T) {
	s, _ := movingServer(Options{})
	_, refresh := signIn(t, s, "read")
	var wg sync.WaitGroup
	statuses := make([]int, 8)
	for i := range statuses {
		wg.Go(func() {
			statuses[i] = grant(t, s, map[string]string{"grant_type": "refresh_token", "refresh_token": refresh, "client_id": "zco"}).status
		})
	}
	wg.Wait()
	won := 0
	for _, status := range statuses {
		if status == 200 {
			won++
		}
	}
	if won != 1 {
		t.Errorf("statuses %v", statuses)
	}
}

func TestRevocation(t *testing.T) {
	s, _ := movingServer(Options{})
	access, refresh := signIn(t, s, "read")
	shown := ask(t, s, "Bearer "+access, "GET /api/v2/oauth/tokens/current.json", "")
	if shown.get(t, "token.token") != access[:10] || shown.get(t, "token.scopes.0") != "read" || shown.get(t, "token.expires_at") != "2026-11-21T10:30:00Z" ||
		strings.Contains(shown.body, access) || strings.Contains(shown.body, refresh) {
		t.Errorf("shown: %s", shown.body)
	}
	if a := ask(t, s, "Bearer "+access, "DELETE /api/v2/oauth/tokens/current", ""); a.status != 204 {
		t.Fatalf("revoked: %d %s", a.status, a.body)
	}
	if a := ask(t, s, "Bearer "+access, "GET /api/v2/users/me", ""); a.status != 401 {
		t.Errorf("afterwards: %d", a.status)
	}
	if a := grant(t, s, map[string]string{"grant_type": "refresh_token", "refresh_token": refresh, "client_id": "zco"}); a.get(t, "error") != "invalid_grant" {
		t.Errorf("refreshed afterwards: %s", a.body)
	}
	if a := ask(t, s, "", "GET /api/v2/oauth/tokens/current", ""); a.status != 404 {
		t.Errorf("an API token is no OAuth token: %d", a.status)
	}
}

func TestScopes(t *testing.T) {
	const read, write, search = "GET /api/v2/groups", "POST /api/v2/group_memberships", "POST /api/v2/custom_objects/asset/records/search"
	for _, c := range []struct {
		scope, line string
		allowed     bool
	}{
		{"read", read, true}, {"read", write, false}, {"write", read, false}, {"write", write, true}, {"read write", write, true},
		{"groups:read", read, true}, {"groups:read", write, false}, {"groups:write", write, true}, {"users:read", read, false},
		{"users:read groups:read", read, true}, {"users:read", "GET /api/v2/users/me", true}, {"groups:read", "GET /api/v2/users/me", false},
		{"custom_objects:read", "GET /api/v2/job_statuses", true}, {"dynamic_content:read", "GET /api/v2/locales", true},
		{"tickets:read", "GET /api/v2/custom_statuses", true}, {"custom_objects:read brands:read", "GET /api/v2/brands", true},
		{"", read, true}, {"", write, true}, {"read unheard:of", read, false}, {"rubbish", read, false},
	} {
		s, _ := movingServer(Options{})
		access, _ := signIn(t, s, c.scope)
		a := ask(t, s, "Bearer "+access, c.line, "{}")
		if allowed := a.status != 403; allowed != c.allowed {
			t.Errorf("%s with %q: %d %s", c.line, c.scope, a.status, a.body)
		}
		if !c.allowed && (a.get(t, "error") != "Forbidden" || !strings.Contains(a.get(t, "description"), "missing the following required scopes: ")) {
			t.Errorf("%s with %q: %s", c.line, c.scope, a.body)
		}
	}
	if r := (&route{method: "POST", segments: strings.Split(strings.TrimPrefix(search, "POST /"), "/")}); !covers([]string{"read"}, r) || covers([]string{"users:read"}, r) {
		t.Error("a filtered search is reading custom objects")
	}
}

func TestClientCredentials(t *testing.T) {
	s, _ := movingServer(Options{})
	// As JSON, with the scopes in an array and the client in Basic credentials.
	a := ask(t, s, "-", "POST /oauth/tokens", `{"grant_type":"client_credentials","scope":["read","write"],"expires_in":3600}`,
		"Content-Type", "application/json", "Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte("zco-service:sandbox-secret")))
	if a.status != 200 || a.get(t, "expires_in") != "3600" || strings.Contains(a.body, "refresh_token") {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if me := ask(t, s, "Bearer "+a.get(t, "access_token"), "GET /api/v2/users/me", ""); me.get(t, "user.id") != "10001" {
		t.Error(me.body)
	}
	if a := grant(t, s, map[string]string{"grant_type": "client_credentials", "client_id": "zco"}); a.status != 400 || a.get(t, "error") != "unauthorized_client" {
		t.Errorf("a public client: %d %s", a.status, a.body)
	}
	if a := grant(t, s, map[string]string{"grant_type": "client_credentials", "client_id": "zco-service", "client_secret": "wrong"}); a.status != 401 {
		t.Errorf("a wrong secret: %d %s", a.status, a.body)
	}
	if a := ask(t, s, "-", "POST /oauth/tokens", "{mangled", "Content-Type", "application/json"); a.status != 400 || a.get(t, "error") != "invalid_request" {
		t.Errorf("a mangled body: %d %s", a.status, a.body)
	}
}

// What was signed in stays signed in when the state is opened again.
func TestOAuthIsSaved(t *testing.T) {
	file := t.TempDir() + "/state.json"
	s, _ := movingServer(Options{SaveFile: file})
	access, _ := signIn(t, s, "read")
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(s.opts)
	if err != nil {
		t.Fatal(err)
	}
	if a := ask(t, again, "Bearer "+access, "GET /api/v2/groups", ""); a.status != 200 {
		t.Errorf("%d %s", a.status, a.body)
	}
	// A code given out and the demo's token list of another server do not mix.
	if fresh := New(s.opts); len(fresh.oauth.Tokens) != 0 {
		t.Errorf("a fresh account knows %s", fmt.Sprint(len(fresh.oauth.Tokens)))
	}
}
