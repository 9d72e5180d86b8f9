package api

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// roundTrip is a transport made of a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// served is a transport that asks a handler, without a network.
func served(h http.HandlerFunc) http.RoundTripper {
	return roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.Body == nil {
			r.Body = http.NoBody
		}
		w := httptest.NewRecorder()
		h(w, r)
		res := w.Result()
		res.Request = r
		return res, nil
	})
}

// answering is a handler that answers the same to everything.
func answering(status int, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

// inTurn answers the first request with the first handler and so on; the
// last handler answers all that follow. It counts.
func inTurn(count *int, handlers ...http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h := handlers[min(*count, len(handlers)-1)]
		*count++
		h(w, r)
	}
}

// clock is a clock that only sleeping moves.
type clock struct {
	at    time.Time
	slept []time.Duration
}

func newClock() *clock { return &clock{at: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time { return c.at }

func (c *clock) sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.slept = append(c.slept, d)
	c.at = c.at.Add(d)
	return nil
}

func (c *clock) option() Option { return WithClock(c.now, c.sleep) }

const testBase = "https://example.zendesk.com"

func newTestClient(t testing.TB, h http.HandlerFunc, opts ...Option) *Client {
	t.Helper()
	k := newClock()
	all := append([]Option{
		WithTransport(served(h)), k.option(), WithJitter(func() float64 { return 0 }),
		WithCredentials(TokenCredentials("ann@example.com", "s3cr3t")), WithVersion("1.2"),
	}, opts...)
	c, err := New(testBase, all...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func example(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func mustContain(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q does not say %q", text, part)
		}
	}
}

func mustNotContain(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(text, part) {
			t.Errorf("%q says %q", text, part)
		}
	}
}
