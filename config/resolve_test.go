package config

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zco/config/oauth"
	"zco/config/secret"
)

// memory is a store of secrets for tests.
type memory map[string]secret.Secret

func (m memory) Get(_ context.Context, a string) (secret.Secret, error) {
	s, ok := m[a]
	if !ok {
		return s, secret.ErrNotFound
	}
	return s, nil
}
func (m memory) Set(_ context.Context, a string, s secret.Secret) error { m[a] = s; return nil }
func (m memory) Delete(_ context.Context, a string) error               { delete(m, a); return nil }

const profiles = `
default_profile = "prod"
[profiles.prod]
subdomain = "acme"
email = "p@acme.example"
color = "red"
read_only = true
client_id = "zco"
[profiles.test]
subdomain = "acme-test"
auth = "token"
email = "t@acme.example"
[profiles.cmd]
subdomain = "acme-cmd"
auth = "token"
email = "c@acme.example"
token_command = "echo ' cmdtok '"
`

func basic(email, token string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(email+"/token:"+token))
}

func resolve(t *testing.T, toml string, f Flags, env string) (Account, error) {
	t.Helper()
	c, err := Parse("config.toml", []byte(toml))
	if err != nil {
		t.Fatal(err)
	}
	vars := map[string]string{}
	for pair := range strings.FieldsSeq(env) {
		k, v, _ := strings.Cut(pair, "=")
		vars[k] = v
	}
	kept := memory{
		"oauth:prod@https://acme.zendesk.com":      oauth.Pack(oauth.Token{Access: secret.New("kept-oauth")}),
		"token:test@https://acme-test.zendesk.com": secret.New("kept-token"),
	}
	return Stores{Secrets: kept, LocksDir: t.TempDir()}.Resolve(f, func(k string) string { return vars[k] }, c)
}

func TestFlagsBeatEnvironmentBeatsProfile(t *testing.T) {
	for _, tt := range []struct {
		name, toml string
		flags      Flags
		env        string
		want       string // profile base header readonly
	}{
		{"the default profile", profiles, Flags{}, "", "prod https://acme.zendesk.com Bearer kept-oauth true"},
		{"a named profile", profiles, Flags{Profile: "test"}, "", "test https://acme-test.zendesk.com " + basic("t@acme.example", "kept-token") + " false"},
		{"a command", profiles, Flags{Profile: "cmd"}, "", "cmd https://acme-cmd.zendesk.com " + basic("c@acme.example", "cmdtok") + " false"},
		{"--read-only", profiles, Flags{Profile: "test", ReadOnly: true}, "", "test https://acme-test.zendesk.com " + basic("t@acme.example", "kept-token") + " true"},
		{"environment alone", "", Flags{}, "ZENDESK_SUBDOMAIN=https://Beta.zendesk.com/agent ZENDESK_OAUTH_TOKEN=o", " https://beta.zendesk.com Bearer o false"},
		{"an API token", "", Flags{}, "ZENDESK_SUBDOMAIN=beta ZENDESK_EMAIL=me@x.example/token ZENDESK_API_TOKEN=a", " https://beta.zendesk.com " + basic("me@x.example", "a") + " false"},
		{"the environment's address beats the default profile", profiles, Flags{}, "ZENDESK_SUBDOMAIN=beta ZENDESK_OAUTH_TOKEN=o", " https://beta.zendesk.com Bearer o false"},
		{"the environment's address is a profile's", profiles, Flags{}, "ZENDESK_SUBDOMAIN=acme ZENDESK_OAUTH_TOKEN=o", "prod https://acme.zendesk.com Bearer o true"},
		{"a token for the profile's address", profiles, Flags{}, "ZENDESK_API_TOKEN=a", "prod https://acme.zendesk.com " + basic("p@acme.example", "a") + " true"},
		{"base url beats subdomain", "", Flags{}, "ZENDESK_SUBDOMAIN=acme ZENDESK_BASE_URL=127.0.0.1:8080/ ZENDESK_OAUTH_TOKEN=o", " http://127.0.0.1:8080 Bearer o false"},
		{"--base-url beats the environment", "", Flags{BaseURL: "http://localhost:1"}, "ZENDESK_SUBDOMAIN=acme ZENDESK_OAUTH_TOKEN=o", " http://localhost:1 Bearer o false"},
		{"--profile beats the environment, whose token is not sent there", profiles, Flags{Profile: "test"}, "ZENDESK_SUBDOMAIN=beta ZENDESK_OAUTH_TOKEN=o", "test https://acme-test.zendesk.com " + basic("t@acme.example", "kept-token") + " false"},
		{"the only profile", "[profiles.a]\nbase_url='http://127.0.0.1:9'\n", Flags{}, "ZENDESK_OAUTH_TOKEN=o", "a http://127.0.0.1:9 Bearer o false"},
	} {
		a, err := resolve(t, tt.toml, tt.flags, tt.env)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		h, err := a.Credentials.Authorization(t.Context())
		if got := fmt.Sprint(a.Profile, " ", a.BaseURL, " ", h, " ", a.ReadOnly); got != tt.want || err != nil {
			t.Errorf("%s:\n got %s (%v)\nwant %s", tt.name, got, err, tt.want)
		}
	}
}

