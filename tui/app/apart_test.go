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

// without answers all but what a screen is about with a trouble.
type without struct {
	http.RoundTripper
	about   *regexp.Regexp
	trouble string
}

func (w without) RoundTrip(r *http.Request) (*http.Response, error) {
	if w.about.MatchString(r.URL.Path) {
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

// screens are all there are, with what each is about and what it then shows in
// its table, and in the row that is opened.
var screens = map[string]struct {
	about string
	shows []string
	row   string
}{
	"asset":                        {`/custom_objects/asset/(records|fields)`, []string{"LG 27UQ850", "SN-00000001"}, "SN-00000001"},
	"repair":                       {`/custom_objects/repair/(records|fields)`, []string{"REP-"}, "REP-"},
	"objects":                      {`/custom_objects$`, []string{"Warranties"}, "Stores"},
	"roles":                        {`/custom_roles`, []string{"Staff"}, "Staff"},
	"statuses":                     {`/custom_statuses`, []string{"Werkstatt informiert"}, "New"},
	"dynamic-content":              {`/dynamic_content/items`, []string{"{{dc."}, "{{dc."},
	"essentials-cards":             {`/essentials_cards?$`, []string{"asset"}, "zen:user"},
	"memberships":                  {`/group_memberships`, []string{"6130199254117", "10001"}, "10001"},
	"deletion-schedules":           {`/deletion_schedules`, []string{"Repairs after five years"}, "years"},
	"fields:asset":                 {`/asset/fields`, []string{"Serial number"}, "standard::name"},
	"triggers:asset":               {`/triggers$`, []string{"Tell the owner of a broken device"}, "Tell the owner"},
	"access-rules:asset":           {`/access_rules$`, []string{"Broken or lost"}, "Broken or lost"},
	"permissions:asset":            {`/permission_policies$`, []string{"Staff"}, "all records"},
	"variants:60002":               {`/variants$`, []string{"Voici mon contenu"}, "Voici mon contenu"},
	"card:zen:custom_object:asset": {`/essentials_card$`, []string{"serial number"}, "name"},
}

// Every screen shows its rows, and each row its values, whatever becomes of all
// else that is asked for: names, languages, groups, counts, limits, permissions,
// definitions, other objects.
func TestScreensWithoutWhatIsNice(t *testing.T) {
	for _, trouble := range []string{"403", "404", "500", "nothing", "{}"} {
		for place, screen := range screens {
			t.Run(trouble+" "+place, func(t *testing.T) {
				run(t, with{
					options: at(place), w: 170, h: 50,
					wire: func(next http.RoundTripper) http.RoundTripper {
						return without{next, regexp.MustCompile(screen.about), trouble}
					},
				}, func(t *testing.T, p *program) {
					p.Wait(time.Minute)
					p.Expect(screen.shows...)
					if place != "objects" && trouble != "403" { // a refusal of the one under the cursor is told before
						p.Expect("The custom objects")
					}
					p.Press("enter").Wait(time.Minute)
					p.Expect(screen.row)
				})
			})
		}
	}
}
