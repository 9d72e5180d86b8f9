package transfer

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
)

// rowsOf is a plan of rows of one file, that change records of the desk from
// what they hold now.
func rowsOf(d *fakeDesk, content string, patches map[string]map[string]any) Plan {
	var items []Item
	for n, id := range d.order {
		item := Item{Action: api.ActionUpdate, ID: id, Row: n + 1}
		at, err := time.Parse(time.RFC3339Nano, d.records[id]["updated_at"].(string))
		if err != nil {
			panic(err)
		}
		before := &api.Record{ID: id, UpdatedAt: api.Timestamp{Time: at, Text: at.Format(time.RFC3339Nano)}}
		for key, v := range patches[id] {
			is, _ := d.records[id]["custom_object_fields"].(map[string]any)[key].(string)
			if is != v.(string) {
				setPatch(&item.Patch, key, api.String(v.(string)))
				setRecord(before, key, api.String(is))
			}
		}
		if item.Before = before; len(item.Patch.Fields) > 0 {
			items = append(items, item)
		}
	}
	p := plan(items)
	p.Content = content
	return p
}

func (d *fakeDesk) sets(id, key, v string) {
	d.records[id]["custom_object_fields"].(map[string]any)[key] = v
	d.records[id]["updated_at"] = now()
}

func (d *fakeDesk) holds(id, key string) any {
	return d.records[id]["custom_object_fields"].(map[string]any)[key]
}

// A file is brought in, and what somebody changes of its rows afterwards stays
// when the same is run again, also where only a part of the row differs then.
// Another file, or the same one read otherwise, is another matter.
func TestARowThatIsInIsNotBroughtInAgain(t *testing.T) {
	for _, test := range []struct {
		content string
		done    int
		is      string
	}{{"file", 0, "theirs"}, {"mended file", 1, "ours"}, {"", 1, "ours"}} {
		synctest.Test(t, func(t *testing.T) {
			d, o := newFakeDesk(), Options{CheckBefore: true, LogPath: filepath.Join(t.TempDir(), "log")}
			id := d.add("a", "", map[string]any{"color": "red", "owner": "x"})
			patches := map[string]map[string]any{id: {"color": "blue", "owner": "ours"}}
			if _, p := runPlan(t, d.client(t), rowsOf(d, "file", patches), o); p.Done != 1 {
				t.Fatalf("%+v", p)
			}
			time.Sleep(time.Hour)
			d.sets(id, "owner", "theirs")
			_, p := runPlan(t, d.client(t), rowsOf(d, test.content, patches), o)
			if p.Done != test.done || p.Skipped != 1-test.done || p.Failed != 0 || d.holds(id, "owner") != test.is {
				t.Errorf("%q: %+v, the owner is %v", test.content, p, d.holds(id, "owner"))
			}
		})
	}
}

// A run is broken off before its rows are in. What is changed before it goes
// on is left so, once, with a word: the rows that were decided about, a field
// of them that was no matter then, and the rows that it never came to.
func TestWhatChangesBeforeARunGoesOnIsLeft(t *testing.T) {
	for name, change := range map[string][2]string{"a decided field": {"color", "theirs"}, "a field that was right": {"owner", "theirs"}, "one that was cleared": {"owner", ""}} {
		changed, to := change[0], change[1]
		for _, met := range []bool{true, false} {
			synctest.Test(t, func(t *testing.T) {
				d, o := newFakeDesk(), Options{CheckBefore: true, LogPath: filepath.Join(t.TempDir(), "log")}
				ids := []string{d.add("a", "", map[string]any{"color": "red", "owner": "ours"}), d.add("b", "", map[string]any{"color": "red", "owner": "ours"})}
				time.Sleep(time.Hour)
				patches := map[string]map[string]any{}
				for _, id := range ids {
					patches[id] = map[string]any{"color": "blue", "owner": "ours"}
				}
				first := rowsOf(d, "file", patches)
				if !met {
					first.Items = each(nil)
				}
				d.faults = func(int) fault { return tooMany }
				r, err := Start(t.Context(), d.client(t), first, o)
				if err != nil {
					t.Fatal(err)
				}
				time.Sleep(3 * time.Second)
				r.Cancel()
				_, _ = r.Wait()
				d.faults = nil
				time.Sleep(time.Minute)
				d.sets(ids[0], changed, to)
				time.Sleep(time.Minute)

				r, p := runPlan(t, d.client(t), rowsOf(d, "file", patches), o)
				if p.Failed != 1 || p.Done != 1 || d.holds(ids[0], changed) != to || d.holds(ids[1], "color") != "blue" {
					t.Errorf("%s, decided about: %v: %+v, it is %v", name, met, p, d.holds(ids[0], changed))
				}
				for _, f := range collect(t, r.Failed()) {
					if !strings.Contains(f.Why(), "it is left so") {
						t.Errorf("it is said: %s", f.Why())
					}
				}
				time.Sleep(time.Minute)
				if _, p := runPlan(t, d.client(t), rowsOf(d, "file", patches), o); p.Done != 1 || p.Failed != 0 || d.holds(ids[0], "color") != "blue" {
					t.Errorf("%s, decided about: %v: once told, %+v", name, met, p)
				}
			})
		}
	}
}

