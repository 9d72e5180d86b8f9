package cli_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"zco/api/sandbox"
	"zco/tui/cli"
)

// meddler is an account in which someone else changes a record between the
// first and the second time it is read.
type meddler struct {
	*sandbox.Server
	path, change string
	reads        int
}

func (m *meddler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet && r.URL.Path == m.path {
		if m.reads++; m.reads == 2 {
			m.do(http.MethodPatch, m.path, m.change)
		}
	}
	m.Server.ServeHTTP(w, r)
}

func (m *meddler) do(method, path, body string) []byte {
	r := httptest.NewRequest(method, "http://localhost"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.SetBasicAuth("agent@sandbox.example/token", "sandbox-token")
	w := httptest.NewRecorder()
	m.Server.ServeHTTP(w, r)
	return w.Body.Bytes()
}

// Someone else's change is merged when it is to another field, and nothing is
// sent when it is to the same.
func TestSetMeetsAnotherChange(t *testing.T) {
	for _, c := range []struct {
		theirs string
		code   int
		say    string
		rating string
	}{
		{`{"contact":"Them"}`, cli.Done, "Contact was changed by someone else meanwhile, and stays", "4"},
		{`{"rating":1}`, cli.Failed, "Rating: was 3, theirs is 1, yours 4", "1"},
		{`{"rating":4}`, cli.Done, "saved", "4"},
	} {
		home(t)
		m := &meddler{Server: sandbox.New(sandbox.Options{Records: 10})}
		web := httptest.NewServer(m)
		defer web.Close()
		var made struct {
			Record struct{ ID string } `json:"custom_object_record"`
		}
		const records = "/api/v2/custom_objects/vendor/records"
		body := m.do(http.MethodPost, records, `{"custom_object_record":{"name":"A","custom_object_fields":{"rating":3}}}`)
		if err := json.Unmarshal(body, &made); err != nil || made.Record.ID == "" {
			t.Fatalf("%v: %s", err, body)
		}
		m.path = records + "/" + made.Record.ID
		m.change = `{"custom_object_record":{"custom_object_fields":` + c.theirs + `}}`
		env := map[string]string{"ZENDESK_BASE_URL": web.URL, "ZENDESK_EMAIL": "agent@sandbox.example", "ZENDESK_API_TOKEN": "sandbox-token"}
		var out, words bytes.Buffer
		code := cli.Main([]string{"set", "vendor/" + made.Record.ID, "rating=4"},
			cli.NewStreams(strings.NewReader(""), &out, &words, func(k string) string { return env[k] }))
		if code != c.code || !strings.Contains(words.String(), c.say) {
			t.Errorf("theirs %s: exit code %d, saying\n%s", c.theirs, code, &words)
		}
		if now := string(m.do(http.MethodGet, m.path, "")); !strings.Contains(now, `"rating":`+c.rating) {
			t.Errorf("theirs %s: it is now %s", c.theirs, now)
		}
	}
}
