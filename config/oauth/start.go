package oauth

import (
	"crypto/subtle"
	"errors"
	"net/http"
	"net/url"
	"sync"
)

// start is where the browser that is opened begins: others on this computer see
// the address that a program is started with, and with the account's own
// address, with its state and challenge, they could bring a code of theirs into
// this sign-in. This one can be opened once, and what comes back must be of the
// browser that opened it.
type start struct {
	path   string
	ticket string // the cookie of the browser

	mu     sync.Mutex
	opened bool
}

// ticketName is the name of the cookie.
const ticketName = "zco-sign-in"

var (
	errOtherBrowser = errors.New("this answer is not of the browser that was opened for this sign-in")
	errOpenedTwice  = errors.New("the page of this sign-in was opened twice; somebody else on this computer may be trying to sign you in to an account of theirs: sign in again")
)

// toOpen is the address that a browser is started with.
func (d *dance) toOpen(address string) string {
	back, err := url.Parse(d.redirect)
	if d.start == nil || err != nil {
		return address
	}
	return (&url.URL{Scheme: back.Scheme, Host: back.Host, Path: d.start.path}).String()
}

// began answers the request that begins a sign-in; false if it is none.
func (s *start) began(w http.ResponseWriter, r *http.Request, d *dance) bool {
	if s == nil || r.Method != http.MethodGet || subtle.ConstantTimeCompare([]byte(r.URL.Path), []byte(s.path)) != 1 {
		return false
	}
	s.mu.Lock()
	again := s.opened
	s.opened = true
	s.mu.Unlock()
	if again {
		w.WriteHeader(http.StatusGone)
		writePage(w, "Not signed in: "+errOpenedTwice.Error()+".")
		d.deliver(answer{err: errOpenedTwice})
		return true
	}
	http.SetCookie(w, &http.Cookie{Name: ticketName, Value: s.ticket, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, d.address(), http.StatusFound)
	return true
}

// same reports whether an answer may be of the browser that began. Where none
// was opened, the account's address was opened by hand.
func (s *start) same(r *http.Request) bool {
	if s == nil {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.opened {
		return true
	}
	c, err := r.Cookie(ticketName)
	return err == nil && subtle.ConstantTimeCompare([]byte(c.Value), []byte(s.ticket)) == 1
}
