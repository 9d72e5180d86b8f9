package transfer

import (
	"context"
	"slices"
	"strings"

	"zco/api"
)

// rangeOrder puts what ranges read into the order of the ids, with what changed
// of late in place of what the search has.
type rangeOrder struct {
	ranges  *ranges
	recent  *recentChanges
	last    string     // the id that was given last
	end     string     // the id before which it ends
	anchor  api.Record // of the list, which the search must have as it is; zero for none
	waiting []api.Record
}

// waitingMost is how many records may be of so few seconds that their order is
// not known yet.
const waitingMost = 10_000

// give gives all records, and reports whether more are wanted. After an error
// the list is to be read from the last that was given on.
func (o *rangeOrder) give(ctx context.Context, from int64, yield func(recordPage, error) bool) (bool, error) {
	to, ok := idTime(o.end)
	if !ok {
		return true, errUnfit
	}
	stop := o.ranges.start(ctx, from, to+idSlack+1)
	defer stop()
	for more := true; more; {
		records, rest, again, err := o.ranges.take()
		if err != nil {
			return true, err
		}
		if more = again; !more {
			rest = to + 2*idSlack + 1
		}
		for _, r := range records {
			if err := o.meet(r); err != nil {
				return true, err
			}
		}
		if len(o.waiting) > waitingMost {
			return true, errUnfit
		}
		ready := o.ready(min(firstID(rest-idSlack), o.end))
		if o.anchor.ID != "" && len(ready) > 0 {
			return true, errUnfit // it should have been before them
		}
		if len(ready) > 0 && !yield(recordPage{records: ready, next: metCursor, upTo: o.last}, nil) {
			return false, nil
		}
	}
	return true, nil
}

// meet takes one record as the search has it.
func (o *rangeOrder) meet(r api.Record) error {
	_, changed := o.recent.records[r.ID]
	if r.ID == o.anchor.ID {
		if !changed && r.Source() != o.anchor.Source() {
			return errUnfit
		}
		o.anchor = api.Record{}
	}
	if r.ID > o.last && r.ID < o.end && !o.recent.deleted[r.ID] {
		o.waiting = append(o.waiting, r)
	}
	return nil
}

// ready takes out what stands before an id, in order and each once.
func (o *rangeOrder) ready(before string) []api.Record {
	var out []api.Record
	o.waiting = slices.DeleteFunc(o.waiting, func(r api.Record) bool {
		if r.ID < before {
			out = append(out, o.fresh(r))
		}
		return r.ID < before
	})
	for len(o.recent.ids) > 0 && o.recent.ids[0] < before {
		if id := o.recent.ids[0]; id > o.last && !o.recent.deleted[id] {
			out = append(out, o.recent.records[id])
		}
		o.recent.ids = o.recent.ids[1:]
	}
	slices.SortStableFunc(out, func(a, b api.Record) int { return strings.Compare(a.ID, b.ID) })
	out = slices.CompactFunc(out, func(a, b api.Record) bool { return a.ID == b.ID })
	if len(out) > 0 {
		o.last = out[len(out)-1].ID
	}
	return out
}

// fresh is a record as it is known last.
func (o *rangeOrder) fresh(r api.Record) api.Record {
	if f, ok := o.recent.records[r.ID]; ok && !r.UpdatedAt.Time.After(f.UpdatedAt.Time) {
		return f
	}
	return r
}
