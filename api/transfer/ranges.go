package transfer

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"zco/api"
)

// ranges reads the records of an object by when they were created, several
// stretches of time at once, through the filtered search. The stretches are
// cut as they are read: who is free takes what is left of one.
//
// Whatever the search says that does not fit ends it, and the list is read on
// in its place.
type ranges struct {
	client Client
	object string
	most   int // requests at once
	recent *recentChanges
	far    *farEnd // one of the requests, until it has come to where the ranges end

	mu        sync.Mutex
	changed   *sync.Cond
	stretches []*stretch // in their order, those that are not given yet
	inFlight  int
	held      int // bytes that were read and not given
	text      int // bytes of all records that were read
	records   int
	due       int // records that are still to come, at least, as the search told
	rate      api.Rate
	waking    bool // a timer will ask for room again
	err       error
}

// stretch is the time from one second up to another, and how far it was read.
type stretch struct {
	from, to int64
	at       int64 // second of the last record
	after    string
	walk     api.Walk
	asked    bool // a page was asked for
	read     int
	guess    int // how many there may be
	behind   int // how many there are from its beginning on, as the search told; 0 if it did not
	least    int // of them, where they may be more than it told
	pages    [][]api.Record
	busy     bool
	done     bool
	ended    bool // as the search has no more, not as its time is over
	counted  bool // the search told how many there are
}

// Bounds of reading ahead.
const (
	stretchMost  = 1000    // records that one request after the other reads
	stretchLeast = 200     //
	heldMost     = 8 << 20 // bytes
)

var errUnfit = errors.New("the search does not answer as the list does")

// start reads the seconds from one to another until stop is called.
func (r *ranges) start(ctx context.Context, from, to int64) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	r.changed = sync.NewCond(&r.mu)
	r.stretches = []*stretch{{from: from, to: to, at: from, guess: r.recent.total}}
	var readers sync.WaitGroup
	for range r.most {
		readers.Go(func() {
			for s := r.next(); s != nil; s = r.next() {
				p, resp, err := r.page(ctx, s)
				r.put(s, p, resp, err)
			}
		})
	}
	context.AfterFunc(ctx, func() { r.fail(context.Cause(ctx)) })
	readers.Go(func() { // a request more when the far end has come to its place
		select {
		case <-r.far.done:
			r.wake()
		case <-ctx.Done():
		}
	})
	return func() {
		cancel()
		readers.Wait()
	}
}

func (r *ranges) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
	r.changed.Broadcast()
}

func (r *ranges) wake() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waking = false
	r.changed.Broadcast()
}

func (r *ranges) page(ctx context.Context, s *stretch) (api.Page[api.Record], *api.Response, error) {
	return r.client.FilterRecords(ctx, r.object, "", api.Where("created_at", api.AtLeast, utc(s.from)),
		api.ListOptions{Size: api.MaxPageSize, Sort: "created_at", After: s.after, Sources: true})
}

// next waits for a stretch of which a page is to be read; nil at the end.
func (r *ranges) next() *stretch {
	r.mu.Lock()
	defer r.mu.Unlock()
	for {
		if r.err != nil || !slices.ContainsFunc(r.stretches, func(s *stretch) bool { return !s.done }) {
			return nil
		}
		if s := r.pick(); s != nil {
			s.busy, s.asked = true, true
			r.inFlight++
			return s
		}
		r.changed.Wait()
	}
}

// pick chooses a stretch: the first that nobody reads, or a part of one.
func (r *ranges) pick() *stretch {
	most := r.most
	if r.far.reading() {
		most--
	}
	if r.inFlight >= most {
		return nil
	}
	if first := r.stretches[0]; !first.busy && !first.done && len(first.pages) == 0 {
		return first // it is waited for
	}
	if r.held >= heldMost || !r.room() {
		return nil
	}
	for _, s := range r.stretches {
		if !s.busy && !s.done {
			return s
		}
	}
	return r.cut()
}

// note keeps what an answer tells of the account's requests: of the same minute
// the least, as answers overtake each other.
func (r *ranges) note(rate api.Rate) {
	if rate.Reset.Sub(r.rate.Reset).Abs() > 5*time.Second || rate.Remaining < r.rate.Remaining {
		r.rate = rate
	}
}

