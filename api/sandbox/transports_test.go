package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// transports are the two ways in: without a listener and over a socket.
func transports(t *testing.T, s *Server) map[string]func(method, path, body string) (*http.Response, error) {
	t.Helper()
	hs := httptest.NewServer(s)
	t.Cleanup(hs.Close)
	via := func(client *http.Client, base string) func(method, path, body string) (*http.Response, error) {
		return func(method, path, body string) (*http.Response, error) {
			r, err := http.NewRequest(method, base+path, strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			r.SetBasicAuth(s.opts.Email+"/token", s.opts.Token)
			return client.Do(r)
		}
	}
	plain := &http.Transport{DisableKeepAlives: true} // so that nothing is tried again
	return map[string]func(method, path, body string) (*http.Response, error){
		"transport": via(&http.Client{Transport: s.Transport()}, "https://demo.zendesk.com"),
		"listener":  via(&http.Client{Transport: plain}, hs.URL),
	}
}

func TestFaultsThroughBothDoors(t *testing.T) {
	s := testServer()
	id := firstAsset(s)
	patch := func(ports string) string {
		return `{"custom_object_record":{"custom_object_fields":{"ports":` + ports + `}}}`
	}
	ports := func() string {
		return ask(t, s, "", "GET "+assets+"/"+id, "").get(t, "custom_object_record.custom_object_fields.ports")
	}
	order := func(f Fault) {
		if err := s.Inject(f); err != nil {
			t.Fatal(err)
		}
	}
	for name, do := range transports(t, s) {
		t.Run(name, func(t *testing.T) {
			ask(t, s, "", "PATCH "+assets+"/"+id, patch("0"))

			order(Fault{Kind: FaultLost, Method: "PATCH", Path: "/records/"})
			if resp, err := do("PATCH", assets+"/"+id, patch("1")); err == nil {
				t.Errorf("lost: an answer came: %d", resp.StatusCode)
			}
			if ports() != "1" {
				t.Error("lost: the change did not take")
			}
			order(Fault{Kind: FaultDrop, Method: "PATCH"})
			if _, err := do("PATCH", assets+"/"+id, patch("2")); err == nil {
				t.Error("drop: an answer came")
			}
			if ports() != "1" {
				t.Error("drop: the change took")
			}
			order(Fault{Kind: FaultStatus, Status: 429, RetryAfter: 7, Count: 2})
			for range 2 {
				resp, err := do("PATCH", assets+"/"+id, patch("3"))
				if err != nil || resp.StatusCode != 429 || resp.Header.Get("Retry-After") != "7" {
					t.Fatalf("status: %v %v", resp, err)
				}
			}
			order(Fault{Kind: FaultTruncate})
			resp, err := do("GET", assets, "")
			if err != nil {
				t.Fatal(err)
			}
			if body, err := io.ReadAll(resp.Body); err == nil || len(body) == 0 {
				t.Errorf("truncate: %d bytes and %v", len(body), err)
			}
			order(Fault{Kind: FaultSlow, DelayMS: 1})
			resp, _ = do("GET", assets+"/"+id, "")
			if body, err := io.ReadAll(resp.Body); err != nil || !json.Valid(body) {
				t.Errorf("slow: %v %s", err, body)
			}
			order(Fault{Kind: FaultGarbage, Skip: 1})
			for i, want := range []bool{true, false, true} {
				resp, _ = do("GET", assets+"/"+id, "")
				if body, _ := io.ReadAll(resp.Body); json.Valid(body) != want {
					t.Errorf("garbage: answer %d is JSON: %v", i, !want)
				}
			}
			order(Fault{Kind: FaultHTML})
			resp, _ = do("GET", assets, "")
			if resp.StatusCode != 200 || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
				t.Errorf("html: %v", resp.Header)
			}
			order(Fault{Kind: FaultType})
			resp, _ = do("GET", assets, "")
			if !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/plain") {
				t.Errorf("text_type: %v", resp.Header)
			}
		})
	}
	if s.Inject(Fault{Kind: "nope"}) == nil || s.Inject(Fault{Kind: FaultDrop, Path: "("}) == nil {
		t.Error("an impossible fault was taken")
	}
}

func TestTransportHonoursTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{Records: 10, Latency: time.Hour})
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		r, _ := http.NewRequestWithContext(ctx, "GET", "https://x.zendesk.com"+assets, nil)
		began := time.Now()
		if _, err := s.Transport().RoundTrip(r); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error is %v", err)
		}
		if time.Since(began) != time.Second {
			t.Errorf("it took %v", time.Since(began))
		}
	})
}

