package sandbox

import (
	"crypto/md5"
	"encoding/hex"
	"net/http"
	"time"
)

// answer is what a handler returns. Exactly one of value and raw is sent.
type answer struct {
	status int
	header http.Header
	value  any    // encoded as JSON
	raw    []byte // sent as it is
	edge   bool   // it comes from before the account, so without the account's own headers
}

// views are things as they are sent, in a list that is never null.
func views[T any](things []T, view func(T) obj) []obj {
	out := make([]obj, len(things))
	for i, t := range things {
		out[i] = view(t)
	}
	return out
}

// reply answers with any status and a value that is encoded as JSON.
func reply(status int, value any) *answer {
	return &answer{status: status, header: http.Header{}, value: value}
}

// rawReply answers with a body that is sent as it is; "" is the type of JSON.
func rawReply(status int, contentType string, body []byte) *answer {
	a := &answer{status: status, header: http.Header{}, raw: body}
	if contentType != "" {
		a.header.Set("Content-Type", contentType)
	}
	return a
}

// ok answers 200.
func ok(value any) *answer { return reply(http.StatusOK, value) }

// created answers 201 with the new thing's address.
func created(location string, value any) *answer {
	a := reply(http.StatusCreated, value)
	a.header.Set("Location", location)
	return a
}

// noContent answers 204 without a body.
func noContent() *answer {
	return &answer{status: http.StatusNoContent, header: http.Header{}}
}

// failure is the {"error","description"} envelope.
func failure(status int, code, description string) *answer {
	return reply(status, obj{{"error", code}, {"description", description}})
}

// recordNotFound is the 404 of a thing that is not there.
func recordNotFound() *answer { return failure(404, "RecordNotFound", "Not found") }

// invalidEndpoint is the 404 of a path that is not served.
func invalidEndpoint() *answer { return failure(404, "InvalidEndpoint", "Not found") }

// unauthenticated is the 401 of missing or wrong credentials.
func unauthenticated() *answer {
	a := reply(401, obj{{"error", "Couldn't authenticate you"}})
	a.header.Set("Www-Authenticate", `Basic realm="Web Password"`)
	return a
}

// forbidden is the 403 of a user who may not.
func forbidden() *answer {
	return titled(403, "Forbidden", "You do not have access to this page. Please contact the account owner of this help desk for further help.")
}

// badAttribute is the 400 of a parameter with an impossible value.
func badAttribute(message string) *answer { return titled(400, "Invalid attribute", message) }

// titled is the {"error":{"title","message"}} envelope.
func titled(status int, title, message string) *answer {
	return reply(status, obj{{"error", obj{{"title", title}, {"message", message}}}})
}

// badPagination is the {"errors":[...]} envelope with status 400. The usual
// codes are InvalidPaginationParameter and InvalidPaginationDepth.
func badPagination(code, title, detail string) *answer {
	return reply(400, obj{{"errors", []obj{{{"code", code}, {"title", title}, {"detail", detail}}}}})
}

// tooManyValues is the 400 of a list that is longer than maxIDs.
func tooManyValues(description string) *answer {
	return reply(400, obj{{"error", "TooManyValues"}, {"description", description}, {"max_count", maxIDs}})
}

// invalid collects what is wrong with a body, by field or by label.
type invalid struct {
	keys    []string
	details map[string][]obj
}

// add notes one fault of a field; description reads "Name: cannot be blank".
// The code may be empty.
func (v *invalid) add(field, description, code string) {
	d := obj{{"description", description}}
	if code != "" {
		d = append(d, pair{"error", code})
	}
	v.note(field, d)
}

func (v *invalid) note(field string, faults ...obj) {
	if v.details == nil {
		v.details = map[string][]obj{}
	}
	if v.details[field] == nil {
		v.keys = append(v.keys, field)
	}
	v.details[field] = append(v.details[field], faults...)
}

// merge takes over the faults of another object of the same request.
func (v *invalid) merge(more invalid) {
	for _, key := range more.keys {
		v.note(key, more.details[key]...)
	}
}

// any reports whether something is wrong.
func (v *invalid) any() bool { return len(v.keys) > 0 }

// answer is the 422 RecordInvalid envelope, nil if nothing is wrong.
func (v *invalid) answer() *answer {
	if !v.any() {
		return nil
	}
	details := make(obj, len(v.keys))
	for i, key := range v.keys {
		details[i] = pair{key, v.details[key]}
	}
	return reply(422, obj{{"error", "RecordInvalid"}, {"description", "Record validation errors"}, {"details", details}})
}

// recordInvalid is a 422 with one fault.
func recordInvalid(field, description, code string) *answer {
	var v invalid
	v.add(field, description, code)
	return v.answer()
}

// finish encodes the answer.
func (a *answer) finish() *delivery {
	d := &delivery{status: a.status, header: a.header, body: a.raw, edge: a.edge}
	if d.header == nil {
		d.header = http.Header{}
	}
	if a.value != nil {
		var err error
		if d.body, err = appendJSON(nil, a.value); err != nil {
			panic("sandbox: " + err.Error()) // a handler's value that is no JSON
		}
	}
	if d.header.Get("Content-Type") == "" && d.status != http.StatusNoContent {
		d.header.Set("Content-Type", "application/json; charset=utf-8")
	}
	if a.edge {
		return d
	}
	d.header.Set("X-Zendesk-Api-Version", "v2")
	d.header.Set("X-Zendesk-Zorg", "yes")
	if d.header.Get("Cache-Control") == "" {
		d.header.Set("Cache-Control", "max-age=0, private, must-revalidate")
	}
	return d
}

// tag adds the weak etag that reads carry.
func (d *delivery) tag(method string) {
	if method == http.MethodGet && d.status == http.StatusOK {
		sum := md5.Sum(d.body)
		d.header.Set("Etag", `W/"`+hex.EncodeToString(sum[:])+`"`)
	}
}

// stamp writes a time as the service does: UTC, whole seconds, Z.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }
