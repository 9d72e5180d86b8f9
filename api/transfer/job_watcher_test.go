package transfer

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sync/errgroup"

	"zco/api"
)

// steadyJob is a job that waits a while and then does an item at a time.
type steadyJob struct {
	Client
	waits, takes time.Duration
	left         int // of 700 requests
	start        time.Time
	looks        []time.Duration
}

func (j *steadyJob) ShowJobs(_ context.Context, ids []string) ([]api.JobStatus, *api.Response, error) {
	age := time.Since(j.start)
	j.looks = append(j.looks, age)
	job := api.JobStatus{ID: ids[0], Status: api.JobQueued, Total: 100}
	switch at := age - j.waits; {
	case at >= j.takes:
		job.Status, job.Progress = api.JobCompleted, 100
	case at >= 0:
		job.Status, job.Progress = api.JobWorking, int(100*at/j.takes)
	}
	return []api.JobStatus{job}, &api.Response{Rate: api.Rate{Limit: 700, Remaining: j.left}}, nil
}

// A job is looked at when it should be over by its progress: its end is seen
// soon, and it is not asked about all the time meanwhile.
func TestAJobIsLookedAtAsItsProgressSuggests(t *testing.T) {
	for _, tt := range []struct {
		name         string
		waits, takes time.Duration
		left         int
		late         time.Duration // at most
		looks        int           // at most
		apart        time.Duration // at least
	}{
		{"a short one", 100 * time.Millisecond, 200 * time.Millisecond, 600, quickPoll, 4, quickPoll},
		{"a long one", time.Second, 20 * time.Second, 600, 2 * time.Second, 16, quickPoll},
		{"a short one of an account with a third left", 0, 200 * time.Millisecond, 233, 500 * time.Millisecond, 4, mediumPoll},
		{"a short one of an account with little left", 0, 200 * time.Millisecond, 100, firstPoll + quickPoll, 4, firstPoll},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				job := &steadyJob{waits: tt.waits, takes: tt.takes, left: tt.left, start: time.Now()}
				status, err := newWatcher(job).wait(ctx, "V3-1")
				if err != nil || !status.Done() {
					t.Fatalf("got %+v, %v", status, err)
				}
				if late := time.Since(job.start) - tt.waits - tt.takes; late > tt.late {
					t.Errorf("its end was seen %s late, want at most %s: looked at %s", late, tt.late, job.looks)
				}
				if len(job.looks) > tt.looks {
					t.Errorf("looked %d times, want at most %d: %s", len(job.looks), tt.looks, job.looks)
				}
				for i := 1; i < len(job.looks); i++ {
					if apart := job.looks[i] - job.looks[i-1]; apart < tt.apart {
						t.Errorf("looks %s apart, want at least %s", apart, tt.apart)
					}
				}
			})
		})
	}
}

// Two batches whose answers were lost at once look at the same jobs: all who
// wait hear of the end.
func TestTheEndOfAJobIsToldToAllWhoWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		w := newWatcher(&steadyJob{takes: time.Second, left: 600, start: time.Now()})
		var all errgroup.Group
		for range 3 {
			all.Go(func() error {
				status, err := w.wait(ctx, "V3-1")
				if err == nil && !status.Done() {
					t.Errorf("it ended as %+v", status)
				}
				return err
			})
		}
		if err := all.Wait(); err != nil {
			t.Error(err)
		}
	})
}
