package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// sender is one step of the way a request takes: it passes the request on to
// the next step, or not, and gives back the whole answer. An error is an
// *Error and means that no usable answer came.
type sender interface {
	send(ctx context.Context, r *request) (*answer, error)
}

// request is one operation on its way out. Only signing changes it.
type request struct {
	method  string
	url     *url.URL
	header  http.Header
	body    []byte // nil when there is none
	read    bool   // cannot change anything: GET, and the filtered search
	attempt int    // from 1
	secret  string // what must not be repeated in an error
}

// path is what may be shown and logged: no query, which holds what people
// search for.
func (r *request) path() string { return r.url.EscapedPath() }

// answer is one answer, read to its end.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// operation is a request before it is checked and spelled.
type operation struct {
	method string
	path   []string // segments after /api/v2, not escaped
	query  url.Values
	body   any // marshalled as JSON; nil for none
	read   bool
}

func (c *Client) request(op operation) (*request, error) {
	u := *c.base
	escaped := u.EscapedPath() + "/api/v2"
	plain := u.Path + "/api/v2"
	for _, segment := range op.path {
		if segment == "" || segment == "." || segment == ".." {
			return nil, notSent(op, "a key or id in the address is %q", segment)
		}
		escaped += "/" + url.PathEscape(segment)
		plain += "/" + segment
	}
	u.Path, u.RawPath, u.RawQuery = plain, escaped, op.query.Encode()
	r := &request{
		method: op.method, url: &u, header: http.Header{},
		read: op.read || op.method == http.MethodGet,
	}
	r.header.Set("Accept", "application/json")
	r.header.Set("User-Agent", c.opts.userAgent)
	if op.method != http.MethodGet {
		r.header.Set("Content-Type", "application/json")
	}
	if op.body != nil {
		body, err := encodeBody(op.body)
		if err != nil {
			return nil, notSent(op, "the body cannot be written as JSON: %v", err)
		}
		r.body = body
	}
	return r, nil
}

func encodeBody(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// notSent is the error of a request refused before sending.
func notSent(op operation, format string, args ...any) *Error {
	return &Error{
		Method: op.method, Path: "/api/v2/" + strings.Join(op.path, "/"),
		Code: CodeNotSent, Message: fmt.Sprintf(format, args...),
	}
}

// call sends an operation and gives back its answer, which is a success.
func (c *Client) call(ctx context.Context, op operation) (*answer, *Response, error) {
	r, err := c.request(op)
	if err != nil {
		return nil, &Response{}, err
	}
	a, err := c.chain.send(ctx, r)
	if err != nil {
		return nil, &Response{}, r.failed(err)
	}
	res := newResponse(a, c.opts.now(), r.attempt)
	if a.status < 200 || a.status > 299 {
		return nil, res, r.refused(a, c.opts.now())
	}
	return a, res, nil
}

// act sends an operation of whose answer only the success matters.
func (c *Client) act(ctx context.Context, op operation) (*Response, error) {
	_, res, err := c.call(ctx, op)
	return res, err
}

// one sends an operation whose answer holds one value under key.
func one[T any](ctx context.Context, c *Client, op operation, key string) (T, *Response, error) {
	var value T
	a, res, err := c.call(ctx, op)
	if err != nil {
		return value, res, err
	}
	if err := decodeMember(a.body, key, &value); err != nil {
		return value, res, op.unreadable(res, err)
	}
	return value, res, nil
}

// whole sends an operation whose answer is the value itself.
func whole[T any](ctx context.Context, c *Client, op operation) (T, *Response, error) {
	var value T
	a, res, err := c.call(ctx, op)
	if err != nil {
		return value, res, err
	}
	if err := json.Unmarshal(a.body, &value); err != nil {
		return value, res, op.unreadable(res, err)
	}
	return value, res, nil
}

// page sends an operation whose answer is a list under key.
func page[T any](ctx context.Context, c *Client, op operation, key string, o ListOptions) (Page[T], *Response, error) {
	if err := o.check(); err != nil {
		return Page[T]{}, &Response{}, notSent(op, "%v", err)
	}
	op.query = o.addTo(op.query)
	a, res, err := c.call(ctx, op)
	if err != nil {
		return Page[T]{}, res, err
	}
	p, err := decodePage[T](a.body, key)
	if err != nil {
		return Page[T]{}, res, op.unreadable(res, err)
	}
	return p, res, nil
}

// decodeMember reads the value under key. An answer without it is an error:
// a zero value taken for the record would be believed.
func decodeMember(body []byte, key string, value any) error {
	var envelope map[string]json.RawMessage
	if err := json.Unmarshal(body, &envelope); err != nil {
		return err
	}
	raw, ok := envelope[key]
	if !ok || string(raw) == "null" {
		return fmt.Errorf("it has no %s", key)
	}
	return json.Unmarshal(raw, value)
}

// unreadable is the error of a success whose answer makes no sense. A write
// was probably done, but nothing proves it.
func (op operation) unreadable(res *Response, err error) *Error {
	e := notSent(op, "the answer cannot be understood: %v", err)
	e.Code, e.Status, e.RequestID = CodeBadAnswer, res.Status, res.RequestID
	e.Unknown = op.method != http.MethodGet && !op.read
	e.Err = err
	return e
}
