package api

import (
	"cmp"
	"net/http"
	"regexp"
	"time"
)

// Response is what an answer tells besides its value. It is never nil; when
// no answer came its Status is 0.
type Response struct {
	Status    int
	RequestID string    // for a support ticket; "" if not told
	Date      time.Time // the server's clock; zero if not told
	Rate      Rate      // the account's limit; see Rate.Known
	Buckets   []Rate    // limits of single endpoints, and of jobs in flight
	Location  string    // of what was created
	Attempts  int       // how often the request was sent

	// Ignored are the keys that were sent and that the service did not take,
	// such as custom_status.id, and InvalidValues those whose values it did
	// not take. Warning is what it said, whole.
	Ignored       []string
	InvalidValues []string
	Warning       string
}

// Created reports whether the answer was 201: the service made something new.
// For the two operations that set a record by external id or name, true means
// surely created; the reference documents 200 for both outcomes, so false
// only means changed with services that tell the two apart.
func (r *Response) Created() bool { return r.Status == http.StatusCreated }

func newResponse(a *answer, now time.Time, attempts int) *Response {
	r := &Response{
		Status:    a.status,
		RequestID: requestID(a.header),
		Rate:      accountRate(a.header, now),
		Buckets:   bucketRates(a.header, now),
		Location:  a.header.Get("Location"),
		Attempts:  attempts,
		Warning:   a.header.Get("X-Zendesk-Api-Warn"),
	}
	r.Date, _ = http.ParseTime(a.header.Get("Date"))
	r.Ignored = warned(unpermittedKeys, r.Warning)
	r.InvalidValues = warned(invalidValues, r.Warning)
	return r
}

func requestID(h http.Header) string {
	return cmp.Or(h.Get("X-Zendesk-Request-Id"), h.Get("X-Request-Id"))
}

// The warning is a Ruby hash as inspect writes it, which changed with Ruby 3.4:
// :unpermitted_keys=>["a.b"] and unpermitted_keys: ["a.b"].
var (
	unpermittedKeys = regexp.MustCompile(`unpermitted_keys"?\s*(?:=>|:)\s*\[([^\]]*)\]`)
	invalidValues   = regexp.MustCompile(`invalid_values"?\s*(?:=>|:)\s*\[([^\]]*)\]`)
	quoted          = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)
)

func warned(list *regexp.Regexp, warning string) []string {
	found := list.FindStringSubmatch(warning)
	if found == nil {
		return nil
	}
	var out []string
	for _, m := range quoted.FindAllStringSubmatch(found[1], -1) {
		out = append(out, m[1])
	}
	return out
}
