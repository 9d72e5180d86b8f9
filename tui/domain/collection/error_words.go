package collection

import (
	"errors"
	"strings"

	"zco/api"
)

// Settled returns the error of a lost answer without its doubt, for when a look
// has shown that nothing was done.
func Settled(err error) error {
	e, ok := errors.AsType[*api.Error](err)
	if !ok {
		return err
	}
	sure := *e
	sure.Unknown = false
	return &sure
}

// Brief returns an error without the address that was asked and the number of
// the request, for where a line must tell the reason.
func Brief(err error) error {
	e, ok := errors.AsType[*api.Error](err)
	if !ok {
		return err
	}
	short := *e
	short.Method, short.Path, short.RequestID = "", "", ""
	return &short
}

// Asked returns the request that an error is of, as "GET /api/v2/…, request
// 7f3a": "" where there is none.
func Asked(err error) string {
	e, ok := errors.AsType[*api.Error](err)
	if !ok || e.Method == "" {
		return ""
	}
	s := e.Method + " " + e.Path
	if e.RequestID != "" {
		s += ", request " + e.RequestID
	}
	return s
}

// Words returns the text of an error without the request: see Asked.
func Words(err error) string {
	e, ok := errors.AsType[*api.Error](err)
	if !ok {
		return err.Error()
	}
	return strings.Replace(err.Error(), e.Error(), Brief(e).Error(), 1)
}

// Forbidden reports whether an error is the service's refusal to show or
// change something.
func Forbidden(err error) bool { return api.IsForbidden(err) }

// SignedOut reports whether an error says that the account does not take who
// asks: a token that ended, was refused, or is not there.
func SignedOut(err error) bool { return api.IsUnauthorized(err) }

// Gone reports whether an error says that something is not there.
func Gone(err error) bool { return api.IsNotFound(err) }