// What is set by an external id or a name that nothing had is not put over a
// record that somebody made since.
func TestWhatIsMadeMeanwhileIsNotOverwritten(t *testing.T) {
	for _, action := range []api.Action{api.ActionSetByExternalID, api.ActionSetByName} {
		for _, external := range []string{"e-1", "e,1"} {
			synctest.Test(t, func(t *testing.T) {
				d := newFakeDesk()
				item := func(n string, year int64) Item {
					p := api.RecordPatch{Name: api.String("name " + n), ExternalID: api.String(n), Fields: map[string]api.Value{"year": api.Int(year)}}
					return Item{Action: action, Patch: p}
				}
				theirs := d.add("name "+external, external, map[string]any{"year": 5})
				same := d.add("name same", "same", map[string]any{"year": 7})
				r, p := runPlan(t, d.client(t), plan([]Item{item(external, 6), item("same", 7), item("new", 8)}), Options{CheckBefore: true})
				if p.Done != 2 || p.Failed != 1 || d.holds(theirs, "year") != 5 || len(d.records) != 3 {
					t.Errorf("%s %s: %+v, theirs is %v", action, external, p, d.holds(theirs, "year"))
				}
				for _, f := range collect(t, r.Results()) {
					if f.Outcome == Failed && (f.ID != theirs || !strings.Contains(f.Why(), "it is left so")) || f.Item.Patch.ExternalID.Text() == "same" && f.ID != same {
						t.Errorf("%+v", f)
					}
				}
			})
		}
	}
}

// Within one second of the service's clock a change still is one.
func TestADeletionSeesWhatChangedInTheSameSecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		id := d.add("a", "", map[string]any{"color": "red"})
		at := api.Timestamp{Time: time.Now(), Text: d.records[id]["updated_at"].(string)}
		before := api.Record{ID: id, UpdatedAt: at, Fields: map[string]api.Value{"color": api.String("red")}}
		d.sets(id, "color", "theirs")
		items := []Item{{Action: api.ActionDelete, ID: id, Before: &before}}
		if _, p := runPlan(t, d.client(t), plan(items), Options{CheckBefore: true}); p.Failed != 1 || d.records[id] == nil {
			t.Errorf("%+v", p)
		}
	})
}

// Where reading one part of the records takes long, the other is read again.
func TestALookThatTookLongIsTakenAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		id := d.add("a", "e-1", map[string]any{"year": 1999})
		known := Item{Action: api.ActionSetByExternalID, Patch: year(2000), Before: &api.Record{ID: id, Fields: map[string]api.Value{"year": api.Int(1999)}}}
		known.Patch.ExternalID, known.Before.ExternalID = api.String("e-1"), api.String("e-1")
		fresh := Item{Action: api.ActionSetByExternalID, Patch: year(2001)}
		fresh.Patch.ExternalID = api.String("e-2")
		slow := 1
		c, err := api.New("https://acme.zendesk.com", api.WithTransport(roundTripper(func(r *http.Request) (*http.Response, error) {
			if r.URL.Query().Has("filter[external_ids]") && slow > 0 {
				slow--
				time.Sleep(5 * time.Second)
				d.colleague(id, 5)
			}
			return d.RoundTrip(r)
		})))
		if err != nil {
			t.Fatal(err)
		}
		_, p := runPlan(t, c, plan([]Item{known, fresh}), Options{CheckBefore: true})
		if p.Done != 1 || p.Failed != 1 || d.holds(id, "year") != 5 {
			t.Errorf("%+v, the year is %v", p, d.holds(id, "year"))
		}
	})
}
