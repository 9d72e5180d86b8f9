package transfer

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"zco/api"
)

// slowPage is how long a page must take to come for the list to be read from
// its other end as well: where there is no latency, it would only cost more.
const slowPage = 80 * time.Millisecond

// turned is the order of a list by id that goes the other way, "" for an order
// that changes while it is read.
func (q Query) turned() string {
	switch q.Sort {
	case "id":
		return "-id"
	case "-id":
		return "id"
	}
	return ""
}

// order compares two ids as the query's list by id has them.
func (q Query) order(a, b string) int {
	if q.Sort == "-id" {
		return strings.Compare(b, a)
	}
	return strings.Compare(a, b)
}

// follows returns the last of the ids, and whether they are all in order.
func (q Query) follows(last string, ordered bool, records []api.Record) (string, bool) {
	for _, r := range records {
		ordered = ordered && (last == "" || q.order(last, r.ID) < 0)
		last = r.ID
	}
	return last, ordered
}

// rest gives what lies between the last record that the first cursor gave and
// the end, as it was read from there, and then what was made meanwhile.
func (f *farEnd) rest(ctx context.Context, last string, yield func(recordPage, error) bool) error {
	f.stop()
	give := func(records []api.Record, next string) bool {
		records = slices.DeleteFunc(records, func(r api.Record) bool { return f.query.order(r.ID, last) <= 0 })
		if len(records) > 0 {
			last = records[len(records)-1].ID
		}
		return yield(recordPage{records: records, next: next, afterMeeting: true}, nil)
	}
	for records, err := range f.spool.backwards() {
		if err != nil {
			return err
		}
		slices.Reverse(records)
		if !give(records, metCursor) {
			return nil
		}
	}
	newer, err := f.newer(ctx, last)
	if err != nil {
		return err
	}
	give(newer, "")
	return nil
}

// metCursor stands for the cursor of a page that is no place to go on from.
const metCursor = "met"

// newer reads what has come at the far end since it was begun at: in the order
// of the query.
func (f *farEnd) newer(ctx context.Context, last string) ([]api.Record, error) {
	var out []api.Record
	back := f.query
	back.Sort = f.query.turned()
	for p, err := range back.pages(ctx, f.client, "", nil, 0) {
		if err != nil {
			return nil, err
		}
		for _, r := range p.records {
			if f.query.order(r.ID, last) <= 0 {
				slices.Reverse(out)
				return out, nil
			}
			out = append(out, r)
		}
	}
	slices.Reverse(out)
	return out, nil
}

// room waits while the account has less than half of its requests left: a
// second cursor must not take what others need.
func room(ctx context.Context, r api.Rate) bool {
	if !r.Known() || 2*r.Remaining > r.Limit {
		return true
	}
	pause := cmp.Or(max(time.Until(r.Reset), 0), time.Second)
	return sleep(ctx, min(pause, time.Minute)) == nil
}
