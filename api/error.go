package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Codes that this package gives itself; all others are the service's.
const (
	CodeNotSent   = "NotSent"   // refused before sending; Message says why
	CodeBadAnswer = "BadAnswer" // an answer came that cannot be understood
	CodeRedirect  = "Redirect"  // the service sent us elsewhere, which is not followed
	CodeTooLarge  = "TooLarge"  // the answer is larger than MaxAnswer
)

const codeTooManyJobs = "TooManyJobs" // the service's

// CodeDatabaseConflict is the service's code, with status 409, for two
// requests that met in its database: {"error":"DatabaseConflict",
// "description":"Database collision"}. The one that gets it was not done, as
// 409 means, and goes through when it is sent again. Only what makes something new
// is left to whoever asked.
const CodeDatabaseConflict = "DatabaseConflict"

// Error is why an operation did not succeed. Its text holds no secret, but it
// may hold the service's words, control characters and all: whoever shows it
// cleans it.
type Error struct {
	Method string
	Path   string // without the query
	Status int    // of the answer; 0 if none came

	Code    string   // the service's, such as RecordInvalid, or one of ours
	Message string   // the service's explanation
	Details []Detail // of single fields

	RequestID  string
	RetryAfter time.Duration // how long the service asks to wait; 0 if it does not
	JobIDs     []string      // the jobs in the way, when there are too many
	LimitedBy  WaitReason    // whose limit is used up, where IsRateLimited

	// NotJSON is set where the answer is no JSON, a web page or a line of text:
	// what stands before the service may have given it, an edge or a proxy.
	// Server and Ray are what it says of itself then, CF-RAY being the number
	// by which Cloudflare finds a request; either may be "".
	NotJSON     bool
	Server, Ray string

	// Unknown is set for a write that went out and of which no trustworthy
	// answer came: it may have been done. It is never sent again; read the
	// record to see.
	Unknown bool

	Err error // what went wrong below, such as a network error; may be nil

	local bool // came about on this side of the network: no use in repeating
}

// Detail is what the service says about one field. Key is a field's key or,
// for some families, its label in the user's language.
type Detail struct {
	Key     string
	Code    string
	Message string
}

// Error says what failed and why, in one line.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Method != "" {
		fmt.Fprintf(&b, "%s %s: ", e.Method, e.Path)
	}
	b.WriteString(e.reason())
	for i, d := range e.Details {
		b.WriteString([]string{": ", "; "}[min(i, 1)])
		b.WriteString(d.String())
	}
	if e.Unknown {
		b.WriteString(" (the change may have been made all the same: read it again to see)")
	}
	if e.RetryAfter > 0 {
		fmt.Fprintf(&b, " (try again in %s)", e.RetryAfter.Round(time.Second))
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, " (request %s)", e.RequestID)
	}
	return b.String()
}

// misread leads what is said of a CodeBadAnswer.
const misread = "the answer cannot be understood"

func (e *Error) reason() string {
	if e.Code == CodeBadAnswer {
		return e.misreading()
	}
	var parts []string
	if e.Status != 0 {
		status := fmt.Sprint(e.Status)
		if text := http.StatusText(e.Status); text != "" && e.Code == "" && e.Message == "" {
			status += " " + text
		}
		parts = append(parts, status)
	}
	if e.Code != "" && e.Code != CodeNotSent && e.Code != CodeLookedTooLongAgo {
		parts = append(parts, e.Code)
	}
	line := strings.Join(parts, " ")
	for _, more := range []string{e.Message, errorText(e.Err, e.Message)} {
		if more != "" && line != "" {
			line += ": "
		}
		line += more
	}
	return cmp.Or(line, "failed")
}

// misreading is the reason of an answer that makes no sense: its status was
// that of a success and tells nothing.
func (e *Error) misreading() string {
	line := misread
	for _, more := range []string{strings.TrimPrefix(strings.TrimPrefix(e.Message, misread), ": "), errorText(e.Err, e.Message)} {
		if more != "" {
			line += ": " + more
		}
	}
	return line
}

func errorText(err error, said string) string {
	if err == nil || strings.Contains(said, err.Error()) {
		return ""
	}
	return networkWords(err)
}

// BaseDetail is the key of what is said of the whole and of no field.
const BaseDetail = "base"

// String returns "key: message".
func (d Detail) String() string {
	text := cmp.Or(d.Message, d.Code)
	if d.Key == "" || d.Key == BaseDetail {
		return text
	}
	return d.Key + ": " + text
}

// Unwrap returns the error below, so that errors.Is finds context.Canceled.
func (e *Error) Unwrap() error { return e.Err }

