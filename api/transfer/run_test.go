package transfer

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
)

func year(n int) api.RecordPatch {
	return api.RecordPatch{Fields: map[string]api.Value{"year": api.Int(int64(n))}}
}

// updates are n updates of n records that the desk has.
func updates(d *fakeDesk, n int) []Item {
	items := make([]Item, n)
	for i := range items {
		id := d.add(fmt.Sprintf("car %d", i), "", map[string]any{"year": 1999})
		items[i] = Item{Action: api.ActionUpdate, ID: id, Patch: year(2000 + i)}
	}
	clear(d.changes)
	return items
}

func plan(items []Item) Plan { return Plan{Object: "car", Items: each(items), Total: len(items)} }

func each(items []Item) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}

func runPlan(t *testing.T, c Client, p Plan, o Options) (*Run, Progress) {
	t.Helper()
	r, err := Start(t.Context(), c, p, o)
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Wait()
	if err != nil {
		t.Fatal(err)
	}
	return r, got
}

func collect(t *testing.T, seq func(func(Result, error) bool)) []Result {
	t.Helper()
	var out []Result
	for r, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

func onceEach(t *testing.T, d *fakeDesk, items []Item, want int) {
	t.Helper()
	for i, item := range items {
		if d.changes[item.ID] != want {
			t.Fatalf("record %d was changed %d times, want %d", i, d.changes[item.ID], want)
		}
	}
}

func TestTenThousandEachOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		items := updates(d, 10_000)
		d.maxJobs = 3
		lost := 0 // three in a row for one batch would fail it, as they should
		d.faults = func(post int) fault {
			switch {
			case post%13 == 0 && lost < 2:
				lost++
				return lostBefore
			case post%17 == 0:
				return throttle
			case post%11 == 0:
				return lostAfter
			case post%7 == 0:
				return tooMany
			}
			return noFault
		}
		bad := items[4321].ID
		d.badItem = func(item any) string {
			if m, _ := item.(map[string]any); m["id"] == bad {
				return "Year: is not a year"
			}
			return ""
		}
		c, log := d.client(t), filepath.Join(t.TempDir(), "run.jsonl")

		// The first run breaks in the middle, with jobs on their way.
		ctx, stop := context.WithCancel(t.Context())
		r, err := Start(ctx, c, plan(items), Options{LogPath: log, OnProgress: func(p Progress) {
			if p.Done > 4000 {
				stop()
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		first, err := r.Wait()
		if err == nil || first.Done < 4000 || first.Done > 9000 {
			t.Fatalf("the break did not come in the middle: %+v, %v", first, err)
		}
		tearLastLine(t, log)

		r, second := runPlan(t, c, plan(items), Options{LogPath: log})
		failed := collect(t, r.Failed())
		if len(failed) != 1 || failed[0].Item.ID != bad || !strings.Contains(failed[0].Why(), "is not a year") {
			t.Errorf("%d failed: %+.300v; %+v", len(failed), failed, second)
		}
		if second.Skipped < first.Done || second.Skipped+second.Done != 9_999 || second.Failed != 1 || second.Unknown != 0 {
			t.Errorf("the second run did %+v after %+v", second, first)
		}
		for i, item := range items {
			want := 1
			if item.ID == bad {
				want = 0
			}
			if d.changes[item.ID] != want {
				t.Fatalf("record %d was changed %d times", i, d.changes[item.ID])
			}
		}

		d.badItem = nil
		_, third := runPlan(t, c, r.Retry(), Options{LogPath: log})
		if third.Done != 1 || d.changes[bad] != 1 {
			t.Errorf("trying the failed one again: %+v, changed %d times", third, d.changes[bad])
		}
		if left := collect(t, r.Failed()); len(left) != 0 {
			t.Errorf("still failed: %+v", left)
		}
		if info, err := os.Stat(log); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the log is %v, %v", info.Mode(), err)
		}
	})
}

// tearLastLine leaves half a line at the end, as a break while writing does.
func tearLastLine(t *testing.T, path string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString(`{"batch":1,"results":[{"i":0,"outc`); err != nil {
		t.Fatal(err)
	}
}

func TestLostAnswerOfCreateIsNotRepeated(t *testing.T) {
	for _, f := range []fault{lostBefore, lostAfter} {
		synctest.Test(t, func(t *testing.T) {
			d := newFakeDesk()
			d.faults = func(post int) fault { return map[int]fault{1: f}[post] }
			items := []Item{
				{Action: api.ActionCreate, Patch: api.RecordPatch{Name: api.String("a")}},
				{Action: api.ActionCreate, Patch: api.RecordPatch{Name: api.String("b")}},
			}
			r, p := runPlan(t, d.client(t), plan(items), Options{})
			if d.posts != 1 {
				t.Fatalf("sent %d times", d.posts)
			}
			switch f {
			case lostAfter:
				if p.Done != 2 || len(d.records) != 2 {
					t.Errorf("the job that was taken was not found: %+v", p)
				}
				for _, r := range collect(t, r.Results()) {
					if r.ID == "" || !r.Verified {
						t.Errorf("result %+v", r)
					}
				}
			case lostBefore:
				if p.Unknown != 2 {
					t.Errorf("nothing is known, but %+v", p)
				}
				if got := collect(t, r.Results()); !strings.Contains(got[0].Why(), "look for it") {
					t.Errorf("why: %s", got[0].Why())
				}
			}
		})
	}
}

// A job of someone else over as many records is not taken for ours.
func TestLostCreateIsNotMistakenForAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		other := d.add("x", "", map[string]any{})
		d.jobs = append(d.jobs, &fakeJob{id: "V3-other", status: api.JobCompleted, total: 1,
			results: []any{map[string]any{"index": 0, "id": other, "success": true}}})
		d.faults = func(post int) fault { return lostBefore }
		items := []Item{{Action: api.ActionCreate, Patch: api.RecordPatch{Name: api.String("a")}}}
		if _, p := runPlan(t, d.client(t), plan(items), Options{}); p.Unknown != 1 {
			t.Errorf("got %+v", p)
		}
	})
}

