package transfer

import (
	"errors"
	"net/http"
	"time"

	"zco/api"
)

const (
	firstPause   = 2 * time.Second
	longestPause = 30 * time.Second
	maxAttempts  = 8 // of what fails for passing reasons other than a limit
	maxRounds    = 3 // how often items that did not take are sent
)

var (
	errEnded = errors.New("the run was ended before")
	errLost  = errors.New("no answer told whether the job was taken")
)

// carry sends a batch and settles every item of it, in the slot it was given.
func (r *Run) carry(b *batch) {
	if r.o.CheckBefore {
		if b = r.checkBefore(b); b == nil {
			return
		}
	}
	for round := 1; b != nil; round++ {
		job, err := r.post(b)
		switch {
		case r.ctx.Err() != nil:
			r.abandon(b)
			return
		case err == nil:
			b = r.finishJob(b, job.ID, round)
		case errors.Is(err, errLost):
			b = r.recover(b, round)
		case errors.Is(err, errEnded):
			r.notRun(b, err.Error())
			return
		default:
			r.refusedBatch(b, err)
			return
		}
	}
}

// post sends a batch until the service takes it, refuses it for good, or
// nothing tells which.
func (r *Run) post(b *batch) (api.JobStatus, error) {
	items := make([]api.JobItem, len(b.items))
	for n, item := range b.items {
		items[n] = api.JobItem{ID: item.ID, Patch: item.Patch}
	}
	for attempt := 1; ; attempt++ {
		if !r.mayGo() {
			return api.JobStatus{}, errEnded
		}
		b.at = time.Now()
		if err := r.book.sending(b); err != nil {
			r.fail(err)
			return api.JobStatus{}, errEnded
		}
		job, _, err := r.client.StartJob(r.ctx, r.plan.Object, b.action(), items)
		switch {
		case r.ctx.Err() != nil && err != nil:
			return job, r.ctx.Err()
		case err == nil && job.ID != "":
			if err := r.book.taken(b, job.ID); err != nil {
				r.fail(err)
			}
			return job, nil
		case err == nil || api.IsUnknownOutcome(err):
			return job, errLost
		}
		if bookErr := r.book.refused(b, err); bookErr != nil {
			r.fail(bookErr)
		}
		limited := api.IsRateLimited(err)
		if !limited && (!api.IsTemporary(err) || attempt >= maxAttempts) {
			return job, err
		}
		if !r.hold(b, pauseAfter(err, attempt), waitingFor(err, limited)) {
			return job, errEnded
		}
	}
}

func pauseAfter(err error, attempt int) time.Duration {
	var e *api.Error
	if errors.As(err, &e) && e.RetryAfter > 0 {
		return e.RetryAfter
	}
	return min(firstPause<<min(attempt-1, 10), longestPause)
}

func waitingFor(err error, limited bool) string {
	var e *api.Error
	switch {
	case limited && errors.As(err, &e) && (e.Code == "TooManyJobs" || len(e.JobIDs) > 0):
		return "the account has too many jobs running"
	case limited:
		return "the account's rate limit is used up"
	}
	return "the service cannot be reached just now"
}

// hold waits and says why. It fails when the run ends meanwhile.
func (r *Run) hold(b *batch, d time.Duration, why string) bool {
	r.waitingFor(b, why)
	defer r.waitingFor(b, "")
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-r.cancelled:
		return false
	case <-r.ctx.Done():
		return false
	}
}

func (r *Run) waitingFor(b *batch, why string) {
	r.mu.Lock()
	r.waits[b] = why
	if why == "" {
		delete(r.waits, b)
	}
	r.mu.Unlock()
	r.note(func(*Progress) {})
}

// patiently repeats a read for as long as its trouble may pass.
func (r *Run) patiently(b *batch, read func() error) error {
	for attempt := 1; ; attempt++ {
		err := read()
		if err == nil || !api.IsTemporary(err) || attempt >= maxAttempts {
			return err
		}
		r.waitingFor(b, waitingFor(err, api.IsRateLimited(err)))
		err = sleep(r.ctx, pauseAfter(err, attempt))
		r.waitingFor(b, "")
		if err != nil {
			return err
		}
	}
}

