package many

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/domain/job"
	"zco/tui/domain/journal"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// engine runs no jobs: it notes what it is asked and answers what a test sets.
type engine struct {
	jobs    []job.Job
	results []job.Result
	more    int
	plan    *job.Plan
	check   job.Check
	why     string // nothing can be undone
	broken  int
	ended   []int // told once
	lasting bool
	err     error // of what may fail
	saveErr error
	overErr error // of replacing a file

	orders []string
	source job.Source // reviewed last
	file   job.Import // checked last
	export job.Export // added last
}

func (e *engine) note(format string, args ...any) {
	e.orders = append(e.orders, fmt.Sprintf(format, args...))
}

func (e *engine) Review(_ context.Context, _ *collection.Collection, s job.Source, _ *job.Reading) (*job.Plan, error) {
	e.source = s
	if e.err != nil {
		return nil, e.err
	}
	return e.plan, nil
}

func (e *engine) Check(_ context.Context, m job.Import) (job.Check, error) {
	e.file = m
	return e.check, e.err
}

func (e *engine) Add(p *job.Plan) int {
	e.jobs = append([]job.Job{{ID: 7, Title: p.Title, Progress: job.Progress{State: job.Running}}}, e.jobs...)
	return 7
}

func (e *engine) AddExport(x job.Export) int {
	e.export = x
	return 8
}

func (e *engine) SaveFailed(id int, path string, over bool) (int, error) {
	e.note("save %d %s %v", id, path, over)
	if over {
		return 2, e.overErr
	}
	return 2, e.saveErr
}

func (e *engine) Next() ([]int, bool) {
	ended := e.ended
	e.ended = nil
	return ended, ended != nil
}

func (e *engine) Discard(*job.Plan)               { e.note("discard") }
func (e *engine) Undo(int) (job.Undo, string)     { return job.Undo{Title: "undone"}, e.why }
func (e *engine) Continue(id int) bool            { e.note("continue %d", id); return true }
func (e *engine) Launch(id int) error             { e.note("launch %d", id); return e.err }
func (e *engine) Pause(id int)                    { e.note("pause %d", id) }
func (e *engine) Resume(id int)                   { e.note("resume %d", id) }
func (e *engine) Cancel(id int)                   { e.note("cancel %d", id) }
func (e *engine) Abandon(id int)                  { e.note("abandon %d", id) }
func (e *engine) Find() (int, error)              { return e.broken, nil }
func (e *engine) Lasting() bool                   { return e.lasting }
func (e *engine) List() []job.Job                 { return e.jobs }
func (e *engine) Results(int) ([]job.Result, int) { return e.results, e.more }

// desk is the feature with all that it stands on.
type desk struct {
	*Feature
	t     *testing.T
	env   *pane.Env
	shell *panetest.Shell
	jobs  *engine
	asked *int // requests
	w, h  int  // what there is room for
}

var cars = &collection.Collection{ID: collection.RecordsID("car"), Title: "Cars", Singular: "Car", Bulk: true}

func fieldsOfCars() *collection.Schema {
	return collection.NewSchema([]collection.Field{
		{Key: "name", Title: "Name", Type: field.Text, Required: true, System: true},
		{Key: collection.CustomPrefix + "year", Title: "Year", Type: field.Integer},
		{Key: collection.CustomPrefix + "notes", Title: "Notes", Type: field.TextArea},
		{Key: collection.CustomPrefix + "extras", Title: "Extras", Type: field.Multiselect, Options: []collection.Option{{Value: "abs", Title: "Brakes"}, {Value: "ac", Title: "Air"}}},
		{Key: collection.CustomPrefix + "sum", Title: "Sum", Type: field.Integer, Locked: "computed by the service"},
		{Key: "id", Title: "ID", Type: field.Text, System: true, Locked: "made by the service"},
	})
}

func item(id string) collection.Item { return collection.Item{ID: id, Name: "car " + id} }

