package job

import (
	"context"
	"iter"
	"sync/atomic"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/collection"
)

// Plan is what a job would do, counted from the rows as they are now: what a
// person reads before agreeing. Just this is sent then.
type Plan struct {
	Kind       Kind
	Title      string
	Collection *collection.Collection

	Records                int // looked at
	Create, Change, Delete int // of those
	Same                   int // are so already
	AlreadyIn              int // of Same: an earlier import made the record
	Problems               int // cannot be, with a reason each
	Samples                []Item
	Troubled               []Item      // with their Problem
	Note                   string      // what else to know
	Causes                 CauseCounts // cells of a file that a program seems to have changed: they are not sent

	group  string
	object string
	items  int
	undoes string
	source *Import
}

// Sends returns how many rows would be changed, created or deleted.
func (p *Plan) Sends() int { return p.Create + p.Change + p.Delete }

// mostSamples is how many examples of each sort a review keeps.
const mostSamples = 50

// Reading tells how far a review is. It may be asked at any time.
type Reading struct{ n atomic.Int64 }

// Add notes that so many rows more have been read.
func (r *Reading) Add(rows int) { r.n.Add(int64(rows)) }

// Rows returns how many rows have been read.
func (r *Reading) Rows() int { return int(r.n.Load()) }

// Review reads the rows and says what a job would do. Nothing is sent. What it
// would do is written down until the plan is started or discarded.
func (r *Runner) Review(ctx context.Context, col *collection.Collection, source Source, reading *Reading) (_ *Plan, err error) {
	group, err := r.newGroup()
	if err != nil {
		return nil, err
	}
	p := &Plan{Kind: source.kind(), Collection: col, group: group}
	s := &survey{plan: p, reading: reading}
	if s.spool, err = newSpool(r.itemsPath(group)); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			r.forget(group)
		}
	}()
	plan, err := source.plan(ctx, r, s)
	if err == nil {
		p.Title, p.object = plan.Title, plan.Object
		err = s.walk(plan)
	}
	if cerr := s.spool.close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	p.items = s.spool.n
	return p, nil
}

// Discard throws away a plan that nobody agreed to.
func (r *Runner) Discard(p *Plan) { r.forget(p.group) }

// survey walks over a plan once: it counts, keeps samples and writes the items
// down.
type survey struct {
	plan    *Plan
	reading *Reading
	spool   *spool
	missing []Item // rows that were chosen and are gone
}

// counted passes the records of which on, counting them, and notes those of the
// ids that were not among them.
func (s *survey) counted(records iter.Seq2[api.Record, error], which Which) iter.Seq2[api.Record, error] {
	return func(yield func(api.Record, error) bool) {
		left := make(map[string]bool, len(which.IDs))
		for _, id := range which.IDs {
			left[id] = true
		}
		for r, err := range records {
			if err == nil {
				s.plan.Records++
				s.reading.Add(1)
				delete(left, r.ID)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
		for _, id := range which.IDs {
			if left[id] {
				s.missing = append(s.missing, goneItem(id, which.Names[id]))
			}
		}
	}
}

// goneItem is a row that was chosen and is gone, by the name it had.
func goneItem(id, name string) Item {
	i := Item{Action: api.ActionUpdate, ID: id, Problem: "it is not there any more"}
	if name != "" {
		i.Before = &api.Record{ID: id, Name: api.String(name)}
	}
	return i
}

func (s *survey) walk(plan transfer.Plan) error {
	for item, err := range plan.Items {
		if err != nil {
			return err
		}
		if err := s.count(item); err != nil {
			return err
		}
	}
	for _, gone := range s.missing {
		s.plan.Records++
		if err := s.count(gone); err != nil {
			return err
		}
	}
	p := s.plan
	if p.Records > 0 {
		p.Same = max(p.Records-p.Sends()-p.Problems, 0)
	}
	return nil
}

func (s *survey) count(item Item) error {
	p := s.plan
	samples := &p.Samples
	switch {
	case item.Problem != "":
		p.Problems++
		samples = &p.Troubled
	case deletes(item):
		p.Delete++
	case Creates(item):
		p.Create++
	default:
		p.Change++
	}
	if len(*samples) < mostSamples {
		*samples = append(*samples, item)
	}
	return s.spool.put(item)
}
