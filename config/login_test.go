package config

import (
	"errors"
	"testing"

	"zco/config/oauth"
	"zco/config/secret"
)

func TestASignInIsKeptForItsProfileAndAddressOnly(t *testing.T) {
	path := write(t, nil)
	kept := memory{}
	s := Stores{Secrets: kept, LocksDir: t.TempDir()}
	p := Profile{Subdomain: "acme", ClientID: "zco"}
	a, err := p.Account("work")
	if err != nil || a.RedirectURL != oauth.DefaultRedirectURL || a.Scopes != "read write" || a.Label != "work" {
		t.Fatal(a, err)
	}
	if err := errors.Join(AddProfile(path, "work", p), s.KeepOAuth(t.Context(), a, oauth.Token{Access: secret.New("new")})); err != nil {
		t.Fatal(err)
	}
	header := func() (string, error) {
		c, err := Load(path)
		if err != nil {
			t.Fatal(err)
		}
		a, err := s.Resolve(Flags{}, func(string) string { return "" }, c)
		if err != nil {
			t.Fatal(err)
		}
		return a.Credentials.Authorization(t.Context())
	}
	if h, err := header(); h != "Bearer new" {
		t.Error(h, err)
	}
	p.Subdomain = "acme2"
	if err := AddProfile(path, "work", p); err != nil {
		t.Fatal(err)
	}
	if h, err := header(); !errors.Is(err, ErrNotSignedIn) {
		t.Errorf("the token of acme was sent to acme2: %q %v", h, err)
	}
}

func TestAnAPITokenIsKeptAndLoggedOut(t *testing.T) {
	kept := memory{}
	s := Stores{Secrets: kept, LocksDir: t.TempDir()}
	a, err := Profile{Subdomain: "acme", Auth: AuthToken, Email: "a@b.example"}.Account("work")
	if err == nil {
		err = s.KeepAPIToken(t.Context(), a, secret.New("x"))
	}
	if err != nil || len(kept) != 1 {
		t.Fatal(kept, err)
	}
	if err := s.Logout(t.Context(), a); err != nil || len(kept) != 0 {
		t.Error(kept, err)
	}
	if err := s.Logout(t.Context(), a); !errors.Is(err, ErrNotSignedIn) {
		t.Error(err)
	}
}
