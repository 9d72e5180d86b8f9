package cli_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"zco/api/sandbox"
	"zco/tui/cli"
)

var cursor = regexp.MustCompile(`"after_cursor":"[^"]*"`)

// A list that goes in circles, or on with nothing, ends and is said to.
func TestListsWithoutAnEnd(t *testing.T) {
	server := sandbox.New(sandbox.Options{Records: 500, RateLimit: -1})
	for name, empty := range map[string]bool{"circles": false, "nothing": true} {
		asked := 0
		web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasSuffix(r.URL.Path, "/records") {
				server.ServeHTTP(w, r)
				return
			}
			asked++
			q := r.URL.Query()
			q.Del("page[after]")
			r.URL.RawQuery = q.Encode()
			rec := httptest.NewRecorder()
			server.ServeHTTP(rec, r)
			next, body := asked%7, rec.Body.Bytes()
			if empty {
				next, body = asked, []byte(`{"custom_object_records":[],"meta":{"has_more":true,"after_cursor":"","before_cursor":""},"links":{}}`)
			}
			if asked > 1000 {
				t.Error(name + ": it goes on for ever")
				w.WriteHeader(http.StatusInternalServerError)
				return
			}
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write(cursor.ReplaceAll(body, fmt.Appendf(nil, `"after_cursor":"c%d"`, next)))
		}))
		env := map[string]string{"ZENDESK_BASE_URL": web.URL, "ZENDESK_EMAIL": "agent@sandbox.example", "ZENDESK_API_TOKEN": "sandbox-token", "HOME": t.TempDir()}
		var words bytes.Buffer
		code := cli.Main([]string{"records", "asset", "--limit", "0"}, cli.NewStreams(strings.NewReader(""), io.Discard, &words, func(k string) string { return env[k] }))
		if code != cli.Partly || !strings.Contains(words.String(), "listed") {
			t.Errorf("%s: exit code %d after %d pages: %s", name, code, asked, words.String())
		}
		web.Close()
	}
}