func TestWhatIsMissingIsSaid(t *testing.T) {
	for _, tt := range []struct {
		toml     string
		flags    Flags
		env      string
		missing  bool // ErrNotSignedIn
		contains string
	}{
		{"", Flags{}, "", true, "set ZENDESK_SUBDOMAIN and ZENDESK_OAUTH_TOKEN"},
		{"", Flags{}, "ZENDESK_OAUTH_TOKEN=hunter2", true, "set ZENDESK_SUBDOMAIN"},
		{"", Flags{}, "ZENDESK_SUBDOMAIN=acme", true, "there is no token for https://acme.zendesk.com"},
		{"", Flags{}, "ZENDESK_SUBDOMAIN=acme ZENDESK_API_TOKEN=hunter2", true, "set ZENDESK_EMAIL"},
		{"", Flags{}, "ZENDESK_SUBDOMAIN=acme ZENDESK_API_TOKEN=hunter2 ZENDESK_OAUTH_TOKEN=hunter2", false, "both are set"},
		{"", Flags{}, "ZENDESK_SUBDOMAIN=support.acme.com ZENDESK_OAUTH_TOKEN=hunter2", false, "ZENDESK_SUBDOMAIN: the subdomain is the acme of"},
		{"", Flags{}, "ZENDESK_BASE_URL=http://acme.example ZENDESK_OAUTH_TOKEN=hunter2", false, "ZENDESK_BASE_URL: http:// would send"},
		{"", Flags{BaseURL: "https://u:hunter2@acme.example"}, "", false, "--base-url: an address must not hold a user"},
		{"", Flags{}, "ZENDESK_EMAIL=nobody ZENDESK_SUBDOMAIN=a", false, "ZENDESK_EMAIL: "},
		{profiles, Flags{Profile: "prd"}, "", false, "there are: cmd, prod, test"},
		{profiles, Flags{BaseURL: "https://evil.example"}, "", true, "no token for https://evil.example"},
		{profiles, Flags{Profile: "cmd", BaseURL: "https://evil.example"}, "", true, "is for https://acme-cmd.zendesk.com only"},
		{strings.Replace(profiles, `default_profile = "prod"`, "", 1), Flags{}, "", true, "use --profile or set default_profile"},
	} {
		_, err := resolve(t, tt.toml, tt.flags, tt.env)
		if err == nil || errors.Is(err, ErrNotSignedIn) != tt.missing || !strings.Contains(err.Error(), tt.contains) {
			t.Errorf("%v %s: %v", tt.flags, tt.env, err)
		}
		if err != nil && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("an error shows a token: %v", err)
		}
	}
}

func TestATokenThatIsNotKeptShowsAtFirstUse(t *testing.T) {
	for _, f := range []Flags{{Profile: "a"}, {Profile: "b"}} {
		a, err := resolve(t, "[profiles.a]\nsubdomain='a'\n[profiles.b]\nsubdomain='b'\nauth='token'\nemail='b@b.example'", f, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.Credentials.Authorization(t.Context()); !errors.Is(err, ErrNotSignedIn) || !strings.Contains(err.Error(), "zco login") {
			t.Error(err)
		}
	}
}

func TestARefusedTokenAsksToSignInAgain(t *testing.T) {
	for _, env := range []string{"ZENDESK_SUBDOMAIN=b ZENDESK_OAUTH_TOKEN=hunter2", ""} {
		a, err := resolve(t, profiles, Flags{Profile: map[bool]string{true: "cmd"}[env == ""]}, env)
		if err != nil {
			t.Fatal(err)
		}
		h, _ := a.Credentials.Authorization(t.Context())
		err = a.Credentials.Refresh(t.Context(), h)
		if !errors.Is(err, ErrSignInAgain) || strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "cmdtok") {
			t.Error(err)
		}
	}
}

