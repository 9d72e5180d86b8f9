package api

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// operation is a request before it is checked and spelled.
type operation struct {
	method string
	path   []string // segments after /api/v2, not escaped
	query  url.Values
	body   any // marshalled as JSON; nil for none
	read   bool

	file    []byte // sent as it is, in place of body
	content string // its type
	away    bool   // a file that is answered may lie at another address

	progress func(sent, total int) // of the body; nil for nobody

	// offset is set where the list counts its pages: such an endpoint refuses
	// page[size] with a 400 that says page must be an integer.
	offset bool
}

func get(path ...string) operation { return operation{method: http.MethodGet, path: path} }

func del(path ...string) operation { return operation{method: http.MethodDelete, path: path} }

func post(body any, path ...string) operation {
	return operation{method: http.MethodPost, path: path, body: body}
}

func put(body any, path ...string) operation {
	return operation{method: http.MethodPut, path: path, body: body}
}

func patch(body any, path ...string) operation {
	return operation{method: http.MethodPatch, path: path, body: body}
}

// wrap puts a body under its one key.
func wrap(key string, value any) map[string]any { return map[string]any{key: value} }

// MaxMany is the most ids that one request takes.
const MaxMany = 100

// withMany puts a list of ids into the query of an operation.
func withMany(op operation, param string, ids []string) (operation, error) {
	if len(ids) == 0 || len(ids) > MaxMany {
		return op, notSent(op, "1 to %d ids can be asked for at once, not %d", MaxMany, len(ids))
	}
	op.query = url.Values{}
	if problem := addList(op.query, param, ids); problem != "" {
		return op, notSent(op, "%s", problem)
	}
	return op, nil
}

// addList joins ids with commas, and says what hinders it.
func addList(q url.Values, key string, ids []string) (problem string) {
	for _, id := range ids {
		if id == "" || strings.Contains(id, ",") {
			return "an id in a list cannot be empty or hold a comma: " + string(String(id))
		}
	}
	if len(ids) > 0 {
		q.Set(key, strings.Join(ids, ","))
	}
	return ""
}

// notSent is the error of a request refused before sending.
func notSent(op operation, format string, args ...any) *Error {
	return &Error{
		Method: op.method, Path: "/api/v2/" + strings.Join(op.path, "/"),
		Code: CodeNotSent, Message: fmt.Sprintf(format, args...),
	}
}

// unreadable is the error of a success whose answer makes no sense. A write
// was probably done, but nothing proves it.
func (op operation) unreadable(res *Response, body []byte, err error) *Error {
	e := notSent(op, misread+": %v", err)
	e.Code, e.Status, e.RequestID = CodeBadAnswer, res.Status, res.RequestID
	e.Unknown = op.method != http.MethodGet && !op.read
	e.Err = err
	switch body = bytes.TrimSpace(body); {
	case len(body) == 0:
		e.Message, e.Err = "it is empty", nil
	case body[0] == '<':
		e.Message, e.Err = "a web page came instead of an answer: a proxy, or a page to sign in to the network, seems to stand before the account", nil
	}
	return e
}
