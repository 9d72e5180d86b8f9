package oauth

import (
	"cmp"
	"context"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// DefaultRedirectURL is the address to register with the OAuth client. Its
// port is fixed, because an account may compare the whole address.
const DefaultRedirectURL = "http://127.0.0.1:8976/callback"

// listener waits on a loopback address for the browser to come back.
type listener struct {
	url  string // the redirect address, with its port
	path string
	net  net.Listener
	http *http.Server
}

// listen opens the redirect address if it is a loopback one, and returns
// nothing for one elsewhere.
func listen(redirect string) (*listener, error) {
	u, err := url.Parse(cmp.Or(redirect, "http://127.0.0.1/callback"))
	if err != nil {
		return nil, fmt.Errorf("redirect_url cannot be read; write it as %s", DefaultRedirectURL)
	}
	host := u.Hostname()
	if ip := net.ParseIP(host); u.Scheme != "http" || host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("nothing can listen on %s; paste the address back, or set redirect_url to %s", u.Redacted(), DefaultRedirectURL)
	}
	if host == "localhost" {
		host = "127.0.0.1" // never a name that a resolver could send elsewhere
	}
	n, err := net.Listen("tcp", net.JoinHostPort(host, cmp.Or(u.Port(), "0")))
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s (%w); end what holds the port, or set redirect_url to another registered address", u.Host, err)
	}
	if u.Port() == "" || u.Port() == "0" {
		_, p, _ := net.SplitHostPort(n.Addr().String())
		u.Host = net.JoinHostPort(u.Hostname(), p)
	}
	u.Path = cmp.Or(u.Path, "/")
	return &listener{url: u.String(), path: u.Path, net: n}, nil
}

// serve answers the browser until close. It never waits for the exchange: the
// page only says that the answer arrived.
func (l *listener) serve(ctx context.Context, d *dance) {
	l.http = &http.Server{
		Handler:           l.handler(d),
		ReadHeaderTimeout: 10 * time.Second,
		MaxHeaderBytes:    64 << 10,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	go func() { _ = l.http.Serve(l.net) }() // ends when the listener is closed
}

// close lets a page under way out and frees the port.
func (l *listener) close() {
	ctx, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
	defer cancel()
	if l.http.Shutdown(ctx) != nil {
		l.http.Close()
	}
}

func (l *listener) handler(d *dance) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Cache-Control", "no-store")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", "default-src 'none'")
		h.Set("Connection", "close")
		if d.start.began(w, r, d) {
			return
		}
		if r.URL.Path != l.path || r.Method != http.MethodGet {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		a, err := d.take(r.URL.Query())
		if err == nil && !d.start.same(r) {
			err = errOtherBrowser
		}
		switch {
		case err != nil:
			w.WriteHeader(http.StatusBadRequest)
			writePage(w, "Not signed in: "+err.Error()+".")
		case a.err != nil:
			writePage(w, "Not signed in: "+a.err.Error()+".")
		default:
			writePage(w, "The sign-in is back in the terminal. This page can be closed.")
		}
		if err == nil {
			d.deliver(a)
		}
	})
}

// writePage tells the browser how it went. (html/template calls methods by
// their names, for which the linker keeps every method of the program.)
func writePage(w io.Writer, text string) {
	_, _ = io.WriteString(w, `<!doctype html><meta charset="utf-8"><title>zco</title><p>`+html.EscapeString(text)+`</p>`)
}
