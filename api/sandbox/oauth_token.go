package sandbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// grantToken is POST /oauth/tokens, with a JSON body or a form.
func (s *Server) grantToken(q *request) *answer {
	in, readable := q.tokenParams()
	if !readable {
		return oauthError(400, "invalid_request", "The request body is neither JSON nor a form.")
	}
	s.oauth.clean(q.now())
	c := s.oauth.client(in["client_id"])
	if c == nil || c.Secret != in["client_secret"] {
		a := oauthError(401, "invalid_client", "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.")
		a.header.Set("Www-Authenticate", `Basic realm="OAuth"`)
		return a
	}
	life, bad := s.tokenLife(in)
	if bad != nil {
		return bad
	}
	switch in["grant_type"] {
	case "authorization_code":
		return s.grantCode(q, c, in, life)
	case "refresh_token":
		return s.grantRefresh(q, c, in, life)
	case "client_credentials":
		return s.grantClient(q, c, in, life)
	case "":
		return oauthError(400, "invalid_request", "The request is missing a required parameter: grant_type.")
	}
	return oauthError(400, "unsupported_grant_type", "The authorization grant type is not supported by the authorization server.")
}

// tokenParams reads the parameters as texts; a client may also name itself
// with Basic credentials.
func (q *request) tokenParams() (map[string]string, bool) {
	in := map[string]string{}
	if bytes.HasPrefix(bytes.TrimSpace(q.raw), []byte("{")) {
		body, bad := q.body()
		if bad != nil {
			return nil, false
		}
		for key, value := range body {
			in[key] = tokenParam(value)
		}
	} else {
		for key, values := range q.formValues() {
			in[key] = values[0]
		}
	}
	if id, secret, found := q.http.BasicAuth(); found && in["client_id"] == "" {
		in["client_id"], in["client_secret"] = id, secret
	}
	return in, true
}

func tokenParam(value any) string {
	switch value := value.(type) {
	case string:
		return value
	case json.Number:
		return value.String()
	case []any: // scopes in an array
		parts := make([]string, len(value))
		for i, part := range value {
			parts[i] = tokenParam(part)
		}
		return strings.Join(parts, " ")
	}
	return ""
}

// The lives a client may ask for with expires_in, in seconds.
const (
	shortestTokenLife = 300
	longestTokenLife  = 172_800
)

// tokenLife is how long the access token is to live.
func (s *Server) tokenLife(in map[string]string) (time.Duration, *answer) {
	if in["expires_in"] == "" {
		return s.opts.TokenLife, nil
	}
	n, err := strconv.Atoi(in["expires_in"])
	if err != nil || n < shortestTokenLife || n > longestTokenLife {
		return 0, oauthError(400, "invalid_request", "expires_in must be between 300 and 172800 seconds.")
	}
	return time.Duration(n) * time.Second, nil
}

func invalidGrant() *answer {
	return oauthError(400, "invalid_grant", "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.")
}

// grantCode trades a code once; a trade that fails uses it up too.
func (s *Server) grantCode(q *request, c *oauthClient, in map[string]string, life time.Duration) *answer {
	at := slices.IndexFunc(s.oauth.Codes, func(o *oauthCode) bool { return o.Code == in["code"] })
	if at < 0 || s.oauth.Codes[at].Client != c.Identifier {
		return invalidGrant()
	}
	code := s.oauth.Codes[at]
	s.oauth.Codes = slices.Delete(s.oauth.Codes, at, at+1)
	if code.Redirect != in["redirect_uri"] || !proves(in["code_verifier"], code.Challenge) {
		return invalidGrant()
	}
	scopes, bad := c.narrow(in["scope"], code.Scopes)
	if bad != nil {
		return bad
	}
	return s.issue(q, oauthToken{Client: c.Identifier, UserID: code.UserID, Scopes: scopes, Refresh: secretText()}, life)
}

// proves checks a PKCE verifier against its S256 challenge.
func proves(verifier, challenge string) bool {
	if challenge == "" {
		return verifier == ""
	}
	sum := sha256.Sum256([]byte(verifier))
	return len(verifier) >= 43 && len(verifier) <= 128 && base64.RawURLEncoding.EncodeToString(sum[:]) == challenge
}

// grantRefresh gives a new pair for a refresh token, which dies with the
// access token it came with.
func (s *Server) grantRefresh(q *request, c *oauthClient, in map[string]string, life time.Duration) *answer {
	at := slices.IndexFunc(s.oauth.Tokens, func(t *oauthToken) bool { return t.Refresh != "" && t.Refresh == in["refresh_token"] })
	if at < 0 {
		return invalidGrant()
	}
	old := s.oauth.Tokens[at]
	if old.Client != c.Identifier || !q.now().Before(old.RefreshExpires) {
		return invalidGrant()
	}
	scopes, bad := c.narrow(in["scope"], old.Scopes)
	if bad != nil {
		return bad
	}
	s.oauth.drop(old)
	return s.issue(q, oauthToken{Client: c.Identifier, UserID: old.UserID, Scopes: scopes, Refresh: secretText()}, life)
}

// grantClient lets a confidential client in as the account's own user.
func (s *Server) grantClient(q *request, c *oauthClient, in map[string]string, life time.Duration) *answer {
	if c.Secret == "" {
		return oauthError(400, "unauthorized_client", "A public client cannot use client_credentials.")
	}
	scopes, allowed := c.readScopes(in["scope"])
	if !allowed {
		return invalidScope()
	}
	return s.issue(q, oauthToken{Client: c.Identifier, UserID: firstUserID, Scopes: scopes}, life)
}

// narrow is what was asked of what was granted; asking for nothing keeps all.
func (c *oauthClient) narrow(asked string, granted []string) ([]string, *answer) {
	if strings.TrimSpace(asked) == "" {
		return granted, nil
	}
	scopes, allowed := c.readScopes(asked)
	for _, scope := range scopes {
		allowed = allowed && slices.Contains(granted, scope)
	}
	if !allowed {
		return nil, invalidScope()
	}
	return scopes, nil
}

func invalidScope() *answer {
	return oauthError(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.")
}

// issue keeps a token and answers with it.
func (s *Server) issue(q *request, t oauthToken, life time.Duration) *answer {
	t.ID, t.Access, t.Created = s.nextID(), secretText(), q.now()
	t.Expires, t.RefreshExpires = t.Created.Add(life), t.Created.Add(s.opts.RefreshLife)
	s.oauth.Tokens = append(s.oauth.Tokens, &t)
	out := obj{{"access_token", t.Access}}
	if t.Refresh != "" {
		out = append(out, pair{"refresh_token", t.Refresh})
	}
	out = append(out, pair{"token_type", "bearer"}, pair{"scope", strings.Join(t.Scopes, " ")}, pair{"expires_in", int(life.Seconds())})
	if t.Refresh != "" {
		out = append(out, pair{"refresh_token_expires_in", int(s.opts.RefreshLife.Seconds())})
	}
	a := ok(out)
	a.header.Set("Cache-Control", "no-store")
	a.header.Set("Pragma", "no-cache")
	return a
}
