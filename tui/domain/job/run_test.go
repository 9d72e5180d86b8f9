package job

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/api/transfer"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// account is a runner on a sandbox of 250 assets.
type account struct {
	*Runner
	t       *testing.T
	server  *sandbox.Server
	client  *api.Client
	journal *journal.Journal
	assets  *collection.Collection
}

// with runs a test on a fresh account, its jobs in a folder of their own.
func with(t *testing.T, test func(*testing.T, *account)) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		server := sandbox.New(sandbox.Options{Records: 250, JobDelay: time.Second})
		client, err := api.New("http://127.0.0.1:1", api.WithTransport(server.Transport()), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
		if err != nil {
			t.Fatal(err)
		}
		a := &account{
			t: t, server: server, client: client, journal: journal.InMemory(journal.Options{}),
			assets: collection.Records(api.Object{Key: "asset", Title: "Asset", TitlePluralized: "Assets"}),
		}
		a.Runner = New(ctx, client, Options{Dir: dir, Parallel: 1, Journal: a.journal, Account: "sandbox", User: "agent"})
		test(t, a)
		stop()
		_ = a.journal.Close()
		synctest.Wait()
	})
}

func (a *account) reviewed(s Source) *Plan {
	a.t.Helper()
	p, err := a.Review(a.t.Context(), a.assets, s, &Reading{})
	if err != nil {
		a.t.Fatal(err)
	}
	return p
}

// ran runs a plan to its end.
func (a *account) ran(p *Plan) Job {
	a.t.Helper()
	id := a.Add(p)
	if err := a.Launch(id); err != nil {
		a.t.Fatal(err)
	}
	return a.wait(id)
}

func (a *account) job(id int) Job {
	i := slices.IndexFunc(a.List(), func(j Job) bool { return j.ID == id })
	return a.List()[i]
}

// wait waits until a job has ended, and is told so.
func (a *account) wait(id int) Job {
	a.t.Helper()
	for range 1000 {
		if ended, ok := a.Next(); ok && slices.Contains(ended, id) {
			return a.job(id)
		}
	}
	a.t.Fatal("the job does not end")
	return Job{}
}

func (a *account) all() Which {
	return Which{Collection: a.assets, Place: collection.Place{Collection: a.assets.ID}}
}

// serials are the serial numbers that are left of a kind.
func (a *account) serials(prefix string) (n int) {
	for r, err := range a.all().records(a.t.Context(), a.client) {
		if err != nil {
			a.t.Fatal(err)
		}
		if strings.HasPrefix(r.Fields["serial_number"].Text(), prefix) {
			n++
		}
	}
	return n
}

func replace(which Which, find, with string) Edit {
	return Edit{Which: which, Title: "replace", Changes: []Change{{Field: "serial_number", Kind: Replace, Find: find, With: with}}}
}

func TestEditIsReviewedRunAndUndone(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		p := a.reviewed(replace(a.all(), "SN-", "AA-"))
		if p.Records != 250 || p.Change != 250 || p.Same != 0 || len(p.Samples) != 50 || p.Title != "replace" || p.Kind != KindEdit {
			t.Errorf("the plan is %+v", p)
		}
		if a.serials("AA-") != 0 {
			t.Error("a review changes rows")
		}
		j := a.ran(p)
		if j.State != Ended || j.Completed() != 250 || j.Settled() != 250 || j.Err != nil || j.CanContinue() || a.serials("AA-") != 250 {
			t.Errorf("the job is %+v", j)
		}
		results, more := a.Results(j.ID)
		if len(results) != 250 || more != 0 || Name(results[0].Item) == "" || results[0].Item.Before != nil || results[0].Item.Patch.Fields != nil {
			t.Errorf("%d results, %d more, the first %+v", len(results), more, results[0])
		}
		history := a.journal.History(journal.Filter{Account: "sandbox"})
		if len(history) != 1 || history[0].Result != journal.OK || history[0].Group != j.Group || WhyNotUndo(history[0]) != "" {
			t.Fatalf("the history is %+v", history)
		}
		u, why := a.Undo(j.ID)
		if why != "" {
			t.Fatal(why)
		}
		undo := a.reviewed(u)
		if s := undo.Samples[0]; Name(s) == s.ID || Name(s) != Name(p.Samples[0]) {
			t.Errorf("what is undone is called %q", Name(s))
		}
		back := a.ran(undo)
		if back.Completed() != 250 || a.serials("SN-") != 250 {
			t.Errorf("undone is %+v", back)
		}
		if e := a.journal.History(journal.Filter{Account: "sandbox"}); WhyNotUndo(e[1]) != "this job was undone already" {
			t.Errorf("the history does not know of the undoing: %+v", e)
		}
	})
}

