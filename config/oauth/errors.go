package oauth

import (
	"errors"
	"fmt"
	"strings"
)

// How a sign-in or a refresh ends other than well; test with errors.Is.
var (
	// ErrSignInAgain: the account takes these tokens no longer.
	ErrSignInAgain = errors.New("the sign-in has ended; sign in again with: zco login")
	// ErrNotSignedIn: there are no tokens yet.
	ErrNotSignedIn = errors.New("not signed in; sign in with: zco login")
	// ErrDenied: the person or the account said no in the browser.
	ErrDenied = errors.New("the sign-in was refused in the browser")
	// ErrTimeout: nothing came back from the browser.
	ErrTimeout = errors.New("nothing came back from the browser in time; start the sign-in again")
)

// Error is what the account answered instead of a token.
type Error struct {
	Status      int    // HTTP status, 0 when it came through the browser
	Code        string // as in RFC 6749: invalid_grant, invalid_client, invalid_scope, ...
	Description string // the account's own words, control characters removed
}

// advice is what to do about the codes that a person can do something about.
var advice = map[string]string{
	"invalid_client":            "check client_id: it is the identifier of the OAuth client in Admin Center, and the client must be public",
	"unauthorized_client":       "the OAuth client must be public and allow the authorisation code with PKCE",
	"invalid_scope":             "the OAuth client does not allow these scopes; ask for fewer, or widen the client in Admin Center",
	"invalid_grant":             "the code or token is used up or too old (a code lives for 120 seconds), or the redirect address is not the one registered; sign in again",
	"redirect_uri_mismatch":     "register the redirect address with the OAuth client in Admin Center, or set redirect_url to the registered one",
	"access_denied":             "sign in again and allow it, or ask an administrator",
	"unsupported_grant_type":    "the OAuth client must allow refresh tokens and the authorisation code",
	"temporarily_unavailable":   "try again in a minute",
	"server_error":              "try again in a minute",
	"unsupported_response_type": "the OAuth client must allow the authorisation code",
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("the account refused the sign-in")
	if e.Code != "" {
		fmt.Fprintf(&b, " (%s)", e.Code)
	} else if e.Status != 0 {
		fmt.Fprintf(&b, " (HTTP %d)", e.Status)
	}
	if e.Description != "" {
		b.WriteString(": " + e.Description)
	}
	if a := advice[e.Code]; a != "" {
		b.WriteString("; " + a)
	}
	return b.String()
}

// Is reports a refusal by the person as ErrDenied.
func (e *Error) Is(target error) bool { return target == ErrDenied && e.Code == "access_denied" }

// final reports whether trying once more with the same refresh token is of no
// use. A proxy's 403 page or a 500 is not the account's word on the token.
func (e *Error) final() bool {
	switch e.Code {
	case "invalid_grant", "invalid_client", "unauthorized_client", "access_denied",
		"invalid_scope", "unsupported_grant_type", "invalid_token", "invalid_request":
		return e.Status < 500 && e.Status != 429
	}
	return e.Status == 401
}
