package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// roundTrip sends an operation and gives back its answer, which is a success.
func (c *Client) roundTrip(ctx context.Context, op operation) (*answer, *Response, error) {
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

// do sends an operation of whose answer only the success matters. A page of
// somebody between, with the status of a success, is none.
func (c *Client) do(ctx context.Context, op operation) (*Response, error) {
	a, res, err := c.roundTrip(ctx, op)
	if err == nil && a.status != http.StatusNoContent && !json.Valid(a.body) {
		return res, op.unreadable(res, a.body, errNotJSON)
	}
	return res, err
}

var errNotJSON = errors.New("it is no JSON")

// doValue sends an operation whose answer holds one value under key, or is it
// where there is no key.
func doValue[T any](ctx context.Context, c *Client, op operation, key string) (T, *Response, error) {
	var value T
	a, res, err := c.roundTrip(ctx, op)
	if err != nil {
		return value, res, err
	}
	if err := decodeMember(a.body, key, &value); err != nil {
		return value, res, op.unreadable(res, a.body, err)
	}
	return value, res, nil
}

// doPage sends an operation whose answer is a list under key.
func doPage[T any](ctx context.Context, c *Client, op operation, key string, o ListOptions) (Page[T], *Response, error) {
	if err := o.check(); err != nil {
		return Page[T]{}, &Response{}, notSent(op, "%v", err)
	}
	if op.offset && o.After+o.Before != "" && !strings.HasPrefix(o.After+o.Before, offsetCursor) {
		return Page[T]{}, &Response{}, notSent(op, "the list counts its pages and takes no cursor of another list")
	}
	op.query = o.addTo(op.query, op.offset)
	a, res, err := c.roundTrip(ctx, op)
	if err != nil {
		return Page[T]{}, res, err
	}
	p, err := decodePage[T](a.body, key, o)
	if err != nil {
		return Page[T]{}, res, op.unreadable(res, a.body, err)
	}
	reuse(a.body) // the page is made of a copy
	return p, res, nil
}

// decodeMember reads the value under key, or the body itself where there is no
// key. An answer without it is an error: a zero value taken for the record would
// be believed.
func decodeMember(body []byte, key string, value any) error {
	if key == "" {
		return json.Unmarshal(body, value)
	}
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

// doMany sends an operation that takes a list of ids in its query.
func doMany[T any](ctx context.Context, c *Client, op operation, param string, ids []string, key string) ([]T, *Response, error) {
	op, err := withMany(op, param, ids)
	if err != nil {
		return nil, &Response{}, err
	}
	return doList[T](ctx, c, op, key)
}

// doList sends an operation whose answer is a whole list under key.
func doList[T any](ctx context.Context, c *Client, op operation, key string) ([]T, *Response, error) {
	p, res, err := doPage[T](ctx, c, op, key, ListOptions{})
	return p.Items, res, err
}
