package many

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/job"
	"zco/tui/pane"
)

// watching is a desk with a job open.
func watching(t *testing.T, j job.Job) *desk {
	t.Helper()
	d := open(t)
	j.ID = 1
	if j.Collection == "" {
		j.Collection = cars.ID
	}
	d.jobs.jobs = []job.Job{j}
	d.show(1)
	return d
}

func TestAJobIsSteered(t *testing.T) {
	d := watching(t, job.Job{Title: "set color", Progress: job.Progress{State: job.Running, Total: 200, Done: 50, Failed: 2, PerSecond: 12.4, Left: 90 * time.Second}})
	d.shows("Set color", "52 of 200 · 50 done · 2 failed", "12 a second · about 1 min left", "26%", "p pause", "c stop", "esc run in background")
	d.hides("undo", "save the failed", "go on")
	d.press("p", "c")
	d.did("pause 1", "cancel 1")
	d.jobs.jobs[0].State = job.Paused
	d.refresh()
	d.shows("paused: nothing more is sent", "p go on", "c stop")
	d.press("p")
	d.did("resume 1")
	d.jobs.jobs[0].State = job.Cancelling
	d.refresh()
	d.shows("stopping: waiting for what was sent")
	d.hides("pause", "c stop")
	d.jobs.jobs[0].State, d.jobs.jobs[0].Waiting = job.Running, "the account's rate limit is used up"
	d.refresh()
	d.shows("rate limit")
	if !d.press("esc") {
		t.Error("esc does not close")
	}
	d.did()
}

func TestAJobThatEnded(t *testing.T) {
	d := watching(t, job.Job{Kind: job.KindEdit, Progress: job.Progress{State: job.Ended, Total: 10, Done: 6, Skipped: 1, Failed: 2, NotRun: 1}})
	d.shows("Job finished", "7 done · 2 failed · 1 not sent", "r go on with the rest", "f save the failed", "u undo", "esc close")
	d.hides("pause", "give it up")
	d.press("x") // gives up only what broke off
	d.did()
	d.jobs.jobs[0].NotRun = 0
	d.refresh()
	d.shows("r try the failed again")
	d.press("r")
	d.did("continue 1", "launch 1")
	d.jobs.jobs[0].Done, d.jobs.jobs[0].Skipped, d.jobs.jobs[0].Failed = 0, 0, 0
	d.refresh()
	d.hides("undo", "save the failed", "r ")
	d.press("f")
	d.hides("write the failed rows")
	for _, key := range []string{"esc", "q", "J"} {
		if !d.press(key) {
			t.Errorf("%s does not close", key)
		}
	}
}

func TestABrokenJob(t *testing.T) {
	d := watching(t, job.Job{Progress: job.Progress{State: job.Broken, Total: 5}})
	d.shows("Job interrupted when zco ended", "go on with the rest", "x give it up")
	d.hides("save the failed")
	d.press("f")
	d.hides("write the failed rows")
	if !d.press("x") {
		t.Error("what is given up stays open")
	}
	d.did("abandon 1")
}

func TestUndoOfAJob(t *testing.T) {
	d := watching(t, job.Job{Title: "set color", Progress: job.Progress{State: job.Ended, Done: 1}})
	d.jobs.why = "there is nothing to undo"
	if d.press("u") {
		t.Error("it closes though there is nothing to undo")
	}
	d.said(pane.Note, "there is nothing to undo")
	d.jobs.why = ""
	d.shell.Has = nil
	d.press("u")
	d.said(pane.Note, "look at "+cars.ID+" first")
	d.shell.Has = append(d.shell.Has, cars)
	if !d.press("u") {
		t.Error("the job stays under the review of its undoing")
	}
	if u, ok := d.jobs.source.(job.Undo); !ok || u.Title != "undone" || d.dialog().Title() != "Undo: set color" {
		t.Errorf("reviewed is %+v in %q", d.jobs.source, d.dialog().Title())
	}
}

// Where nothing may be written, only an export goes on.
func TestJobsWhereNothingMayBeWritten(t *testing.T) {
	d := watching(t, job.Job{Kind: job.KindEdit, Progress: job.Progress{State: job.Ended, Done: 1, Failed: 1}})
	d.env.ReadOnly = "zco is in read-only mode"
	d.hides("undo")
	for _, key := range []string{"r", "u"} {
		d.shell.Asked = d.shell.Asked[:1]
		d.press(key)
		d.said(pane.Warning, "read-only mode")
	}
	d.did()
	d = watching(t, job.Job{Kind: job.KindExport, Path: "cars.csv", Err: errors.New("it was stopped"), Progress: job.Progress{State: job.Ended, Done: 1}})
	d.env.ReadOnly = "zco is in read-only mode"
	d.press("r")
	d.did("continue 1", "launch 1")
}

