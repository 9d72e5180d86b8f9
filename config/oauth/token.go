package oauth

import (
	"encoding/json"
	"fmt"
	"time"

	"zco/config/secret"
)

// Token is what an account gave for a sign-in.
type Token struct {
	Access  secret.Secret
	Refresh secret.Secret // empty: the sign-in cannot be prolonged
	Issued  time.Time     // when Access was asked for
	Expires time.Time     // of Access; zero: never
	Scope   string        // what was granted, space-separated
}

// Authorization returns the header that carries the token.
func (t Token) Authorization() string { return "Bearer " + t.Access.Reveal() }

// expiresBy reports whether the access token is of no use at the time.
func (t Token) expiresBy(at time.Time) bool { return !t.Expires.IsZero() && !at.Before(t.Expires) }

// early is how long before its end a token is refreshed, so that it does not
// end on its way: a tenth of its life, a minute at most.
func (t Token) early() time.Duration {
	if t.Issued.IsZero() {
		return time.Minute
	}
	return min(time.Minute, max(0, t.Expires.Sub(t.Issued)/10))
}

// stale reports whether it is time for a new access token.
func (t Token) stale(now time.Time) bool { return t.expiresBy(now.Add(t.early())) }

// kept is how a Token lies in a store. Only pack and Unpack know it.
type kept struct {
	Access  string    `json:"access_token"`
	Refresh string    `json:"refresh_token,omitempty"`
	Issued  time.Time `json:"issued,omitzero"`
	Expires time.Time `json:"expires,omitzero"`
	Scope   string    `json:"scope,omitempty"`
}

// Pack returns the token as one secret for a store.
func Pack(t Token) secret.Secret {
	data, _ := json.Marshal(kept{t.Access.Reveal(), t.Refresh.Reveal(), t.Issued.UTC(), t.Expires.UTC(), t.Scope}) // strings and a time always encode
	return secret.New(string(data))
}

// Unpack is the reverse of Pack.
func Unpack(s secret.Secret) (Token, error) {
	var k kept
	if json.Unmarshal([]byte(s.Reveal()), &k) != nil || k.Access == "" {
		return Token{}, fmt.Errorf("the kept token cannot be read: %w", ErrSignInAgain)
	}
	return Token{secret.New(k.Access), secret.New(k.Refresh), k.Issued, k.Expires, k.Scope}, nil
}
