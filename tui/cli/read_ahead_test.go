package cli_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"zco/api/sandbox"
	"zco/tui/cli"
)

// meeting holds requests back until two of them wait.
type meeting struct {
	mu      sync.Mutex
	waiting chan struct{}
}

func (m *meeting) wait() bool {
	m.mu.Lock()
	other := m.waiting
	if m.waiting = nil; other != nil {
		close(other)
		m.mu.Unlock()
		return true
	}
	mine := make(chan struct{})
	m.waiting = mine
	m.mu.Unlock()
	select {
	case <-mine:
		return true
	case <-time.After(10 * time.Second):
		return false
	}
}

// The fields and the rows are asked for together, and each once.
func TestFieldsAndRowsAreAskedForTogether(t *testing.T) {
	server := sandbox.New(sandbox.Options{Records: 500, RateLimit: -1})
	const id = "01GGTT6E00R28WJ0KVYRQ78KKP" // its first
	for _, args := range [][]string{{"records", "asset", "--limit", "2"}, {"get", "asset/" + id}} {
		var both meeting
		var mu sync.Mutex
		asked := map[string]int{}
		web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/fields") || strings.Contains(r.URL.Path, "/asset/records") {
				mu.Lock()
				asked[r.URL.Path]++
				mu.Unlock()
				if !both.wait() {
					t.Errorf("%v: %s is asked for alone", args, r.URL.Path)
				}
			}
			server.ServeHTTP(w, r)
		}))
		env := map[string]string{"ZENDESK_BASE_URL": web.URL, "ZENDESK_EMAIL": "agent@sandbox.example", "ZENDESK_API_TOKEN": "sandbox-token", "HOME": t.TempDir()}
		var words bytes.Buffer
		code := cli.Main(args, cli.NewStreams(strings.NewReader(""), io.Discard, &words, func(k string) string { return env[k] }))
		web.Close()
		if code != 0 || len(asked) != 2 {
			t.Errorf("%v: exit code %d, %v asked: %s", args, code, asked, words.String())
		}
		for path, times := range asked {
			if times != 1 {
				t.Errorf("%v: %s was asked for %d times", args, path, times)
			}
		}
	}
}
