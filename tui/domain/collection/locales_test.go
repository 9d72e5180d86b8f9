package collection

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
	"zco/api/sandbox"
)

// slowly answers after a while, as a service in trouble does.
type slowly struct{ http.RoundTripper }

func (s slowly) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case <-time.After(time.Minute - time.Second):
		return s.RoundTripper.RoundTrip(r)
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// Who waits for languages that somebody else is asking for leaves when they
// like, and nobody waits longer than for what is only nice to have.
func TestWaitingForLanguagesCanBeLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, err := api.New("http://127.0.0.1:1", api.WithTransport(slowly{sandbox.New(sandbox.Options{}).Transport()}),
			api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
		if err != nil {
			t.Fatal(err)
		}
		l, began := &languages{}, time.Now()
		go func() { _, _ = l.read(t.Context(), client) }()
		synctest.Wait()
		ctx, leave := context.WithTimeout(t.Context(), time.Second)
		defer leave()
		if _, err := l.read(ctx, client); err == nil || time.Since(began) > 2*time.Second {
			t.Errorf("left after %s: %v", time.Since(began), err)
		}
		if _, missing := l.apart(t.Context(), client); missing == "" || time.Since(began) > 2*Patience {
			t.Errorf("waited %s for what is only nice to have: %q", time.Since(began), missing)
		}
	})
}
