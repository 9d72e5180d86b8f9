package api

import (
	"context"
	"time"
)

// MaxJobItems is the most one bulk job takes.
const MaxJobItems = 100

// Action is what a bulk job does with its items.
type Action string

// The six actions of bulk jobs.
const (
	ActionCreate             Action = "create"
	ActionUpdate             Action = "update"
	ActionDelete             Action = "delete"
	ActionDeleteByExternalID Action = "delete_by_external_id"
	ActionSetByExternalID    Action = "create_or_update_by_external_id"
	ActionSetByName          Action = "create_or_update_by_name" // names must be unique
)

// JobItem is one record of a bulk job. What is needed depends on the action:
//
//	create                           the patch
//	update                           the id and the patch
//	delete                           the id
//	delete_by_external_id            the external id of the patch
//	create_or_update_by_external_id  the patch, with an external id
//	create_or_update_by_name         the patch, with a name
type JobItem struct {
	ID    string
	Patch RecordPatch
}

// body is the item as the action takes it, or what it lacks.
func (i JobItem) body(action Action) (body any, problem string) {
	externalID := i.Patch.ExternalID
	switch action {
	case ActionCreate:
		return i.Patch, ""
	case ActionDelete, ActionUpdate:
		if i.ID == "" {
			return nil, "has no id"
		}
		if action == ActionDelete {
			return i.ID, ""
		}
		m := i.Patch.members()
		m["id"] = i.ID
		return m, ""
	case ActionDeleteByExternalID, ActionSetByExternalID:
		if externalID.Text() == "" {
			return nil, "has no external id"
		}
		if action == ActionSetByExternalID {
			return i.Patch, ""
		}
		return externalID.Text(), ""
	case ActionSetByName:
		if i.Patch.Name.Text() == "" {
			return nil, "has no name"
		}
		return i.Patch, ""
	}
	return nil, "cannot be done: there is no such action"
}

// StartJob queues a bulk job over 1 to MaxJobItems records and returns at
// once; WaitJob waits for it. Too many jobs at once is an error for which
// IsRateLimited holds, with the jobs in the way in Error.JobIDs.
//
// POST /api/v2/custom_objects/{custom_object_key}/jobs
// https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
func (c *Client) StartJob(ctx context.Context, objectKey string, action Action, items []JobItem) (JobStatus, *Response, error) {
	op := post(nil, "custom_objects", objectKey, "jobs")
	if len(items) == 0 || len(items) > MaxJobItems {
		return JobStatus{}, &Response{}, notSent(op, "a job takes 1 to %d records, not %d", MaxJobItems, len(items))
	}
	bodies := make([]any, len(items))
	for n, item := range items {
		body, problem := item.body(action)
		if problem != "" {
			return JobStatus{}, &Response{}, notSent(op, "record %d of the %s job %s", n+1, action, problem)
		}
		bodies[n] = body
	}
	op.body = wrap("job", map[string]any{"action": action, "items": bodies})
	return call(ctx, c, op, under[JobStatus]("job_status"))
}

// ShowJob returns the state of a job.
//
// GET /api/v2/job_statuses/{job_status_id}
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/
func (c *Client) ShowJob(ctx context.Context, id string) (JobStatus, *Response, error) {
	return call(ctx, c, get("job_statuses", id), under[JobStatus]("job_status"))
}

// ListJobs lists the account's jobs of late, about the last hundred.
//
// GET /api/v2/job_statuses
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/
func (c *Client) ListJobs(ctx context.Context, o ListOptions) (Page[JobStatus], *Response, error) {
	return doPage[JobStatus](ctx, c, get("job_statuses"), "job_statuses", o)
}

// ShowJobs returns the states of up to 100 jobs.
//
// GET /api/v2/job_statuses/show_many?ids={ids}
// https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/
func (c *Client) ShowJobs(ctx context.Context, ids []string) ([]JobStatus, *Response, error) {
	return doMany[JobStatus](ctx, c, get("job_statuses", "show_many"), "ids", ids, "job_statuses")
}

const (
	firstPoll   = 500 * time.Millisecond
	slowestPoll = 5 * time.Second
	// A job goes on while the network is away, so asking goes on for a while.
	maxFailedPolls = 3
)

// WaitJob asks for the state of a job until it is done, failed or killed, and
// returns it; that a job failed is in the state, not in the error. After each
// answer onProgress is called, if it is not nil. Cancelling the context stops
// the waiting, not the job.
func (c *Client) WaitJob(ctx context.Context, id string, onProgress func(JobStatus)) (JobStatus, *Response, error) {
	pause, failed := firstPoll, 0
	for {
		job, res, err := c.ShowJob(ctx, id)
		switch {
		case err == nil:
			failed = 0
			if onProgress != nil {
				onProgress(job)
			}
			if job.Done() {
				return job, res, nil
			}
		case !IsTemporary(err) || ctx.Err() != nil || failed >= maxFailedPolls:
			return job, res, err
		default:
			failed++
		}
		if err := c.opts.sleep(ctx, pause); err != nil {
			e := notSent(get("job_statuses", id), "stopped waiting for the job")
			e.Code, e.Err = "", err
			return job, res, e
		}
		pause = min(pause*3/2, slowestPoll)
	}
}
