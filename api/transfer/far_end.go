package transfer

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"iter"
	"os"
	"slices"
	"sync"

	"zco/api"
)

// farEnd is a cursor that reads a list from its end, into a spool.
type farEnd struct {
	query  Query // of the first cursor
	client Client
	cancel context.CancelFunc
	done   chan struct{} // closed once it reads no more

	mu     sync.Mutex
	near   string // the id that the first cursor has come to
	lowest string // the id that this one has come to; "" before its first page
	dead   bool   // what it read is of no use
	spool  *spool
}

func (q Query) startFarEnd(ctx context.Context, c Client, near string) *farEnd {
	ctx, cancel := context.WithCancel(ctx)
	f := &farEnd{query: q, client: c, cancel: cancel, done: make(chan struct{}), near: near}
	go func() {
		defer close(f.done)
		if err := f.read(ctx, near); err != nil && ctx.Err() == nil {
			f.giveUp()
		}
	}()
	return f
}

// read fetches pages until the two cursors have met. There is more after the id
// that the first one had come to as this one began.
func (f *farEnd) read(ctx context.Context, begun string) (err error) {
	if f.spool, err = newSpool(); err != nil {
		return err
	}
	back := f.query
	back.Sort = f.query.turned()
	last, ordered, rate := "", true, api.Rate{}
	var before []string // the ids on the page before
	for p, err := range api.Pages(api.ListOptions{Size: api.MaxPageSize}, func(o api.ListOptions) (api.Page[api.Record], *api.Response, error) {
		if !room(ctx, rate) {
			return api.Page[api.Record]{}, nil, ctx.Err()
		}
		p, resp, err := back.pageOf(ctx, f.client, false, o)
		if resp != nil {
			rate = resp.Rate
		}
		return p, resp, err
	}) {
		if err != nil {
			return err
		}
		if p.Unreadable > 0 {
			f.giveUp() // the first one counts them
			return nil
		}
		records := slices.DeleteFunc(p.Items, func(r api.Record) bool { return slices.Contains(before, r.ID) })
		before = before[:0]
		for _, r := range records {
			before = append(before, r.ID)
		}
		if last == "" && (len(records) == 0 || f.query.order(records[0].ID, begun) <= 0) {
			f.giveUp() // it is not the end that came
			return nil
		}
		if last, ordered = back.follows(last, ordered, records); !ordered {
			f.giveUp()
			return nil
		}
		if err := f.spool.put(records); err != nil {
			return err
		}
		if f.arrived(last) {
			return nil
		}
	}
	return nil
}

// arrived notes how far it has come, and reports whether there is no more to
// read.
func (f *farEnd) arrived(at string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lowest = at
	return f.dead || at != "" && f.query.order(at, f.near) <= 0
}

// reached notes how far the first cursor has come, and reports whether the two
// have met.
func (f *farEnd) reached(near string) bool {
	if f == nil {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.near = near
	return !f.dead && f.lowest != "" && f.query.order(f.lowest, near) <= 0
}

// until has it read down to an id only, and returns the one that it reads down
// to: it may be further.
func (f *farEnd) until(id string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.lowest != "" && f.lowest <= id {
		id = f.lowest
		f.cancel()
	}
	f.near = id
	return id
}

// cameTo waits for the end of the reading, and reports whether it is of use and
// has come down to an id.
func (f *farEnd) cameTo(ctx context.Context, id string) bool {
	select {
	case <-f.done:
	case <-ctx.Done():
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return !f.dead && f.lowest != "" && f.lowest <= id
}

// reading reports whether it may ask for another page.
func (f *farEnd) reading() bool {
	return !isClosed(f.done)
}

func isClosed(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}

// useless reports whether it was given up.
func (f *farEnd) useless() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.dead
}

// giveUp makes what was read of no use.
func (f *farEnd) giveUp() {
	if f == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.dead = true
	f.cancel()
}

// stop ends the reading.
func (f *farEnd) stop() {
	f.cancel()
	<-f.done
}

func (f *farEnd) close() {
	if f == nil {
		return
	}
	f.stop()
	if f.spool != nil {
		f.spool.close()
	}
}

// spool keeps pages of records in a file without a name that only its owner
// may read, and gives them back from the last to the first.
type spool struct {
	file  *os.File
	w     *bufio.Writer
	at    int64
	pages []int64 // where each begins
}

func newSpool() (*spool, error) {
	file, err := os.CreateTemp("", "zco-export-*") // 0600
	if err != nil {
		return nil, err
	}
	_ = os.Remove(file.Name()) // where an open file can be; else at the end
	return &spool{file: file, w: bufio.NewWriter(file)}, nil
}

func (s *spool) put(records []api.Record) error {
	s.pages = append(s.pages, s.at)
	for _, r := range records {
		line, err := wholeLine(r)
		if err != nil {
			return err
		}
		_, _ = s.w.WriteString(line) // a bufio.Writer keeps its first error
		if err := s.w.WriteByte('\n'); err != nil {
			return err
		}
		s.at += int64(len(line)) + 1
	}
	return s.w.Flush()
}

// backwards walks over the pages.
func (s *spool) backwards() iter.Seq2[[]api.Record, error] {
	return func(yield func([]api.Record, error) bool) {
		end := s.at
		for _, begin := range slices.Backward(s.pages) {
			records, err := s.page(begin, end)
			if !yield(records, err) || err != nil {
				return
			}
			end = begin
		}
	}
}

func (s *spool) page(begin, end int64) ([]api.Record, error) {
	var out []api.Record
	lines := json.NewDecoder(io.NewSectionReader(s.file, begin, end-begin))
	for lines.More() {
		var r api.Record
		if err := lines.Decode(&r); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func (s *spool) close() {
	_ = s.file.Close()
	_ = os.Remove(s.file.Name())
}
