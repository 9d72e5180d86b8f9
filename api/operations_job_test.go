package api

import "context"

func lookAtJob(j JobStatus) any {
	return []any{j.ID, j.Status, j.Total, j.Progress, len(j.Results), j.Done()}
}

var (
	queuedJob    = []any{"V3-291e720c98aef4d953563ab090486213", "queued", 2, 0, 0, false}
	completedJob = []any{"82de0b044094f0c67893ac9fe64f1a99", "completed", 2, 2, 2, true}
)

const jobList = `{"job_statuses":[{"id":"8b726e606741012ffc2d782bcb7848fe","job_type":"Bulk Create Ticket","status":"completed","results":{"success":true}},
	{"id":"e7665094164c498781ebe4c8db6d2af5","status":"working","total":"3","progress":1,"results":null}]}`

var jobCases = []operationCase{
	{
		op:   "POST /api/v2/custom_objects/{custom_object_key}/jobs",
		path: "/custom_objects/car/jobs", status: 201, answer: "job_queued",
		body: `{"job":{"action":"create","items":[{"custom_object_fields":{"color":"Red","year":2020},"name":"2020 Tesla"},{"name":"2012 Toyota"}]}}`,
		call: seen(func(ctx context.Context, c *Client) (JobStatus, *Response, error) {
			return c.StartJob(ctx, "car", ActionCreate, []JobItem{
				{Patch: RecordPatch{Name: String("2020 Tesla"), Fields: map[string]Value{"color": String("Red"), "year": Int(2020)}}},
				{Patch: RecordPatch{Name: String("2012 Toyota")}},
			})
		}, lookAtJob),
		want: queuedJob,
	},
	{
		op: "GET /api/v2/job_statuses", path: "/job_statuses", query: "page[size]=2", answer: jobList,
		call: seen(func(ctx context.Context, c *Client) (Page[JobStatus], *Response, error) {
			return c.ListJobs(ctx, ListOptions{Size: 2})
		}, func(p Page[JobStatus]) any {
			return []any{p.Items[0].Type, p.Items[0].Results[0].Success, lookAtJob(p.Items[1])}
		}),
		want: []any{"Bulk Create Ticket", true, []any{"e7665094164c498781ebe4c8db6d2af5", "working", 3, 1, 0, false}},
	},
	{
		op: "GET /api/v2/job_statuses/show_many", path: "/job_statuses/show_many", query: "ids=a,b", answer: jobList,
		call: seen(func(ctx context.Context, c *Client) ([]JobStatus, *Response, error) {
			return c.ShowJobs(ctx, []string{"a", "b"})
		}, func(js []JobStatus) any { return len(js) }),
		want: 2,
	},
	{
		op: "GET /api/v2/job_statuses/{job_status_id}", path: "/job_statuses/82de", answer: "job_completed",
		call: seen(func(ctx context.Context, c *Client) (JobStatus, *Response, error) { return c.ShowJob(ctx, "82de") }, lookAtJob),
		want: completedJob,
	},
}