// StatusOf returns the HTTP status of an error, 0 if it has none.
func StatusOf(err error) int {
	if e := asError(err); e != nil {
		return e.Status
	}
	return 0
}

// RetryAfter returns how long the service asked to wait, 0 if it did not. The
// client has waited unless that is longer than it ever does.
func RetryAfter(err error) time.Duration {
	if e := asError(err); e != nil {
		return e.RetryAfter
	}
	return 0
}

// IsNotFound reports whether there is no such thing, or no such endpoint.
func IsNotFound(err error) bool {
	return StatusOf(err) == http.StatusNotFound || StatusOf(err) == http.StatusGone
}

// IsForbidden reports whether the service says that the signed-in person may
// not do this. A web page with the same status is somebody else's: an edge or a
// proxy that knows nothing of what the person may do.
func IsForbidden(err error) bool {
	e := asError(err)
	return e != nil && e.Status == http.StatusForbidden && !e.NotJSON
}

// IsUnauthorized reports whether the credentials are not accepted, or there
// are none: sign in again.
func IsUnauthorized(err error) bool { return StatusOf(err) == http.StatusUnauthorized }

// IsConflict reports whether another change came at the same time.
func IsConflict(err error) bool { return StatusOf(err) == http.StatusConflict }

// IsRateLimited reports whether there were too many requests or jobs.
func IsRateLimited(err error) bool {
	e := asError(err)
	return e != nil && (e.Status == http.StatusTooManyRequests || e.Code == codeTooManyJobs)
}

// IsInvalid reports whether what was asked cannot be done as asked: the
// service refused the values, or this package did before sending.
func IsInvalid(err error) bool {
	switch StatusOf(err) {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity:
		return true
	}
	e := asError(err)
	return e != nil && e.Code == CodeNotSent
}

// IsUnknownOutcome reports whether a write went out and may have been done,
// though no answer said so.
func IsUnknownOutcome(err error) bool {
	e := asError(err)
	return e != nil && e.Unknown
}

// IsTemporary reports whether the same request may well succeed later: the
// network, a limit, the service's own trouble, or an answer to a read that
// makes no sense. It says nothing about
// whether a write may be repeated; see IsUnknownOutcome.
func IsTemporary(err error) bool {
	e := asError(err)
	switch {
	case e == nil || errors.Is(err, context.Canceled):
		return false
	case e.Code == CodeBadAnswer: // a page of somebody between, or a broken line
		return !e.Unknown
	case e.Status == 0:
		return e.Code == "" && e.Err != nil
	}
	return e.Status >= 500 && e.Status != http.StatusNotImplemented || e.Code == CodeDatabaseConflict ||
		e.Status == http.StatusTooManyRequests || e.Status == http.StatusRequestTimeout
}

func asError(err error) *Error {
	e, _ := errors.AsType[*Error](err)
	return e
}

// failed completes the error of a step.
func (r *request) failed(err error) *Error {
	e := asError(err)
	if e == nil {
		e = &Error{Err: err}
	}
	e.Method, e.Path = r.method, r.path()
	return e
}

// refused is the error of an answer that is not a success.
func (r *request) refused(a *answer, now time.Time) *Error {
	e := parseErrorBody(a)
	e.Method, e.Path, e.Status = r.method, r.path(), a.status
	if e.NotJSON {
		e.Server, e.Ray = a.header.Get("Server"), a.header.Get("Cf-Ray")
	}
	e.RequestID = requestID(a.header)
	e.RetryAfter = retryAfter(a.header, now)
	e.LimitedBy = limitedBy(a, e)
	e.Unknown = !r.read && mayHaveApplied(a)
	e.redact(r.secret)
	return e
}

// mayHaveApplied: a gateway's error, or one of the service after it began,
// says nothing about the write. Nor does a 503 that names a time: the service
// sends it before it does anything, but gateways before it send it as well.
func mayHaveApplied(a *answer) bool {
	switch a.status {
	case http.StatusNotImplemented, http.StatusHTTPVersionNotSupported:
		return false
	}
	return a.status >= 500 || a.status == http.StatusRequestTimeout
}

// redact takes a secret out of what a server repeated back to us.
func (e *Error) redact(secret string) {
	for _, s := range secretParts(secret) {
		e.Code = strings.ReplaceAll(e.Code, s, "[secret]")
		e.Message = strings.ReplaceAll(e.Message, s, "[secret]")
		for i := range e.Details {
			d := &e.Details[i]
			d.Key = strings.ReplaceAll(d.Key, s, "[secret]")
			d.Code = strings.ReplaceAll(d.Code, s, "[secret]")
			d.Message = strings.ReplaceAll(d.Message, s, "[secret]")
		}
	}
}