// What was agreed to is sent, though the search would find others by then.
func TestWhatWasReviewedIsSent(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		which := a.all()
		which.Place.Text = "Nokia"
		p := a.reviewed(replace(which, "SN-", "AA-"))
		if p.Change == 0 || p.Change == 250 {
			t.Fatalf("%d are found", p.Change)
		}
		gone := p.Samples[0].ID
		if _, err := a.client.DeleteRecord(t.Context(), "asset", gone); err != nil {
			t.Fatal(err)
		}
		j := a.ran(p)
		if j.Failed != 1 || j.Completed() != p.Change-1 {
			t.Errorf("the job is %+v", j)
		}
		results, _ := a.Results(j.ID)
		if results[0].ID != gone || !strings.Contains(Why(results[0]), "not there any more") || Why(results[1]) != "" {
			t.Errorf("the results are %+v", results[:2])
		}
		path := filepath.Join(t.TempDir(), "failed.csv")
		if n, err := a.SaveFailed(j.ID, path, false); n != 1 || err != nil {
			t.Errorf("saved %d, %v", n, err)
		}
		if _, err := a.SaveFailed(j.ID, path, false); !errors.Is(err, fs.ErrExist) {
			t.Errorf("the file is replaced unasked: %v", err)
		}
		if n, err := a.SaveFailed(j.ID, path, true); n != 1 || err != nil {
			t.Errorf("saved %d, %v", n, err)
		}
	})
}

func TestAChoiceOfRows(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		first := a.reviewed(replace(a.all(), "SN-", "AA-")).Samples
		which := a.all()
		which.IDs, which.Names = []string{first[3].ID, "gone", first[1].ID}, map[string]string{"gone": "the old one"}
		p := a.reviewed(Delete{Which: which, Title: "delete"})
		if p.Records != 3 || p.Delete != 2 || p.Problems != 1 || p.Same != 0 || p.Samples[0].ID != first[3].ID || p.Troubled[0].ID != "gone" || Name(p.Troubled[0]) != "the old one" {
			t.Errorf("the plan is %+v", p)
		}
		j := a.ran(p)
		if j.Completed() != 2 || j.Failed != 1 || a.serials("SN-") != 248 {
			t.Errorf("the job is %+v", j)
		}
		u, _ := a.Undo(j.ID)
		back := a.reviewed(u)
		if back.Create != 2 || !strings.Contains(back.Note, "made again with new IDs") || !Creates(back.Samples[0]) {
			t.Errorf("the undoing is %+v", back)
		}
	})
}

// What nobody agreed to leaves nothing on the disk.
func TestPlansThatAreLeft(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		files := func() (n int) {
			entries, err := os.ReadDir(a.dir())
			if err != nil {
				t.Fatal(err)
			}
			return len(entries)
		}
		p := a.reviewed(replace(a.all(), "SN-", "AA-"))
		if files() != 1 {
			t.Errorf("%d files of a review", files())
		}
		a.Discard(p)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := a.Review(ctx, a.assets, replace(a.all(), "SN-", "AA-"), &Reading{}); err == nil {
			t.Error("a review that was left answers")
		}
		if files() != 0 {
			t.Errorf("%d files are left", files())
		}
	})
}

func TestAJobPausesStopsAndGoesOn(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		id := a.Add(a.reviewed(replace(a.all(), "SN-", "AA-")))
		if err := a.Launch(id); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		a.Pause(id)
		if s := a.job(id).State; s != Paused {
			t.Errorf("paused, it is %s", s)
		}
		if _, why := a.Undo(id); why != "the job is under way: stop it first" {
			t.Errorf("a job under way is undone, or not because %q", why)
		}
		a.Resume(id)
		a.Cancel(id)
		if s := a.job(id).State; s != Cancelling {
			t.Errorf("stopping, it is %s", s)
		}
		j := a.wait(id)
		if j.NotRun == 0 || j.Completed() == 250 || !j.CanContinue() || j.Live() {
			t.Errorf("stopped, it is %+v", j)
		}
		if !a.Continue(id) {
			t.Fatal("it does not go on")
		}
		if err := a.Launch(id); err != nil {
			t.Fatal(err)
		}
		if j = a.wait(id); j.Completed() != 250 || j.NotRun != 0 || a.serials("AA-") != 250 {
			t.Errorf("in the end it is %+v", j)
		}
		if a.Continue(id) {
			t.Error("what is all done goes on")
		}
	})
}