func TestSetByExternalIDNeverMakesTwo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		d.faults = func(post int) fault { return []fault{lostAfter, noFault, lostBefore}[post%3] }
		items := make([]Item, 500)
		for i := range items {
			items[i] = Item{Action: api.ActionSetByExternalID, Patch: api.RecordPatch{
				Name: api.String(fmt.Sprint("n", i)), ExternalID: api.String(fmt.Sprint("e", i)),
			}}
		}
		_, p := runPlan(t, d.client(t), plan(items), Options{})
		if p.Done != 500 || len(d.records) != 500 {
			t.Errorf("%d records, %+v", len(d.records), p)
		}
	})
}

func TestResultsFindTheirItems(t *testing.T) {
	strip := func(keys ...string) func([]any) []any {
		return func(results []any) []any {
			for _, r := range results {
				for _, key := range keys {
					delete(r.(map[string]any), key)
				}
			}
			return results
		}
	}
	reversed := func(results []any) []any { slices.Reverse(results); return strip("index")(results) }
	for name, shape := range map[string]func([]any) []any{
		"by index": nil, "by id": strip("index"), "by id, in another order": reversed,
		"by order alone": strip("index", "id"),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := newFakeDesk()
				items := updates(d, 10)
				d.shape = shape
				bad := items[3].ID
				d.badItem = func(item any) string {
					if item.(map[string]any)["id"] == bad && name != "by id, in another order" {
						return "no"
					}
					return ""
				}
				r, _ := runPlan(t, d.client(t), plan(items), Options{})
				for _, got := range collect(t, r.Results()) {
					if got.ID != got.Item.ID && got.Outcome == Done {
						t.Errorf("%s has the result of %s", got.Item.ID, got.ID)
					}
					if want := got.Item.ID == bad && d.changes[bad] == 0; (got.Outcome == Failed) != want {
						t.Errorf("%s is %s", got.Item.ID, got.Outcome)
					}
				}
			})
		})
	}
}

func TestMissingResultIsNotSuccess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		d.shape = func(results []any) []any { return results[:1] }
		items := []Item{
			{Action: api.ActionCreate, Patch: api.RecordPatch{Name: api.String("a")}},
			{Action: api.ActionCreate, Patch: api.RecordPatch{Name: api.String("b")}},
		}
		_, p := runPlan(t, d.client(t), plan(items), Options{})
		if p.Done != 1 || p.Unknown != 1 {
			t.Errorf("got %+v", p)
		}
	})
}

func TestPauseAndCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		d.jobTakes = 10 * time.Second
		items := updates(d, 2000)
		r, err := Start(t.Context(), d.client(t), plan(items), Options{Parallel: 2})
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(12 * time.Second)
		r.Pause()
		time.Sleep(time.Minute)
		held := d.posts
		time.Sleep(time.Hour)
		if p := r.Progress(); d.posts != held || p.State != Paused || p.Jobs != 0 || p.Done != held*100 {
			t.Errorf("paused: %d posts after %d, %+v", d.posts, held, p)
		}
		r.Resume()
		time.Sleep(5 * time.Second)
		if r.Progress().Jobs != 2 {
			t.Errorf("resumed: %+v", r.Progress())
		}
		r.Cancel()
		p, err := r.Wait()
		if err != nil || p.State != Finished || p.Done != (held+2)*100 || p.NotRun != 2000-p.Done {
			t.Errorf("cancelled: %+v, %v", p, err)
		}
	})
}

func TestJobsAtOnceAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, most := newFakeDesk(), 0
		d.onJobs = func(running int) { most = max(most, running) }
		d.jobTakes = 20 * time.Second
		items := updates(d, 3000)
		runPlan(t, d.client(t), plan(items), Options{})
		if most != DefaultParallel {
			t.Errorf("%d jobs at once", most)
		}
		onceEach(t, d, items, 1)
	})
	if _, err := Start(t.Context(), nil, Plan{}, Options{Parallel: 31}); err == nil {
		t.Error("31 jobs at once were allowed")
	}
}

func TestTooLargeJobIsCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		items := updates(d, 100)
		d.faults = func(post int) fault { return map[int]fault{1: refuse413, 2: refuse413}[post] }
		log := filepath.Join(t.TempDir(), "log")
		r, p := runPlan(t, d.client(t), plan(items), Options{LogPath: log})
		if p.Done != 100 || p.Settled() != 100 || len(collect(t, r.Results())) != 100 {
			t.Errorf("got %+v", p)
		}
		onceEach(t, d, items, 1)
	})
}

func TestRefusedAccountEndsTheRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		items := updates(d, 1000)
		r, err := Start(t.Context(), d.client(t), Plan{Object: "boat", Items: each(items), Total: 1000}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := r.Wait()
		if !api.IsNotFound(err) || p.NotRun != 1000 || p.Failed != 0 {
			t.Errorf("got %+v, %v", p, err)
		}
	})
}

func TestItemWithoutIDFailsAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		items := append(updates(d, 5), Item{Action: api.ActionUpdate, Patch: year(1)}, Item{Action: api.ActionUpdate, ID: "x", Problem: "no number"})
		r, p := runPlan(t, d.client(t), plan(items), Options{})
		if p.Done != 5 || p.Failed != 2 {
			t.Errorf("got %+v", p)
		}
		for _, f := range collect(t, r.Failed()) {
			if !strings.Contains("it has no id no number", f.Why()) {
				t.Errorf("why: %s", f.Why())
			}
		}
	})
}

func TestCheckBeforeLeavesOthersChangesAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		items := updates(d, 3)
		for i := range items {
			items[i].Before = &api.Record{Fields: map[string]api.Value{"year": "1999"}}
		}
		d.records[items[1].ID]["custom_object_fields"].(map[string]any)["year"] = 1234
		delete(d.records, items[2].ID)
		r, p := runPlan(t, d.client(t), plan(items), Options{CheckBefore: true})
		if p.Done != 1 || p.Failed != 2 {
			t.Errorf("got %+v", p)
		}
		var why []string
		for _, f := range collect(t, r.Failed()) {
			why = append(why, f.Why())
		}
		if text := strings.Join(why, " "); !strings.Contains(text, `"1234"`) || !strings.Contains(text, "not there any more") {
			t.Errorf("why: %s", text)
		}
	})
}

func TestProgressTellsRateAndTimeLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		d.jobTakes = 10 * time.Second
		items := updates(d, 4000)
		var middle Progress
		runPlan(t, d.client(t), plan(items), Options{Parallel: 1, OnProgress: func(p Progress) {
			if p.Done == 2000 && p.State == Running {
				middle = p
			}
		}})
		if middle.PerSecond < 5 || middle.PerSecond > 10 {
			t.Errorf("100 in ten seconds and a bit is %.1f a second?", middle.PerSecond)
		}
		if middle.Left < 200*time.Second || middle.Left > 400*time.Second {
			t.Errorf("left %s", middle.Left)
		}
	})
}

func TestLogOfAnotherObjectIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, log := newFakeDesk(), filepath.Join(t.TempDir(), "log")
		runPlan(t, d.client(t), plan(nil), Options{LogPath: log})
		if _, err := Start(t.Context(), d.client(t), Plan{Object: "boat", Items: each(nil)}, Options{LogPath: log}); err == nil {
			t.Error("it was taken")
		}
		if err := os.WriteFile(log, []byte("my shopping list\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Start(t.Context(), d.client(t), plan(nil), Options{LogPath: log}); err == nil {
			t.Error("a file that is no log was taken")
		}
		if text, _ := os.ReadFile(log); string(text) != "my shopping list\n" {
			t.Errorf("the file was changed: %q", text)
		}
	})
}

