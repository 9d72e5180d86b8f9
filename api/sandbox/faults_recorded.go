package sandbox

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// recordedFault is an error as others got it from an account.
type recordedFault struct {
	status     int
	body       string
	retryAfter int  // seconds; 0 for no header
	edge       bool // with the edge's headers and none of the account's, which it never reached
}

// recordedFaults by name. Where each was seen is said beside it.
var recordedFaults = map[string]recordedFault{
	// Issues of the vendor's PHP client (314) and of zenpy (58); tap-zendesk waits for it since 1.7.5.
	"database_conflict": {status: 409, body: `{"error":"DatabaseConflict","description":"Database collision"}`},
	// The page on requests and responses: 503 with Retry-After is a deadlock or a timeout of the database.
	"database_deadlock": {status: 503, body: `{"error":"DatabaseDeadlock","description":"Database deadlock, please try again"}`, retryAfter: 1},
	// Public issues of several clients; it comes with and without Retry-After.
	"edge_limit": {status: 429, body: `{"detail":"Rate limited by Zendesk edge protection","status":"429","title":"Automated response"}`, edge: true},
	// The same: plain text, and about the list instead of the account.
	"offset_limit": {status: 429, body: "Pagination limit reached for offset model"},
	// Pages of the edge's own vendor.
	"edge_page": {status: 403, body: "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1></body></html>", edge: true},
	// Discovery code of tap-zendesk and two public repositories of 2026.
	"missing_scope": {status: 403, body: `{"error":"Forbidden","description":"You are missing the following required scopes: groups:read, read"}`},
	// Tests of several repositories against an address that nobody has.
	"no_account": {status: 404, body: `{"error":{"title":"No help desk at acme.zendesk.com","message":"There is no help desk configured at this address. This means that the address is available and that you can claim it at http://www.zendesk.com/signup"}}`},
	// mercury-orm's tests.
	"duplicate_name": {status: 422, body: `{"error":"RecordInvalid","description":"Record validation errors","details":{"base":[{"description":"Name already exists. Try another one."}]}}`},
}

// RecordedFaults returns the names that Fault.Recorded takes, sorted.
func RecordedFaults() []string { return slices.Sorted(maps.Keys(recordedFaults)) }

func (r recordedFault) answer() *answer {
	a := sendBody(r.status, r.body, r.retryAfter)
	if a.edge = r.edge; r.edge {
		a.header.Set("Server", "cloudflare")
		a.header.Set("Cf-Ray", "8f1c2d3e4f5a6b7c-FRA")
	}
	return a
}

// sendBody sends a body as it is, under the type that it looks like.
func sendBody(status int, body string, retryAfter int) *answer {
	kind := "text/plain; charset=utf-8"
	switch {
	case strings.HasPrefix(body, "{"):
		kind = ""
	case strings.HasPrefix(body, "<"):
		kind = "text/html; charset=UTF-8"
	}
	a := rawReply(status, kind, []byte(body))
	if retryAfter > 0 {
		a.header.Set("Retry-After", strconv.Itoa(retryAfter))
	}
	return a
}
