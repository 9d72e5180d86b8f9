package transfer

import (
	"cmp"
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
	errMoved = errors.New("records of the batch are not as they were seen")
)

// sendBatch sends a batch and settles every item of it, in the slot it was given.
func (r *Run) sendBatch(b *batch) {
	for round := 1; b != nil; round++ {
		job, err := r.post(b)
		switch {
		case r.ctx.Err() != nil:
			r.leaveOpen(b)
			return
		case errors.Is(err, errMoved):
			b, round = r.withoutMoved(b), round-1
		case err == nil:
			b = r.finishJob(b, job.ID, round)
		case errors.Is(err, errLost):
			b = r.recoverBatch(b, round)
		case errors.Is(err, errEnded):
			r.notRun(b, err.Error())
			return
		default:
			r.refuseBatch(b, err)
			return
		}
	}
}

// post sends a batch until the service takes it, refuses it for good, or
// nothing tells which. Where the records matter they are read just before, each
// time: a job that waited rests on nothing.
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
		if err := r.log.sending(b); err != nil {
			r.fail(err)
			return api.JobStatus{}, errEnded
		}
		ctx, err := r.look(b)
		if r.held() { // while the records were read: they are old by the time it may go on
			attempt--
			continue
		}
		if err != nil {
			return api.JobStatus{}, err
		}
		job, _, err := r.client.StartJob(ctx, r.plan.Object, b.action(), items)
		switch {
		case r.ctx.Err() != nil && err != nil:
			return job, r.ctx.Err()
		case err == nil && job.ID != "":
			if err := r.log.taken(b, job.ID); err != nil {
				r.fail(err)
			}
			return job, nil
		case err == nil || api.IsUnknownOutcome(err):
			return job, errLost
		}
		if logErr := r.log.refused(b, err); logErr != nil {
			r.fail(logErr)
		}
		if api.IsLookedTooLongAgo(err) {
			attempt-- // the client has waited already
			continue
		}
		limited := api.IsRateLimited(err)
		if !limited && (!api.IsTemporary(err) || attempt >= maxAttempts) {
			return job, err
		}
		if !r.waitFor(b, pauseAfter(err, attempt), waitingFor(err, limited)) {
			return job, errEnded
		}
	}
}

func pauseAfter(err error, attempt int) time.Duration {
	if named := api.RetryAfter(err); named > 0 {
		return named
	}
	return min(firstPause<<min(attempt-1, 10), longestPause)
}

func waitingFor(err error, limited bool) string {
	var e *api.Error
	if limited && errors.As(err, &e) {
		return string(cmp.Or(e.LimitedBy, api.WaitRateLimit))
	}
	return "the service cannot be reached just now"
}

// waitFor waits and says why. It fails when the run ends meanwhile.
func (r *Run) waitFor(b *batch, d time.Duration, why string) bool {
	r.waitingFor(b, why)
	defer r.waitingFor(b, "")
	return sleep(r.sending, d) == nil
}

func (r *Run) waitingFor(b *batch, why string) {
	r.mu.Lock()
	r.waits[b] = why
	if why == "" {
		delete(r.waits, b)
	}
	r.mu.Unlock()
	r.update(func(*Progress) {})
}

// retrying repeats a read for as long as its trouble may pass; one of records
// that nothing was sent for yet no longer than the run may send.
func (r *Run) retrying(b *batch, read func() error) error {
	for attempt := 1; ; attempt++ {
		err := read()
		if err == nil || !api.IsTemporary(err) || attempt >= maxAttempts {
			return err
		}
		r.waitingFor(b, waitingFor(err, api.IsRateLimited(err)))
		until := r.ctx
		if b.looking {
			until = r.sending
		}
		err = sleep(until, pauseAfter(err, attempt))
		r.waitingFor(b, "")
		if err != nil {
			return err
		}
	}
}

// finishJob waits for the job that has the batch and settles what it says. It
// returns what is to be sent again.
func (r *Run) finishJob(b *batch, job string, round int) *batch {
	r.update(func(p *Progress) { p.Jobs++ })
	status, err := r.watch.wait(r.ctx, job)
	r.update(func(p *Progress) { p.Jobs-- })
	switch {
	case r.ctx.Err() != nil:
		r.leaveOpen(b)
		return nil
	case err != nil && !errors.Is(err, errJobGone):
		r.fail(err)
		r.leaveOpen(b)
		return nil
	case err != nil:
		status = api.JobStatus{ID: job, Status: "gone", Message: err.Error()}
	}
	return r.finishBatch(b, matchResults(b.items, status), round)
}

// finishBatch settles what is known of a batch, looks up what is not, and
// returns what is to be sent again.
func (r *Run) finishBatch(b *batch, results []Result, round int) *batch {
	results = r.verifyUnknown(b, results)
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
	return r.settleSome(b, index, settled, again)
}

// settleSome writes all results into the log, but tells only those that
// are final.
func (r *Run) settleSome(b *batch, index []int, results []Result, again []Item) *batch {
	if err := r.log.settled(b, index, results); err != nil {
		r.fail(err)
	}
	final := results[:0:0]
	for _, result := range results {
		if result.Outcome != notTaken {
			final = append(final, result)
		}
	}
	if b.open != nil { // of an earlier run: the plan will meet them
		r.log.countAll(b, final)
	} else {
		r.report(final)
	}
	if len(again) == 0 {
		return nil
	}
	return &batch{items: again, at: time.Now()}
}

// leaveOpen leaves a batch that may be with the service: the log has it open.
func (r *Run) leaveOpen(b *batch) {
	if b.open != nil {
		return
	}
	results := b.results(Unknown, "the run was broken off before an answer; run it again with its log to look it up")
	if r.log.path == "" {
		if err := r.log.settled(b, nil, results); err != nil {
			r.fail(err)
		}
	}
	r.report(results)
}

// refuseBatch settles a batch that the service will not take: too large a
// one is cut in two, wrong ones fail, and the rest is about the account.
func (r *Run) refuseBatch(b *batch, err error) {
	if api.StatusOf(err) == http.StatusRequestEntityTooLarge && len(b.items) > 1 {
		half := len(b.items) / 2
		r.closeSplit(b)
		r.sendBatch(&batch{items: b.items[:half], at: b.at})
		r.sendBatch(&batch{items: b.items[half:], at: b.at})
		return
	}
	if !api.IsInvalid(err) {
		r.fail(err)
		r.notRun(b, err.Error())
		return
	}
	r.settle(b, b.indexes(), b.results(Failed, "the service refused the whole job: "+err.Error()))
}

// closeSplit closes a batch in the log whose items go on in other batches.
func (r *Run) closeSplit(b *batch) {
	r.settleSome(b, b.indexes(), b.results(notTaken, "sent in smaller jobs"), nil)
}

// resume takes up a batch that an earlier run left with the service.
func (r *Run) resume(b *batch) {
	if b.job == "" {
		r.recoverBatch(b, 1)
		return
	}
	r.finishJob(b, b.job, 1)
}
