// Package many is what a person sees of changes to many rows: the dialogs in
// which bulk edits, deletions, exports and imports are put together, reviewed
// and watched, and the list of jobs.
//
// It knows the jobs by domain/job and never imports api, api/transfer or a
// pane. The one rule: what is sent is what the review showed; a dialog never
// starts anything that was not counted in one before.
package many

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/domain/job"
	"zco/tui/pane"
	"zco/tui/widget/list"
	"zco/tui/work"
)

// Engine runs the jobs. *job.Runner does it; what each method does is said
// there.
type Engine interface {
	Review(ctx context.Context, col *collection.Collection, source job.Source, reading *job.Reading) (*job.Plan, error)
	Discard(*job.Plan)
	Check(ctx context.Context, m job.Import) (job.Check, error)
	Undo(id int) (u job.Undo, why string)

	Add(*job.Plan) (id int)
	AddExport(job.Export) (id int)
	Continue(id int) bool
	Launch(id int) error
	Pause(id int)
	Resume(id int)
	Cancel(id int)
	Abandon(id int)

	Next() (ended []int, ok bool)
	Find() (broken int, err error)
	Lasting() bool
	List() []job.Job
	Results(id int) (results []job.Result, more int)
	SaveFailed(id int, path string, over bool) (rows int, err error)
}

var _ Engine = (*job.Runner)(nil)

// Feature keeps what outlives a dialog: the jobs as last told, and changes
// that were put together and not sent.
type Feature struct {
	env   *pane.Env
	layer *work.Layer
	jobs  Engine
	in    *work.Inbox

	all       []job.Job // the newest first
	list      *list.Dialog
	watched   *watch             // the job that was opened last
	parts     map[string][]*part // changes put together and not sent, by collection
	editing   *edit              // the dialog below a review
	importing *importing         // what leads to the review of an import
	paths     map[string]string  // the last path of an export or import, by collection
}

// New returns the feature over what runs the jobs.
func New(env *pane.Env, l *work.Layer, jobs Engine) *Feature {
	f := &Feature{env: env, layer: l, jobs: jobs, parts: map[string][]*part{}, paths: map[string]string{}}
	f.in = l.Inbox(f.answer)
	return f
}

// Commands implements pane.Feature.
func (f *Feature) Commands() []action.Command {
	return []action.Command{
		action.Do(action.Jobs, f.openJobs),
		{ID: action.BulkEdit, Why: f.whyNot, Run: f.edit},
		{ID: action.BulkDelete, Why: f.whyNot, Run: f.delete},
		{ID: action.Export, Why: f.whyNot, Run: f.export},
		{ID: action.Import, Why: f.whyNot, Run: f.importFile},
	}
}

// Handlers implements pane.Feature.
func (f *Feature) Handlers() []pane.Handler { return []pane.Handler{pane.On(f.undo)} }

// whyNot returns why nothing can be done to many rows of the table in front,
// "" if it can. Nothing need be selected: the dialogs ask what they are about.
func (f *Feature) whyNot() string {
	t := f.env.Shell.Table()
	if t == nil {
		return "choose an object first"
	}
	if col := t.Collection(); !col.Bulk {
		return "this works on the records of custom objects only, not on " + col.Title
	}
	return ""
}

// What jobs tell.
type (
	moved   struct{ ended []int } // jobs came further
	found   struct{ broken int }  // by an earlier session's end
	started struct{ err error }
)

// Init implements pane.Starter: it looks for jobs that an earlier session
// left, and begins to watch.
func (f *Feature) Init() tea.Cmd {
	return tea.Batch(f.next(), f.in.Aside("", func() tea.Msg {
		broken, _ := f.jobs.Find() // a folder that cannot be read has no jobs to go on with
		return found{broken}
	}))
}

func (f *Feature) next() tea.Cmd {
	return f.in.Aside("", func() tea.Msg {
		if ended, ok := f.jobs.Next(); ok {
			return moved{ended}
		}
		return nil
	})
}

