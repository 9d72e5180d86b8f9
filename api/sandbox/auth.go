package sandbox

import (
	"net/http"
	"strings"
)

// identity is who asks and what a token lets them do.
type identity struct {
	actor  *user    // nil: nobody signed in
	scopes []string // of an OAuth token; nil means no bounds
}

// identify reads the credentials. It is false when they are missing or wrong.
// As with the real service an API token belongs to the account, so any user's
// address goes with it.
func (s *Server) identify(r *http.Request) (identity, bool) {
	if token, found := bearerToken(r); found {
		if s.checkBearer == nil {
			return identity{}, false
		}
		return s.checkBearer(token)
	}
	name, token, _ := r.BasicAuth()
	email, found := strings.CutSuffix(name, "/token")
	if !found || token == "" {
		return identity{}, false
	}
	if token != s.opts.Token && (s.checkToken == nil || !s.checkToken(token)) {
		return identity{}, false
	}
	u := s.people.userByEmail(email)
	return identity{actor: u}, u != nil
}

// allowed checks role and scopes against the route.
func (q *request) allowed(r *route) *answer {
	if r.who == public {
		return nil
	}
	if !q.scoped(r) {
		return missingScopes(r)
	}
	switch role := q.actor.Role; {
	case r.who == agents && role == roleEndUser, r.who == admins && role != roleAdmin:
		return forbidden()
	}
	return nil
}

// scoped reports whether the token's scopes cover the route.
func (q *request) scoped(r *route) bool { return q.scopes == nil || covers(q.scopes, r) }
