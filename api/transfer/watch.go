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
	firstPoll   = 500 * time.Millisecond
	slowestPoll = 5 * time.Second
	maxMisses   = 3 // a fresh job may not be listed at once
)

// errJobGone: the service no longer knows the job. It keeps about a hundred.
var errJobGone = errors.New("the service no longer knows the job")

// watcher asks for the states of all jobs in one request.
type watcher struct {
	client Client

	mu      sync.Mutex
	waiting map[string]*watched
	asking  bool
	pause   time.Duration
}

type watched struct {
	end    chan ending // takes one without a reader
	misses int
}

type ending struct {
	job api.JobStatus
	err error
}

func newWatcher(c Client) *watcher {
	return &watcher{client: c, waiting: map[string]*watched{}}
}

// wait returns the job's state once nothing more will happen to it. The
// network may be away meanwhile: the job goes on, and so does the waiting.
func (w *watcher) wait(ctx context.Context, id string) (api.JobStatus, error) {
	w.mu.Lock()
	job := w.waiting[id]
	if job == nil {
		job = &watched{end: make(chan ending, 1)}
		w.waiting[id] = job
	}
	w.pause = firstPoll
	if !w.asking {
		w.asking = true
		go w.ask(ctx)
	}
	w.mu.Unlock()
	select {
	case e := <-job.end:
		return e.job, e.err
	case <-ctx.Done():
		return api.JobStatus{}, ctx.Err()
	}
}

func (w *watcher) ask(ctx context.Context) {
	for {
		w.mu.Lock()
		pause := w.pause
		w.pause = min(w.pause*3/2, slowestPoll)
		w.mu.Unlock()
		if sleep(ctx, pause) != nil {
			return
		}
		w.mu.Lock()
		ids := slices.Sorted(maps.Keys(w.waiting))
		if len(ids) == 0 {
			w.asking = false
			w.mu.Unlock()
			return
		}
		w.mu.Unlock()
		for part := range slices.Chunk(ids, api.MaxMany) {
			w.look(ctx, part)
		}
	}
}

func (w *watcher) look(ctx context.Context, ids []string) {
	jobs, _, err := w.client.ShowJobs(ctx, ids)
	if api.IsNotFound(err) {
		w.lookSingly(ctx, ids) // one that is gone, or a server without show_many
		return
	}
	if err != nil {
		if !api.IsTemporary(err) && ctx.Err() == nil {
			for _, id := range ids {
				w.finish(id, ending{err: err})
			}
		}
		return
	}
	found := map[string]bool{}
	for _, job := range jobs {
		found[job.ID] = true
		if job.Done() {
			w.finish(job.ID, ending{job: job})
		}
	}
	var missing []string
	for _, id := range ids {
		if !found[id] && w.missed(id) {
			missing = append(missing, id)
		}
	}
	w.lookSingly(ctx, missing)
}

func (w *watcher) missed(id string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	job := w.waiting[id]
	if job == nil {
		return false
	}
	job.misses++
	return job.misses >= maxMisses
}

func (w *watcher) lookSingly(ctx context.Context, ids []string) {
	for _, id := range ids {
		job, _, err := w.client.ShowJob(ctx, id)
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
		job.end <- e
		delete(w.waiting, id)
		w.pause = firstPoll
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
