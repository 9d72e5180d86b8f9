package sandbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ServeHTTP answers one request. A dropped connection is a panic with
// http.ErrAbortHandler, as net/http wants it.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.opts.AnyHost && !ownHost(r.Host) {
		http.Error(w, "the sandbox is not "+strconv.Quote(r.Host), http.StatusMisdirectedRequest)
		return
	}
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
		http.Error(w, "a page of another address asks nothing here", http.StatusForbidden)
		return
	}
	answer, err := s.Transport().RoundTrip(r)
	if err != nil {
		panic(http.ErrAbortHandler) // the client went away, or a fault breaks the connection
	}
	defer answer.Body.Close()
	maps.Copy(w.Header(), answer.Header)
	if answer.StatusCode != http.StatusNoContent {
		w.Header().Set("Content-Length", strconv.FormatInt(answer.ContentLength, 10))
	}
	w.WriteHeader(answer.StatusCode)
	if r.Method == http.MethodHead {
		return
	}
	if _, err := io.Copy(flushed{w}, answer.Body); err != nil {
		panic(http.ErrAbortHandler)
	}
}

// flushed sends each part on its way at once.
type flushed struct{ http.ResponseWriter }

// Write implements io.Writer.
func (f flushed) Write(part []byte) (int, error) {
	n, err := f.ResponseWriter.Write(part)
	_ = http.NewResponseController(f.ResponseWriter).Flush() // where that can be done
	return n, err
}

// ownHost reports whether a Host names this host without asking anyone: a name
// that a web page chose may lead here as well.
func ownHost(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || net.ParseIP(host) != nil
}

// cuts reports whether not one byte of the answer arrives.
func (f *Fault) cuts() bool {
	return f != nil && (f.Kind == FaultDrop || f.Kind == FaultLost)
}

// spoil applies the faults that change the answer itself.
func (d *delivery) spoil() {
	switch d.fault.name() {
	case FaultGarbage:
		d.body = []byte("upstream connect error or disconnect/reset before headers")
	case FaultType:
		d.header.Set("Content-Type", "text/plain; charset=utf-8")
	}
}

// slowSteps is in how many parts a slow body arrives.
const slowSteps = 20

func (f *Fault) step() time.Duration {
	return time.Duration(f.DelayMS) * time.Millisecond / slowSteps
}

// transport is the door without a listener.
type transport struct{ server *Server }

// Transport returns a RoundTripper that hands requests to the server inside
// the process. Any scheme and host will do. It ends a request when its
// context ends, and breaks as a network does when a fault is on order.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

// RoundTrip answers the request.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer r.Body.Close()
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	d, err := t.server.serve(r)
	if err != nil {
		return nil, err
	}
	if d.fault.cuts() {
		return nil, &net.OpError{Op: "read", Net: "sandbox", Err: syscall.ECONNRESET}
	}
	d.spoil()
	resp := &http.Response{
		Status:     fmt.Sprintf("%d %s", d.status, http.StatusText(d.status)),
		StatusCode: d.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: d.header, ContentLength: int64(len(d.body)), Request: r,
	}
	body := d.body
	if r.Method == http.MethodHead {
		body = nil
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	switch d.fault.name() {
	case FaultTruncate:
		resp.Body = &brokenBody{ctx: r.Context(), rest: body[:len(body)/2], end: io.ErrUnexpectedEOF}
	case FaultSlow:
		resp.Body = &brokenBody{ctx: r.Context(), rest: body, end: io.EOF, part: len(body)/slowSteps + 1, step: d.fault.step()}
	}
	return resp, nil
}

// brokenBody is a body that trickles or ends too early.
type brokenBody struct {
	ctx  context.Context
	rest []byte
	part int // most bytes at once, 0 for any
	step time.Duration
	end  error
}

// Read hands out the next part.
func (b *brokenBody) Read(p []byte) (int, error) {
	if len(b.rest) == 0 {
		return 0, b.end
	}
	if err := pause(b.ctx, b.step); err != nil {
		return 0, err
	}
	if b.part > 0 && len(p) > b.part {
		p = p[:b.part]
	}
	n := copy(p, b.rest)
	b.rest = b.rest[n:]
	return n, nil
}

// Close drops what was not read.
func (b *brokenBody) Close() error { b.rest = nil; return nil }

// Listen serves on addr, such as "127.0.0.1:0", and returns the base URL and
// a function that stops it: at most two seconds for requests under way.
func (s *Server) Listen(addr string) (baseURL string, stop func() error, err error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return "", nil, fmt.Errorf("listen on %s: %w", addr, err)
	}
	hs := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan error, 1)
	go func() { done <- hs.Serve(l) }()
	stop = func() error {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		if err := hs.Shutdown(ctx); err != nil {
			_ = hs.Close()
		}
		if err := <-done; !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	}
	return "http://" + l.Addr().String(), stop, nil
}

// Environment returns the NAME=value lines that sign a client in to the
// server at baseURL.
func (s *Server) Environment(baseURL string) []string {
	return []string{
		"ZENDESK_BASE_URL=" + baseURL,
		"ZENDESK_EMAIL=" + s.opts.Email,
		"ZENDESK_API_TOKEN=" + s.opts.Token,
	}
}
