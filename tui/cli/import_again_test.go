package cli_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/cli"
)

// An import that came to nothing is run again: what somebody changed meanwhile
// is named and left so.
func TestImportRunAgainLeavesWhatChanged(t *testing.T) {
	server := sandbox.New(sandbox.Options{Records: 5, RateLimit: -1})
	var refuses atomic.Bool
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if refuses.Load() && strings.HasSuffix(r.URL.Path, "/jobs") {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		server.ServeHTTP(w, r)
	}))
	defer web.Close()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_STATE_HOME", home)
	t.Setenv("XDG_CONFIG_HOME", home)
	env := map[string]string{"ZENDESK_BASE_URL": web.URL, "ZENDESK_EMAIL": "agent@sandbox.example", "ZENDESK_API_TOKEN": "sandbox-token", "HOME": home}
	c, err := api.New(web.URL, api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	page, _, err := c.ListRecords(t.Context(), "asset", api.RecordFilter{}, api.ListOptions{Size: 2})
	if err != nil {
		t.Fatal(err)
	}
	a, b := page.Items[0].ID, page.Items[1].ID
	file := filepath.Join(home, "f.csv")
	if err := os.WriteFile(file, []byte("id,location\n"+a+",Paris\n"+b+",Paris\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func() (int, string) {
		var words bytes.Buffer
		code := cli.Main([]string{"import", "asset", file}, cli.NewStreams(strings.NewReader(""), io.Discard, &words, func(k string) string { return env[k] }))
		return code, words.String()
	}
	refuses.Store(true)
	if code, words := run(); code == cli.Done {
		t.Fatal(words)
	}
	refuses.Store(false)
	if _, _, err := c.UpdateRecord(t.Context(), "asset", a, api.RecordPatch{Fields: map[string]api.Value{"location": api.String("theirs")}}); err != nil {
		t.Fatal(err)
	}
	if code, words := run(); code != cli.Partly || !strings.Contains(words, `location was changed since to "theirs": it is left so`) || !strings.Contains(words, "done 1, failed 1") {
		t.Errorf("exit code %d: %s", code, words)
	}
}
