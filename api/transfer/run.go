package transfer

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"zco/api"
)

// The bounds of jobs running at once; the account's own limit is 30.
const (
	DefaultParallel = 6 // also of requests of an export
	MaxParallel     = 30
)

// Options are the choices of a run. The zero value is good.
type Options struct {
	Parallel int // jobs at once, 1 to MaxParallel; 0 is DefaultParallel
	JobSize  int // items in a job, 1 to api.MaxJobItems; 0 is api.MaxJobItems

	// LogPath is the run's log, a file of JSON Lines that only its owner may
	// read. If it exists it must be of the same object, and what it says is
	// done is not done again. Without a log the results are held in memory.
	LogPath string

	// CheckBefore reads the records again just before they are changed or
	// deleted, 100 in a request. An item whose record no longer is as
	// Item.Before has it fails with a word about what changed.
	CheckBefore bool

	OnProgress func(Progress) // after each change; from any goroutine, one call at a time
	OnResult   func(Result)   // for each item; from any goroutine, one call at a time
}

func (o *Options) complete() error {
	if o.Parallel == 0 {
		o.Parallel = DefaultParallel
	}
	if o.JobSize == 0 {
		o.JobSize = api.MaxJobItems
	}
	switch {
	case o.Parallel < 1 || o.Parallel > MaxParallel:
		return fmt.Errorf("1 to %d jobs can run at once, not %d", MaxParallel, o.Parallel)
	case o.JobSize < 1 || o.JobSize > api.MaxJobItems:
		return fmt.Errorf("a job takes 1 to %d records, not %d", api.MaxJobItems, o.JobSize)
	}
	return nil
}

// Run is a plan on its way. Its methods may be called from any goroutine.
type Run struct {
	client Client
	plan   Plan
	o      Options
	log    *runLog
	watch  *watcher
	ctx    context.Context

	sending context.Context // of ctx; ended by Cancel: nothing more is sent
	stop    context.CancelFunc
	slots   *semaphore.Weighted // one for each job at once
	batches sync.WaitGroup
	done    chan struct{}

	mu       sync.Mutex
	open     chan struct{} // closed while not paused
	paused   bool
	halted   bool // Cancel was called
	over     bool
	progress Progress
	pace     pace
	waits    map[*batch]string
	err      error

	calls sync.Mutex // one callback at a time
}

// Start begins to run a plan and returns. It fails at once if the options are
// wrong or the log cannot be used. Cancelling the context stops the run where
// it stands, with jobs unfinished: the log then has what is needed to resume.
func Start(ctx context.Context, c Client, p Plan, o Options) (*Run, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	log, err := openRunLog(o.LogPath, p)
	if err != nil {
		return nil, err
	}
	open := make(chan struct{})
	close(open)
	sending, stop := context.WithCancel(ctx)
	r := &Run{
		client: c, plan: p, o: o, log: log, watch: newWatcher(c), ctx: ctx,
		sending: sending, stop: stop, slots: semaphore.NewWeighted(int64(o.Parallel)), done: make(chan struct{}),
		open: open, waits: map[*batch]string{},
		progress: Progress{State: Running, Total: p.Total, Left: -1},
	}
	go r.run()
	return r, nil
}

func (r *Run) run() {
	defer close(r.done)
	r.update(func(*Progress) {})
	for _, b := range r.log.left {
		if !r.acquire() {
			break
		}
		r.start(func() { r.resume(b) })
	}
	r.batches.Wait()
	r.dispatchAll()
	r.batches.Wait()
	r.log.close()
	r.finish()
	r.stop()
}

func (r *Run) finish() {
	r.mu.Lock()
	if r.err == nil && r.ctx.Err() != nil {
		r.err = context.Cause(r.ctx)
	}
	r.over = true
	r.mu.Unlock()
	r.update(func(p *Progress) {
		if left := p.Total - p.Settled(); left > 0 {
			if r.ended() {
				p.NotRun += left
			} else {
				p.Total -= left // the plan turned out to be shorter
			}
		}
		p.Total = max(p.Total, p.Settled())
	})
}

// ended reports whether the run was told to end before the plan's end.
func (r *Run) ended() bool { return r.sending.Err() != nil }

// Pause sends no more jobs until Resume.
func (r *Run) Pause() {
	r.mu.Lock()
	if !r.paused && !r.halted {
		r.paused, r.open = true, make(chan struct{})
	}
	r.progress.State = r.state()
	r.mu.Unlock()
}

// Resume goes on after Pause.
func (r *Run) Resume() {
	r.mu.Lock()
	r.unpause()
	r.progress.State = r.state()
	r.mu.Unlock()
}

func (r *Run) unpause() {
	if r.paused {
		r.paused = false
		close(r.open)
	}
}

// Cancel sends no more jobs; those that were sent run to their end.
func (r *Run) Cancel() {
	r.mu.Lock()
	r.halted = true
	r.stop()
	r.unpause()
	r.progress.State = r.state()
	r.mu.Unlock()
}

// fail ends the run as Cancel does, for a reason.
func (r *Run) fail(err error) {
	r.mu.Lock()
	if r.err == nil {
		r.err = err
	}
	r.mu.Unlock()
	r.Cancel()
}

// Wait waits for the run's end. The error is why the run ended early: the
// plan's own, the account's (signed out, no such object), the log's, or the
// context's. Failed items are no error.
func (r *Run) Wait() (Progress, error) {
	<-r.done
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.progress, r.err
}

// Done is closed at the run's end.
func (r *Run) Done() <-chan struct{} { return r.done }

// Progress returns how far the run is.
func (r *Run) Progress() Progress {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.progress
}

// update changes the progress and tells it.
func (r *Run) update(change func(*Progress)) {
	r.calls.Lock()
	defer r.calls.Unlock()
	r.mu.Lock()
	change(&r.progress)
	p := &r.progress
	r.pace.note(time.Now(), p.Done+p.Failed+p.Unknown)
	p.PerSecond = r.pace.perSecond()
	p.Left = timeLeft(p.Total, p.Settled(), p.PerSecond)
	p.Waiting = ""
	for _, why := range r.waits {
		p.Waiting = why
	}
	p.State = r.state()
	told := *p
	r.mu.Unlock()
	if r.o.OnProgress != nil {
		r.o.OnProgress(told)
	}
}

func (r *Run) state() State {
	switch {
	case r.over:
		return Finished
	case r.halted:
		return Cancelling
	case r.paused:
		return Paused
	}
	return Running
}

// Damaged returns how many lines of the log could not be read and were passed
// over. What they told is not lost on the account: it is looked up, or unknown.
func (r *Run) Damaged() int { return r.log.damaged }

// Results walks over the results of the run, and of those before it in the
// same log. Ask after the end.
func (r *Run) Results() iter.Seq2[Result, error] {
	return mapped(r.log.results(), resultOnly)
}

// Failed walks over what failed and was not done since. Ask after the end.
func (r *Run) Failed() iter.Seq2[Result, error] { return r.log.last(Failed) }

// Retry is the plan of what failed, or was about to be sent and was not.
// Items whose outcome is unknown are not in it.
func (r *Run) Retry() Plan {
	return Plan{Object: r.plan.Object, Title: r.plan.Title, Items: mapped(r.log.last(Failed, NotRun), func(result Result) (Item, bool) {
		return result.Item, true
	})}
}
