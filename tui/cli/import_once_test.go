package cli_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"zco/api/sandbox"
	"zco/tui/cli"
)

// An import sends what its check decided, and does not check a second time:
// its records are read to decide and just before they are sent, and the names
// that are there once. Nothing of it
// is left on the disk.
func TestImportChecksOnce(t *testing.T) {
	server := sandbox.New(sandbox.Options{Records: 5, RateLimit: -1, IndexLag: -1})
	var lists, searches, jobs atomic.Int32
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case strings.HasSuffix(path, "/store/records"):
			lists.Add(1)
		case strings.HasSuffix(path, "/search"):
			searches.Add(1)
		case strings.HasSuffix(path, "/store/jobs"):
			jobs.Add(1)
		}
		server.ServeHTTP(w, r)
	}))
	defer web.Close()
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"} {
		t.Setenv(name, home)
	}
	var text strings.Builder
	text.WriteString("name,external_id,city\n")
	for n := range 150 {
		fmt.Fprintf(&text, "Shop %d,X-%d,Paris\n", n, n)
	}
	file := filepath.Join(home, "f.csv")
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	env := map[string]string{"ZENDESK_BASE_URL": web.URL, "ZENDESK_EMAIL": "agent@sandbox.example", "ZENDESK_API_TOKEN": "sandbox-token", "HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home}
	var words bytes.Buffer
	code := cli.Main([]string{"import", "store", file, "--key", "external_id"}, cli.NewStreams(strings.NewReader(""), io.Discard, &words, func(k string) string { return env[k] }))
	if code != cli.Done || !strings.Contains(words.String(), "done 150, failed 0") {
		t.Fatalf("%d: %s", code, words.String())
	}
	if lists.Load() != 5 || searches.Load() != 0 || jobs.Load() != 2 {
		t.Errorf("%d lists, %d searches, %d jobs: %s", lists.Load(), searches.Load(), jobs.Load(), words.String())
	}
	left, err := filepath.Glob(filepath.Join(home, "*", "imports", "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("%v, left: %v", err, left)
	}
}
