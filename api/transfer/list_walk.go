package transfer

import (
	"context"
	"iter"
	"slices"
	"time"

	"zco/api"
)

// listWalk is the way through a list that stands still, with several requests
// at once where they take long. The first cursor reads on; a second one reads
// the list from its end; and where the search allows, what is between the two
// is read in ranges of time. The others are only there to be sooner: where one
// fails, or what it gives does not fit, the first one goes on alone.
type listWalk struct {
	query  Query // as it is asked
	client Client
	most   int // requests at once

	given  string // the id up to which all was given; "" where the first cursor says it
	cursor string // of the first cursor's next page
	seen   []string
	last   api.Record // of the first cursor
	far    *farEnd
	recent *recentReading
	alone  bool // ranges are of no use
}

// recentReading is a reading of recentChanges on its way.
type recentReading struct {
	done   chan struct{}
	result *recentChanges
	err    error
}

// ready reports whether the ranges can be read.
func (r *recentReading) ready() bool {
	return r != nil && isClosed(r.done) && r.err == nil
}

// pagesAtOnce walks over what pages does from a place on, in the same order,
// with so many requests at once.
func (q Query) pagesAtOnce(ctx context.Context, c Client, at place, most int) iter.Seq2[recordPage, error] {
	asked, search, _ := q.plan()
	if search || q.Limit > 0 || asked.turned() == "" {
		return q.pages(ctx, c, at.Cursor, at.Seen, q.Limit-at.Rows)
	}
	return func(yield func(recordPage, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		w := &listWalk{query: asked, client: c, most: most, given: at.Last, cursor: at.Cursor, seen: at.Seen}
		defer func() {
			cancel()
			w.close()
		}()
		for w.near(ctx, yield) && !w.middle(ctx, yield) {
			w.close()
			w.alone = true
		}
	}
}

func (w *listWalk) close() {
	w.far.close()
	if w.recent != nil {
		<-w.recent.done
	}
	w.far, w.recent = nil, nil
}

// near reads with the first cursor, until it has come to the end or met the
// other; true means that ranges can go on.
func (w *listWalk) near(ctx context.Context, yield func(recordPage, error) bool) bool {
	last, ordered, begun := "", true, time.Now()
	for p, err := range w.query.pages(ctx, w.client, w.cursor, w.seen, 0) {
		took := time.Since(begun)
		if last, ordered = w.query.follows(last, ordered, p.records); !ordered {
			w.far.giveUp()
		}
		met := err == nil && p.next != "" && w.far.reached(last)
		w.note(p)
		if !yield(w.notGiven(p), err) || err != nil {
			return false
		}
		if met {
			w.rest(ctx, w.upTo(last), yield)
			return false
		}
		if p.next == "" {
			continue // there is nothing more
		}
		if w.recent.ready() && ordered && !w.far.useless() {
			return true
		}
		if w.far == nil && ordered && took >= slowPage && w.most > 1 {
			w.startOthers(ctx, last)
		}
		begun = time.Now()
	}
	return false
}

// note keeps where the first cursor is.
func (w *listWalk) note(p recordPage) {
	w.cursor, w.seen = p.next, w.seen[:0:0]
	for _, r := range p.records {
		w.seen, w.last = append(w.seen, r.ID), r
	}
}

// notGiven is a page without what was given before.
func (w *listWalk) notGiven(p recordPage) recordPage {
	if w.given != "" {
		p.records = slices.DeleteFunc(slices.Clone(p.records), func(r api.Record) bool { return w.query.order(r.ID, w.given) <= 0 })
		p.upTo = w.given
	}
	return p
}

// upTo is the later of an id and the one up to which all was given.
func (w *listWalk) upTo(id string) string {
	if w.given != "" && w.query.order(id, w.given) < 0 {
		return w.given
	}
	return id
}

// startOthers begins to read from the end, and what ranges need.
func (w *listWalk) startOthers(ctx context.Context, last string) {
	w.far = w.query.startFarEnd(ctx, w.client, last)
	made, ok := idTime(w.upTo(last))
	if w.most < 3 || w.alone || w.query.Sort != "id" || !ok || made >= serverSecond(w.client)-int64(indexLag/time.Second) {
		return
	}
	r := &recentReading{done: make(chan struct{})}
	w.recent = r
	go func() {
		defer close(r.done)
		r.result, r.err = readRecent(ctx, w.client, w.query.Object, w.most-2)
	}()
}

// middle reads the ranges between the first cursor and the other, and what the
// other has read; false means that the first one is to go on.
func (w *listWalk) middle(ctx context.Context, yield func(recordPage, error) bool) bool {
	recent := w.recent.result
	o := rangeOrder{recent: recent, last: w.upTo(w.last.ID), end: w.far.until(firstID(recent.since))}
	if w.last.ID == o.last && !recent.deleted[o.last] {
		o.anchor = w.last
	}
	if o.last < o.end {
		from, ok := idTime(o.last)
		if !ok {
			return false
		}
		o.ranges = &ranges{client: w.client, object: w.query.Object, most: w.most, recent: recent, far: w.far}
		wanted, err := o.give(ctx, from-idSlack, yield)
		if !wanted {
			return true
		}
		if w.given = o.last; err != nil {
			return false
		}
	}
	if !w.far.cameTo(ctx, o.end) {
		return false
	}
	w.rest(ctx, o.last, yield)
	return true
}

// rest gives what was read from the end.
func (w *listWalk) rest(ctx context.Context, last string, yield func(recordPage, error) bool) {
	if err := w.far.rest(ctx, last, yield); err != nil {
		yield(recordPage{}, err)
	}
}
