package sandbox

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// request is one call as a handler sees it.
type request struct {
	identity
	server   *Server
	http     *http.Request
	method   string
	segments []string          // of the path, decoded, without .json
	vars     map[string]string // of the route
	route    *route
	query    url.Values // without empty parameters
	raw      []byte
	warnings []string
}

func newRequest(s *Server, r *http.Request, body []byte) *request {
	q := &request{server: s, http: r, method: r.Method, raw: body, query: url.Values{}}
	if q.method == http.MethodHead || q.method == "" {
		q.method = http.MethodGet
	}
	path := strings.TrimSuffix(strings.Trim(r.URL.EscapedPath(), "/"), ".json")
	for seg := range strings.SplitSeq(path, "/") {
		if plain, err := url.PathUnescape(seg); err == nil {
			seg = plain
		}
		q.segments = append(q.segments, seg)
	}
	for key, values := range r.URL.Query() {
		if len(values) > 0 && values[0] != "" {
			q.query[key] = values
		}
	}
	q.splitPrintedSort()
	return q
}

// printedSort is what the vendor's page prints where it means
// page[size]=10&sort=-updated_at.
var printedSort = regexp.MustCompile(`^(\d+)sort=(.+)$`)

// splitPrintedSort reads the printed page[size]=10sort=-updated_at as what the
// page says of it: ten a page, in that order.
func (q *request) splitPrintedSort() {
	if m := printedSort.FindStringSubmatch(q.param("page[size]")); m != nil {
		q.query.Set("page[size]", m[1])
		q.query.Set("sort", m[2])
	}
}

// path returns a named segment of the route.
func (q *request) path(name string) string { return q.vars[name] }

// pathID returns a named segment as a number, 0 if it is none.
func (q *request) pathID(name string) int64 {
	id, _ := strconv.ParseInt(q.vars[name], 10, 64)
	return id
}

// param returns a query parameter; "" means it was absent or empty.
func (q *request) param(name string) string { return q.query.Get(name) }

// list returns a comma-separated query parameter, nil if it was absent.
func (q *request) list(name string) []string {
	if q.param(name) == "" {
		return nil
	}
	var out []string
	for part := range strings.SplitSeq(q.param(name), ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// now is the account's clock in UTC.
func (q *request) now() time.Time { return q.server.now() }

// body decodes the request's JSON object. Numbers come as json.Number. An
// empty body is an empty object.
func (q *request) body() (map[string]any, *answer) {
	if len(bytes.TrimSpace(q.raw)) == 0 {
		return map[string]any{}, nil
	}
	d := json.NewDecoder(bytes.NewReader(q.raw))
	d.UseNumber()
	var v any
	err := d.Decode(&v)
	if err == nil {
		if _, more := d.Token(); more != io.EOF {
			err = io.ErrUnexpectedEOF
		}
	}
	m, isObject := v.(map[string]any)
	if err != nil || !isObject {
		return nil, failure(400, "Unprocessable", "The request body is not a JSON object")
	}
	return m, nil
}

// object decodes {"name": {...}} and keeps the known keys. The others are
// dropped and named in the x-zendesk-api-warn header. No known keys at all
// means that every key is kept.
func (q *request) object(name string, known ...string) (map[string]any, *answer) {
	body, bad := q.body()
	if bad != nil {
		return nil, bad
	}
	in, isObject := body[name].(map[string]any)
	if !isObject {
		return nil, badAttribute("You passed an invalid value for the " + name + " attribute. " + name + " is required and must be an object")
	}
	for _, key := range slices.Sorted(maps.Keys(body)) {
		if key != name {
			q.warn(key)
		}
	}
	if len(known) > 0 {
		q.drop(name, in, known)
	}
	return in, nil
}

// decoder is object, for properties that are read one by one.
func (q *request) decoder(name string, known ...string) (decoder, *answer) {
	in, bad := q.object(name, known...)
	return decoder{in: in}, bad
}

// array decodes {"name": [...]}, which must hold something; what is said of it
// in the words of the refusal.
func (q *request) array(name, what string) ([]any, *answer) {
	body, bad := q.body()
	if bad != nil {
		return nil, bad
	}
	list, _ := body[name].([]any)
	if len(list) == 0 {
		return nil, badAttribute("You passed an invalid value for the " + name + " attribute. " + name + " is required and must be " + what)
	}
	return list, nil
}

// drop removes the keys of in that are not known and warns of them.
func (q *request) drop(prefix string, in map[string]any, known []string) {
	for _, key := range slices.Sorted(maps.Keys(in)) {
		if !slices.Contains(known, key) {
			q.warn(prefix + "." + key)
			delete(in, key)
		}
	}
}

// warn names request keys that were ignored.
func (q *request) warn(keys ...string) { q.warnings = append(q.warnings, keys...) }

// writeWarnings puts the ignored keys into the answer's header.
func (q *request) writeWarnings(a *answer) {
	if len(q.warnings) == 0 {
		return
	}
	quoted := make([]string, len(q.warnings))
	for i, w := range q.warnings {
		quoted[i] = strconv.QuoteToASCII(w)
	}
	a.header.Set("X-Zendesk-Api-Warn", "{:allowed_parameters=>{:controller=>"+strconv.Quote(q.route.controller())+
		", :action=>"+strconv.Quote(q.route.action())+", :unpermitted_keys=>["+strings.Join(quoted, ", ")+"], :invalid_values=>[]}}")
}

// link is the absolute address of a path as bodies carry it, with .json.
func (q *request) link(path string) string { return q.baseURL() + path + ".json" }

func (q *request) baseURL() string {
	if public := q.server.opts.PublicURL; public != "" {
		return strings.TrimRight(public, "/")
	}
	scheme := "http"
	if q.http.TLS != nil || q.http.URL.Scheme == "https" {
		scheme = "https"
	}
	return scheme + "://" + cmp.Or(q.http.Host, q.http.URL.Host)
}
