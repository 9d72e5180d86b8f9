package config

import (
	"errors"
	"strings"

	"zco/config/secret"
)

// environment is what the variables say.
type environment struct {
	base  string // "" if none is set
	email string
	token secret.Secret
	oauth secret.Secret
}

// TokenVariables are the environment variables that hold a secret.
var TokenVariables = []string{"ZENDESK_API_TOKEN", "ZENDESK_OAUTH_TOKEN"}

func readEnvironment(getenv func(string) string) (environment, error) {
	var e environment
	var first error
	read := func(name string, set func(string) error) {
		s := strings.TrimSpace(getenv(name))
		if s == "" || first != nil {
			return
		}
		if err := set(s); err != nil {
			first = &SettingError{name, err}
		}
	}
	read("ZENDESK_SUBDOMAIN", func(s string) (err error) {
		s, err = ParseSubdomain(s)
		e.base = SubdomainURL(s)
		return err
	})
	read("ZENDESK_BASE_URL", func(s string) (err error) { e.base, err = ParseBaseURL(s); return err })
	read("ZENDESK_EMAIL", func(s string) (err error) { e.email, err = parseEmail(s); return err })
	read("ZENDESK_API_TOKEN", func(s string) error { e.token = secret.New(s); return usable(s) })
	read("ZENDESK_OAUTH_TOKEN", func(s string) error { e.oauth = secret.New(s); return usable(s) })
	if first != nil {
		return e, first
	}
	if !e.token.IsEmpty() && !e.oauth.IsEmpty() {
		return e, &SettingError{"ZENDESK_API_TOKEN and ZENDESK_OAUTH_TOKEN", errors.New("both are set and only one can be used; unset one")}
	}
	return e, nil
}

// usable refuses what cannot stand in a header, without repeating it.
func usable(token string) error {
	if strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return errors.New("the token has spaces or other characters that no token has; copy it again")
	}
	return nil
}

// elsewhere reports whether the environment speaks of another address than
// that of the profile a person named.
func (e environment) elsewhere(r *resolver) bool {
	return r.flags.Profile != "" && r.flags.BaseURL == "" && e.base != "" && e.base != r.base
}
