package app_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api/sandbox"
	"zco/tui/app"
	"zco/tui/domain/collection"
)

// seen notes when a text was first on the screen of the program in it.
type seen struct {
	tea.Model
	text  string
	since time.Time
	at    *time.Duration
}

func (s seen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	s.Model, cmd = s.Model.Update(msg)
	if *s.at == 0 && strings.Contains(s.View().Content, s.text) {
		*s.at = time.Since(s.since)
	}
	return s, cmd
}

// What one starts at is on the screen after one round trip: the list of
// objects, the fields, the rows and the record are asked for together, and
// each of them once.
func TestNumbersOfRoundTripsToTheFirstRows(t *testing.T) {
	const trip = 800 * time.Millisecond
	const id = "01GGTT6E00R28WJ0KVYRQ78KKP" // the first
	for _, tt := range []struct {
		name, sees string
		start      app.Start
		requests   int // for pages of assets
	}{
		{"zco OBJECT", "SN-00000020", app.Start{Collection: "asset"}, 1},
		{"zco OBJECT/ID", "Updated by", app.Start{Collection: "asset", Record: id}, 1},
		{"start where one was", "SN-00000020", app.Start{
			Last: true, Collection: "asset", Row: id, Place: collection.Place{Collection: "asset", Sort: "id"},
		}, 1},
		{"start in a search", "Nokia", app.Start{
			Last: true, Collection: "asset", Place: collection.Place{Collection: "asset", Text: "Nokia XR21"},
		}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var at time.Duration
			w := with{
				sandbox: sandbox.Options{Latency: trip},
				options: func(o *app.Options) { o.Start = tt.start },
				model:   func(m tea.Model) tea.Model { return seen{m, tt.sees, time.Now(), &at} },
			}
			run(t, w, func(t *testing.T, p *program) {
				if at == 0 {
					t.Fatalf("%q never came:\n%s", tt.sees, p.Screen())
				}
				reach(t, "round trips of 800 ms until it is seen, "+tt.name, at.Seconds()/trip.Seconds(), 1.2, "")
				if n := p.asked("asset/records?") + p.asked("asset/records/search?"); n != tt.requests {
					t.Errorf("%d requests for pages, want %d:\n%v", n, tt.requests, p.server.Journal())
				}
				for _, once := range []string{"asset/fields", "asset/records/" + id} {
					if n := p.asked(once) - p.asked(once+"/attachments"); n > 1 {
						t.Errorf("%d requests for %s", n, once)
					}
				}
			})
		})
	}
}

// A change that was reviewed is sent in two round trips: the row is read
// again, and changed. Names that it shows since are read after.
func TestNumbersOfRoundTripsToSent(t *testing.T) {
	const trip = 800 * time.Millisecond
	w := with{sandbox: sandbox.Options{Latency: trip}, options: func(o *app.Options) { o.Start.Collection = "asset" }}
	run(t, w, func(t *testing.T, p *program) {
		p.Press("enter", "e").Type("X").Press("enter", "ctrl+s")
		p.server.ResetJournal()
		p.Key("enter")
		var at time.Duration
		for ; at < 10*trip && !strings.Contains(p.Screen(), "Saved LG"); at += trip / 20 {
			p.Wait(trip / 20)
		}
		reach(t, "round trips of 800 ms from review to sent", at.Seconds()/trip.Seconds(), 2.1, "")
		p.Idle()
		if n := p.asked("/records"); n != 2 {
			t.Errorf("%d requests: %v", n, p.server.Journal())
		}
	})
}
