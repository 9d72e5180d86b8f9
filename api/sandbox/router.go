package sandbox

import (
	"fmt"
	"slices"
	"strings"
)

// A handler answers one request with the server's lock held.
type handler func(*request) *answer

// access says who may call a route.
type access int

const (
	public   access = iota // without credentials too; q.actor may be nil
	signedIn               // any user
	agents                 // agents and admins
	admins                 // admins only
)

// route is one registered pattern.
type route struct {
	method   string
	segments []string // "{name}" matches anything
	literals int
	who      access
	handler  handler
	shared   bool // holds the lock shared
}

// reads marks a route that changes nothing though it is no GET.
func (r *route) reads() { r.shared = true }

// writes marks a GET that changes something.
func (r *route) writes() { r.shared = false }

// router finds routes by method and number of segments. http.ServeMux will
// not do: it refuses /{type}/{id}/relationship_fields/{field}/{source} beside
// /dynamic_content/items/{id}/variants/{variant}.
type router struct{ routes map[string][]*route }

func routeKey(method string, n int) string { return fmt.Sprint(method, n) }

func (t *router) add(pattern string, who access, h handler) *route {
	method, path, found := strings.Cut(pattern, " ")
	if !found {
		panic("sandbox: no method in pattern " + pattern)
	}
	r := &route{method: method, segments: strings.Split(strings.Trim(path, "/"), "/"), who: who, handler: h, shared: method == "GET"}
	for _, seg := range r.segments {
		if seg[0] != '{' {
			r.literals++
		}
	}
	key := routeKey(method, len(r.segments))
	if t.routes == nil {
		t.routes = map[string][]*route{}
	}
	at := 0
	for i, other := range t.routes[key] {
		if strings.Join(other.segments, "/") == strings.Join(r.segments, "/") {
			panic("sandbox: pattern registered twice: " + pattern)
		}
		if other.literals >= r.literals {
			at = i + 1
		}
	}
	t.routes[key] = slices.Insert(t.routes[key], at, r)
	return r
}

// find returns the route with the most literal segments, and the named ones.
func (t *router) find(method string, segments []string) (*route, map[string]string) {
	for _, r := range t.routes[routeKey(method, len(segments))] {
		if vars, ok := r.match(segments); ok {
			return r, vars
		}
	}
	return nil, nil
}

func (r *route) match(segments []string) (map[string]string, bool) {
	var vars map[string]string
	for i, want := range r.segments {
		switch {
		case want[0] == '{':
			if vars == nil {
				vars = make(map[string]string, 3)
			}
			vars[want[1:len(want)-1]] = segments[i]
		case want != segments[i]:
			return nil, false
		}
	}
	return vars, true
}

// controller names the family as the service's warnings do: the last literal
// segment of the pattern.
func (r *route) controller() string {
	for _, seg := range slices.Backward(r.segments) {
		if seg[0] != '{' {
			return seg
		}
	}
	return ""
}

// action names what the method does, as the service's warnings do.
func (r *route) action() string {
	switch r.method {
	case "POST":
		return "create"
	case "PUT", "PATCH":
		return "update"
	case "DELETE":
		return "destroy"
	}
	if strings.HasPrefix(r.segments[len(r.segments)-1], "{") {
		return "show"
	}
	return "index"
}
