package job

import (
	"fmt"
	"time"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/journal"
)

// entry is one job of a Runner. Its members belong to Runner.mu; kept does to
// who runs it.
type entry struct {
	Job
	kept    kept
	run     *transfer.Run
	control control
	latest  *transfer.Run // that ended

	export *Export
	anew   bool // the export begins again though a broken one could be continued

	good, bad []Result
}

// mostResults is how many results of each sort a job keeps in memory; all of
// them are in its log.
const mostResults = 10_000

// Launch begins to run a job that Add, AddExport or Continue made ready, and
// returns: it goes on in the background. What the job does is noted in the
// history and on disk before. The error is in the job too, which has then
// ended.
func (r *Runner) Launch(id int) error {
	r.mu.Lock()
	e := r.find(id)
	r.mu.Unlock()
	switch {
	case e == nil:
		return nil
	case e.export != nil:
		r.launchExport(e)
		return nil
	}
	err := r.begin(e)
	if err != nil {
		r.end(e, func(j *Job) { j.Err, j.NotRun = err, j.Total-j.Completed() })
	}
	return err
}

func (r *Runner) begin(e *entry) error {
	e.kept.Ended = time.Time{}
	if err := r.enter(e); err != nil {
		return err
	}
	if err := r.keep(e.kept); err != nil {
		return err
	}
	group := e.kept.Group
	plan := transfer.Plan{Object: e.kept.Object, Title: e.kept.Title, Items: spooled(r.itemsPath(group)), Total: e.kept.Total}
	run, err := transfer.Start(r.ctx, r.client, plan, transfer.Options{
		Parallel: r.o.Parallel, LogPath: r.logPath(group), CheckBefore: true,
		OnProgress: func(p Progress) { r.progressed(e, p) },
		OnResult:   func(res Result) { r.resulted(e, res) },
	})
	if err != nil {
		return err
	}
	r.mu.Lock()
	e.run, e.control = run, run
	r.mu.Unlock()
	go r.finish(e, run)
	return nil
}

func (r *Runner) progressed(e *entry, p Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e.advance(p)
	r.notify()
}

// resulted keeps what a person wants to know of a result: not all that the
// row held, of which the log tells.
func (r *Runner) resulted(e *entry, res Result) {
	named := api.RecordPatch{Name: res.Item.Patch.Name}
	if b := res.Item.Before; b != nil && b.Name.Text() != "" {
		named.Name = b.Name
	}
	if res.ID == "" {
		res.ID = res.Item.ID
	}
	res.Item = Item{Action: res.Item.Action, ID: res.Item.ID, Row: res.Item.Row, Patch: named}
	r.mu.Lock()
	defer r.mu.Unlock()
	list := &e.bad
	if res.Outcome == Done {
		list = &e.good
	}
	if len(*list) < mostResults {
		*list = append(*list, res)
	}
}

// finish waits for the end of a run and notes it everywhere.
func (r *Runner) finish(e *entry, run *transfer.Run) {
	p, err := run.Wait()
	if r.ctx.Err() != nil {
		return // the program ends: the job is found broken off at the next start
	}
	r.mu.Lock()
	e.latest = run
	r.mu.Unlock()
	e.kept.Ended = r.o.Now()
	e.kept.Done, e.kept.Failed, e.kept.Unknown, e.kept.NotRun = p.Done+p.Skipped, p.Failed, p.Unknown, p.NotRun
	r.leave(e.kept.Entry, p)
	kerr := r.keep(e.kept)
	r.end(e, func(j *Job) {
		j.advance(p)
		j.Err = err
		if err == nil && kerr != nil {
			j.Notes = append(j.Notes, "its log is not complete: "+kerr.Error())
		}
	})
}

// enter notes the job in the history: the intent first, as for single
// changes. There is one entry for a job however many rows it changes: the
// history is bounded, and what was there before is in the job's log.
func (r *Runner) enter(e *entry) error {
	if r.o.Journal == nil || e.kept.Entry != "" {
		return nil
	}
	id, err := r.o.Journal.Begin(r.ctx, journal.Entry{
		Account: r.o.Account, User: r.o.User, Object: e.kept.Collection, Name: e.kept.Title,
		Action: journal.Bulk, Group: e.kept.Group, Undoes: e.kept.Undoes,
	})
	if err != nil {
		r.o.Journal.Finish(id, journal.Outcome{Result: journal.Failed, Message: "it was not sent: " + err.Error()})
		return err
	}
	e.kept.Entry = id
	return nil
}

// leave notes in the history what became of the job.
func (r *Runner) leave(entry string, p Progress) {
	if r.o.Journal == nil || entry == "" {
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
	r.o.Journal.Finish(entry, o)
}