// room reports whether the account has more than half of its requests left for
// others, and sees to it that it is asked again when it has.
func (r *ranges) room() bool {
	wait := time.Until(r.rate.Reset)
	if !r.rate.Known() || wait <= 0 || 2*(r.rate.Remaining-r.inFlight) > r.rate.Limit {
		return true
	}
	if !r.waking {
		r.waking = true
		time.AfterFunc(min(wait, time.Minute), r.wake)
	}
	return false
}

// cut makes two of a stretch that is being read, and returns the second.
func (r *ranges) cut() *stretch {
	size := stretchMost
	if r.records > 0 {
		size = min(max(heldMost/r.most/(r.text/r.records+1), stretchLeast), stretchMost)
	}
	best, most := -1, 3*api.MaxPageSize-1
	for i, s := range r.stretches {
		if left := r.left(i); !s.done && left > most && s.to-s.at > 1 {
			if best, most = i, left; left >= 2*size {
				break
			}
		}
	}
	if best < 0 {
		return nil
	}
	s, keep := r.stretches[best], min(size, most/2)
	at := s.at + max(1, int64(float64(s.to-s.at)*float64(keep)/float64(most)))
	rest := &stretch{from: at, to: s.to, at: at, guess: most - keep}
	s.to, s.guess = at, s.read+keep
	r.stretches = slices.Insert(r.stretches, best+1, rest)
	return rest
}

// left is about how many records of a stretch are not read.
func (r *ranges) left(i int) int {
	s, beyond := r.stretches[i], 0
	if s.behind == 0 {
		return s.guess - s.read
	}
	if i+1 < len(r.stretches) {
		if beyond = r.stretches[i+1].behind; beyond == 0 {
			return s.guess - s.read
		}
	}
	return s.behind - beyond - s.read
}

// put takes what was answered of a stretch.
func (r *ranges) put(s *stretch, p api.Page[api.Record], resp *api.Response, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s.busy = false
	r.inFlight--
	if resp != nil && resp.Rate.Known() {
		r.note(resp.Rate)
	}
	if err == nil {
		err = r.add(s, p)
	}
	if err != nil && r.err == nil {
		r.err = err
	}
	r.changed.Broadcast()
}

func (r *ranges) add(s *stretch, p api.Page[api.Record]) error {
	if p.Unreadable > 0 {
		return errUnfit // the list counts them
	}
	if p.Count != nil && s.after == "" {
		if s.counted, s.least = true, *p.Count; s.least != relevant { // so many may be more
			s.behind = s.least
		}
	}
	page := p.Items
	for i, record := range p.Items {
		second, fits := createdIn(record)
		if !fits || second < s.at {
			return errUnfit
		}
		if second >= s.to {
			page, s.done = p.Items[:i], true
			break
		}
		s.at = second
		r.held += len(record.Source())
		r.text += len(record.Source())
	}
	s.read += len(page)
	r.records += len(page)
	if len(page) > 0 {
		s.pages = append(s.pages, page)
	}
	if s.ended = !s.done && !p.Meta.HasMore; s.done || s.ended {
		s.done = true
		return nil
	}
	if err := s.walk.On(s.after, p.Meta.After, len(p.Items)); err != nil {
		return err
	}
	s.after = p.Meta.After
	return nil
}

// take waits for the next records, and for the second from which on the rest
// is; more is false with the last of them.
func (r *ranges) take() (records []api.Record, rest int64, more bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for {
		if r.err != nil {
			return nil, 0, false, r.err
		}
		s := r.stretches[0]
		if len(s.pages) > 0 {
			records, s.pages = s.pages[0], s.pages[1:]
			rest, more = records[len(records)-1].CreatedAt.Time.Unix(), true
		}
		if s.done && len(s.pages) == 0 {
			if r.due = cmp.Or(s.least, r.due) - s.read; s.ended && (r.due > 0 || !s.counted) {
				return nil, 0, false, errUnfit // an answer lacked what is behind it
			}
			r.stretches, rest, more = r.stretches[1:], s.to, len(r.stretches) > 1
		} else if len(records) == 0 {
			r.changed.Wait()
			continue
		}
		for _, record := range records {
			r.held -= len(record.Source())
		}
		r.changed.Broadcast()
		return records, rest, more, nil
	}
}
