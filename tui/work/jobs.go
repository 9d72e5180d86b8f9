package work

import (
	"context"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api/transfer"
	"zco/tui/domain/journal"
)

// JobOptions are the choices of all jobs.
type JobOptions struct {
	// Dir is the folder of the jobs' logs, by which they are resumed and
	// undone; "" is one that goes with the program.
	Dir string
	// Parallel is how many jobs of the service run at once, 1 to 30; 0 is 4.
	Parallel int
	// Journal is the history that each job has an entry in; nil for none.
	Journal *journal.Journal
	Account string // the account's key in the journal; jobs of others are not shown
	User    string // who sends
	Now     func() time.Time
}

// Jobs runs what is done to many rows, in the background. Its methods return
// at once; what touches the disk or the service is in the commands that they
// return.
type Jobs struct {
	layer *Layer
	o     JobOptions

	mu      sync.Mutex
	list    []*job // the oldest first
	next    int
	ended   []int // since the last JobsMoved
	told    time.Time
	temp    string
	changed chan struct{}
}

// NewJobs returns the jobs of an account; none is there yet.
func NewJobs(l *Layer, o JobOptions) *Jobs {
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Parallel = min(max(o.Parallel, 0), transfer.MaxParallel)
	return &Jobs{layer: l, o: o, changed: make(chan struct{}, 1)}
}

// JobsMoved says that jobs came further. It comes at most four times a second.
type JobsMoved struct {
	Ended []int // the ids of those that ended
}

// often is the shortest time between two JobsMoved: who watches over a slow
// line has better use for it.
const often = 250 * time.Millisecond

// Watch returns the command that waits until a job comes further; ask again
// after each answer.
func (j *Jobs) Watch() tea.Cmd {
	return func() tea.Msg {
		select {
		case <-j.changed:
		case <-j.layer.ctx.Done():
			return nil
		}
		j.mu.Lock()
		rest := often - j.o.Now().Sub(j.told)
		j.mu.Unlock()
		wait(j.layer.ctx, rest)
		select {
		case <-j.changed:
		default:
		}
		j.mu.Lock()
		defer j.mu.Unlock()
		j.told = j.o.Now()
		moved := JobsMoved{Ended: j.ended}
		j.ended = nil
		return moved
	}
}

// stir wakes Watch.
func (j *Jobs) stir() {
	select {
	case j.changed <- struct{}{}:
	default:
	}
}

// List returns the jobs, the newest first.
func (j *Jobs) List() []JobView {
	j.mu.Lock()
	defer j.mu.Unlock()
	out := make([]JobView, len(j.list))
	for i, e := range j.list {
		out[len(j.list)-1-i] = e.view
	}
	return out
}

// Job returns one job.
func (j *Jobs) Job(id int) (JobView, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if e := j.find(id); e != nil {
		return e.view, true
	}
	return JobView{}, false
}

// Live returns how many jobs are under way.
func (j *Jobs) Live() int {
	n := 0
	for _, v := range j.List() {
		if v.Live() {
			n++
		}
	}
	return n
}

// Results returns what became of the rows of a job, those that are not done
// first, as many as are kept in memory; more says how many there are beside.
func (j *Jobs) Results(id int) (list []JobResult, more int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e := j.find(id)
	if e == nil {
		return nil, 0
	}
	list = append(slices.Clone(e.bad), e.good...)
	return list, max(e.view.Settled()-len(list), 0)
}

func (j *Jobs) find(id int) *job {
	i := slices.IndexFunc(j.list, func(e *job) bool { return e.view.ID == id })
	if i < 0 {
		return nil
	}
	return j.list[i]
}

// Pause sends nothing more until Resume; what was sent goes on.
func (j *Jobs) Pause(id int) tea.Cmd { return j.tell(id, func(c control) { c.Pause() }) }

// Resume goes on after Pause.
func (j *Jobs) Resume(id int) tea.Cmd { return j.tell(id, func(c control) { c.Resume() }) }

// Cancel ends a job: what was sent runs to its end, the rest is not sent.
func (j *Jobs) Cancel(id int) tea.Cmd { return j.tell(id, func(c control) { c.Cancel() }) }

// control is what steers a job while it runs.
type control interface {
	Pause()
	Resume()
	Cancel()
}

func (j *Jobs) tell(id int, order func(control)) tea.Cmd {
	return func() tea.Msg {
		j.mu.Lock()
		e := j.find(id)
		var c control
		if e != nil && e.view.Live() {
			c = e.control
		}
		j.mu.Unlock()
		if c != nil {
			order(c)
			j.refreshState(e)
		}
		return nil
	}
}

// refreshState shows what a job is doing after an order.
func (j *Jobs) refreshState(e *job) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if e.run != nil && e.view.Live() {
		e.view.progress(e.run.Progress())
	}
	j.stir()
}

// add lists a job and gives it its id.
func (j *Jobs) add(e *job) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.next++
	e.view.ID = j.next
	e.view.Left = -1
	j.list = append(j.list, e)
	j.stir()
	return e.view.ID
}

// end notes that a job ended.
func (j *Jobs) end(e *job, change func(*JobView)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e.view.State, e.view.Ended, e.view.Left = JobEnded, j.o.Now(), -1
	change(&e.view)
	e.run, e.control = nil, nil
	j.ended = append(j.ended, e.view.ID)
	j.stir()
}

// background is the context of jobs: it ends with the program.
func (j *Jobs) background() (context.Context, context.CancelFunc) {
	return context.WithCancel(j.layer.ctx)
}