// open returns the feature with a table of cars in front, its cursor on the
// first.
func open(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, jobs: &engine{plan: &job.Plan{Collection: cars}}, w: 100, h: 30}
	service := &nowhere{}
	d.asked = &service.asked
	client, err := api.New("http://127.0.0.1:1", api.WithTransport(service))
	if err != nil {
		t.Fatal(err)
	}
	d.env, d.shell = panetest.Env(t)
	first := item("A")
	d.shell.Has = []*collection.Collection{cars}
	d.shell.InFront = &panetest.Table{Of: cars, Fields: fieldsOfCars(), On: &first, Rows: 300, Shows: collection.Place{Collection: cars.ID}}
	layer := work.New(t.Context(), client)
	d.env.Names = layer
	d.Feature = New(d.env, layer, d.jobs)
	return d
}

// nowhere is a service that has nothing.
type nowhere struct{ asked int }

func (n *nowhere) RoundTrip(r *http.Request) (*http.Response, error) {
	n.asked++
	return &http.Response{StatusCode: http.StatusNotFound, Body: http.NoBody, Request: r}, nil
}

// run does an action.
func (d *desk) run(id action.ID) {
	d.t.Helper()
	cmd, known := action.Index(d.Commands()).Run(id)
	if !known {
		d.t.Fatalf("nothing does %s", id)
	}
	panetest.Settle(cmd)
}

// dialog is the one that was opened last.
func (d *desk) dialog() pane.Dialog {
	d.t.Helper()
	o, ok := panetest.Last[pane.Open](d.shell)
	if !ok {
		d.t.Fatal("no dialog was opened")
	}
	return o.Dialog
}

// press gives keys to the dialog that is opened last at the time of each, and
// returns whether it is done with.
func (d *desk) press(keys ...string) (done bool) {
	d.t.Helper()
	for _, k := range keys {
		dialog := d.dialog()
		d.screen() // a person sees before they press
		closed := len(panetest.All[pane.Close](d.shell))
		_, done = panetest.Press(dialog, k)
		done = done || len(panetest.All[pane.Close](d.shell)) > closed
	}
	return done
}

// stays fails if one of the keys closes the dialog.
func (d *desk) stays(keys ...string) {
	d.t.Helper()
	for _, k := range keys {
		if d.press(k) {
			d.t.Errorf("%s closes\n%s", k, d.screen())
		}
	}
}

func (d *desk) typed(text string) { d.t.Helper(); panetest.Type(d.dialog(), text) }

func (d *desk) screen() string {
	d.t.Helper()
	return d.dialog().Title() + "\n" + panetest.Screen(d.env, d.dialog(), d.w, d.h)
}

// shows fails unless the dialog shows all the texts.
func (d *desk) shows(texts ...string) {
	d.t.Helper()
	for _, s := range texts {
		if !strings.Contains(d.screen(), s) {
			d.t.Errorf("%q is not in\n%s", s, d.screen())
		}
	}
}

// hides fails if the dialog shows any of the texts.
func (d *desk) hides(texts ...string) {
	d.t.Helper()
	for _, s := range texts {
		if strings.Contains(d.screen(), s) {
			d.t.Errorf("%q is in\n%s", s, d.screen())
		}
	}
}

// did fails unless the engine was given just these orders since the last time.
func (d *desk) did(orders ...string) {
	d.t.Helper()
	if !slices.Equal(d.jobs.orders, orders) {
		d.t.Errorf("orders %q, want %q", d.jobs.orders, orders)
	}
	d.jobs.orders = nil
}

func (d *desk) said(kind pane.Kind, text string) {
	d.t.Helper()
	if say, _ := panetest.Last[pane.Say](d.shell); say.Kind != kind || !strings.Contains(say.Text, text) {
		d.t.Errorf("said %+v, want %q", say, text)
	}
}

func TestWhereManyRowsCannotBeChanged(t *testing.T) {
	d := open(t)
	commands := action.Index(d.Commands())
	for _, id := range []action.ID{action.BulkEdit, action.BulkDelete, action.Export, action.Import} {
		d.shell.InFront.Of = cars
		if why := commands.Why(id); why != "" {
			t.Errorf("%s is disabled: %s", id, why)
		}
		d.shell.InFront.Of = &collection.Collection{Title: "Roles"}
		if why := commands.Why(id); !strings.Contains(why, "not on Roles") {
			t.Errorf("%s on roles: %q", id, why)
		}
	}
	d.shell.InFront = nil
	if why := commands.Why(action.BulkEdit); why != "choose an object first" {
		t.Errorf("without a table: %q", why)
	}
	if why := commands.Why(action.Jobs); why != "" {
		t.Errorf("the jobs are disabled: %q", why)
	}
}