// launch runs a job and tells if it cannot be.
func (f *Feature) launch(id int) tea.Cmd {
	f.refresh()
	return f.in.Aside("", func() tea.Msg { return started{f.jobs.Launch(id)} })
}

// order gives an order to a job; what comes of it is told by the job.
func (f *Feature) order(do func(id int), id int) tea.Cmd {
	return f.in.Aside("", func() tea.Msg { do(id); return nil })
}

func (f *Feature) answer(msg tea.Msg) tea.Cmd {
	f.refresh()
	switch msg := msg.(type) {
	case moved:
		for _, id := range msg.ended {
			f.ended(f.job(id))
		}
		return f.next()
	case started:
		if msg.err != nil {
			f.env.Shell.Say(pane.Failure, "the job did not begin: "+pane.Explain(msg.err))
		}
	case found:
		if msg.broken > 0 {
			f.env.Shell.Ask(pane.Say{
				Kind: pane.Warning, Offers: [2]action.ID{action.Jobs}, Text: pane.Plural(msg.broken, "job was", "jobs were") +
					" broken off when zco ended; " + f.env.Keys.Key(action.Jobs) + " shows them, and they can be continued",
			})
		}
	}
	return nil
}

// refresh reads how the jobs stand.
func (f *Feature) refresh() {
	f.all = f.jobs.List()
	if f.list != nil {
		f.list.Reload()
	}
	if f.watched != nil {
		f.watched.refresh()
	}
}

// job returns a job as last told.
func (f *Feature) job(id int) job.Job {
	for _, j := range f.all {
		if j.ID == id {
			return j
		}
	}
	return job.Job{ID: id}
}

// ended tells how a job ended. The rows of its collection are not what they
// were, and those that failed are to stay selected.
func (f *Feature) ended(j job.Job) {
	kind := pane.Success
	switch {
	case j.Err != nil:
		kind = pane.Failure
	case j.Failed+j.Unknown+j.NotRun > 0:
		kind = pane.Warning
	}
	f.env.Shell.Ask(pane.Say{
		Kind: kind, Text: endWords(j) + "; " + f.env.Keys.Key(action.Jobs) + " shows the result", Offers: [2]action.ID{action.Jobs},
	})
	if j.Kind == job.KindExport {
		return
	}
	results, _ := f.jobs.Results(j.ID)
	again := pane.Reselect{Collection: j.Collection}
	for _, r := range results {
		switch {
		case r.ID == "":
		case r.Outcome == job.Done:
			again.Done = append(again.Done, r.ID)
		case r.Outcome == job.Failed:
			again.Failed = append(again.Failed, collection.Item{ID: r.ID, Name: job.Name(r.Item)})
		}
	}
	f.env.Shell.Ask(again)
}

// running returns how many jobs are under way, and the oldest of them.
func (f *Feature) running() (n int, oldest job.Job) {
	for _, j := range f.all {
		if j.Live() {
			n++
			oldest = j
		}
	}
	return n, oldest
}

// Status implements pane.Teller.
func (f *Feature) Status() []pane.Part {
	n, j := f.running()
	switch n {
	case 0:
		return nil
	case 1:
		return []pane.Part{{Text: "job " + share(j), Tone: pane.Strong, Opens: action.Jobs}}
	}
	return []pane.Part{{Text: pane.Plural(n, "job", "jobs") + " " + share(j), Tone: pane.Strong, Opens: action.Jobs}}
}

// Leaving implements pane.Holder.
func (f *Feature) Leaving() (what, words string) {
	n, _ := f.running()
	if n == 0 {
		return "", ""
	}
	return "Jobs are under way", pane.Plural(n, "job is", "jobs are") + " under way. Quitting stops sending; what is sent already is carried out. " +
		"The next start offers to go on from there."
}

// Farewell implements pane.Parting.
func (f *Feature) Farewell() string {
	n, _ := f.running()
	if n == 0 || !f.jobs.Lasting() {
		return ""
	}
	return "zco: " + pane.Plural(n, "job was", "jobs were") + " stopped on the way; the next start offers to go on from there (" +
		f.env.Keys.Key(action.Jobs) + " lists them)\n"
}
