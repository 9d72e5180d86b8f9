package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
)

// zendeskDomain is where accounts live that have a subdomain.
const zendeskDomain = ".zendesk.com"

var subdomain = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)

// ParseSubdomain reduces what people paste for a subdomain to it: acme,
// acme.zendesk.com and https://acme.zendesk.com/agent/filters are all acme.
func ParseSubdomain(s string) (string, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	s, _, _ = strings.Cut(s, "/")
	s, _, _ = strings.Cut(s, ":")
	s = strings.TrimSuffix(s, ".")
	short := strings.TrimSuffix(s, zendeskDomain)
	if short == s && strings.Contains(s, ".") {
		return "", fmt.Errorf("the subdomain is the acme of https://acme.zendesk.com; for %q use base_url, ZENDESK_BASE_URL or --base-url", s)
	}
	if !subdomain.MatchString(short) {
		return "", fmt.Errorf("the subdomain is the acme of https://acme.zendesk.com, of letters, digits and dashes; %q is not one", short)
	}
	return short, nil
}

// SubdomainURL returns the address of an account with a subdomain.
func SubdomainURL(sub string) string { return "https://" + sub + zendeskDomain }

// ParseBaseURL returns an address as it is used: scheme, host and path without
// a slash at the end. An address at zendesk.com loses its path, which is that
// of a page. Plain http is for loopback addresses only.
func ParseBaseURL(s string) (string, error) {
	s = strings.TrimSpace(s)
	if !strings.Contains(s, "://") {
		s = guessScheme(s) + s
	}
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "":
		return "", errors.New("the address cannot be read; write it as https://acme.zendesk.com")
	case u.User != nil:
		return "", errors.New("an address must not hold a user or a password; take out what stands before the @")
	case u.Scheme != "https" && u.Scheme != "http":
		return "", fmt.Errorf("the address must begin with https://, not %s://", u.Scheme)
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return "", fmt.Errorf("http:// would send the token over the network for all to read; write https://%s (http is for this computer only)", u.Host)
	}
	host := strings.ToLower(u.Host)
	if port := u.Port(); port == "443" && u.Scheme == "https" || port == "80" && u.Scheme == "http" {
		host = strings.TrimSuffix(host, ":"+port)
	}
	if strings.HasSuffix(u.Hostname(), zendeskDomain) {
		return u.Scheme + "://" + host, nil
	}
	return u.Scheme + "://" + host + strings.TrimRight(u.EscapedPath(), "/"), nil
}

func guessScheme(s string) string {
	if u, err := url.Parse("http://" + s); err == nil && loopback(u.Hostname()) {
		return "http://"
	}
	return "https://"
}

// loopback reports whether a host is this computer.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// subdomainOf returns acme for https://acme.zendesk.com, or "".
func subdomainOf(base string) string {
	host, ok := strings.CutPrefix(base, "https://")
	sub, zendesk := strings.CutSuffix(host, zendeskDomain)
	if !ok || !zendesk || !subdomain.MatchString(sub) {
		return ""
	}
	return sub
}

// parseEmail trims an address, and the /token that some write behind it.
func parseEmail(s string) (string, error) {
	s = strings.TrimSuffix(strings.TrimSpace(s), "/token")
	at := strings.LastIndexByte(s, '@')
	bad := strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == ':' || r == '/' || r == 0x7f })
	if at < 1 || at == len(s)-1 || bad {
		return "", errors.New("the e-mail address cannot be read; write it as agent@acme.example")
	}
	return s, nil
}
