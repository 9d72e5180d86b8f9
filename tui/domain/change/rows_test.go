package change

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"zco/api"
	"zco/tui/domain/collection"
)

// oneList answers every request with one list and a clock.
type oneList struct{ body, date string }

func (l oneList) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{"Date": {l.date}}, Body: io.NopCloser(strings.NewReader(l.body))}, nil
}

// What was created and not answered is told from the newest records, by the
// account's own clock, and only if the service truly gave the newest.
func TestLookForNew(t *testing.T) {
	const more, end = `],"meta":{"has_more":true,"after_cursor":"c"}}`, `],"meta":{"has_more":false}}`
	row := func(name, at string) string {
		return `{"id":"` + name + at + `","name":"` + name + `","created_at":"` + at + `","updated_at":"` + at + `"}`
	}
	const before, during, after = "2026-11-21T09:00:00Z", "2026-11-21T12:00:01Z", "2026-11-21T12:00:05Z"
	began := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	const onTime, hourBehind = "Sat, 21 Nov 2026 12:00:00 GMT", "Sat, 21 Nov 2026 11:00:00 GMT"
	lost := &api.Error{Unknown: true, Err: errors.New("reset")}
	for why, c := range map[string]struct {
		rows, end, date string
		ending          Ending
		found           bool
	}{
		"it is there":                         {row("mine", during), more, onTime, Lost, true},
		"it is there by a slow clock":         {row("mine", "2026-11-21T11:00:01Z"), more, hourBehind, Lost, true},
		"the newest do not have it":           {row("b", after) + "," + row("a", before), more, onTime, NotDone, false},
		"they do not reach back":              {row("b", after) + "," + row("a", during), more, onTime, Lost, false},
		"they do not by a slow clock":         {row("a", "2026-11-21T11:30:00Z"), more, hourBehind, Lost, false},
		"they are not in order":               {row("a", before) + "," + row("b", after) + "," + row("c", before), more, onTime, Lost, false},
		"they have no times":                  {`{"id":"1","name":"a"}`, more, onTime, Lost, false},
		"all there are, in whatever order":    {row("a", before) + "," + row("b", after), end, onTime, NotDone, false},
		"an old one of the same values stays": {row("mine", before), end, onTime, Lost, false},
	} {
		t.Run(why, func(t *testing.T) {
			client, err := api.New("https://acme.zendesk.com", api.WithTransport(oneList{`{"custom_object_records":[` + c.rows + c.end, c.date}),
				api.WithClock(func() time.Time { return began }, nil))
			if err != nil {
				t.Fatal(err)
			}
			if _, _, err := client.ListRecords(t.Context(), "car", api.RecordFilter{}, api.ListOptions{}); err != nil {
				t.Fatal(err)
			}
			var s Sent
			change := Change{Collection: collection.Records(api.Object{Key: "car"}), Schema: &collection.Schema{}}
			_, err = lookForNew(t.Context(), client, change, collection.Patch{"name": api.String("mine")}, began, &s, lost)
			if s.Ending != c.ending || s.Found != c.found || (err == nil) != c.found {
				t.Errorf("ending %v, found %v, %v; want %v, %v", s.Ending, s.Found, err, c.ending, c.found)
			}
			if s.Ending == NotDone && api.IsUnknownOutcome(err) {
				t.Errorf("what is known is still said to be unknown: %v", err)
			}
		})
	}
}
