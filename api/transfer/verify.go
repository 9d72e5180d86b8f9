package transfer

import (
	"fmt"
	"slices"
	"time"

	"zco/api"
)

// notTaken is the outcome of an item that is surely not done and may be sent
// again. It does not leave this package.
const notTaken Outcome = "not taken"

const (
	settleDown = 5 * time.Second // for a lost job to show in the list
	clockSlack = 3 * time.Second // how wrong what is known of the two clocks may be
)

// recoverBatch finds out what became of a batch whose answer was lost: it looks
// for a job that can only be ours, and failing that at the records. It
// returns what is to be sent again.
func (r *Run) recoverBatch(b *batch, round int) *batch {
	r.waitingFor(b, "an answer was lost; looking up what became of it")
	err := sleep(r.ctx, settleDown)
	var job api.JobStatus
	var found bool
	if err == nil {
		job, found, err = r.findJob(b)
	}
	r.waitingFor(b, "")
	if r.ctx.Err() != nil {
		r.leaveOpen(b)
		return nil
	}
	if found {
		if err := r.log.taken(b, job.ID); err != nil {
			r.fail(err)
		}
		results := matchResults(b.items, job)
		for n := range results {
			results[n].Verified = true
		}
		return r.finishBatch(b, results, round)
	}
	why := "no answer told whether the job was taken, and no job of the account is surely it"
	if err != nil {
		why = fmt.Sprintf("no answer told whether the job was taken, and the account's jobs cannot be listed: %v", err)
	}
	return r.finishBatch(b, b.results(Unknown, why), round)
}

// findJob looks through the account's jobs of late for the batch's.
func (r *Run) findJob(b *batch) (api.JobStatus, bool, error) {
	var page api.Page[api.JobStatus]
	err := r.retrying(b, func() (err error) {
		page, _, err = r.client.ListJobs(r.ctx, api.ListOptions{})
		return err
	})
	if err != nil {
		return api.JobStatus{}, false, err
	}
	for _, job := range page.Items {
		if r.log.isOurs(job.ID) || job.Total != 0 && job.Total != len(b.items) {
			continue
		}
		if !job.Done() {
			ended, err := r.watch.wait(r.ctx, job.ID)
			if err != nil {
				continue
			}
			job = ended
		}
		if r.isOf(b, job) {
			return job, true, nil
		}
	}
	return api.JobStatus{}, false, nil
}

// isOf reports whether a finished job can only be the batch's: the records that
// it names are as the batch would have them, were made since, and by us. What
// is changed or deleted is not told by any job: ours and that of a colleague
// over the same records look alike, and the records say what came of it.
func (r *Run) isOf(b *batch, job api.JobStatus) bool {
	switch b.action() {
	case api.ActionUpdate, api.ActionDelete, api.ActionDeleteByExternalID:
		return false
	}
	return len(job.Results) > 0 && len(job.Results) <= len(b.items) && r.matchesRecords(b, job)
}

// matchesRecords reports whether the records that a job names are as the
// batch's items would have them, and touched last by us and since the batch
// was sent.
func (r *Run) matchesRecords(b *batch, job api.JobStatus) bool {
	results := matchResults(b.items, job)
	var ids []string
	for _, result := range results {
		if result.Outcome == Done && result.ID != "" {
			ids = append(ids, result.ID)
		}
	}
	if len(ids) == 0 {
		return false
	}
	records, err := r.existing(b, KeyID, ids)
	if err != nil {
		return false
	}
	var me api.User
	if err := r.retrying(b, func() (err error) { me, _, err = r.client.ShowMe(r.ctx); return err }); err != nil || me.ID == "" {
		return false
	}
	since := b.at.Add(-r.client.ClockSkew() - clockSlack)
	for _, result := range results {
		if result.Outcome != Done || result.ID == "" {
			continue
		}
		record, ok := records[result.ID]
		at, by := record.UpdatedAt.Time, record.UpdatedByUserID
		if b.action() == api.ActionCreate {
			at, by = record.CreatedAt.Time, record.CreatedByUserID
		}
		if !ok || !holds(record, result.Item.Patch) || at.Before(since) || by != me.ID {
			return false
		}
	}
	return true
}

// verifyUnknown reads the records of results that are unknown and says what can be
// told of them.
func (r *Run) verifyUnknown(b *batch, results []Result) []Result {
	var unsure []int
	for n, result := range results {
		if result.Outcome == Unknown && (b.open == nil || b.open[n]) {
			unsure = append(unsure, n)
		}
	}
	if len(unsure) == 0 || r.ctx.Err() != nil {
		return results
	}
	byID, byExternal := r.readRecords(b, results, unsure)
	results = slices.Clone(results)
	for _, n := range unsure {
		results[n] = verify(results[n], byID, byExternal)
	}
	return results
}

// readRecords reads the records that unknown results are about. A map is nil if
// they could not be read.
func (r *Run) readRecords(b *batch, results []Result, unsure []int) (byID, byExternal map[string]api.Record) {
	var ids, external []string
	for _, n := range unsure {
		item := results[n].Item
		if item.ID != "" {
			ids = append(ids, item.ID)
		} else if text := item.Patch.ExternalID.Text(); listable(text) {
			external = append(external, text)
		}
	}
	byID, _ = r.existing(b, KeyID, ids)
	byExternal, _ = r.existing(b, KeyExternalID, external)
	return byID, byExternal
}

// verify says of an item of unknown outcome what the records tell.
func verify(r Result, byID, byExternal map[string]api.Record) Result {
	external := r.Item.Patch.ExternalID.Text()
	records, key := byID, r.Item.ID
	if key == "" {
		records, key = byExternal, external
	}
	record, there := records[key]
	readable := records != nil && (r.Item.ID != "" || listable(external))
	held := readable && there && holds(record, r.Item.Patch)
	deletes := r.Item.Action == api.ActionDelete || r.Item.Action == api.ActionDeleteByExternalID
	done, again := r, r
	done.Outcome, done.Reason, done.Verified = Done, "", true
	again.Outcome, again.Verified = notTaken, true
	switch {
	case held && slices.Contains([]api.Action{api.ActionCreate, api.ActionUpdate, api.ActionSetByExternalID}, r.Item.Action):
		done.ID = record.ID
		return done
	case r.Item.Action == api.ActionCreate:
		r.Reason += "; it is not sent again, as that could make it twice: look for it in the list by its name and time"
		return r
	case r.Item.Action == api.ActionUpdate && readable && !there:
		r.Outcome, r.Verified, r.Reason = Failed, true, "there is no such record"
		return r
	case deletes && readable && !there:
		return done
	case !readable && records == nil && key != "":
		return r // the records could not be read: nothing is known
	}
	again.Reason = "the change did not take: " + r.Reason
	return again
}