func TestAccountsDoNotPrintTheirSecrets(t *testing.T) {
	for _, env := range []string{"ZENDESK_SUBDOMAIN=b ZENDESK_OAUTH_TOKEN=hunter2", "ZENDESK_SUBDOMAIN=b ZENDESK_EMAIL=a@b.example ZENDESK_API_TOKEN=hunter2"} {
		a, err := resolve(t, "", Flags{}, env)
		if err != nil {
			t.Fatal(err)
		}
		h, _ := a.Credentials.Authorization(t.Context())
		_, coded, _ := strings.Cut(h, " ")
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
			if got := fmt.Sprintf(verb, a) + fmt.Sprintf(verb, a.Credentials); strings.Contains(got, "hunter2") || strings.Contains(got, coded) {
				t.Errorf("%s: %s", verb, got)
			}
		}
	}
}

func TestAddresses(t *testing.T) {
	for in, want := range map[string]string{
		"acme.zendesk.com":                       "https://acme.zendesk.com",
		"https://ACME.zendesk.com/agent/tickets": "https://acme.zendesk.com",
		"https://proxy.example/zendesk/":         "https://proxy.example/zendesk",
		"https://a.example:443":                  "https://a.example",
		"localhost:8080":                         "http://localhost:8080",
		"http://[::1]:80/":                       "http://[::1]",
		"http://127.8.9.1:1":                     "http://127.8.9.1:1",
	} {
		if got, err := ParseBaseURL(in); got != want || err != nil {
			t.Errorf("%s: %q %v", in, got, err)
		}
	}
	for _, in := range []string{"", "http://10.0.0.1", "http://localhost.evil.example", "ftp://a", "https://a:b@c", "https://", "http://0.0.0.0:80", "javascript://x"} {
		if got, err := ParseBaseURL(in); err == nil {
			t.Errorf("%s was taken as %s", in, got)
		}
	}
}

func TestSubdomainsOfWhateverIsPasted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sub := rapid.StringMatching(`[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?`).Draw(t, "sub")
		text := rapid.SampledFrom([]string{"%s", "%s.zendesk.com", "https://%s.zendesk.com", "https://%s.zendesk.com/agent/x?y=1", " %s.zendesk.com/ ", "http://%s.zendesk.com:443/"}).Draw(t, "text")
		if got, err := ParseSubdomain(fmt.Sprintf(text, sub)); got != sub || err != nil {
			t.Fatalf("%q %v", got, err)
		}
	})
	for _, s := range []string{"", "-a", "a b", "a.b", "https://evil.example/acme.zendesk.com", "a_b"} {
		if got, err := ParseSubdomain(s); err == nil {
			t.Errorf("%q was taken as %q", s, got)
		}
	}
}

func TestTokenNotice(t *testing.T) {
	day := func(s string) time.Time { d, _ := time.Parse(time.DateOnly, s); return d }
	for on, words := range map[string]string{
		"2026-11-21": "in 160 days",
		"2027-04-29": "tomorrow",
		"2027-04-30": "ended API tokens",
		"2026-08-01": "no new API tokens can be made from 2026-10-27",
	} {
		if got := TokenNotice(day(on)); !strings.Contains(got, words) || !strings.Contains(got, "zco login") {
			t.Errorf("%s: %s", on, got)
		}
	}
}

func TestColors(t *testing.T) {
	var bad []string
	for _, s := range []string{"red", "teal", "0", "255", "#a0B1c2"} {
		if !ValidColor(s) {
			bad = append(bad, s)
		}
	}
	for _, s := range []string{"", "256", "-1", "#fff", "#gggggg", "reddish", "\x1b[31m"} {
		if ValidColor(s) {
			bad = append(bad, s)
		}
	}
	if d := cmp.Diff([]string(nil), bad); d != "" {
		t.Error(d)
	}
}
