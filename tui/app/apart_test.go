package app_test

import (
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

// nice are the requests whose answers are only nice to have.
var nice = regexp.MustCompile(`/(locales|groups|brands|users/show_many|users/me|organizations/show_many|tickets/show_many|records/count|limits/\w+)$|/(users|groups)/\d+$|relationship_fields`)

// without answers what is only nice to have with a trouble.
type without struct {
	http.RoundTripper
	trouble string
}

func (w without) RoundTrip(r *http.Request) (*http.Response, error) {
	if !nice.MatchString(r.URL.Path) {
		return w.RoundTripper.RoundTrip(r)
	}
	status, body := 200, "{}"
	switch w.trouble {
	case "403":
		status, body = 403, `{"error":{"title":"Forbidden","message":"You do not have access to this page."}}`
	case "404":
		status, body = 404, `{"error":"InvalidEndpoint","description":"Not found"}`
	case "500":
		status, body = 500, ""
	case "nothing":
		select {
		case <-time.After(30 * time.Second):
		case <-r.Context().Done():
		}
		return nil, context.DeadlineExceeded
	}
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

// Every screen shows its rows, and each row its values, whatever becomes of
// names, languages, groups, counts and limits.
func TestScreensWithoutWhatIsNice(t *testing.T) {
	screens := map[string][]string{
		"asset": {"LG 27UQ850", "SN-00000001"}, "roles": {"Staff"}, "statuses": {"Werkstatt informiert"},
		"dynamic-content": {"{{dc."}, "essentials-cards": {"asset"}, "memberships": {"6130199254117", "10001"}, "objects": {"Warranties"},
	}
	for _, trouble := range []string{"403", "404", "500", "nothing", "{}"} {
		for screen, shows := range screens {
			t.Run(trouble+" "+screen, func(t *testing.T) {
				run(t, with{
					options: at(screen), w: 170, h: 50,
					wire: func(next http.RoundTripper) http.RoundTripper { return without{next, trouble} },
				}, func(t *testing.T, p *program) {
					p.Wait(time.Minute)
					p.Expect(shows...).Press("enter").Expect(shows[0])
				})
			})
		}
	}
}
