package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// call sends an operation and makes of its answer, which is a success, what read
// makes of it. An answer that read cannot make sense of is an error.
func call[T any](ctx context.Context, c *Client, op operation, read func(*answer) (T, error)) (T, *Response, error) {
	var value T
	r, err := c.request(op)
	if err != nil {
		return value, &Response{}, err
	}
	a, err := c.chain.send(ctx, r)
	if err != nil {
		return value, &Response{}, r.failed(err)
	}
	res := newResponse(a, c.opts.now(), r.attempt)
	if a.status < 200 || a.status > 299 {
		return value, res, r.refused(a, c.opts.now())
	}
	if value, err = read(a); err != nil {
		return value, res, op.unreadable(res, a.body, err)
	}
	return value, res, nil
}

// do sends an operation of whose answer only the success matters. A page of
// somebody between, with the status of a success, is none.
func (c *Client) do(ctx context.Context, op operation) (*Response, error) {
	_, res, err := call(ctx, c, op, func(a *answer) (struct{}, error) {
		if a.status != http.StatusNoContent && !json.Valid(a.body) {
			return struct{}{}, errNotJSON
		}
		return struct{}{}, nil
	})
	return res, err
}

var errNotJSON = errors.New("it is no JSON")

// under reads an answer that holds one value under key. An answer without it
// is an error: a zero value taken for the record would be believed.
func under[T any](key string) func(*answer) (T, error) {
	return func(a *answer) (value T, err error) {
		var envelope map[string]json.RawMessage
		if err := json.Unmarshal(a.body, &envelope); err != nil {
			return value, err
		}
		raw, ok := envelope[key]
		if !ok || string(raw) == "null" {
			return value, fmt.Errorf("it has no %s", key)
		}
		err = json.Unmarshal(raw, &value)
		return value, err
	}
}

// whole reads an answer that is the value itself.
func whole[T any](a *answer) (value T, err error) {
	err = json.Unmarshal(a.body, &value)
	return value, err
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
	return call(ctx, c, op, func(a *answer) (Page[T], error) {
		p, err := decodePage[T](a.body, key, o)
		if err != nil {
			return Page[T]{}, err
		}
		reuse(a.body) // the page is made of a copy
		return p, nil
	})
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
