package api

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"
)

// Client speaks with one Zendesk account. It is safe for use by several
// goroutines at once and keeps connections open between requests.
type Client struct {
	base   *url.URL
	chain  sender
	limits *limitState
	wire   *wire
	opts   options
}

// New returns a client for the account at baseURL, such as
// https://acme.zendesk.com. A path before /api/v2 is kept. It refuses plain
// http to anything but this machine, and an address that holds a password.
func New(baseURL string, opts ...Option) (*Client, error) {
	base, err := parseBase(baseURL)
	if err != nil {
		return nil, err
	}
	o := defaultOptions()
	for _, opt := range opts {
		opt(&o)
	}
	c := &Client{base: base, opts: o, limits: &limitState{}, wire: newWire(o)}
	// Read from the inside out: a request passes these from last to first.
	c.chain = &attempt{next: c.wire, limits: c.limits, opts: o}
	c.chain = &auth{next: c.chain, credentials: o.credentials}
	c.chain = &redirect{next: c.chain, wire: c.wire}
	c.chain = &retry{next: c.chain, limits: c.limits, opts: o}
	return c, nil
}

// BaseURL returns the address of the account, without a slash at the end.
func (c *Client) BaseURL() string { return c.base.String() }

// Rate returns the account's rate limit as the last answer told it.
func (c *Client) Rate() Rate { return c.limits.last() }

// ClockSkew returns by how much this computer's clock is ahead of the
// account's, as the last answer told; 0 before the first. It knows no fractions of seconds
// and counts the way of the answer in.
func (c *Client) ClockSkew() time.Duration {
	c.limits.mu.Lock()
	defer c.limits.mu.Unlock()
	return c.limits.clockSkew
}

// Close closes the connections that are idle. Requests in flight go on.
func (c *Client) Close() { c.wire.close() }

func parseBase(text string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil {
		// The parser's own message repeats the address, password and all.
		return nil, errors.New("the address of the account cannot be read: write it as https://SUBDOMAIN.zendesk.com")
	}
	switch {
	case u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "":
		return nil, errors.New("the address of the account is not a web address: write it as https://SUBDOMAIN.zendesk.com")
	case u.User != nil:
		return nil, errors.New("the address of the account holds a name or password: leave it out of the address")
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return nil, fmt.Errorf("plain http to %s would send the credentials in the open: use https", u.Hostname())
	}
	path := strings.TrimSuffix(strings.TrimRight(u.Path, "/"), "/api/v2")
	return &url.URL{Scheme: u.Scheme, Host: strings.ToLower(u.Host), Path: strings.TrimRight(path, "/")}, nil
}

func isLoopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