func TestFailedRowsAreSaved(t *testing.T) {
	t.Chdir(t.TempDir())
	d := watching(t, job.Job{Collection: "custom_object:car", Progress: job.Progress{State: job.Ended, Failed: 2}})
	d.press("f")
	d.shows("custom_object-car-failed-2026-03-01.csv", "enter write   esc leave it")
	d.press("esc")
	d.shows("f save the failed")
	d.press("f", "ctrl+u", "enter") // no name is no file
	d.did()
	d.jobs.saveErr = fmt.Errorf("open: %w", fs.ErrExist)
	d.dialog().Paste("bad.csv")
	d.press("enter")
	d.did("save 1 bad.csv false")
	d.shows("File exists; enter again overwrites it")
	d.press("backspace", "w", "enter") // another name is asked for anew
	d.did("save 1 bad.csw false")
	d.press("enter")
	d.did("save 1 bad.csw true")
	d.said(pane.Success, "2 rows with the reasons in bad.csw")
	d.hides("Write the failed rows")
	d.press("f", "ctrl+u")
	d.hides("File exists") // nothing is named
	d.jobs.saveErr = errors.New("the disk is full")
	d.press("f", "enter")
	d.said(pane.Failure, "the failed rows are not saved: the disk is full")
}

func TestResultsOfAJob(t *testing.T) {
	d := open(t)
	d.jobs.jobs = []job.Job{{ID: 1, Progress: job.Progress{State: job.Ended, Done: 30, Failed: 2}}}
	d.jobs.results = []job.Result{
		{ID: "B", Outcome: job.Failed, Reason: "standard::name: taken", Item: job.Item{ID: "B", Row: 4}},
		{ID: "C", Outcome: job.Failed, Reason: "gone", Item: job.Item{ID: "C", Patch: api.RecordPatch{Name: api.String("car C")}}},
	}
	for i := range 30 {
		d.jobs.results = append(d.jobs.results, job.Result{ID: fmt.Sprintf("D%02d", i), Outcome: job.Done})
	}
	d.jobs.more = 5
	d.show(1)
	th := d.env.Theme.Glyphs
	d.shows(th.Failed+" row 4 name: taken", th.Failed+" car C gone", th.Yes+" D00 done", "more")
	d.hides("D29")
	d.press("space")
	d.hides("row 4")
	d.press("G")
	d.shows("D29", "6 more")
	d.jobs.results = d.jobs.results[:1]
	d.jobs.more = 0
	d.press("r")
	d.shows("row 4")
	d.hides("more")
}

func TestAnExportIsWatched(t *testing.T) {
	d := watching(t, job.Job{Kind: job.KindExport, Path: "cars.csv", Resumed: 3, Notes: []string{"sorted by created_at"}, Progress: job.Progress{State: job.Ended, Done: 9, Total: 9}})
	d.jobs.results = []job.Result{{ID: "A", Outcome: job.Done}}
	d.refresh()
	d.shows("cars.csv", "3 rows were there already", "sorted by created_at")
	d.hides("A done", "undo")
}

func TestTheListOfJobs(t *testing.T) {
	d := open(t)
	d.run(action.Jobs)
	d.shows("No jobs yet", "esc close")
	d.hides("enter open")
	if !d.press("J") {
		t.Error("J does not close the list again")
	}
	d.jobs.jobs = []job.Job{
		{ID: 6, Title: "six", Progress: job.Progress{State: job.Running, Total: 4, Done: 1}},
		{ID: 5, Title: "five", Progress: job.Progress{State: job.Paused, Total: 4, Done: 1}},
		{ID: 4, Title: "four", Progress: job.Progress{State: job.Cancelling}},
		{ID: 3, Title: "three", Progress: job.Progress{State: job.Broken, Total: 9}},
		{ID: 2, Title: "two", Err: errors.New("no"), Progress: job.Progress{State: job.Ended, Done: 2, NotRun: 1}},
		{ID: 1, Title: "eins", Progress: job.Progress{State: job.Ended, Done: 1}},
	}
	d.run(action.Jobs)
	th := d.env.Theme.Glyphs
	for title, state := range map[string]string{
		"Six": "25%", "Five": "paused", "Four": "stopping", "Three": th.Failed + " broken off",
		"Two": th.Failed + " 2 done, 1 not sent", "Eins": th.Yes + " 1 done",
	} {
		if line := lineWith(d.screen(), title); !strings.HasSuffix(line, state) {
			t.Errorf("%s is listed as %q", title, line)
		}
	}
	d.jobs.jobs[0].Done = 2
	d.answer(moved{})
	if line := lineWith(d.screen(), "Six"); !strings.HasSuffix(line, "50%") {
		t.Errorf("the list does not follow: %q", line)
	}
	if !d.press("j", "enter") {
		t.Error("the list stays under the job")
	}
	d.shows("Five")
	if w := d.watched; w == nil || w.id != 5 {
		t.Errorf("opened is %+v", w)
	}
}
