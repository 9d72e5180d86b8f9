package transfer

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"zco/api"
)

const (
	quickPoll   = 100 * time.Millisecond // while the account has more than half of its requests left
	mediumPoll  = 250 * time.Millisecond // and more than a quarter
	firstPoll   = 500 * time.Millisecond // while it has less, or nobody tells
	slowestPoll = 5 * time.Second
	maxMisses   = 3 // a fresh job may not be listed at once
	freshFor    = 2 * time.Second
)

// errJobGone: the service no longer knows the job. It keeps about a hundred.
var errJobGone = errors.New("the service no longer knows the job")

// watcher asks for the states of all jobs in one request, as soon as one of
// them may be over by what it told of its progress.
type watcher struct {
	client Client

	mu      sync.Mutex
	waiting map[string]*watched
	asking  bool
	sooner  chan struct{} // tells who asks that a job is due before the others
	least   time.Duration // the shortest pause between two looks, by what the account has left
}

type watched struct {
	ending               // once over is closed
	over   chan struct{} // for all who wait: batches that were lost together look at the same jobs
	misses int
	since  time.Time     // when it was first waited for
	idle   time.Time     // when it was last seen without progress
	due    time.Time     // when to look at it next
	pause  time.Duration // before that
}

type ending struct {
	job api.JobStatus
	err error
}

func newWatcher(c Client) *watcher {
	return &watcher{client: c, waiting: map[string]*watched{}, sooner: make(chan struct{}, 1), least: quickPoll}
}

// wait returns the job's state once nothing more will happen to it. The
// network may be away meanwhile: the job goes on, and so does the waiting.
func (w *watcher) wait(ctx context.Context, id string) (api.JobStatus, error) {
	w.mu.Lock()
	job := w.waiting[id]
	if job == nil {
		now := time.Now()
		job = &watched{over: make(chan struct{}), since: now, idle: now, pause: w.least}
		job.due = now.Add(job.pause)
		w.waiting[id] = job
	}
	if !w.asking {
		w.asking = true
		go w.ask(ctx)
	}
	select {
	case w.sooner <- struct{}{}:
	default:
	}
	w.mu.Unlock()
	select {
	case <-job.over:
		return job.job, job.err
	case <-ctx.Done():
		return api.JobStatus{}, ctx.Err()
	}
}

func (w *watcher) ask(ctx context.Context) {
	last := time.Time{}
	for {
		w.mu.Lock()
		ids := slices.Sorted(maps.Keys(w.waiting))
		if len(ids) == 0 {
			w.asking = false
			w.mu.Unlock()
			return
		}
		due := last.Add(w.least) // however many jobs are due
		first := w.waiting[ids[0]].due
		for _, job := range w.waiting {
			if job.due.Before(first) {
				first = job.due
			}
		}
		w.mu.Unlock()
		if first.After(due) {
			due = first
		}
		if !w.until(ctx, due) {
			if ctx.Err() != nil {
				return
			}
			continue // another job is due before
		}
		for part := range slices.Chunk(ids, api.MaxMany) {
			w.look(ctx, part)
		}
		last = time.Now()
	}
}

// until waits for a time; false if the jobs have changed meanwhile.
func (w *watcher) until(ctx context.Context, at time.Time) bool {
	t := time.NewTimer(time.Until(at))
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-w.sooner:
	case <-ctx.Done():
	}
	return false
}

// again says when to look at a job next. One that has not begun, or cannot be
// seen, is looked at ever less often; one at work when it should be over at
// the pace it has had.
func (w *watcher) again(id string, job api.JobStatus) {
	w.mu.Lock()
	defer w.mu.Unlock()
	at := w.waiting[id]
	if at == nil {
		return
	}
	now := time.Now()
	if done := min(job.Progress, job.Total); done > 0 {
		left := now.Sub(at.idle) * time.Duration(job.Total-done) / time.Duration(done)
		at.pause = min(max(left, w.least), slowestPoll)
	} else {
		at.idle = now
		if now.Before(at.due) {
			return // it was looked at beside another
		}
		at.pause = max(min(now.Sub(at.since)/3, slowestPoll), w.least)
	}
	at.due = now.Add(at.pause)
}

func (w *watcher) look(ctx context.Context, ids []string) {
	jobs, resp, err := w.client.ShowJobs(ctx, ids)
	w.room(resp)
	if api.IsNotFound(err) {
		w.lookSingly(ctx, ids) // one that is gone, or a server without show_many
		return
	}
	if err != nil {
		for _, id := range ids {
			if w.again(id, api.JobStatus{}); !api.IsTemporary(err) && ctx.Err() == nil {
				w.finish(id, ending{err: err})
			}
		}
		return
	}
	found := map[string]bool{}
	for _, job := range jobs {
		found[job.ID] = true
		if w.again(job.ID, job); job.Done() {
			w.finish(job.ID, ending{job: job})
		}
	}
	var missing []string
	for _, id := range ids {
		if found[id] {
			continue
		}
		if w.again(id, api.JobStatus{}); w.missed(id) {
			missing = append(missing, id)
		}
	}
	w.lookSingly(ctx, missing)
}

// room notes how often the account may be asked.
func (w *watcher) room(r *api.Response) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case r != nil && 2*r.Rate.Remaining > r.Rate.Limit:
		w.least = quickPoll
	case r != nil && 4*r.Rate.Remaining > r.Rate.Limit:
		w.least = mediumPoll
	default:
		w.least = firstPoll
	}
}

func (w *watcher) missed(id string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	job := w.waiting[id]
	if job == nil {
		return false
	}
	job.misses++
	return job.misses >= maxMisses && time.Since(job.since) >= freshFor
}

func (w *watcher) lookSingly(ctx context.Context, ids []string) {
	for _, id := range ids {
		job, _, err := w.client.ShowJob(ctx, id)
		w.again(id, job)
		switch {
		case api.IsNotFound(err):
			if w.missed(id) {
				w.finish(id, ending{err: errJobGone})
			}
		case err != nil && !api.IsTemporary(err) && ctx.Err() == nil:
			w.finish(id, ending{err: err})
		case err == nil && job.Done():
			w.finish(id, ending{job: job})
		}
	}
}

func (w *watcher) finish(id string, e ending) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if job := w.waiting[id]; job != nil {
		job.ending = e
		close(job.over)
		delete(w.waiting, id)
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