// finishJob waits for the job that has the batch and settles what it says. It
// returns what is to be sent again.
func (r *Run) finishJob(b *batch, job string, round int) *batch {
	r.note(func(p *Progress) { p.Jobs++ })
	status, err := r.watch.wait(r.ctx, job)
	r.note(func(p *Progress) { p.Jobs-- })
	switch {
	case r.ctx.Err() != nil:
		r.abandon(b)
		return nil
	case err != nil && !errors.Is(err, errJobGone):
		r.fail(err)
		r.abandon(b)
		return nil
	case err != nil:
		status = api.JobStatus{ID: job, Status: "gone", Message: err.Error()}
	}
	return r.conclude(b, matchResults(b.items, status), round)
}

// conclude settles what is known of a batch, looks up what is not, and
// returns what is to be sent again.
func (r *Run) conclude(b *batch, results []Result, round int) *batch {
	results = r.lookUp(b, results)
	var again []Item
	var index []int
	var settled []Result
	for n, result := range results {
		switch {
		case b.open != nil && !b.open[n]:
			continue
		case result.Outcome != notTaken:
		case b.open != nil: // the plan brings it again
		case round < maxRounds:
			again = append(again, result.Item)
		default:
			result.Outcome = Failed
		}
		index, settled = append(index, n), append(settled, result)
	}
	return r.settleRound(b, index, settled, again)
}

// settleRound writes all results into the log, but tells only those that
// are final.
func (r *Run) settleRound(b *batch, index []int, results []Result, again []Item) *batch {
	if err := r.book.settled(b, index, results); err != nil {
		r.fail(err)
	}
	final := results[:0:0]
	for _, result := range results {
		if result.Outcome != notTaken {
			final = append(final, result)
		}
	}
	if b.open != nil { // of an earlier run: the plan will meet them
		r.book.remember(final)
	} else {
		r.tell(final)
	}
	if len(again) == 0 {
		return nil
	}
	return &batch{items: again, at: time.Now()}
}

// abandon leaves a batch that may be with the service: the log has it open.
func (r *Run) abandon(b *batch) {
	if b.open != nil {
		return
	}
	results := make([]Result, len(b.items))
	for n, item := range b.items {
		results[n] = Result{Item: item, Outcome: Unknown, Job: b.job, Reason: "the run was broken off before an answer; run it again with its log to look it up"}
	}
	if r.book.path == "" {
		if err := r.book.settled(b, nil, results); err != nil {
			r.fail(err)
		}
	}
	r.tell(results)
}

// refusedBatch settles a batch that the service will not take: too large a
// one is cut in two, wrong ones fail, and the rest is about the account.
func (r *Run) refusedBatch(b *batch, err error) {
	if api.StatusOf(err) == http.StatusRequestEntityTooLarge && len(b.items) > 1 {
		half := len(b.items) / 2
		r.notTold(b)
		r.carry(&batch{items: b.items[:half], at: b.at})
		r.carry(&batch{items: b.items[half:], at: b.at})
		return
	}
	if !api.IsInvalid(err) {
		r.fail(err)
		r.notRun(b, err.Error())
		return
	}
	result := Result{Outcome: Failed, Reason: "the service refused the whole job: " + err.Error()}
	index, results := make([]int, len(b.items)), make([]Result, len(b.items))
	for n, item := range b.items {
		index[n], results[n] = n, result
		results[n].Item = item
	}
	r.settle(b, index, results)
}

// notTold closes a batch in the log whose items go on in other batches.
func (r *Run) notTold(b *batch) {
	index, results := make([]int, len(b.items)), make([]Result, len(b.items))
	for n, item := range b.items {
		index[n], results[n] = n, Result{Item: item, Outcome: notTaken, Reason: "sent in smaller jobs"}
	}
	r.settleRound(b, index, results, nil)
}

// resume takes up a batch that an earlier run left with the service.
func (r *Run) resume(b *batch) {
	if b.job == "" {
		r.recover(b, 1)
		return
	}
	r.finishJob(b, b.job, 1)
}
