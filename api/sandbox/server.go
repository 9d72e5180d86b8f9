package sandbox

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A Server is one Zendesk account. It is safe for parallel use.
//
// # How to add a family of endpoints
//
// Put it in a file of its own, with a variable of type family, and list that
// variable in families.go; its tables become fields of the tables struct there.
//
//	var rolesFamily = family{
//		name:   "custom_roles",                                  // its key in the saved file
//		seed:   func(s *Server) { s.roles = demoRoles() },       // at New and at reset
//		state:  func(s *Server) any { return &s.roles },         // saved and opened as JSON; nil for none
//		routes: func(s *Server) {
//			s.handle("GET /api/v2/custom_roles", agents, customRoles.list)
//			s.handle("PUT /api/v2/custom_roles/{id}", admins, customRoles.update)
//		},
//	}
//
// What is shown, listed, made, changed and deleted as most things are is a kind,
// or an editable one, of which only this is said (with answers 404 where the
// path names none, for handlers of another way):
//
//	var customRoles = editable[customRole]{
//		kind:        kind[customRole]{"custom_role", "custom_roles", all, id, roleView},
//		fresh:       func(q *request) *customRole { return &customRole{Created: q.now()} },
//		read:        readRole,
//		undeletable: func(*request, *customRole) *answer { return nil },
//		keep:        func(q *request, all []*customRole) { q.server.roles = all },
//	}
//
//	func readRole(q *request, r *customRole) *answer {
//		t, bad := q.decoder("custom_role", "name", "description")
//		if bad != nil {
//			return bad // not JSON, or no custom_role in it
//		}
//		// t.in is map[string]any; numbers are json.Number; keys not listed were
//		// dropped and stand in the x-zendesk-api-warn header.
//		t.text("name", 255, &r.Name)
//		t.required("name", r.Name)
//		r.Updated = q.now()
//		return t.bad.answer() // 422 with what is wrong, by field; nil for nothing
//	}
//
// Answers: ok, created (201 with Location), noContent, reply for any status.
// Error envelopes: recordNotFound, invalidEndpoint, forbidden, badAttribute,
// unauthenticated, recordInvalid (422, details by field), tooManyValues,
// badPagination, failure for the {"error","description"} form of any status.
//
// Lists: paged answers cursor (page[size], page[after], page[before]) and
// offset (page, per_page) requests over a slice sorted by id; see listing.
//
// Who may call: the access of the route (public, signedIn, agents, admins)
// is checked before the handler; q.actor is the user, nil on public routes
// without credentials. The path's .json suffix is gone, empty query parameters
// are absent, brackets are decoded.
//
// State: a handler of GET holds s.mu shared and must not change anything; any
// other method holds it exclusively. The answer's body is encoded before the
// lock is let go, so it may point into the tables.
type Server struct {
	opts   Options
	routes router
	mu     sync.RWMutex
	tables

	// Set by the family that knows; both may be nil.
	checkToken  func(token string) bool
	checkBearer func(token string) (identity, bool)

	limiter  limiter
	changes  limiter // of the incremental export
	lastFile uint64
	faults   faultBox
	journal  journalBox
	requests atomic.Uint64
	openJobs atomic.Bool // some job is not done, and may be due
}

// New returns a Server with the demo data in it. It reads no file: see Open.
func New(opts Options) *Server {
	s := &Server{opts: opts.withDefaults()}
	s.limiter.perMinute = s.opts.RateLimit
	if s.opts.RateLimit >= 0 {
		s.changes.perMinute = changesMinute
	}
	s.faults.seed(s.opts.Seed)
	for _, f := range families() {
		if f.routes != nil {
			f.routes(s)
		}
	}
	s.seed()
	return s
}

// seed puts the demo data in, replacing everything.
func (s *Server) seed() {
	s.tables = tables{}
	for _, f := range families() {
		if f.seed != nil {
			f.seed(s)
		}
	}
}

// now is the account's clock in UTC.
func (s *Server) now() time.Time { return s.opts.Clock().UTC() }