// A batch that was refused when the run broke off was never done: a later run
// does it, and the log must not tell it as not run any more.
func TestRefusedWhenBrokenOffIsDoneLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, log := newFakeDesk(), filepath.Join(t.TempDir(), "log")
		items := updates(d, 3)
		d.faults = func(int) fault { return tooMany }
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		r, err := Start(ctx, d.client(t), plan(items), Options{LogPath: log})
		if err != nil {
			t.Fatal(err)
		}
		if p, err := r.Wait(); err == nil || p.Done != 0 {
			t.Fatalf("%+v, %v", p, err)
		}
		d.faults = nil
		r, p := runPlan(t, d.client(t), plan(items), Options{LogPath: log})
		if results := collect(t, r.Results()); p.Done != 3 || len(results) != 3 || results[0].Outcome != Done {
			t.Errorf("%+v, %+v", p, results)
		}
		for item := range r.Retry().Items {
			t.Errorf("would be tried again: %+v", item)
		}
		onceEach(t, d, items, 1)
	})
}

func TestJobThatIsGoneIsLookedUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		items := updates(d, 20)
		d.onJobs = func(int) { // it is done and forgotten before anyone asks
			for n, item := range d.jobs[0].body["items"].([]any) {
				d.do(n, "update", item)
			}
			d.jobs[0].id = "V3-forgotten"
			d.jobs[0].status = api.JobCompleted
			d.onJobs = nil
		}
		first := true
		d.listed = func(url.Values) bool { first = !first; return first } // and the network is bad
		items = append(items, Item{Action: api.ActionUpdate, ID: "nobody", Patch: year(1)})
		r, err := Start(t.Context(), renaming{d.client(t)}, plan(items), Options{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := r.Wait()
		if err != nil || p.Done != 20 || p.Failed != 1 {
			t.Errorf("%+v, %v", p, err)
		}
		onceEach(t, d, items[:20], 1)
	})
}

// A job may end in a state that nobody wrote down, such as aborted: it is not
// waited for any longer, and the records tell what was done.
func TestJobThatEndsOddlyIsLookedUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		d.endsAs = "aborted"
		items := updates(d, 20)
		began := time.Now()
		_, p := runPlan(t, d.client(t), plan(items), Options{})
		if took := time.Since(began); p.Done != 20 || took > time.Minute {
			t.Errorf("%+v after %v", p, took)
		}
		onceEach(t, d, items, 1)
	})
}

// renaming tells of every new job an id that the service does not know.
type renaming struct{ *api.Client }

func (c renaming) StartJob(ctx context.Context, object string, a api.Action, items []api.JobItem) (api.JobStatus, *api.Response, error) {
	job, res, err := c.Client.StartJob(ctx, object, a, items)
	job.ID += "-gone"
	return job, res, err
}

// A run that is told to stop, or to pause, while the records of a batch are
// read sends nothing for them; after a pause they are read again first.
func TestHeldWhileRecordsAreRead(t *testing.T) {
	for name, hold := range map[string]func(*Run){"cancelled": (*Run).Cancel, "paused": (*Run).Pause} {
		for _, down := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				d := newFakeDesk()
				items := updates(d, 3)
				for i := range items {
					items[i].Before = &api.Record{ID: items[i].ID, Fields: map[string]api.Value{"year": api.Int(1999)}}
				}
				var reads atomic.Int32
				var up atomic.Bool
				c, err := api.New("https://acme.zendesk.com", api.WithTransport(roundTripper(func(r *http.Request) (*http.Response, error) {
					if r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/records") {
						reads.Add(1)
						if time.Sleep(5 * time.Second); down && !up.Load() {
							return nil, errors.New("connection refused")
						}
					}
					return d.RoundTrip(r)
				})))
				if err != nil {
					t.Fatal(err)
				}
				r, err := Start(t.Context(), c, plan(items), Options{CheckBefore: true})
				if err != nil {
					t.Fatal(err)
				}
				time.Sleep(2 * time.Second)
				hold(r)
				time.Sleep(15 * time.Second)
				if over := r.Progress().State == Finished; over != (name == "cancelled") {
					t.Errorf("%s, the service down %v: it is over %v", name, down, over)
				}
				time.Sleep(10 * time.Minute)
				if d.posts != 0 {
					t.Errorf("%s, the service down %v: it was sent", name, down)
				}
				before := reads.Load()
				up.Store(true)
				r.Resume()
				p, err := r.Wait()
				switch {
				case err != nil:
					t.Error(err)
				case name == "cancelled" && (p.NotRun != 3 || d.posts != 0):
					t.Errorf("cancelled: %+v, %d posts, %d reads", p, d.posts, reads.Load())
				case name == "paused" && (p.Done != 3 || d.posts != 1 || reads.Load() != before+1):
					t.Errorf("resumed: %+v, %d posts, %d reads after %d", p, d.posts, reads.Load(), before)
				}
			})
		}
	}
}
