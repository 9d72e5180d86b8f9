package app_test

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
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

// A list that breaks off says so; it does not pass for a short one.
func TestListThatBreaksOff(t *testing.T) {
	w := with{wire: func(rt http.RoundTripper) http.RoundTripper { return wayless{rt} }}
	run(t, w, func(t *testing.T, p *program) {
		p.Expect("the service says there are more and does not give the way to them")
		p.Press("j").ExpectNot("the service says").Expect("the list breaks off")
	})
}