func TestWhatNeedsTheFieldsWaitsForThem(t *testing.T) {
	d := open(t)
	d.shell.InFront.Fields = nil
	for _, id := range []action.ID{action.BulkEdit, action.Export, action.Import} {
		d.shell.Asked = nil
		d.run(id)
		d.said(pane.Note, "the fields are still being read")
		if n := len(panetest.All[pane.Open](d.shell)); n != 0 {
			t.Errorf("%s opens a dialog", id)
		}
	}
	d.shell.InFront.Rows = 0
	d.run(action.BulkDelete) // needs none
	if line := lineWith(d.screen(), "All Cars"); !strings.HasSuffix(line, " 0") {
		t.Errorf("that there are none is not told: %q", line)
	}
	d.shows("This one: car A")
}

// What an action is about is asked: the likeliest first, each with its number.
func TestScopes(t *testing.T) {
	d := open(t)
	d.run(action.BulkDelete)
	d.shows("Delete\n", "This one: car A", "All Cars", "300")
	d.press("enter")
	if s := d.jobs.source.(job.Delete); !slices.Equal(s.IDs, []string{"A"}) || s.Names["A"] != "car A" || s.Title != "delete this one: car A" {
		t.Errorf("the source is %+v", s)
	}

	d.shell.InFront.Marked = []collection.Item{item("B"), item("C")}
	d.shell.InFront.Shows.Text = "volvo"
	d.shell.InFront.Rows = 12
	d.run(action.BulkDelete)
	d.shows("The selected 2 Cars", "All matching Cars", "12")
	d.hides("this one")
	d.press("enter")
	if s := d.jobs.source.(job.Delete); !slices.Equal(s.IDs, []string{"B", "C"}) || s.Names["C"] != "car C" {
		t.Errorf("the selected are %v, %v", s.IDs, s.Names)
	}
	d.run(action.BulkDelete)
	d.press("down", "enter")
	if s := d.jobs.source.(job.Delete); s.IDs != nil || s.Place.Text != "volvo" {
		t.Errorf("found here is %+v", s.Which)
	}
	d.run(action.BulkDelete)
	d.press("down", "down", "enter")
	if s := d.jobs.source.(job.Delete); s.IDs != nil || s.Place.Text != "" {
		t.Errorf("all is %+v", s.Which)
	}
}

func TestUndoOfAJobInTheHistory(t *testing.T) {
	d := open(t)
	handlers := pane.Handlers{}
	handlers.Add(d.Handlers()...)
	entry := journal.Entry{Action: journal.Bulk, Group: "g", Name: "set\x1b[31m", Result: journal.OK}
	cmd, known := panetest.Do(handlers, pane.UndoJob{Collection: cars, Entry: entry})
	if !known {
		t.Fatal("nobody undoes jobs")
	}
	panetest.Settle(cmd)
	if u := d.jobs.source.(job.Undo); u.Entry.Group != "g" || strings.Contains(u.Title, "\x1b") {
		t.Errorf("undone is %+v", u)
	}
	n := len(panetest.All[pane.Open](d.shell))
	entry.UndoneBy = "later"
	panetest.Settle(d.undo(pane.UndoJob{Collection: cars, Entry: entry}))
	d.said(pane.Note, "undone already")
	if len(panetest.All[pane.Open](d.shell)) != n {
		t.Error("it is reviewed all the same")
	}
}

