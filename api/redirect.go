package api

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

const maxRedirects = 5

// redirect follows the redirects of a read within the account's own
// address. To another host it follows none: credentials must not go there,
// and without them it has no answer for us.
type redirect struct {
	next sender
	wire sender // sends without credentials
}

// fetch reads a file from another address, to which no credentials go. It
// follows no further redirect.
func (s *redirect) fetch(ctx context.Context, r *request, to *url.URL) (*answer, error) {
	bare := &request{method: http.MethodGet, url: to, header: http.Header{"User-Agent": r.header["User-Agent"]}, read: true, attempt: 1}
	return s.wire.send(ctx, bare)
}

func (s *redirect) send(ctx context.Context, r *request) (*answer, error) {
	asked := r.url
	defer func() { r.url = asked }() // an error names what was asked for
	for range maxRedirects {
		a, err := s.next.send(ctx, r)
		if err != nil || !isRedirect(a) {
			return a, err
		}
		to, err := r.url.Parse(a.header.Get("Location"))
		switch {
		case err != nil || a.header.Get("Location") == "":
			return nil, refusedRedirect(a, "and does not say where to")
		case r.method != http.MethodGet:
			return nil, refusedRedirect(a, "to "+origin(to)+", and this request is not sent elsewhere")
		case origin(to) != origin(r.url) && r.away && to.Scheme == "https":
			return s.fetch(ctx, r, to)
		case origin(to) != origin(r.url):
			return nil, refusedRedirect(a, "to "+origin(to)+"; if the account has moved there, sign in at that address")
		}
		r.url = to
	}
	return nil, &Error{Code: CodeRedirect, Message: "the service redirects in a circle"}
}

func isRedirect(a *answer) bool {
	switch a.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func refusedRedirect(a *answer, why string) *Error {
	return &Error{
		Status: a.status, Code: CodeRedirect, RequestID: requestID(a.header),
		Message: "the service redirects " + why,
	}
}

func origin(u *url.URL) string { return strings.ToLower(u.Scheme + "://" + u.Host) }
