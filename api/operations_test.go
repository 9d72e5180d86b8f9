package api

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// operationCase calls one method and says what must go over the wire and what
// must come out of the reference's own answer.
type operationCase struct {
	op     string // as in testdata/operations.txt
	path   string // after /api/v2, escaped
	query  string // encoded or not
	body   string // "" for none
	status int    // 0 is 200
	answer string // the name of a file in testdata, or JSON
	call   func(ctx context.Context, c *Client) (any, *Response, error)
	want   any
}

func TestOperations(t *testing.T) {
	listed := readOperations(t)
	for _, tc := range allOperationCases() {
		if _, ok := listed[tc.op]; !ok {
			t.Errorf("%s is not in testdata/operations.txt", tc.op)
		}
		listed[tc.op] = true
		t.Run(tc.op, tc.run)
	}
	for op, covered := range listed {
		if !covered {
			t.Errorf("%s has no method", op)
		}
	}
}

func readOperations(t *testing.T) map[string]bool {
	f, err := os.Open("testdata/operations.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string]bool{}
	for s := bufio.NewScanner(f); s.Scan(); {
		if line := strings.TrimSpace(s.Text()); line != "" && line[0] != '#' {
			out[line] = false
		}
	}
	return out
}

func (tc operationCase) run(t *testing.T) {
	asked := 0
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		tc.check(t, r)
		answer := tc.answer
		if answer != "" && !strings.ContainsAny(answer, `{["`) {
			answer = example(t, answer)
		}
		answering(max(tc.status, 200), answer, "X-Request-Id", "r-1")(w, r)
	})
	got, res, err := tc.call(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if asked != 1 {
		t.Errorf("%d requests were sent, not 1", asked)
	}
	if diff := cmp.Diff(tc.want, got); diff != "" {
		t.Errorf("the answer reads differently (-want +got):\n%s", diff)
	}
	if res.Status != max(tc.status, 200) || res.RequestID != "r-1" {
		t.Errorf("the response is %+v", res)
	}
}

// Described says how a request is not as the vendor's description has it; nil
// where no description is given.
var Described func(method, path string, query url.Values, body []byte) []string

func (tc operationCase) check(t *testing.T, r *http.Request) {
	t.Helper()
	method, _, _ := strings.Cut(tc.op, " ")
	if r.Method != method {
		t.Errorf("method %s, want %s", r.Method, method)
	}
	if got := r.URL.EscapedPath(); got != "/api/v2"+tc.path {
		t.Errorf("path %s, want %s", got, "/api/v2"+tc.path)
	}
	want, err := url.ParseQuery(tc.query)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, r.URL.Query()); diff != "" {
		t.Errorf("query (-want +got):\n%s", diff)
	}
	body, _ := io.ReadAll(r.Body)
	_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	file := err == nil && params["boundary"] != ""
	if file {
		body = bytes.ReplaceAll(body, []byte(params["boundary"]), []byte("BOUNDARY")) // made up anew for each
	}
	if string(body) != tc.body {
		t.Errorf("body\n %s\nwant\n %s", body, tc.body)
	}
	if Described != nil && !file {
		for _, fault := range Described(r.Method, r.URL.EscapedPath(), r.URL.Query(), body) {
			t.Errorf("not as described: %s", fault)
		}
	}
	wantType := "application/json"
	if method == http.MethodGet {
		wantType = ""
	}
	if got := r.Header.Get("Content-Type"); got != wantType && !file {
		t.Errorf("Content-Type %q, want %q", got, wantType)
	}
	if got := r.Header.Get("Accept"); got != "application/json" && !strings.HasSuffix(tc.path, "/download") {
		t.Errorf("Accept %q", got)
	}
	if got := r.Header.Get("User-Agent"); got != "zco/1.2" {
		t.Errorf("User-Agent %q", got)
	}
	if got := r.Header.Get("Authorization"); got != "Basic YW5uQGV4YW1wbGUuY29tL3Rva2VuOnMzY3IzdA==" {
		t.Errorf("Authorization %q", got)
	}
}

func allOperationCases() []operationCase {
	var all []operationCase
	for _, family := range [][]operationCase{
		objectCases, fieldCases, recordCases, recordSearchCases, jobCases, roleCases, ticketStatusCases,
		contentCases, variantCases, cardCases, membershipCases, nameCases, relationCases, triggerCases, accessCases, scheduleCases,
	} {
		all = append(all, family...)
	}
	return all
}

// names are what most tests look at of a page.
func names[T any](p Page[T], name func(T) string) []string {
	var out []string
	for _, item := range p.Items {
		out = append(out, name(item))
	}
	return out
}

type callResult = func(context.Context, *Client) (any, *Response, error)

// only is the call of an operation that gives nothing back.
func only(call func(context.Context, *Client) (*Response, error)) callResult {
	return func(ctx context.Context, c *Client) (any, *Response, error) {
		res, err := call(ctx, c)
		return nil, res, err
	}
}

// seen is the call of an operation of whose value some parts are looked at.
func seen[T any](call func(context.Context, *Client) (T, *Response, error), look func(T) any) callResult {
	return func(ctx context.Context, c *Client) (any, *Response, error) {
		v, res, err := call(ctx, c)
		return look(v), res, err
	}
}