// What a job does is told wherever the person is.
func TestJobsAreTold(t *testing.T) {
	d := open(t)
	d.jobs.broken = 2
	panetest.Settle(d.Init())
	d.said(pane.Warning, "2 jobs were broken off when zco ended; J shows them")

	d.jobs.jobs = []job.Job{
		{ID: 3, Title: "third", Progress: job.Progress{State: job.Ended, Done: 5}},
		{ID: 2, Kind: job.KindEdit, Title: "set", Collection: cars.ID, Progress: job.Progress{State: job.Ended, Done: 1, Failed: 1, Unknown: 1}},
	}
	d.jobs.results = []job.Result{
		{ID: "A", Outcome: job.Done},
		{ID: "B", Outcome: job.Failed, Item: job.Item{Patch: api.RecordPatch{Name: api.String("car B")}}},
		{ID: "C", Outcome: "unknown", Reason: "?"},
		{Outcome: job.Failed, Item: job.Item{Row: 4}},
	}
	d.jobs.broken, d.jobs.ended = 0, []int{2}
	panetest.Settle(d.Init())
	say, _ := panetest.Last[pane.Say](d.shell)
	if say.Kind != pane.Warning || say.Text != "set: 1 done, 1 failed, 1 of unknown outcome; J shows the result" {
		t.Errorf("said %+v", say)
	}
	again, _ := panetest.Last[pane.Reselect](d.shell)
	if again.Collection != cars.ID || !slices.Equal(again.Done, []string{"A"}) || len(again.Failed) != 1 || again.Failed[0].ID != "B" || again.Failed[0].Name != "car B" {
		t.Errorf("selected is %+v", again)
	}

	d.shell.Asked = nil
	d.jobs.jobs[1].Kind, d.jobs.jobs[1].Path, d.jobs.jobs[1].Err = job.KindExport, "cars.csv", errors.New("the disk is full")
	d.jobs.ended = []int{2}
	panetest.Settle(d.Init())
	if say, _ := panetest.Last[pane.Say](d.shell); say.Kind != pane.Failure || !strings.Contains(say.Text, "the disk is full") {
		t.Errorf("said %+v", say)
	}
	if len(panetest.All[pane.Reselect](d.shell)) != 0 {
		t.Error("an export changes no rows, and they are read again")
	}
	d.jobs.jobs[1].Err, d.jobs.jobs[1].Failed, d.jobs.jobs[1].Unknown = nil, 0, 0
	d.jobs.ended = []int{2}
	panetest.Settle(d.Init())
	if say, _ := panetest.Last[pane.Say](d.shell); say.Kind != pane.Success || !strings.Contains(say.Text, "1 row in cars.csv") {
		t.Errorf("said %+v", say)
	}
}

func TestStatusAndLeaving(t *testing.T) {
	d := open(t)
	d.refresh()
	if what, _ := d.Leaving(); d.Status() != nil || what != "" || d.Farewell() != "" {
		t.Error("no job is under way, and something is said of jobs")
	}
	d.jobs.jobs = []job.Job{
		{ID: 2, Progress: job.Progress{State: job.Ended, Total: 10, Done: 10}},
		{ID: 1, Progress: job.Progress{State: job.Running, Total: 200, Done: 100, Skipped: 24, Failed: 1}},
	}
	d.refresh()
	if s := d.Status(); len(s) != 1 || s[0].Text != "job 62%" {
		t.Errorf("the status is %+v", s)
	}
	if what, s := d.Leaving(); what == "" || !strings.HasPrefix(s, "1 job is under way.") {
		t.Errorf("leaving: %q", s)
	}
	if d.Farewell() != "" {
		t.Error("the next start cannot go on, and it is promised")
	}
	d.jobs.lasting = true
	if s := d.Farewell(); s != "zco: 1 job was stopped on the way; the next start offers to go on from there (J lists them)\n" {
		t.Errorf("farewell: %q", s)
	}
	d.jobs.jobs = append(d.jobs.jobs, job.Job{ID: 0, Progress: job.Progress{State: job.Paused, Total: 4}})
	d.refresh()
	if s := d.Status()[0].Text; s != "2 jobs paused" {
		t.Errorf("the status is %q", s)
	}
}

func TestAJobThatDoesNotBegin(t *testing.T) {
	d := open(t)
	d.jobs.plan.Change = 1
	d.run(action.BulkDelete)
	d.press("enter")
	d.jobs.err = errors.New("the disk is full")
	d.press("enter")
	d.did("launch 7")
	d.said(pane.Failure, "the job did not begin: the disk is full")
}

// lineWith is the line of a screen that holds a text.
func lineWith(screen, text string) string {
	for line := range strings.SplitSeq(screen, "\n") {
		if strings.Contains(line, text) {
			return line
		}
	}
	return ""
}
