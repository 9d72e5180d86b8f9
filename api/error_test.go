package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Every envelope that services have been seen to wrap errors in.
func TestErrorEnvelopes(t *testing.T) {
	tests := []struct {
		name   string
		status int
		body   string
		header []string
		want   Error
	}{
		{"title and message", 403, `{"error":{"title":"Forbidden","message":"You do not have access to this page."}}`, nil,
			Error{Code: "Forbidden", Message: "You do not have access to this page."}},
		{"code and description", 404, `{"error":"RecordNotFound","description":"Not found"}`, nil,
			Error{Code: "RecordNotFound", Message: "Not found"}},
		{"list of errors", 400, `{"errors":[{"code":"InvalidPaginationDepth","title":"Too deep","detail":"beyond 100 pages"}]}`, nil,
			Error{Code: "InvalidPaginationDepth", Message: "beyond 100 pages"}},
		{"list of two errors", 400, `{"errors":[{"code":"A","title":"a"},{"code":"B","title":"b"}]}`, nil,
			Error{Code: "A", Message: "a", Details: []Detail{{Code: "B", Message: "b"}}}},
		{"a sentence as code", 401, `{"error":"Couldn't authenticate you"}`, nil,
			Error{Message: "Couldn't authenticate you"}},
		{"details with codes", 422, `{"error":"RecordInvalid","description":"Record validation errors",
			"details":{"name":[{"description":"Name: is too short (minimum one character)","error":"ValueTooShort"}]}}`, nil,
			Error{Code: "RecordInvalid", Message: "Record validation errors",
				Details: []Detail{{Key: "name", Code: "ValueTooShort", Message: "Name: is too short (minimum one character)"}}}},
		{"details with types", 422, `{"details":{"value":[{"type":"blank","description":"can't be blank"},{"type":"invalid","description":" is not properly formatted"}]},
			"description":"RecordValidation errors","error":"RecordInvalid"}`, nil,
			Error{Code: "RecordInvalid", Message: "RecordValidation errors", Details: []Detail{
				{Key: "value", Code: "blank", Message: "can't be blank"}, {Key: "value", Code: "invalid", Message: " is not properly formatted"}}}},
		{"details under labels of the user's language", 422, `{"error":"RecordInvalid","description":"Record validation errors",
			"details":{"标题：":[{"description":"标题： 已被使用"}],"占位符：":[{"description":"占位符：  {{dc.x}} 已经被使用"}]}}`, nil,
			Error{Code: "RecordInvalid", Message: "Record validation errors", Details: []Detail{
				{Key: "占位符：", Message: "占位符：  {{dc.x}} 已经被使用"}, {Key: "标题：", Message: "标题： 已被使用"}}}},
		{"details as texts", 422, `{"error":"RecordInvalid","details":{"a":"bad","b":["worse",{"odd":1}]}}`, nil,
			Error{Code: "RecordInvalid", Details: []Detail{{Key: "a", Message: "bad"}, {Key: "b", Message: "worse"}, {Key: "b", Message: `{"odd":1}`}}}},
		{"details as one text", 422, `{"error":"TicketCreateFailed","details":"Description: cannot be blank"}`, nil,
			Error{Code: "TicketCreateFailed", Details: []Detail{{Message: "Description: cannot be blank"}}}},
		{"details as a list that names fields", 422, `{"error":"X","details":[{"field":"year","message":"no"}]}`, nil,
			Error{Code: "X", Details: []Detail{{Key: "year", Message: "no"}}}},
		{"errors as a map", 422, `{"errors":{"year":["no"]}}`, nil, Error{Details: []Detail{{Key: "year", Message: "no"}}}},
		{"too many jobs", 429, `{"error":"TooManyJobs","description":"Too many jobs","current_job_ids":["14b","8b7"]}`, nil,
			Error{Code: "TooManyJobs", Message: "Too many jobs", JobIDs: []string{"14b", "8b7"}, LimitedBy: WaitJobLimit}},
		{"too many values", 400, `{"error":"TooManyValues","description":"Parameter  cannot specify more than 100 values","max_count":100}`, nil,
			Error{Code: "TooManyValues", Message: "Parameter  cannot specify more than 100 values"}},
		{"plain text", 400, "Bad Request\nsecond line", []string{"Content-Type", "text/plain"}, Error{Message: "Bad Request", NotJSON: true}},
		{"a JSON string", 400, `"page is wrong"`, nil, Error{Message: "page is wrong", NotJSON: true}},
		{"HTML of a gateway", 404, "<html><body>404</body></html>", []string{"Content-Type", "text/html", "Server", "cloudflare", "CF-RAY", "8f1-FRA"}, Error{NotJSON: true, Server: "cloudflare", Ray: "8f1-FRA"}},
		{"the edge's limit", 403, `{"detail":"Rate limited by Zendesk edge protection","status":"429","title":"Automated response"}`, nil,
			Error{Message: "Rate limited by Zendesk edge protection"}},
		{"a missing scope", 403, `{"error":"Forbidden","description":"You are missing the following required scopes: groups:read, read"}`, nil,
			Error{Code: "Forbidden", Message: "You are missing the following required scopes: groups:read, read"}},
		{"a name that is taken", 422, `{"error":"RecordInvalid","description":"Record validation errors","details":{"base":[{"description":"Name already exists. Try another one."}]}}`, nil,
			Error{Code: "RecordInvalid", Message: "Record validation errors", Details: []Detail{{Key: "base", Message: "Name already exists. Try another one."}}}},
		{"nothing", 413, "", nil, Error{}},
		{"half of a JSON text", 400, `{"error":"Rec`, nil, Error{Message: `{"error":"Rec`, NotJSON: true}},
		{"a number as error", 400, `{"error":17}`, nil, Error{Code: "17"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			header := append([]string{"X-Request-Id", "r-9"}, tt.header...)
			c := newTestClient(t, answering(tt.status, tt.body, header...))
			_, res, err := c.ShowRecord(t.Context(), "car", "01G")
			want := tt.want
			want.Status, want.Method, want.Path, want.RequestID = tt.status, "GET", "/api/v2/custom_objects/car/records/01G", "r-9"
			var got *Error
			if !errors.As(err, &got) {
				t.Fatalf("the error is %v", err)
			}
			if diff := cmp.Diff(&want, got, cmpopts.IgnoreUnexported(Error{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if res.Status != tt.status {
				t.Errorf("status %d", res.Status)
			}
			mustContain(t, err.Error(), "GET /api/v2/custom_objects/car/records/01G: ", "(request r-9)")
		})
	}
}

func TestErrorText(t *testing.T) {
	tests := []struct {
		err  Error
		want string
	}{
		{Error{Method: "PATCH", Path: "/api/v2/x", Status: 422, Code: "RecordInvalid", Message: "Record validation errors",
			Details: []Detail{{Key: "year", Message: "must be a number"}, {Code: "blank"}}, RequestID: "r-1"},
			"PATCH /api/v2/x: 422 RecordInvalid: Record validation errors: year: must be a number; blank (request r-1)"},
		{Error{Method: "GET", Path: "/api/v2/x", Status: 503}, "GET /api/v2/x: 503 Service Unavailable"},
		{Error{Status: 429, Message: "slow down", RetryAfter: 93 * time.Second}, "429: slow down (try again in 1m33s)"},
		{Error{Method: "POST", Path: "/y", Err: errors.New("broken pipe"), Unknown: true},
			"POST /y: broken pipe (the change may have been made all the same: read it again to see)"},
		{Error{Code: CodeNotSent, Message: "the name is empty"}, "the name is empty"},
		{Error{Method: "GET", Path: "/y", Code: CodeBadAnswer, Status: 200, Message: "it is empty"},
			"GET /y: the answer cannot be understood: it is empty"},
		{Error{Code: CodeBadAnswer, Status: 200, Message: "the answer cannot be understood: EOF", Err: io.EOF},
			"the answer cannot be understood: EOF"},
		{Error{}, "failed"},
	}
	for _, tt := range tests {
		if got := tt.err.Error(); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

// What callers decide on, for each status.
func TestErrorKinds(t *testing.T) {
	kinds := map[string]func(error) bool{
		"not found": IsNotFound, "forbidden": IsForbidden, "unauthorized": IsUnauthorized, "conflict": IsConflict,
		"limited": IsRateLimited, "invalid": IsInvalid, "temporary": IsTemporary, "unknown": IsUnknownOutcome,
	}
	tests := []struct {
		err  error
		want []string
	}{
		{nil, nil},
		{errors.New("other"), nil},
		{&Error{Status: 400}, []string{"invalid"}},
		{&Error{Status: 401}, []string{"unauthorized"}},
		{&Error{Status: 403}, []string{"forbidden"}},
		{&Error{Status: 404}, []string{"not found"}},
		{&Error{Status: 409}, []string{"conflict"}},
		{&Error{Status: 413}, []string{"invalid"}},
		{&Error{Status: 422}, []string{"invalid"}},
		{&Error{Status: 429}, []string{"limited", "temporary"}},
		{&Error{Status: 400, Code: "TooManyJobs"}, []string{"invalid", "limited"}},
		{&Error{Status: 500, Unknown: true}, []string{"temporary", "unknown"}},
		{&Error{Status: 501}, nil},
		{&Error{Status: 503}, []string{"temporary"}},
		{&Error{Code: CodeNotSent}, []string{"invalid"}},
		{&Error{Code: CodeBadAnswer, Status: 200}, []string{"temporary"}},
		{&Error{Code: CodeBadAnswer, Status: 200, Unknown: true}, []string{"unknown"}},
		{&Error{Err: errors.New("connection refused")}, []string{"temporary"}},
		{&Error{Err: context.Canceled}, nil},
		{&Error{Err: context.Canceled, Unknown: true}, []string{"unknown"}},
	}
	for _, tt := range tests {
		for kind, is := range kinds {
			want := false
			for _, w := range tt.want {
				want = want || w == kind
			}
			if is(tt.err) != want {
				t.Errorf("%v: %s is %v", tt.err, kind, !want)
			}
		}
	}
}

// A server that repeats our credentials in its error must not get them shown.
func TestErrorHoldsNoSecret(t *testing.T) {
	for _, credentials := range []Credentials{TokenCredentials("ann@example.com", "s3cr3t"), BearerCredentials("s3cr3t")} {
		c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
			auth := r.Header.Get("Authorization")
			answering(422, `{"error":"`+auth+`","description":"bad token s3cr3t","details":{"s3cr3t":[{"description":"`+auth+`","error":"s3cr3t"}]}}`)(w, r)
		}, WithCredentials(credentials))
		_, _, err := c.ShowMe(t.Context())
		mustContain(t, err.Error(), "[secret]")
		mustNotContain(t, err.Error(), "s3cr3t", "YW5uQGV4YW1wbGUuY29t")
	}
}

// The Go of a decoder tells nobody that the hotel's sign-in page answered.
func TestErrorOfAWebPageSaysSo(t *testing.T) {
	for body, words := range map[string]string{"\n <!DOCTYPE html><h1>Hotel</h1>": "a web page came", " ": "it is empty"} {
		c := newTestClient(t, answering(200, body))
		_, _, err := c.ShowRecord(t.Context(), "car", "1")
		mustContain(t, err.Error(), words)
		mustNotContain(t, err.Error(), "invalid character", "JSON", "Hotel")
	}
}

func TestErrorOfAnAnswerThatMakesNoSense(t *testing.T) {
	for _, body := range []string{``, `null`, `[]`, `{}`, `{"custom_object_record":null}`, `{"custom_object_record":[1]}`, `<html>`, `{"custom_object_record":{"id":`} {
		c := newTestClient(t, answering(200, body))
		_, res, err := c.ShowRecord(t.Context(), "car", "1")
		if e := asError(err); e == nil || e.Code != CodeBadAnswer || e.Unknown || res.Status != 200 {
			t.Errorf("%q: %v", body, err)
		}
		_, _, err = c.UpdateRecord(t.Context(), "car", "1", RecordPatch{Name: String("x")})
		if !IsUnknownOutcome(err) {
			t.Errorf("%q: the write is not said to be unknown: %v", body, err)
		}
		if _, _, err = c.ListRecords(t.Context(), "car", RecordFilter{}, ListOptions{}); asError(err) == nil {
			t.Errorf("%q read as a list", body)
		}
		if _, _, err = c.ObjectLimit(t.Context()); body == `<html>` && asError(err).Code != CodeBadAnswer {
			t.Errorf("%q read as a limit", body)
		}
	}
}

// An operation of whose answer only the success matters has none where the
// answer is somebody else's: who asks must look what came of it.
func TestDeletionIsNotTakenOnTrust(t *testing.T) {
	for body, done := range map[string]bool{`<html>`: false, `OK`: false, ``: false, `{"a":`: false, `{}`: true} {
		_, err := newTestClient(t, answering(200, body)).DeleteRecord(t.Context(), "car", "1")
		if (err == nil) != done || !done && (!IsUnknownOutcome(err) || asError(err).Code != CodeBadAnswer) {
			t.Errorf("%q: %v", body, err)
		}
	}
	if _, err := newTestClient(t, answering(204, "")).DeleteRecord(t.Context(), "car", "1"); err != nil {
		t.Errorf("204: %v", err)
	}
}
