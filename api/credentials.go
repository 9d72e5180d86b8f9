package api

import (
	"context"
	"encoding/base64"
	"errors"
	"net"
	"net/http"
	"strings"
)

// Credentials say who is asking.
type Credentials interface {
	// Authorization returns the whole value of the Authorization header. It
	// is asked before each request and may take its time to get a new token.
	Authorization(ctx context.Context) (string, error)
}

// Refresher is implemented by Credentials that can replace a rejected token.
// It is asked once for a request that was answered with 401, with the header
// value that was rejected; then the request is sent a second time. It may be
// called by several goroutines at once for the same rejected value.
type Refresher interface {
	Refresh(ctx context.Context, rejected string) error
}

// TokenCredentials sign with an API token of the person with this email.
func TokenCredentials(email, token string) Credentials {
	pair := email + "/token:" + token
	return fixedCredentials("Basic " + base64.StdEncoding.EncodeToString([]byte(pair)))
}

// BearerCredentials sign with an OAuth access token that is not refreshed.
func BearerCredentials(token string) Credentials { return fixedCredentials("Bearer " + token) }

type fixedCredentials string

func (c fixedCredentials) Authorization(context.Context) (string, error) { return string(c), nil }

// String keeps the secret out of a printed value.
func (c fixedCredentials) String() string { return "[secret]" }

// GoString keeps the secret out of a dump.
func (c fixedCredentials) GoString() string { return "[secret]" }

// auth adds the Authorization header. It stands inside redirect, which
// passes on nothing that goes to another host.
type auth struct {
	next        sender
	credentials Credentials
}

func (s *auth) send(ctx context.Context, r *request) (*answer, error) {
	if s.credentials == nil {
		return s.next.send(ctx, r)
	}
	rejected, err := s.sign(ctx, r)
	if err != nil {
		return nil, err
	}
	a, err := s.next.send(ctx, r)
	refresher, ok := s.credentials.(Refresher)
	if err != nil || a.status != http.StatusUnauthorized || !ok {
		return a, err
	}
	if err := refresher.Refresh(ctx, rejected); err != nil {
		return nil, notSigned(err)
	}
	if _, err := s.sign(ctx, r); err != nil {
		return nil, err
	}
	return s.next.send(ctx, r)
}

func (s *auth) sign(ctx context.Context, r *request) (string, error) {
	value, err := s.credentials.Authorization(ctx)
	if err != nil {
		return "", notSigned(err)
	}
	r.header.Set("Authorization", value)
	r.secret = value
	return value, nil
}

// notSigned is the error when no token could be had. It counts as not signed
// in, unless it was the network or the person who stopped it.
func notSigned(err error) *Error {
	e := &Error{Message: "cannot sign the request", Err: err, local: true}
	var network net.Error
	if !errors.As(err, &network) && !errors.Is(err, context.Canceled) {
		e.Status = http.StatusUnauthorized
	}
	return e
}

// secretParts returns what of an Authorization header must not be repeated:
// the whole, the part after the scheme, and the token in a Basic pair.
func secretParts(authorization string) []string {
	if authorization == "" {
		return nil
	}
	parts := []string{authorization}
	_, value, ok := strings.Cut(authorization, " ")
	if !ok || value == "" {
		return parts
	}
	parts = append(parts, value)
	if pair, err := base64.StdEncoding.DecodeString(value); err == nil {
		if _, token, ok := strings.Cut(string(pair), ":"); ok && token != "" {
			parts = append(parts, token)
		}
	}
	return parts
}
