package job

import (
	"context"
	"slices"
	"sync"
	"time"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// Options are the choices of all jobs.
type Options struct {
	// Dir is the folder of the jobs' logs, by which they are resumed and
	// undone; "" is one that goes with the program.
	Dir string
	// Imports is the folder of the logs of imports from the command line; "" for
	// none.
	Imports string
	// Parallel is how many jobs of the service run at once, 1 to 30; 0 is 6.
	Parallel int
	// Journal is the history that each job has an entry in; nil for none.
	Journal *journal.Journal
	Account string // the account's key in the journal; jobs of others are not shown
	User    string // who sends
	Now     func() time.Time
	// Schema reads the fields of a collection; nil asks the service each time.
	Schema func(context.Context, *collection.Collection) (*collection.Schema, error)
	// Matches returns what reports whether a text matches a pattern of the
	// service; nil checks none.
	Matches func(pattern string) func(text string) bool
}

// Runner runs the jobs of an account and lists them. Its methods may be called
// from any goroutine; those that touch the disk or the service say so.
type Runner struct {
	client *api.Client
	ctx    context.Context // ends with the program
	o      Options

	mu       sync.Mutex
	list     []*entry // the oldest first
	last     int      // the id given last
	ended    []int    // since the last Next
	notified time.Time
	temp     string
	changed  chan struct{}
}

// New returns a runner without jobs. Its jobs break off when the context ends.
func New(ctx context.Context, c *api.Client, o Options) *Runner {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Schema == nil {
		o.Schema = func(ctx context.Context, col *collection.Collection) (*collection.Schema, error) {
			return col.Schema(ctx, c)
		}
	}
	o.Parallel = min(max(o.Parallel, 0), transfer.MaxParallel)
	return &Runner{client: c, ctx: ctx, o: o, changed: make(chan struct{}, 1)}
}

// minInterval is the shortest time between two answers of Next: who watches
// over a slow line has better use for it.
const minInterval = 250 * time.Millisecond

// Next waits until a job comes further, and returns the ids of those that
// ended since it was last asked; ok is false when the program ends. It returns
// at most four times a second.
func (r *Runner) Next() (ended []int, ok bool) {
	select {
	case <-r.changed:
	case <-r.ctx.Done():
		return nil, false
	}
	r.mu.Lock()
	rest := minInterval - r.o.Now().Sub(r.notified)
	r.mu.Unlock()
	r.sleep(rest)
	select {
	case <-r.changed:
	default:
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.notified = r.o.Now()
	ended, r.ended = r.ended, nil
	return ended, true
}

func (r *Runner) sleep(d time.Duration) {
	if d <= 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-r.ctx.Done():
	}
}

// notify wakes Next.
func (r *Runner) notify() {
	select {
	case r.changed <- struct{}{}:
	default:
	}
}

// Lasting reports whether jobs that break off are found at the next start.
func (r *Runner) Lasting() bool { return r.o.Dir != "" }

// List returns the jobs, the newest first.
func (r *Runner) List() []Job {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := make([]Job, len(r.list))
	for i, e := range r.list {
		out[len(r.list)-1-i] = e.Job
	}
	return out
}

// Results returns what became of the rows of a job, those that are not done
// first, as many as are kept in memory; more says how many there are beside.
func (r *Runner) Results(id int) (list []Result, more int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e := r.find(id)
	if e == nil {
		return nil, 0
	}
	list = append(slices.Clone(e.bad), e.good...)
	return list, max(e.Settled()-len(list), 0)
}

func (r *Runner) find(id int) *entry {
	i := slices.IndexFunc(r.list, func(e *entry) bool { return e.ID == id })
	if i < 0 {
		return nil
	}
	return r.list[i]
}

// Pause sends nothing more until Resume; what was sent goes on.
func (r *Runner) Pause(id int) { r.steer(id, control.Pause) }

// Resume goes on after Pause.
func (r *Runner) Resume(id int) { r.steer(id, control.Resume) }

// Cancel ends a job: what was sent runs to its end, the rest is not sent.
func (r *Runner) Cancel(id int) { r.steer(id, control.Cancel) }

// control is what steers a job while it runs.
type control interface {
	Pause()
	Resume()
	Cancel()
}

func (r *Runner) steer(id int, order func(control)) {
	r.mu.Lock()
	e := r.find(id)
	var c control
	if e != nil && e.Live() {
		c = e.control
	}
	r.mu.Unlock()
	if c == nil {
		return
	}
	order(c)
	r.mu.Lock()
	defer r.mu.Unlock()
	if e.run != nil && e.Live() {
		e.advance(e.run.Progress())
	}
	r.notify()
}

// Add lists a job that does what a person agreed to, and returns its id;
// Launch runs it.
func (r *Runner) Add(p *Plan) (id int) {
	now := r.o.Now()
	return r.add(&entry{
		Job: Job{
			Kind: p.Kind, Title: p.Title, Collection: p.Collection.ID, Group: p.group, Began: now,
			Progress: Progress{State: Running, Total: p.items},
		},
		kept: kept{
			Version: keptVersion, Group: p.group, Account: r.o.Account, Kind: p.Kind, Title: p.Title,
			Object: p.object, Collection: p.Collection.ID, Began: now, Total: p.items, Undoes: p.undoes, Import: p.source,
		},
	})
}

// AddExport lists a job that writes rows to a file, and returns its id; Launch
// runs it.
func (r *Runner) AddExport(x Export) (id int) {
	return r.add(&entry{
		Job: Job{
			Kind: KindExport, Title: x.Title, Collection: x.Collection.ID, Began: r.o.Now(), Path: x.Path, Progress: Progress{State: Running},
		},
		export: &x,
		anew:   x.Anew || len(x.IDs) > 0, // another choice of rows is not told apart
	})
}

func (r *Runner) add(e *entry) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last++
	e.ID, e.Left = r.last, -1
	r.list = append(r.list, e)
	r.notify()
	return e.ID
}

// Continue makes a job ready to be run again by Launch, and reports whether
// there is something to go on with: what is done is not done again, what
// failed is tried once more.
func (r *Runner) Continue(id int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	e := r.find(id)
	if e == nil || !e.CanContinue() {
		return false
	}
	e.State, e.Err, e.Failed, e.Unknown, e.NotRun, e.Left = Running, nil, 0, 0, 0, -1
	if e.Began.IsZero() {
		e.Began = r.o.Now()
	}
	e.bad = nil
	return true
}

// end notes that a job ended.
func (r *Runner) end(e *entry, change func(*Job)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e.Ended, e.Left = r.o.Now(), -1
	change(&e.Job)
	e.State, e.run, e.control = Ended, nil, nil
	r.ended = append(r.ended, e.ID)
	r.notify()
}
