package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"zco/api/sandbox"
)

var wayOn = regexp.MustCompile(`"(after_cursor|next)":"[^"]*"`)

// wayless takes the way to the next page out of lists of records.
type wayless struct{ http.RoundTripper }

func (w wayless) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := w.RoundTripper.RoundTrip(r)
	if err != nil || !strings.HasSuffix(r.URL.Path, "/records") {
		return resp, err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	body = wayOn.ReplaceAll(body, []byte(`"$1":null`))
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	resp.Header.Del("Content-Length")
	return resp, nil
}

// lying makes another answer of each page of records.
type lying struct {
	http.RoundTripper
	lie func(page int, body map[string]any)
	n   int
}

func (l *lying) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, "/asset/records") {
		return l.RoundTripper.RoundTrip(r)
	}
	r = r.Clone(r.Context())
	q := r.URL.Query()
	q.Del("page[after]") // it may be one that we made up
	r.URL.RawQuery = q.Encode()
	resp, err := l.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	var body map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return nil, err
	}
	l.n++
	l.lie(l.n, body)
	data, err := json.Marshal(body)
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(data)), int64(len(data))
	resp.Header.Del("Content-Length")
	return resp, err
}

// A list of empty pages that go on and on ends, and does not pass for an empty
// object; an element that is no record costs itself alone, and that is said.
func TestListsThatLie(t *testing.T) {
	empty := func(page int, body map[string]any) {
		body["custom_object_records"] = []any{}
		body["meta"] = map[string]any{"has_more": true, "after_cursor": fmt.Sprint("c", page)}
	}
	wire := func(lie func(int, map[string]any)) func(http.RoundTripper) http.RoundTripper {
		return func(rt http.RoundTripper) http.RoundTripper { return &lying{RoundTripper: rt, lie: lie} }
	}
	run(t, with{wire: wire(empty)}, func(t *testing.T, p *program) {
		p.Expect("No Assets came.", "gives empty pages").ExpectNot("No Assets yet")
	})
	bad := func(page int, body map[string]any) {
		body["custom_object_records"].([]any)[1] = []any{1, 2}
	}
	run(t, with{wire: wire(bad)}, func(t *testing.T, p *program) {
		p.Expect("Assets: 1 row that made no sense was left out", "SN-00000001", "SN-00000003").ExpectNot("SN-00000002")
		p.Press("j").Expect("1 row left out")
	})
}

// A list that goes in circles ends where it began, and is not asked for again
// and again.
func TestListThatGoesInCircles(t *testing.T) {
	asked := 0
	lie := func(page int, body map[string]any) {
		asked++
		body["meta"] = map[string]any{"has_more": true, "after_cursor": fmt.Sprint("c", page)} // always the first page, and always more
	}
	w := with{wire: func(rt http.RoundTripper) http.RoundTripper { return &lying{RoundTripper: rt, lie: lie} }}
	run(t, w, func(t *testing.T, p *program) {
		for range 7 {
			p.Press("ctrl+d").Wait(time.Minute)
		}
		p.Expect("the list breaks off", "SN-00000100")
		before := asked
		if p.Press("j", "k", "ctrl+u", "ctrl+d", "j").Wait(time.Minute); asked != before || asked > 10 {
			t.Errorf("it was asked for %d pages, then for %d more", before, asked-before)
		}
	})
}

// A web page between good answers costs itself: it is said, what is there
// stays, and the next try goes on.
func TestWebPageBetweenGoodAnswers(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Expect("SN-00000001")
		p.inject(sandbox.Fault{Kind: sandbox.FaultHTML, Path: "records.*after"})
		p.Press("ctrl+d", "ctrl+d", "ctrl+d").Wait(time.Minute)
		p.Expect("Assets: more rows did not load", "SN-00000050")
		p.Press("r").Wait(time.Minute)
		p.Press("ctrl+d", "ctrl+d", "ctrl+d").Expect("SN-00000101").ExpectNot("did not load")
	})
}

// A list that breaks off says so; it does not pass for a short one.
func TestListThatBreaksOff(t *testing.T) {
	w := with{wire: func(rt http.RoundTripper) http.RoundTripper { return wayless{rt} }}
	run(t, w, func(t *testing.T, p *program) {
		p.Expect("the service says there are more and does not give the way to them")
		p.Press("j").ExpectNot("the service says").Expect("the list breaks off")
	})
}