// handle registers a handler for "METHOD /path/{name}". A literal segment
// wins over a named one. Registering a pattern twice panics. The route holds
// the lock shared for GET and exclusively for the rest, unless its methods
// reads or writes say otherwise.
func (s *Server) handle(pattern string, who access, h handler) *route {
	return s.routes.add(pattern, who, h)
}

// delivery is a finished answer and what is to go wrong while it is sent.
type delivery struct {
	status int
	header http.Header
	body   []byte
	edge   bool   // nothing of the account answered
	fault  *Fault // nil for none
}

// serve does everything but the sending. The error is the context's.
func (s *Server) serve(r *http.Request) (*delivery, error) {
	body, err := io.ReadAll(http.MaxBytesReader(nil, bodyOf(r), maxBody))
	if err != nil { // too long, or cut off on its way: both are the client's to mend
		return failure(413, "RequestEntityTooLarge", "The request is larger than the service accepts").finish(), nil //nolint:nilerr // the answer says it
	}
	if strings.HasPrefix(r.URL.Path, controlPrefix) {
		return s.controlled(r, body).finish(), nil
	}
	if s.opts.Closed && strings.HasPrefix(r.URL.Path, "/oauth/") {
		return invalidEndpoint().finish(), nil
	}
	began, id := s.now(), s.requestID()
	fault := s.faults.take(r.Method, r.URL.RequestURI())
	if err := pause(r.Context(), s.faults.delay(s.opts)+fault.holdBack()); err != nil {
		return nil, err
	}
	d := s.answerTo(r, body, fault)
	if !d.edge {
		d.header.Set("X-Request-Id", id)
		d.header.Set("X-Zendesk-Request-Id", id)
	}
	d.fault = fault
	s.journal.add(Entry{
		Time: began, Method: r.Method, Path: r.URL.RequestURI(),
		Body: body, Status: d.status, RequestID: id, Fault: fault.name(),
	})
	return d, nil
}

// answerTo runs one request through faults, credentials, limit and handler.
func (s *Server) answerTo(r *http.Request, body []byte, fault *Fault) *delivery {
	if fault.instead() {
		return fault.answer().finish()
	}
	if s.faults.fails(s.opts.FailRate) {
		a := failure(503, "ServiceUnavailable", "The service is temporarily unavailable")
		a.header.Set("Retry-After", "1")
		return a.finish()
	}
	q := newRequest(s, r, body)
	rate, over := s.limiter.count(s.now())
	if over {
		return rate.refusal().finish()
	}
	d := s.dispatch(q)
	rate.write(d.header)
	return d
}

// dispatch finds the handler, checks who asks, and runs it under the lock.
func (s *Server) dispatch(q *request) *delivery {
	s.mu.RLock()
	who, known := s.identify(q.http)
	s.mu.RUnlock()
	q.identity = who
	route, vars := s.routes.find(q.method, q.segments)
	if route == nil || route.who != public {
		if !known {
			return unauthenticatedFor(q.http).finish()
		}
	}
	if route == nil {
		return invalidEndpoint().finish()
	}
	if bad := q.allowed(route); bad != nil {
		return bad.finish()
	}
	q.vars, q.route = vars, route
	if s.openJobs.Load() {
		s.mu.Lock()
		s.settleJobs()
		s.mu.Unlock()
	}
	if route.shared {
		s.mu.RLock()
		defer s.mu.RUnlock()
	} else {
		s.mu.Lock()
		defer s.mu.Unlock()
	}
	a := route.handler(q)
	q.writeWarnings(a)
	d := a.finish()
	d.tag(q.method)
	return d
}

// requestID is unique in the life of the server and the same at every start.
func (s *Server) requestID() string {
	n := s.requests.Add(1)
	h := hash(n ^ s.opts.Seed<<32)
	return fmt.Sprintf("%08x-%04x-4%03x-8%03x-%012x", uint32(n), uint16(h), h>>16&0xfff, h>>28&0xfff, h>>16)
}

// pause waits on a timer or the context, whichever ends first.
func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

const maxBody = 20 << 20 // bytes of a request

func bodyOf(r *http.Request) io.ReadCloser {
	if r.Body == nil {
		return http.NoBody
	}
	return r.Body
}
