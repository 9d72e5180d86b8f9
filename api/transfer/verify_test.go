package transfer

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"zco/api"
)

// An older job over the same records, ours or a colleague's, is not taken for
// one whose answer was lost: the records tell what came of it.
func TestLostUpdateIsNotMistakenForAnOlderJob(t *testing.T) {
	for _, action := range []api.Action{api.ActionUpdate, api.ActionSetByExternalID} {
		t.Run(string(action), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := newFakeDesk()
				first, second := make([]Item, 60), make([]Item, 60)
				for i := range first {
					external := fmt.Sprint("e", i)
					id := d.add(fmt.Sprint("car ", i), external, map[string]any{"year": 1999})
					first[i] = Item{Action: action, ID: id, Patch: year(2000)}
					second[i] = Item{Action: action, ID: id, Patch: api.RecordPatch{Fields: map[string]api.Value{"color": api.String("red")}}}
					if action == api.ActionSetByExternalID {
						first[i].ID, second[i].ID = "", ""
						first[i].Patch.ExternalID, second[i].Patch.ExternalID = api.String(external), api.String(external)
					}
				}
				runPlan(t, d.client(t), plan(first), Options{})
				d.faults = func(int) fault { return lostBefore }
				_, p := runPlan(t, d.client(t), plan(second), Options{})
				red := 0
				for _, r := range d.records {
					if r["custom_object_fields"].(map[string]any)["color"] == "red" {
						red++
					}
				}
				if p.Done != red || red != 0 {
					t.Errorf("%d are said to be done and %d are: %+v", p.Done, red, p)
				}
			})
		})
	}
}

// A job of a colleague who makes the same at the same time is not ours.
func TestLostCreateIsNotMistakenForAColleagues(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		items := []Item{{Action: api.ActionCreate, Patch: api.RecordPatch{Name: api.String("a")}}}
		d.faults = func(int) fault {
			theirs := d.make(map[string]any{"name": "a"})
			d.records[theirs]["created_by_user_id"] = "8"
			d.jobs = append(d.jobs, &fakeJob{id: "V3-theirs", status: api.JobCompleted, total: 1,
				results: []any{map[string]any{"index": 0, "id": theirs, "success": true}}})
			return lostBefore
		}
		if _, p := runPlan(t, d.client(t), plan(items), Options{}); p.Unknown != 1 {
			t.Errorf("%+v", p)
		}
	})
}

// The same import twice within moments: the job of the first is not the second's.
func TestLostCreateIsNotMistakenForTheLastRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		items := []Item{{Action: api.ActionCreate, Patch: api.RecordPatch{Name: api.String("a")}}}
		runPlan(t, d.client(t), plan(items), Options{})
		if sleep(t.Context(), 10*clockSlack) != nil {
			t.Fatal("cut off")
		}
		d.faults = func(int) fault { return lostBefore }
		if _, p := runPlan(t, d.client(t), plan(items), Options{}); p.Unknown != 1 || p.Done != 0 {
			t.Errorf("%+v", p)
		}
	})
}

// Creations whose answer was lost are settled by the next run where their
// external id tells; the others stay unknown.
func TestUnknownCreatesAreLookedUpByExternalID(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, log := newFakeDesk(), filepath.Join(t.TempDir(), "log")
		var items []Item
		for i := range 4 {
			item := Item{Action: api.ActionCreate, Row: i + 1, Patch: api.RecordPatch{Name: api.String(fmt.Sprint("n", i))}}
			if i < 3 {
				item.Patch.ExternalID = api.String(fmt.Sprint("e", i))
			}
			items = append(items, item)
		}
		d.faults = func(int) fault { return lostBefore }
		if _, p := runPlan(t, d.client(t), plan(items), Options{LogPath: log}); p.Unknown != 4 {
			t.Fatalf("%+v", p)
		}
		d.add("n0", "e0", nil)            // it came in late
		d.add("a colleague's", "e1", nil) // and this is another
		d.faults = nil
		_, p := runPlan(t, d.client(t), plan(items), Options{LogPath: log})
		if p.Done != 2 || p.Failed != 1 || p.Unknown != 1 || len(d.records) != 3 {
			t.Errorf("%+v, %d records", p, len(d.records))
		}
	})
}

// A web page between two good answers about jobs does not end a run.
func TestAWebPageBetweenGoodAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, asked := newFakeDesk(), 0
		items := updates(d, 5)
		c, err := api.New("https://acme.zendesk.com", api.WithTransport(roundTripper(func(r *http.Request) (*http.Response, error) {
			if strings.Contains(r.URL.Path, "job_statuses") {
				if asked++; asked%2 == 1 {
					res := reply(200, "")
					res.Body = http.NoBody
					return res, nil
				}
			}
			return d.RoundTrip(r)
		})))
		if err != nil {
			t.Fatal(err)
		}
		if _, p := runPlan(t, c, plan(items), Options{}); p.Done != 5 || asked < 2 {
			t.Errorf("%+v after %d questions", p, asked)
		}
	})
}
