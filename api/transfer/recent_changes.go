package transfer

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"zco/api"
)

// The search knows of a change only some time after it was made; the service's
// people speak of one to ten minutes.
const indexLag = 15 * time.Minute

// What is read before ranges are: more costs more than ranges save.
const (
	worthRanges     = 2000 // records; with fewer two cursors are as fast
	recentPages     = 10   // pages of the list by updated_at, and one for each recentShare records
	recentShare     = 2000
	recentHeld      = 8 << 20 // bytes
	recentDeletions = 3       // pages of changes
)

var errNotWorth = errors.New("ranges would save nothing")

// recentChanges is what the search may not know yet, as the list has it.
type recentChanges struct {
	since   int64                 // second from which on the search is not asked
	total   int                   // records of the object, about
	records map[string]api.Record // changed since, by id
	ids     []string              // of records, in order
	deleted map[string]bool       // ids of those that are gone since
}

// readRecent reads what changed of an object of late, with so many requests at
// once. An error means that ranges are better not read.
func readRecent(ctx context.Context, c Client, object string, most int) (*recentChanges, error) {
	n, _, err := c.CountRecords(ctx, object)
	if err != nil {
		return nil, err
	}
	if n.Value < worthRanges {
		return nil, errNotWorth
	}
	begun := serverSecond(c)
	r := &recentChanges{since: begun - int64(indexLag/time.Second), total: n.Value, records: map[string]api.Record{}, deleted: map[string]bool{}}
	indexed := 0
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(most, 1))
	g.Go(func() error { return r.readUpdated(ctx, c, object, begun) })
	g.Go(func() error { return r.readDeleted(ctx, c, object) })
	g.Go(func() (err error) { indexed, err = r.countIndexed(ctx, c, object); return err })
	if err := g.Wait(); err != nil {
		return nil, err
	}
	if !r.agrees(n, indexed) {
		return nil, errUnfit
	}
	r.ids = slices.Sorted(maps.Keys(r.records))
	return r, nil
}

// serverSecond is the time at the service; some seconds early, as its clock is
// known to the second.
func serverSecond(c Client) int64 { return time.Now().Add(-c.ClockSkew()).Unix() - 2 }

// readUpdated reads the records that changed, the latest first, until the
// search knows the rest. Where that took several pages, what changed meanwhile
// has come before them, and is read as well.
func (r *recentChanges) readUpdated(ctx context.Context, c Client, object string, begun int64) error {
	left, held := recentPages+r.total/recentShare, 0
	for since := r.since; ; {
		pages, done := 0, false
		for p, err := range api.Pages(api.ListOptions{Size: api.MaxPageSize, Sort: "-updated_at", Sources: true}, func(o api.ListOptions) (api.Page[api.Record], *api.Response, error) {
			return c.ListRecords(ctx, object, api.RecordFilter{}, o)
		}) {
			if err != nil {
				return err
			}
			if pages, left = pages+1, left-1; left < 0 || p.Unreadable > 0 {
				return errNotWorth
			}
			for _, record := range p.Items {
				if done = done || record.UpdatedAt.Time.Unix() < since; done {
					break
				}
				held += len(record.Source())
				r.records[record.ID] = record
			}
			if done {
				break
			}
			if held > recentHeld {
				return errNotWorth
			}
		}
		if pages < 2 {
			return nil
		}
		since, begun = begun, serverSecond(c)
	}
}

// readDeleted reads which records were deleted, but for those of the last
// minute, of which the service tells nothing.
func (r *recentChanges) readDeleted(ctx context.Context, c Client, object string) error {
	o := api.ChangesOptions{Since: time.Unix(r.since, 0), Size: api.MaxChangesSize}
	for range recentDeletions {
		p, _, err := c.ListChanges(ctx, object, o)
		if err != nil {
			return err
		}
		for _, record := range p.Items {
			if record.Deleted() {
				r.deleted[record.ID] = true
			}
		}
		if !p.Meta.HasMore {
			return nil
		}
		if o.Cursor = p.Meta.After; o.Cursor == "" {
			return errNotWorth
		}
	}
	return errNotWorth
}

// countIndexed is how many records the search knows that were made before the
// time from which on it is not asked; relevant, if that may be all it counts.
func (r *recentChanges) countIndexed(ctx context.Context, c Client, object string) (int, error) {
	p, _, err := c.FilterRecords(ctx, object, "", api.Where("created_at", api.Less, utc(r.since)), api.ListOptions{Size: 1, Sort: "created_at"})
	if err != nil || p.Count == nil {
		return relevant, err
	}
	return *p.Count, nil
}

// agrees reports whether the search may know just the records that there were
// as they were counted: it still has some of the deleted ones. What was deleted
// in the last minute shows itself here only. A count of another time tells
// nothing.
func (r *recentChanges) agrees(n api.Count, indexed int) bool {
	counted := n.RefreshedAt.Time.Unix()
	if counted < r.since+int64(indexLag/time.Second) || indexed == relevant {
		return true
	}
	least, most := n.Value, n.Value
	for _, record := range r.records {
		made := record.CreatedAt.Time.Unix()
		if made >= r.since && made < counted {
			most--
		}
		if made >= r.since && made <= counted {
			least-- // it may have been made just after the count
		}
	}
	return least <= indexed && indexed <= most+len(r.deleted)
}
