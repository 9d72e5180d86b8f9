// Package transfer moves many records at once: bulk jobs, bulk edits and their
// undoing, export and import. The interface and the command line both use it.
//
//   - Start runs a Plan, a stream of Items, as bulk jobs of up to 100 records.
//   - EditPlan, DeletePlan and UndoPlan make plans.
//   - Export and ExportFile write records as CSV, JSON, JSON Lines or .xlsx.
//     Where a request takes long they read a list from both its ends, and a large
//     one in ranges of time as well (listWalk), in the order of one cursor.
//   - Import reads those forms, checks them and makes a plan of them.
//
// The package imports zco/api and nothing else of zco; it shows nothing and
// asks nobody. Streams are iterators: nothing here holds a whole object.
//
// The one rule a newcomer would break: a job whose answer was lost is not sent
// again. Whether it was taken is looked up first, and where that cannot be
// told, the outcome is unknown, which is neither done nor failed.
package transfer

import (
	"context"
	"time"

	"zco/api"
)

// Client is what this package asks of an account. *api.Client does it.
type Client interface {
	AfterLook(ctx context.Context) context.Context
	ClockSkew() time.Duration
	ShowMe(ctx context.Context) (api.User, *api.Response, error)
	StartJob(ctx context.Context, objectKey string, action api.Action, items []api.JobItem) (api.JobStatus, *api.Response, error)
	ShowJob(ctx context.Context, id string) (api.JobStatus, *api.Response, error)
	ShowJobs(ctx context.Context, ids []string) ([]api.JobStatus, *api.Response, error)
	ListJobs(ctx context.Context, o api.ListOptions) (api.Page[api.JobStatus], *api.Response, error)
	CountRecords(ctx context.Context, objectKey string) (api.Count, *api.Response, error)
	ListRecords(ctx context.Context, objectKey string, f api.RecordFilter, o api.ListOptions) (api.Page[api.Record], *api.Response, error)
	SearchRecords(ctx context.Context, objectKey, query string, o api.ListOptions) (api.Page[api.Record], *api.Response, error)
	ListChanges(ctx context.Context, objectKey string, o api.ChangesOptions) (api.Page[api.Record], *api.Response, error)
	FilterRecords(ctx context.Context, objectKey, query string, f api.Filter, o api.ListOptions) (api.Page[api.Record], *api.Response, error)
}

var _ Client = (*api.Client)(nil)