func TestLatencyAndJitter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{Records: 10, Latency: 100 * time.Millisecond, Jitter: 50 * time.Millisecond})
		other := New(Options{Records: 10, Latency: 100 * time.Millisecond, Jitter: 50 * time.Millisecond})
		for range 20 {
			took := func(s *Server) time.Duration {
				began := time.Now()
				ask(t, s, "", "GET "+assets, "")
				return time.Since(began)
			}
			a, b := took(s), took(other)
			if a < 100*time.Millisecond || a >= 150*time.Millisecond || a != b {
				t.Fatalf("%v and %v", a, b)
			}
		}
	})
}

func TestFailRateIsTheSameForOneSeed(t *testing.T) {
	run := func(seed uint64) (out string) {
		s := New(Options{Records: 10, FailRate: 0.5, Seed: seed, RateLimit: -1})
		for range 40 {
			a := ask(t, s, "", "GET "+assets+"/count", "")
			if a.status == 503 && a.header.Get("Retry-After") != "1" {
				t.Fatal("a 503 without Retry-After")
			}
			out += string(rune('0' + a.status/100))
		}
		return out
	}
	if a, b := run(1), run(1); a != b || !strings.Contains(a, "5") || !strings.Contains(a, "2") {
		t.Errorf("%s and %s", a, b)
	}
	if run(1) == run(2) {
		t.Error("the seed does not matter")
	}
}

