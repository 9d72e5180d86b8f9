package transfer

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
)

// seen are updates that know how their records were.
func seen(d *fakeDesk, n int) []Item {
	items := updates(d, n)
	for i := range items {
		items[i].Before = &api.Record{ID: items[i].ID, Fields: map[string]api.Value{"year": api.Int(1999)}}
	}
	return items
}

// colleague sets the year of a record.
func (d *fakeDesk) colleague(id string, year int) {
	d.records[id]["custom_object_fields"].(map[string]any)["year"] = year
	d.records[id]["updated_at"], d.records[id]["updated_by_user_id"] = now(), "8"
}

// A job that waits is looked at again before it is sent, whatever it waits
// for: a limit of the account, one of jobs, a pause, the next round.
func TestJobThatWaitedIsLookedAtAgain(t *testing.T) {
	waits := map[string]func(d *fakeDesk, id string, o *Options){
		"rate limit": func(d *fakeDesk, id string, _ *Options) {
			d.faults = func(post int) fault {
				if post == 1 {
					d.colleague(id, 5)
					return throttle
				}
				return noFault
			}
		},
		"too many jobs": func(d *fakeDesk, id string, _ *Options) {
			d.faults = func(post int) fault {
				if post == 1 {
					d.colleague(id, 5)
					return tooMany
				}
				return noFault
			}
		},
		"a lost answer": func(d *fakeDesk, id string, _ *Options) {
			d.faults = func(post int) fault {
				if post == 1 {
					d.colleague(id, 5)
					return lostBefore
				}
				return noFault
			}
		},
	}
	for name, wait := range waits {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d, o := newFakeDesk(), Options{CheckBefore: true}
				items := seen(d, 3)
				wait(d, items[1].ID, &o)
				r, p := runPlan(t, d.client(t), plan(items), o)
				if p.Done != 2 || p.Failed != 1 || d.records[items[1].ID]["custom_object_fields"].(map[string]any)["year"] != 5 {
					t.Errorf("%+v, the colleague's year is %v", p, d.records[items[1].ID]["custom_object_fields"])
				}
				results := collect(t, r.Results())
				for _, res := range results {
					if res.Item.ID == items[1].ID && !strings.Contains(res.Why(), "changed since") {
						t.Errorf("it is said: %s", res.Why())
					}
				}
				if len(results) != 3 {
					t.Errorf("%d results", len(results))
				}
			})
		})
	}
}

// The same, held back inside the client by a limit that is nearly used up.
func TestJobHeldBackByTheClient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		items := seen(d, 2)
		held := false
		near := roundTripper(func(r *http.Request) (*http.Response, error) {
			res, err := d.RoundTrip(r)
			if r.Method == http.MethodGet && !held && err == nil { // the look itself uses the last request up
				held = true
				res.Header.Set("Ratelimit-Limit", "700")
				res.Header.Set("Ratelimit-Remaining", "1")
				res.Header.Set("Ratelimit-Reset", "40")
				time.AfterFunc(20*time.Second, func() {
					d.mu.Lock()
					defer d.mu.Unlock()
					d.colleague(items[0].ID, 5)
				})
			}
			return res, err
		})
		c, err := api.New("https://acme.zendesk.com", api.WithTransport(near))
		if err != nil {
			t.Fatal(err)
		}
		_, p := runPlan(t, c, plan(items), Options{CheckBefore: true})
		if p.Done != 1 || p.Failed != 1 || d.posts != 1 {
			t.Errorf("%+v after %d jobs", p, d.posts)
		}
	})
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Setting by an external id is checked where its record is known.
func TestSetsAreChecked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		id := d.add("a", "e-1", map[string]any{"year": 1999})
		item := Item{Action: api.ActionSetByExternalID, Patch: year(2000), Before: &api.Record{ID: id, Fields: map[string]api.Value{"year": api.Int(1999)}}}
		item.Patch.ExternalID = api.String("e-1")
		item.Before.ExternalID = api.String("e-1")
		d.colleague(id, 5)
		if _, p := runPlan(t, d.client(t), plan([]Item{item}), Options{CheckBefore: true}); p.Failed != 1 || d.posts != 0 {
			t.Errorf("%+v after %d jobs", p, d.posts)
		}
	})
}
