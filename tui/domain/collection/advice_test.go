package collection

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"zco/api"
)

// A row for each row of the table of advice, on what was recorded where
// something was.
func TestAdvice(t *testing.T) {
	at := func(status int, code, message string) error {
		return &api.Error{Method: "GET", Path: "/api/v2/groups", Status: status, Code: code, Message: message}
	}
	below := func(err error) error { return &api.Error{Method: "GET", Path: "/api/v2/groups", Err: err} }
	page := func(status int, server, ray string) error {
		return &api.Error{Method: "GET", Path: "/api/v2/groups", Status: status, NotJSON: true, Server: server, Ray: ray}
	}
	authority := x509.UnknownAuthorityError{Cert: &x509.Certificate{Issuer: pkix.Name{CommonName: "Acme Proxy CA"}}}
	old := x509.CertificateInvalidError{Reason: x509.Expired, Cert: &x509.Certificate{
		NotBefore: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)}}
	proxy := &net.OpError{Op: "proxyconnect", Net: "tcp", Err: errors.New("connection refused")}
	used := map[int]bool{}
	for name, c := range map[string]struct {
		err   error
		wants []string
	}{
		"unknown authority":     {below(fmt.Errorf("tls: failed to verify certificate: %w", authority)), []string{"Acme Proxy CA", "SSL_CERT_FILE"}},
		"another host's":        {below(x509.HostnameError{Certificate: &x509.Certificate{}, Host: "a"}), []string{"another host's"}},
		"a clock that is off":   {below(old), []string{"2026-01-02 to 2026-04-01", "clock", "suspended or expired"}},
		"an odd certificate":    {below(x509.CertificateInvalidError{Reason: x509.NotAuthorizedToSign}), []string{"in the network"}},
		"a proxy that is away":  {below(proxy), []string{"HTTPS_PROXY names", "NO_PROXY"}},
		"a proxy that wants in": {below(errors.New("Proxy Authentication Required")), []string{"HTTPS_PROXY names"}},
		"no such name":          {below(&net.OpError{Op: "dial", Err: &net.DNSError{Name: "x", IsNotFound: true}}), []string{"name was not found", "HTTPS_PROXY"}},
		"no line":               {below(&net.OpError{Op: "dial", Err: errors.New("connection refused")}), []string{"Check the address and your network", "set HTTPS_PROXY"}},
		"said already":          {at(401, "", "the token ended; sign in again with: zco login"), nil},
		"no such account":       {at(404, "No help desk at acme.zendesk.com", "There is no help desk configured at this address."), []string{"check the subdomain"}},
		"a trial that is over":  {at(403, "", "Your trial has expired"), []string{"run out", "Billing"}},
		"suspended":             {at(403, "", "Account suspended"), []string{"is suspended"}},
		"unpaid":                {at(402, "", ""), []string{"not paid"}},
		"the edge":              {page(403, "cloudflare", "8f12-FRA"), []string{"not the account", "cloudflare, CF-RAY 8f12-FRA"}},
		"a nameless proxy":      {page(403, "", ""), []string{"something before it: a proxy"}},
		"the edge's limit":      {at(429, "", "Rate limited by Zendesk edge protection"), []string{"protection before the account"}},
		"a scope": {at(403, "Forbidden", "You are missing the following required scopes: groups:read, read"),
			[]string{"groups:read or read", "whatever the role", "--scopes"}},
		"the plan":          {at(403, "Forbidden", "This feature is not available on your plan"), []string{"plan does not have it"}},
		"signed out":        {at(401, "invalid_token", "The access token provided is expired, revoked, malformed or invalid for other reasons."), []string{"Sign in again"}},
		"a role that reads": {at(403, "Forbidden", "You do not have access to this page. Please contact the account owner of this help desk for further help."), []string{"role may not see"}},
		"a role that writes": {&api.Error{Method: "PUT", Path: "/api/v2/custom_roles/1", Status: 403, Code: "Forbidden"},
			[]string{"role may not change"}},
		"a search is no write": {&api.Error{Method: "POST", Path: "/api/v2/custom_objects/car/records/search", Status: 403}, []string{"may not see"}},
		"deleted":              {at(404, "RecordNotFound", "Not found"), []string{"deleted"}},
		"no such endpoint":     {at(404, "InvalidEndpoint", "Not found"), []string{"not part of its plan"}},
		"a bare 404":           {at(404, "", ""), []string{"deleted, or not part"}},
		"too deep":             {at(429, "", "Pagination limit reached for offset model"), []string{"narrow it"}},
		"too many jobs":        {at(429, "TooManyJobs", "Too many jobs"), []string{"jobs as may run"}},
		"the account's limit":  {at(429, "APIRateLimitExceeded", "Number of allowed API requests per minute exceeded"), []string{"limit is used up"}},
		"an endpoint's limit":  {&api.Error{Status: 429, LimitedBy: api.WaitEndpointLimit}, []string{"this kind of request"}},
		"the edge's page":      {&api.Error{Status: 429, NotJSON: true, LimitedBy: api.WaitEdgeLimit}, []string{"protection before the account"}},
		"a deadlock":           {at(503, "DatabaseDeadlock", ""), []string{"try again"}},
		"a collision":          {at(409, "DatabaseConflict", "Database collision"), []string{"try again"}},
		"nothing to add":       {at(422, "RecordInvalid", "Record validation errors"), nil},
		"no error":             {nil, nil},
	} {
		got := Advice(c.err)
		for _, want := range c.wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s: the advice is %q without %q", name, got, want)
			}
		}
		if c.wants == nil && got != "" {
			t.Errorf("%s: the advice is %q, not none", name, got)
		}
		used[fitting(c.err)] = true
	}
	for i := range advices {
		if !used[i] {
			t.Errorf("row %d of the table is tried by nothing", i)
		}
	}
}

// fitting is the row of the table that is for an error, -1 for none.
func fitting(err error) int {
	tr := trouble{err: err}
	if e := (*api.Error)(nil); errors.As(err, &e) {
		tr.api = *e
	}
	for i, a := range advices {
		if err != nil && a.fits(tr) {
			return i
		}
	}
	return -1
}

// A web page with the status of a refusal says nothing of what the account
// lets anybody do.
func TestEdgeIsNoRefusal(t *testing.T) {
	if Forbidden(&api.Error{Status: 403, NotJSON: true}) || !Forbidden(&api.Error{Status: 403, Code: "Forbidden"}) {
		t.Error("a page of the edge is taken for the account's refusal")
	}
}

// What is said of a duplicate name stands under base, and names the field in
// its words alone.
func TestDuplicateNameIsOfTheName(t *testing.T) {
	err := &api.Error{Status: 422, Code: "RecordInvalid", Message: "Record validation errors",
		Details: []api.Detail{{Key: "base", Message: "Name already exists. Try another one."}}}
	schema := NewSchema([]Field{{Key: "name", Title: "Name"}, {Key: "custom_object_fields.a", Title: "A"}})
	reasons := Reasons(err)
	if len(reasons) != 1 || reasons[0].Key != "" {
		t.Fatalf("%+v", reasons)
	}
	if key, ok := schema.Blamed(reasons[0]); key != "name" || !ok {
		t.Errorf("it is laid to %q", key)
	}
	if key, ok := schema.Blamed(Reason{Text: "A default status cannot be deleted"}); ok {
		t.Errorf("what is of the whole is laid to %q", key)
	}
	if text := err.Error(); strings.Contains(text, "base") {
		t.Errorf("jargon: %s", text)
	}
}