func TestRateLimit(t *testing.T) {
	now := testNow
	s := New(Options{Records: 10, RateLimit: 3, Clock: func() time.Time { return now }})
	for i, left := range []string{"2", "1", "0"} {
		a := ask(t, s, "", "GET "+assets+"/count", "")
		for _, name := range []string{"X-Rate-Limit-Remaining", "Ratelimit-Remaining", "Rate-Limit-Remaining"} {
			if a.status != 200 || a.header.Get(name) != left {
				t.Fatalf("request %d: %d, %s is %s", i, a.status, name, a.header.Get(name))
			}
		}
		now = now.Add(10 * time.Second)
	}
	a := ask(t, s, "", "GET "+assets+"/count", "")
	if a.status != 429 || a.header.Get("Retry-After") != "30" || a.header.Get("X-Rate-Limit") != "3" || a.header.Get("Ratelimit-Reset") != "30" {
		t.Fatalf("%d %v", a.status, a.header)
	}
	now = now.Add(30 * time.Second)
	if a := ask(t, s, "", "GET "+assets+"/count", ""); a.status != 200 {
		t.Errorf("after Retry-After: %d", a.status)
	}
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	s := testServer()
	a := ask(t, s, "", "GET "+assets+"?page[size]=1", "")
	for name, want := range map[string]string{"Content-Type": "application/json; charset=utf-8", "X-Zendesk-Api-Version": "v2", "Cache-Control": "max-age=0, private, must-revalidate"} {
		if got := a.header.Get(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if !strings.HasPrefix(a.header.Get("Etag"), `W/"`) || len(a.header.Get("X-Request-Id")) != 36 {
		t.Errorf("%v", a.header)
	}
	if b := ask(t, s, "", "GET "+assets+"?page[size]=1", ""); b.header.Get("X-Request-Id") == a.header.Get("X-Request-Id") || b.header.Get("Etag") != a.header.Get("Etag") {
		t.Error("request ids repeat or etags do not")
	}
}

func TestJournalAndControl(t *testing.T) {
	s := testServer()
	control := func(line, body string) asked { return ask(t, s, "", line, body) }
	control("PUT /_sandbox/faults", `{"kind":"status","status":500,"path":"count"}`)
	ask(t, s, "", "GET "+assets+"/count?x=1", "")
	ask(t, s, "", "PATCH "+assets+"/"+firstAsset(s), `{"custom_object_record":{"name":"x"}}`)
	j := s.Journal()
	if len(j) != 2 || j[0].Status != 500 || j[0].Fault != FaultStatus || j[0].Path != assets+"/count?x=1" || j[1].Method != "PATCH" || string(j[1].Body) != `{"custom_object_record":{"name":"x"}}` || j[1].RequestID == "" {
		t.Errorf("%+v", j)
	}
	if a := control("GET /_sandbox/journal", ""); a.get(t, "requests.1.body.custom_object_record.name") != "x" {
		t.Error(a.body)
	}
	control("POST /_sandbox/faults", `[{"kind":"lost","count":-1},{"kind":"slow","delay_ms":5}]`)
	if a := control("GET /_sandbox/faults", ""); a.get(t, "faults.0.kind") != "lost" || a.get(t, "faults.1.delay_ms") != "5" {
		t.Error(a.body)
	}
	if a := control("POST /_sandbox/faults", `{"kind":"nope"}`); a.status != 400 {
		t.Error("an unknown kind was taken")
	}
	control("POST /_sandbox/reset", "")
	if a := ask(t, s, "", "GET "+assets+"/"+firstAsset(s), ""); a.get(t, "custom_object_record.name") == "x" {
		t.Error("reset keeps changes")
	}
	if a := control("GET /_sandbox/faults", ""); a.body != `{"faults":[]}` {
		t.Error(a.body)
	}
	control("DELETE /_sandbox/journal", "")
	if len(s.Journal()) != 0 {
		t.Error("the journal is not empty")
	}
	for range journalSize + 5 {
		s.journal.add(Entry{Path: "/"})
	}
	if len(s.Journal()) != journalSize {
		t.Error("the journal has no bound")
	}
}

func TestListenAndEnvironment(t *testing.T) {
	s := testServer()
	base, stop, err := s.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	env := map[string]string{}
	for _, line := range s.Environment(base) {
		name, value, _ := strings.Cut(line, "=")
		env[name] = value
	}
	r, _ := http.NewRequest("GET", env["ZENDESK_BASE_URL"]+"/api/v2/custom_objects/asset.json", nil)
	r.SetBasicAuth(env["ZENDESK_EMAIL"]+"/token", env["ZENDESK_API_TOKEN"])
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(resp.Body)
	if resp.StatusCode != 200 || !strings.Contains(string(body), base+"/api/v2/custom_objects/asset.json") {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	if _, err := http.DefaultClient.Do(r); err == nil {
		t.Error("it still answers")
	}
}

// The sandbox is nobody else's: orders and sign-ins need its token, and a
// closed one has neither.
func TestTheSandboxIsNobodyElses(t *testing.T) {
	s := testServer()
	for _, line := range []string{"GET /_sandbox/journal", "POST /_sandbox/reset", "POST /_sandbox/faults"} {
		if a := ask(t, s, "-", line, "{}"); a.status != 401 {
			t.Errorf("%s without the token is %d", line, a.status)
		}
	}
	for _, token := range []string{"", "wrong"} {
		a := ask(t, s, "-", "POST /oauth/authorizations", authorizeQuery("decision", "approve", "token", token), "Content-Type", "application/x-www-form-urlencoded")
		if a.status != 403 || a.header.Get("Location") != "" {
			t.Errorf("signed in with the token %q: %d", token, a.status)
		}
	}
	closed := New(Options{Records: 10, Closed: true})
	for _, line := range []string{"GET /_sandbox/journal", "POST /_sandbox/reset", "GET /oauth/authorizations/new?" + authorizeQuery(), "POST /oauth/tokens"} {
		if a := ask(t, closed, "", line, "{}"); a.status != 404 {
			t.Errorf("%s of a closed sandbox is %d", line, a.status)
		}
	}
}

// A web page of elsewhere asks nothing, whatever name it gave this host.
func TestForeignPagesAreRefused(t *testing.T) {
	s := testServer()
	for _, tt := range []struct {
		host, origin string
		any          bool
		want         int
	}{
		{"127.0.0.1:8787", "", false, 200}, {"localhost:8787", "", false, 200}, {"[::1]:8787", "http://[::1]:8787", false, 200},
		{"rebound.example:8787", "", false, 421}, {"rebound.example", "", true, 200},
		{"127.0.0.1:8787", "http://evil.example", false, 403}, {"127.0.0.1:8787", "null", false, 403}, {"127.0.0.1:8787", "http://127.0.0.1:9", false, 403},
	} {
		s.opts.AnyHost = tt.any
		r := httptest.NewRequest("GET", "/api/v2/custom_objects", nil)
		r.Host = tt.host
		r.SetBasicAuth(s.opts.Email+"/token", s.opts.Token)
		if tt.origin != "" {
			r.Header.Set("Origin", tt.origin)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != tt.want {
			t.Errorf("%+v: %d", tt, w.Code)
		}
	}
}
