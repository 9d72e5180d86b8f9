package work

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api/transfer"
	"zco/tui/domain/journal"
)

// job is one job. Its members belong to Jobs.mu; kept does to who runs it.
type job struct {
	view    JobView
	kept    keptJob
	run     *transfer.Run
	control control
	last    *transfer.Run // the latest that ended
	export  *ExportOrder
	source  *ImportSource

	good, bad []JobResult
}

// mostResults is how many results of each sort a job keeps in memory; all of
// them are in its log.
const mostResults = 10_000

// JobStarted is the answer to Start and Continue.
type JobStarted struct {
	ID  int // of the job, whether it began or not
	Err error
}

// Start runs what a person agreed to, and returns the job's id.
func (j *Jobs) Start(p *BulkPlan) (id int, cmd tea.Cmd) {
	e := &job{
		view: JobView{
			Kind: p.Kind, State: JobRunning, Title: p.Title, Collection: p.Collection.ID, Group: p.group,
			Began: j.o.Now(), Total: p.items,
		},
		kept: keptJob{
			Version: keptVersion, Group: p.group, Account: j.o.Account, Kind: p.Kind, Title: p.Title,
			Object: p.object, Collection: p.Collection.ID, Began: j.o.Now(), Total: p.items, Undoes: p.undoes,
		},
		source: p.source,
	}
	if p.source != nil {
		e.kept.Import = p.source
	}
	id = j.add(e)
	return id, func() tea.Msg { return JobStarted{id, j.launch(e)} }
}

// Continue runs a job again: what is done is not done again, what failed is
// tried once more.
func (j *Jobs) Continue(id int) tea.Cmd {
	j.mu.Lock()
	e := j.find(id)
	if e == nil || !e.view.CanContinue() {
		j.mu.Unlock()
		return nil
	}
	v := &e.view
	v.State, v.Err, v.Failed, v.Unknown, v.NotRun, v.Left = JobRunning, nil, 0, 0, 0, -1
	if v.Began.IsZero() {
		v.Began = j.o.Now()
	}
	e.bad = nil
	j.mu.Unlock()
	if e.export != nil {
		return j.runExport(e, false)
	}
	return func() tea.Msg { return JobStarted{id, j.launch(e)} }
}

// launch notes the job in the history and begins to run it.
func (j *Jobs) launch(e *job) error {
	ctx, cancel := j.background()
	err := j.begin(ctx, e)
	if err != nil {
		cancel()
		j.end(e, func(v *JobView) { v.Err, v.NotRun = err, v.Total-v.Done })
	}
	return err
}

func (j *Jobs) begin(ctx context.Context, e *job) error {
	e.kept.Ended = time.Time{}
	if err := j.enter(ctx, e); err != nil {
		return err
	}
	if err := j.keep(e); err != nil {
		return err
	}
	group := e.kept.Group
	plan := transfer.Plan{Object: e.kept.Object, Title: e.kept.Title, Items: spooled(j.itemsPath(group)), Total: e.kept.Total}
	run, err := transfer.Start(ctx, j.layer.client, plan, transfer.Options{
		Parallel: j.o.Parallel, LogPath: j.logPath(group), CheckBefore: true,
		OnProgress: func(p transfer.Progress) { j.progressed(e, p) },
		OnResult:   func(r transfer.Result) { j.resulted(e, r) },
	})
	if err != nil {
		return err
	}
	j.mu.Lock()
	e.run, e.control = run, run
	j.mu.Unlock()
	go j.finish(e, run)
	return nil
}

func (j *Jobs) progressed(e *job, p transfer.Progress) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e.view.progress(p)
	j.stir()
}

// progress takes what a run tells. Its end is noted by Jobs.end.
func (v *JobView) progress(p transfer.Progress) {
	switch p.State {
	case transfer.Running:
		v.State = JobRunning
	case transfer.Paused:
		v.State = JobPaused
	case transfer.Cancelling:
		v.State = JobCancelling
	}
	v.Done, v.Failed, v.Unknown, v.NotRun = p.Done+p.Skipped, p.Failed, p.Unknown, p.NotRun
	v.Total = max(p.Total, v.Settled())
	v.PerSecond, v.Left, v.Waiting = p.PerSecond, p.Left, p.Waiting
}

func (j *Jobs) resulted(e *job, r transfer.Result) {
	out := jobResult(r)
	j.mu.Lock()
	defer j.mu.Unlock()
	list := &e.bad
	if r.Outcome == transfer.Done {
		list = &e.good
	}
	if len(*list) < mostResults {
		*list = append(*list, out)
	}
}

func jobResult(r transfer.Result) JobResult {
	out := JobResult{ID: r.ID, Name: itemName(r.Item), Row: r.Item.Row, Outcome: string(r.Outcome)}
	if out.ID == "" {
		out.ID = r.Item.ID
	}
	if r.Outcome != transfer.Done {
		out.Why = plainReason(r.Why())
	}
	return out
}

// finish waits for the end of a run and notes it everywhere.
func (j *Jobs) finish(e *job, run *transfer.Run) {
	p, err := run.Wait()
	if j.layer.ctx.Err() != nil {
		return // the program ends: the job is found broken off at the next start
	}
	j.mu.Lock()
	e.last = run
	j.mu.Unlock()
	e.kept.Ended = j.o.Now()
	e.kept.Done, e.kept.Failed, e.kept.Unknown, e.kept.NotRun = p.Done+p.Skipped, p.Failed, p.Unknown, p.NotRun
	j.leave(e, p)
	kerr := j.keep(e)
	j.end(e, func(v *JobView) {
		v.progress(p)
		v.State, v.Err = JobEnded, err
		if err == nil && kerr != nil {
			v.Notes = append(v.Notes, "its log is not complete: "+kerr.Error())
		}
	})
}

// enter notes the job in the history: the intent first, as for single
// changes. There is one entry for a job however many rows it changes: the
// history is bounded, and what was there before is in the job's log.
func (j *Jobs) enter(ctx context.Context, e *job) error {
	if j.o.Journal == nil || e.kept.Entry != "" {
		return nil
	}
	id, err := j.o.Journal.Begin(ctx, journal.Entry{
		Account: j.o.Account, User: j.o.User, Object: e.kept.Collection, Name: e.kept.Title,
		Action: journal.Bulk, Group: e.kept.Group, Undoes: e.kept.Undoes,
	})
	if err != nil {
		j.o.Journal.Finish(id, journal.Outcome{Result: journal.Failed, Message: "it was not sent: " + err.Error()})
		return err
	}
	e.kept.Entry = id
	return nil
}

// leave notes in the history what became of the job.
func (j *Jobs) leave(e *job, p transfer.Progress) {
	if j.o.Journal == nil || e.kept.Entry == "" {
		return
	}
	done := p.Done + p.Skipped
	o := journal.Outcome{Result: journal.OK, Message: fmt.Sprintf("%d done", done)}
	for _, part := range []struct {
		n    int
		word string
	}{{p.Failed, "failed"}, {p.Unknown, "of unknown outcome"}, {p.NotRun, "not sent"}} {
		if part.n > 0 {
			o.Message += fmt.Sprintf(", %d %s", part.n, part.word)
		}
	}
	switch {
	case done == 0 && p.Unknown > 0:
		o.Result = journal.Unknown
	case done == 0:
		o.Result = journal.Failed
	}
	j.o.Journal.Finish(e.kept.Entry, o)
}
