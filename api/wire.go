package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync"
	"sync/atomic"
	"time"
)

// MaxAnswer is the largest answer read, in bytes, unpacked.
const MaxAnswer = 32 << 20

// answerTimeout is the longest that one attempt takes, its body and all, unless
// WithTimeout says otherwise.
const answerTimeout = time.Minute

// fileTimeouts is how many times longer a file may take: ten megabytes come
// through a line of 140 kbit a second.
const fileTimeouts = 10

var (
	errSlow     = errors.New("the service takes too long to answer")
	errTooLarge = fmt.Errorf("the answer is larger than %d MiB", MaxAnswer>>20)
)

// wire is the last step: it sends over the network and reads the whole answer.
type wire struct {
	transport http.RoundTripper
	limit     int64
	timeout   time.Duration
}

func newWire(o options) *wire {
	w := &wire{transport: o.transport, limit: MaxAnswer, timeout: o.timeout}
	if w.transport == nil {
		w.transport = newTransport()
	}
	return w
}

func newTransport() *http.Transport {
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           dialer.DialContext,
		TLSHandshakeTimeout:   10 * time.Second,
		ExpectContinueTimeout: time.Second,
		ForceAttemptHTTP2:     true,
		// A laptop that slept holds connections that look alive: ask them.
		HTTP2:                  &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 15 * time.Second},
		MaxIdleConns:           32,
		MaxIdleConnsPerHost:    16,
		IdleConnTimeout:        90 * time.Second,
		MaxResponseHeaderBytes: 1 << 20,
	}
}

func (w *wire) close() {
	if t, ok := w.transport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

func (w *wire) send(ctx context.Context, r *request) (*answer, error) {
	if err := ctx.Err(); err != nil {
		return nil, &Error{Err: err}
	}
	timeout := w.timeout
	if r.file {
		timeout *= fileTimeouts
	}
	inner, cancel := context.WithTimeoutCause(ctx, timeout, errSlow)
	defer cancel()
	var reach reach
	res, err := w.transport.RoundTrip(w.message(httptrace.WithClientTrace(inner, reach.trace()), r))
	if err != nil {
		return nil, &Error{Err: slowOr(ctx, inner, err), Unknown: !r.read && reach.mayHaveArrived(err)}
	}
	defer res.Body.Close()
	a := &answer{status: res.StatusCode, header: res.Header}
	a.body, err = readAll(res.Body, res.ContentLength, w.limit)
	if err == nil {
		return a, nil
	}
	e := &Error{Err: slowOr(ctx, inner, err), Unknown: !r.read && (a.status < 300 || mayHaveApplied(a)), RequestID: requestID(a.header)}
	if errors.Is(err, errTooLarge) {
		e.Code, e.Status = CodeTooLarge, a.status
	}
	return nil, e
}

func (w *wire) message(ctx context.Context, r *request) *http.Request {
	m := &http.Request{
		Method: r.method, URL: r.url, Host: r.url.Host, Header: r.header.Clone(),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}
	if r.body != nil {
		m.ContentLength = int64(len(r.body))
		m.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(r.bodyReader()), nil }
		m.Body, _ = m.GetBody()
	}
	return m.WithContext(ctx)
}

// likely is how much room is made for a body whose size is not told: a page of
// 100 records. What is told is believed up to mostRoom.
const (
	likely   = 64 << 10
	mostRoom = 1 << 20
)

// usedBodies are the bytes of answers that were read and are of no more use: of
// one page after the other they are most of what is allocated.
var usedBodies sync.Pool

// reuse gives up the bytes of an answer.
func reuse(body []byte) {
	if cap(body) <= mostRoom {
		usedBodies.Put(&body)
	}
}

func readAll(body io.Reader, length, limit int64) ([]byte, error) {
	if length < 0 {
		length = likely
	}
	var b bytes.Buffer
	if used, ok := usedBodies.Get().(*[]byte); ok {
		b = *bytes.NewBuffer((*used)[:0])
	}
	b.Grow(int(min(length, limit, mostRoom)) + bytes.MinRead)
	_, err := b.ReadFrom(io.LimitReader(body, limit+1))
	data := b.Bytes()
	if int64(len(data)) > limit {
		return nil, errTooLarge
	}
	return data, err
}

// slowOr tells our own time limit from the caller's: only the caller's may
// look like a context that ended.
func slowOr(outer, inner context.Context, err error) error {
	if outer.Err() == nil && errors.Is(context.Cause(inner), errSlow) {
		return errSlow
	}
	if outer.Err() != nil {
		return outer.Err()
	}
	return err
}

// reach remembers how far a request came, to tell a write that cannot have
// arrived from one that may have.
type reach struct{ asked, connected atomic.Bool }

func (r *reach) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) { r.asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { r.connected.Store(true) },
	}
}

// mayHaveArrived is true unless there surely was no connection. A transport
// that is not of net/http tells nothing but its error.
func (r *reach) mayHaveArrived(err error) bool {
	if r.asked.Load() {
		return r.connected.Load()
	}
	var op *net.OpError
	return !errors.As(err, &op) || op.Op != "dial"
}
