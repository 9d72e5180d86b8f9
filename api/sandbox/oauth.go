package sandbox

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// oauthTables are the account's OAuth clients and what they were given.
type oauthTables struct {
	Clients []*oauthClient `json:"clients"`
	Codes   []*oauthCode   `json:"codes"`
	Tokens  []*oauthToken  `json:"tokens"`
}

// oauthClient is a program that may ask to be let in. Without a secret it is
// a public one and must use PKCE.
type oauthClient struct {
	ID         int64    `json:"id"`
	Identifier string   `json:"identifier"`
	Name       string   `json:"name"`
	Secret     string   `json:"secret"`
	Redirects  []string `json:"redirects"` // "http://127.0.0.1" stands for any port and path
	Beyond     []string `json:"beyond"`    // known scopes it cannot have
}

// oauthCode is an authorization code that was not used yet.
type oauthCode struct {
	Code      string    `json:"code"`
	Client    string    `json:"client"`
	Redirect  string    `json:"redirect"`
	Challenge string    `json:"challenge"` // S256; "" for none
	Scopes    []string  `json:"scopes"`
	UserID    int64     `json:"user_id"`
	Expires   time.Time `json:"expires"`
}

// oauthToken is an access token and the refresh token that replaces it.
type oauthToken struct {
	ID             int64     `json:"id"`
	Access         string    `json:"access"`
	Refresh        string    `json:"refresh"` // "" for none
	Client         string    `json:"client"`
	UserID         int64     `json:"user_id"`
	Scopes         []string  `json:"scopes"`
	Created        time.Time `json:"created"`
	Expires        time.Time `json:"expires"`
	RefreshExpires time.Time `json:"refresh_expires"`
}

// codeLife is how long an authorization code can be used.
const codeLife = 120 * time.Second

var oauthFamily = family{
	name:  "oauth",
	seed:  func(s *Server) { s.oauth = demoOAuth() },
	state: func(s *Server) any { return &s.oauth },
	routes: func(s *Server) {
		s.checkBearer = s.bearer
		s.handle("GET /oauth/authorizations/new", public, s.authorizePage)
		s.handle("POST /oauth/authorizations", public, s.authorize)
		s.handle("POST /oauth/authorizations/new", public, s.authorize)
		s.handle("POST /oauth/tokens", public, s.grantToken)
		s.handle("GET /api/v2/oauth/tokens/current", signedIn, s.withToken(s.showToken))
		s.handle("DELETE /api/v2/oauth/tokens/current", signedIn, s.withToken(s.revokeToken))
	},
}

// demoOAuth has one public client for programs on a person's machine and one
// confidential client for services.
func demoOAuth() oauthTables {
	return oauthTables{Clients: []*oauthClient{
		{
			ID: 70_001, Identifier: "zco", Name: "zco", Redirects: []string{"http://127.0.0.1", "https://zco.example/callback"},
			Beyond: []string{"impersonate"},
		},
		{
			ID: 70_002, Identifier: "zco-service", Name: "Nightly import", Secret: "sandbox-secret",
			Redirects: []string{"https://service.example/callback"}, Beyond: []string{"impersonate"},
		},
	}}
}

func (o *oauthTables) client(identifier string) *oauthClient {
	return pick(o.Clients, func(c *oauthClient) bool { return c.Identifier == identifier })
}

// allows reports whether a redirect address is a registered one. A loopback
// address may have any port, and any path if none was registered.
func (c *oauthClient) allows(redirect string) bool {
	u, err := url.Parse(redirect)
	if err != nil || u.Fragment != "" || u.User != nil {
		return false
	}
	for _, registered := range c.Redirects {
		r, err := url.Parse(registered)
		if err != nil {
			continue
		}
		if r.Hostname() == "127.0.0.1" && r.Port() == "" {
			if u.Scheme == "http" && u.Hostname() == r.Hostname() && (r.Path == "" || r.Path == u.Path) {
				return true
			}
		} else if redirect == registered {
			return true
		}
	}
	return false
}

// bearerToken reads the token of an Authorization header; the scheme may be
// in any case.
func bearerToken(r *http.Request) (string, bool) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer")
}

// bearer finds who stands behind an access token that is still good.
func (s *Server) bearer(access string) (identity, bool) {
	t := s.oauth.token(access)
	if t == nil || !s.now().Before(t.Expires) {
		return identity{}, false
	}
	u := s.people.Users[t.UserID]
	return identity{actor: u, scopes: t.Scopes}, u != nil && !u.Suspended
}

func (o *oauthTables) token(access string) *oauthToken {
	return pick(o.Tokens, func(t *oauthToken) bool { return t.Access == access && access != "" })
}

// withToken finds the OAuth token of the request; an API token is none.
func (s *Server) withToken(h func(*request, *oauthToken) *answer) handler {
	return with(func(q *request) *oauthToken {
		access, _ := bearerToken(q.http)
		return s.oauth.token(access)
	}, h)
}

// showToken shows the first characters of the secrets only.
func (s *Server) showToken(q *request, t *oauthToken) *answer {
	var client any
	if c := s.oauth.client(t.Client); c != nil {
		client = c.ID
	}
	view := obj{
		{"url", q.link("/api/v2/oauth/tokens/current")}, {"id", t.ID}, {"client_id", client}, {"user_id", t.UserID},
		{"token", t.Access[:10]}, {"scopes", t.Scopes}, {"created_at", stamp(t.Created)}, {"used_at", stamp(q.now())},
		{"expires_at", stamp(t.Expires)},
	}
	if t.Refresh != "" {
		view = append(view, pair{"refresh_token", t.Refresh[:10]}, pair{"refresh_token_expires_at", stamp(t.RefreshExpires)})
	}
	return ok(obj{{"token", view}})
}

// revokeToken ends the access token and the refresh token with it.
func (s *Server) revokeToken(_ *request, t *oauthToken) *answer {
	s.oauth.drop(t)
	return noContent()
}

func (o *oauthTables) drop(t *oauthToken) {
	o.Tokens = slices.DeleteFunc(o.Tokens, func(other *oauthToken) bool { return other == t })
}

// clean forgets what can never be used again.
func (o *oauthTables) clean(now time.Time) {
	o.Codes = slices.DeleteFunc(o.Codes, func(c *oauthCode) bool { return !now.Before(c.Expires) })
	o.Tokens = slices.DeleteFunc(o.Tokens, func(t *oauthToken) bool {
		return !now.Before(t.Expires) && (t.Refresh == "" || !now.Before(t.RefreshExpires))
	})
}

// secretText is a code or a token nobody can guess.
func secretText() string { return rand.Text() + rand.Text() }

// unauthenticatedFor is the 401 of missing or wrong credentials in the form
// of the kind of credentials.
func unauthenticatedFor(r *http.Request) *answer {
	if _, sent := bearerToken(r); !sent {
		return unauthenticated()
	}
	a := oauthError(http.StatusUnauthorized, "invalid_token", "The access token provided is expired, revoked, malformed or invalid for other reasons.")
	a.header.Set("Www-Authenticate", `Bearer error="invalid_token"`)
	return a
}

// oauthError is the error of RFC 6749.
func oauthError(status int, code, description string) *answer {
	a := reply(status, obj{{"error", code}, {"error_description", description}})
	a.header.Set("Cache-Control", "no-store")
	a.header.Set("Pragma", "no-cache")
	return a
}