// A job whose program ended is found by the next one, and finished there.
func TestABrokenJobGoesOn(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		ctx, stop := context.WithCancel(t.Context())
		before := New(ctx, a.client, a.o)
		p, err := before.Review(ctx, a.assets, replace(a.all(), "SN-", "AA-"), &Reading{})
		if err != nil {
			t.Fatal(err)
		}
		if err := before.Launch(before.Add(p)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2500 * time.Millisecond) // of the bubble: in the middle of the second of three
		if n, _ := a.Find(); n != 0 {
			t.Error("a job that another session runs is offered")
		}
		stop()
		synctest.Wait()
		if n, err := a.Find(); n != 1 || err != nil {
			t.Fatalf("%d found, %v", n, err)
		}
		id := a.List()[0].ID
		if j := a.job(id); j.State != Broken || j.Title != "replace" || j.Total != 250 || !a.Continue(id) {
			t.Errorf("found is %+v", j)
		}
		if err := a.Launch(id); err != nil {
			t.Fatal(err)
		}
		if j := a.wait(id); j.Completed() != 250 || j.Skipped == 0 || a.serials("AA-") != 250 {
			t.Errorf("in the end it is %+v", j)
		}
	})
}

func TestImportAndExport(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		path := filepath.Join(t.TempDir(), "assets.csv")
		s, err := a.assets.Schema(t.Context(), a.client)
		if err != nil {
			t.Fatal(err)
		}
		name, _ := s.Field("name")
		x := Export{Which: a.all(), Path: path, Title: "export", Rows: 250, ExportOptions: ExportOptions{Format: transfer.CSV, Columns: []string{"id", ColumnKey(s, name)}}}
		id := a.AddExport(x)
		if err := a.Launch(id); err != nil {
			t.Fatal(err)
		}
		if j := a.wait(id); j.Done != 250 || j.Total != 250 || j.Err != nil || j.Path != path || j.CanContinue() {
			t.Errorf("the export is %+v", j)
		}
		if _, why := a.Undo(id); why == "" {
			t.Error("an export is undone")
		}
		place, err := Probe(path)
		if err != nil || !place.Exists || place.Dir || place.Part {
			t.Errorf("%+v, %v is at the path", place, err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(string(data), "\r\n")
		cell, quoted := strings.CutSuffix(strings.TrimSuffix(lines[1], "\r\n"), `"`)
		if lines[1] = cell + " II\r\n"; quoted {
			lines[1] = cell + ` II"` + "\r\n"
		}
		if err := os.WriteFile(path, []byte(strings.Join(lines, "")), 0o600); err != nil {
			t.Fatal(err)
		}
		m := Import{FileOptions: FileOptions{Object: "asset"}, Path: path, Title: "import"}
		check, err := a.Check(t.Context(), m)
		if err != nil || check.Rows != 250 || check.Bad != 0 || check.Columns[1].Field != api.FieldName {
			t.Errorf("%v: the check is %+v", err, check)
		}
		p := a.reviewed(m)
		if p.Change != 1 || p.Same != 249 || len(Fields(p.Samples[0])) != 1 || Fields(p.Samples[0])[0].Field != "name" {
			t.Errorf("the plan is %+v", p)
		}
		if j := a.ran(p); j.Completed() != 1 || j.Kind != KindImport {
			t.Errorf("the import is %+v", j)
		}
	})
}

// A choice of more than a hundred rows is read in several requests, in the
// order chosen.
func TestALargeChoice(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		which := a.all()
		for r, err := range which.records(t.Context(), a.client) {
			if err != nil {
				t.Fatal(err)
			}
			which.IDs = append([]string{r.ID}, which.IDs...)
		}
		p := a.reviewed(Delete{Which: which})
		if p.Delete != 250 || p.Problems != 0 || p.Samples[0].ID != which.IDs[0] {
			t.Errorf("%d of 250 are deleted, %d are gone", p.Delete, p.Problems)
		}
	})
}

