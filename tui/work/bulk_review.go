package work

import (
	"context"
	"fmt"
	"iter"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/api/transfer"
	"zco/tui/domain/collection"
)

// BulkPlan is what a bulk job would do, counted from the rows as they are now:
// what a person reads before agreeing. Just this is sent then.
type BulkPlan struct {
	Kind       JobKind
	Title      string
	Collection *collection.Collection

	Records                int // looked at
	Create, Change, Delete int // of those
	Same                   int // are so already
	Problems               int // cannot be, with a reason each
	Samples                []BulkSample
	Troubled               []BulkTrouble
	Note                   string // what else to know

	group  string
	object string
	items  int
	undoes string
	source *ImportSource
}

// Sends returns how many rows would be changed, created or deleted.
func (p *BulkPlan) Sends() int { return p.Create + p.Change + p.Delete }

// BulkSample is one row before and after.
type BulkSample struct {
	ID, Name string
	Created  bool
	Fields   []BulkField
}

// BulkField is one field of a sample, by the schema's key.
type BulkField struct {
	Key           string
	Before, After collection.Value
}

// BulkTrouble is a row that cannot be changed, and why.
type BulkTrouble struct {
	ID, Name string
	Row      int // of a file, from 1; 0 if of none
	Why      string
}

// mostSamples is how many examples of each sort a review keeps.
const mostSamples = 50

// Reviewed is the answer to Review.
type Reviewed struct {
	Answer
	Plan *BulkPlan
}

// Reading tells how far a review is. It may be asked at any time.
type Reading struct{ n atomic.Int64 }

// Rows returns how many rows have been read.
func (r *Reading) Rows() int { return int(r.n.Load()) }

const reviewSlot Slot = "bulk/review"

// Review reads the rows and says what a bulk job would do. Nothing is sent. A
// new review cancels the one before.
func (j *Jobs) Review(gen uint64, col *collection.Collection, source BulkSource) (*Reading, tea.Cmd) {
	reading := &Reading{}
	return reading, j.layer.Go(reviewSlot, 0, func(ctx context.Context, c *api.Client) tea.Msg {
		start := time.Now()
		p, err := j.review(ctx, c, col, source, reading)
		return Reviewed{Answer{reviewSlot, gen, err, time.Since(start)}, p}
	})
}

// StopReview cancels the review under way.
func (j *Jobs) StopReview() { j.layer.Cancel(reviewSlot) }

func (j *Jobs) review(ctx context.Context, c *api.Client, col *collection.Collection, source BulkSource, reading *Reading) (_ *BulkPlan, err error) {
	group, err := j.newGroup()
	if err != nil {
		return nil, err
	}
	p := &BulkPlan{Kind: source.kind(), Collection: col, group: group}
	s := &survey{plan: p, reading: reading}
	if s.spool, err = newSpool(j.itemsPath(group)); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			j.forget(group)
		}
	}()
	plan, err := source.plan(ctx, c, s)
	if err == nil {
		p.Title, p.object = plan.Title, plan.Object
		err = s.walk(plan)
	}
	if cerr := s.spool.close(); err == nil {
		err = cerr
	}
	if err != nil {
		return nil, err
	}
	p.items = s.spool.n
	return p, ctx.Err()
}

// survey walks over a plan once: it counts, keeps samples and writes the items
// down.
type survey struct {
	plan    *BulkPlan
	reading *Reading
	spool   *spool
	missing []string // rows that were chosen and are gone
}

// counted passes records on, counting them, and notes which of the ids were
// not among them.
func (s *survey) counted(records iter.Seq2[api.Record, error], ids []string) iter.Seq2[api.Record, error] {
	return func(yield func(api.Record, error) bool) {
		left := make(map[string]bool, len(ids))
		for _, id := range ids {
			left[id] = true
		}
		for r, err := range records {
			if err == nil {
				s.plan.Records++
				s.reading.n.Add(1)
				delete(left, r.ID)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
		for _, id := range ids {
			if left[id] {
				s.missing = append(s.missing, id)
			}
		}
	}
}

func (s *survey) walk(plan transfer.Plan) error {
	for item, err := range plan.Items {
		if err != nil {
			return err
		}
		if err := s.take(item); err != nil {
			return err
		}
	}
	for _, id := range s.missing {
		s.plan.Records++
		gone := transfer.Item{Action: api.ActionUpdate, ID: id, Problem: "it is not there any more"}
		if err := s.take(gone); err != nil {
			return err
		}
	}
	p := s.plan
	if p.Records > 0 {
		p.Same = max(p.Records-p.Sends()-p.Problems, 0)
	}
	return nil
}

func (s *survey) take(item transfer.Item) error {
	p := s.plan
	switch {
	case item.Problem != "":
		p.Problems++
		if len(p.Troubled) < mostSamples {
			p.Troubled = append(p.Troubled, BulkTrouble{ID: item.ID, Name: itemName(item), Row: item.Row, Why: plainReason(item.Problem)})
		}
	case item.Action == api.ActionDelete || item.Action == api.ActionDeleteByExternalID:
		p.Delete++
		s.sample(item, false)
	case item.Action == api.ActionUpdate || item.Before != nil:
		p.Change++
		s.sample(item, false)
	default:
		p.Create++
		s.sample(item, true)
	}
	return s.spool.put(item)
}

func (s *survey) sample(item transfer.Item, created bool) {
	if len(s.plan.Samples) < mostSamples {
		s.plan.Samples = append(s.plan.Samples, BulkSample{
			ID: item.ID, Name: itemName(item), Created: created, Fields: patchFields(item.Patch, item.Before),
		})
	}
}

// itemName is what the row of an item is called, as far as that is known.
func itemName(i transfer.Item) string {
	if i.Before != nil && i.Before.Name.Text() != "" {
		return i.Before.Name.Text()
	}
	if name := i.Patch.Name.Text(); name != "" {
		return name
	}
	if i.ID == "" && i.Row > 0 {
		return fmt.Sprintf("row %d", i.Row)
	}
	return i.ID
}
