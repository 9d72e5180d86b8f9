package sandbox

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// step is one request of a story and the answer a person would get.
type step struct {
	why    string // what the step shows
	as     string // who asks: "" the admin, "-" nobody, else an address
	line   string // METHOD /path
	send   string // body
	status int
	want   string   // the whole body as JSON, "" if it is not compared
	at     []string // path, JSON, path, JSON: parts of the body, such as "items.0.name"
	header []string // name, value
}

// play runs a story against one server.
func play(t *testing.T, s *Server, steps []step) {
	t.Helper()
	for _, st := range steps {
		t.Run(st.why, func(t *testing.T) {
			a := ask(t, s, st.as, st.line, st.send)
			if a.status != st.status {
				t.Fatalf("%s: status %d, want %d: %s", st.line, a.status, st.status, a.body)
			}
			if st.want != "" {
				if diff := cmp.Diff(decoded(t, st.want), decoded(t, a.body)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", st.line, diff)
				}
			}
			if st.status == 204 && a.body != "" {
				t.Errorf("%s: a 204 with a body: %q", st.line, a.body)
			}
			for i := 0; i < len(st.at); i += 2 {
				if diff := cmp.Diff(decoded(t, st.at[i+1]), part(decoded(t, a.body), st.at[i])); diff != "" {
					t.Errorf("%s: %s (-want +got):\n%s", st.line, st.at[i], diff)
				}
			}
			for i := 0; i < len(st.header); i += 2 {
				if got := a.header.Get(st.header[i]); got != st.header[i+1] {
					t.Errorf("%s: %s is %q, want %q", st.line, st.header[i], got, st.header[i+1])
				}
			}
		})
	}
}

// asked is an answer as it came over the wire.
type asked struct {
	status int
	header http.Header
	body   string
}

// ask sends one request through the door without a listener. A line may end
// with header lines.
func ask(t *testing.T, s *Server, as, line, send string, header ...string) asked {
	t.Helper()
	method, path, _ := strings.Cut(line, " ")
	r, err := http.NewRequest(method, "http://sandbox.example"+path, strings.NewReader(send))
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case as == "":
		r.SetBasicAuth(s.opts.Email+"/token", s.opts.Token)
	case strings.HasPrefix(as, "Bearer "):
		r.Header.Set("Authorization", as)
	case as != "-":
		r.SetBasicAuth(as+"/token", s.opts.Token)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	resp, err := s.Transport().RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return asked{resp.StatusCode, resp.Header, string(body)}
}

// decoded is JSON with every digit of its numbers.
func decoded(t *testing.T, text string) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("not JSON: %v: %q", err, text)
	}
	return v
}

// part follows a path of keys and indices; "#" is the length of an array. A
// part that is not there is "absent".
func part(v any, path string) any {
	for _, key := range strings.Split(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			inner, found := x[key]
			if !found {
				return "absent"
			}
			v = inner
		case []any:
			if key == "#" {
				v = json.Number(strconv.Itoa(len(x)))
				continue
			}
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(x) {
				return "absent"
			}
			v = x[i]
		default:
			return "absent"
		}
	}
	return v
}

// get is the text of one part of an answer.
func (a asked) get(t *testing.T, path string) string {
	t.Helper()
	switch v := part(decoded(t, a.body), path).(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	default:
		t.Fatalf("%s of %s is %v", path, a.body, v)
		return ""
	}
}

// testNow is where the clock of the tests stands.
var testNow = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)

// testServer is a small account whose clock stands still.
func testServer() *Server {
	return New(Options{Records: 200, RateLimit: -1, LargeIDs: true, Clock: func() time.Time { return testNow }})
}