// An export that broke off goes on from there, or begins anew where asked; of
// how many rows is told as far as it is known.
func TestAnExportBeginsAnew(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		path := filepath.Join(t.TempDir(), "assets.jsonl")
		for _, test := range []struct {
			anew    bool
			resumed int
		}{{false, 100}, {true, 0}} {
			fault := sandbox.Fault{Kind: sandbox.FaultStatus, Method: "GET", Path: "records[?].*after", Count: -1, Status: 403}
			if err := a.server.Inject(fault); err != nil {
				t.Fatal(err)
			}
			x := Export{Which: a.all(), Path: path, Rows: 250, ExportOptions: ExportOptions{Format: transfer.JSONLines}}
			id := a.AddExport(x)
			if err := a.Launch(id); err != nil {
				t.Fatal(err)
			}
			if j := a.wait(id); j.Err == nil || j.Done != 100 || j.Total != 250 || !j.CanContinue() {
				t.Errorf("broken off, the export is %+v", j)
			}
			if place, _ := Probe(path); !place.Part {
				t.Error("nobody knows of the broken export")
			}
			a.server.ClearFaults()
			x.Anew = test.anew
			id = a.AddExport(x)
			if err := a.Launch(id); err != nil {
				t.Fatal(err)
			}
			if j := a.wait(id); j.Err != nil || j.Done != 250 || j.Resumed != test.resumed {
				t.Errorf("anew is %v: the export is %+v", test.anew, j)
			}
		}
	})
}

// The history says of a job what became of most.
func TestWhatTheHistorySays(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		for _, test := range []struct {
			p    Progress
			want journal.Result
			says string
		}{
			{Progress{Done: 2}, journal.OK, "2 done"},
			{Progress{Done: 1, Skipped: 1, Unknown: 1}, journal.OK, "2 done, 1 of unknown outcome"},
			{Progress{Unknown: 2, NotRun: 1}, journal.Unknown, "0 done, 2 of unknown outcome, 1 not sent"},
			{Progress{Failed: 3}, journal.Failed, "0 done, 3 failed"},
		} {
			e := &entry{}
			if err := a.enter(e); err != nil {
				t.Fatal(err)
			}
			a.leave(e.kept.Entry, test.p)
			history := a.journal.History(journal.Filter{Account: "sandbox"})
			i := slices.IndexFunc(history, func(h journal.Entry) bool { return h.ID == e.kept.Entry })
			if last := history[i]; last.Result != test.want || last.Message != test.says {
				t.Errorf("%+v is told as %s: %s", test.p, last.Result, last.Message)
			}
		}
		j := Job{Progress: Progress{Done: 1, Skipped: 2, Failed: 4, Unknown: 8, NotRun: 16}}
		if j.Settled() != 15 || j.Completed() != 3 {
			t.Errorf("%d are settled, %d completed", j.Settled(), j.Completed())
		}
	})
}

// What an import made, and somebody changed since, is left out of its undo, by
// name; what is deleted can be made again.
func TestUndoOfAnImportLooks(t *testing.T) {
	with(t, func(t *testing.T, a *account) {
		path := filepath.Join(t.TempDir(), "new.csv")
		if err := os.WriteFile(path, []byte("name,serial_number\none,NW-00000001\ntwo,NW-00000002\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		j := a.ran(a.reviewed(Import{FileOptions: FileOptions{Object: "asset"}, Path: path, Title: "import"}))
		if j.Completed() != 2 {
			t.Fatalf("the import is %+v", j)
		}
		results, _ := a.Results(j.ID)
		time.Sleep(time.Minute)
		patch := api.RecordPatch{Fields: map[string]api.Value{"notes": api.String("a colleague's")}}
		if _, _, err := a.client.UpdateRecord(t.Context(), "asset", results[0].ID, patch); err != nil {
			t.Fatal(err)
		}
		u, why := a.Undo(j.ID)
		if why != "" {
			t.Fatal(why)
		}
		p := a.reviewed(u)
		if p.Delete != 1 || p.Problems != 1 || Name(p.Troubled[0]) != "one" || !strings.HasPrefix(p.Troubled[0].Problem, "notes changed after it was made") {
			t.Fatalf("the plan is %+v", p)
		}
		back := a.ran(p)
		if back.Completed() != 1 || a.serials("NW-") != 1 {
			t.Errorf("undone is %+v", back)
		}
		u, why = a.Undo(back.ID)
		if again := a.reviewed(u); why != "" || again.Create != 1 || Name(again.Samples[0]) != "two" {
			t.Errorf("the undoing of it: %q, %+v", why, again)
		}
	})
}
