// Package journal keeps on disk what a person typed and has not sent, and what
// was sent, so that neither a lost line, a kill -9 nor a full disk costs a
// word.
//
// Each session appends to a file of its own, named by chance and held by a
// lock as long as the session lives. The files of sessions that ended are
// taken over at the next start, so several sessions of one person never write
// to one file. A line is a batch of operations with a checksum: a file cut at
// any byte opens to its last whole line.
//
// The package must never import a pane, the client or anything that draws; of
// api it knows Value alone. The rule a newcomer would break: Put, Finish and
// all that reads are called from the event loop and must not touch the disk.
// Only the writer's goroutine does, and Begin, Flush, Rescan and Close wait
// for it.
package journal

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"io"
	"sync"
	"time"
)

// Options of a journal. The zero value is good.
type Options struct {
	// Clock tells the time for stamps; time.Now if nil.
	Clock func() time.Time
	// Random is what names are made of; crypto/rand if nil.
	Random io.Reader
	// Sync is how long typing may rest in memory before it is written and
	// synced; a tenth of a second if zero.
	Sync time.Duration
	// Retry is how long to wait after a failed write; two seconds if zero.
	Retry time.Duration
	// Limits bound the history.
	Limits Limits
	// OnStatus is called when writing begins to fail, fails differently, or
	// works again. It is called from the writer's goroutine and must not wait.
	OnStatus func(Status)
	// NoPlace is why there is no folder to keep anything in; nil if there is.
	NoPlace error
}

// Limits bound the history of what was sent. Zero members have the values
// told; drafts are never bounded.
type Limits struct {
	Entries int           // 2,000
	Age     time.Duration // 90 days
	Bytes   int           // 8 MiB, roughly, of values before and after
}

// Status tells whether what was typed is safe.
type Status struct {
	Err     error // why the last write failed; nil if it did not
	Unsaved bool  // something is in memory only at this moment
}

// Journal is open until Close. Its methods may be called from any goroutine.
type Journal struct {
	opt Options

	mu      sync.Mutex
	own     *state
	others  map[string]*state // of other live sessions, by name
	pending []op              // not on disk
	puts    map[putKey]int    // where in pending a field's last Put is
	err     error             // of the last write

	wake chan struct{}
	asks chan ask
	done chan struct{}

	disk disk // the writer's goroutine alone
}

// ask is something the writer's goroutine is to do for someone who waits.
type ask struct {
	do  func() error
	err chan error
	end bool
}

// Open opens the journal in a folder, makes the folder if need be, and takes
// over what sessions that ended have left. The Journal is good even with an
// error: it then works in memory, and tries the disk again and again.
func Open(dir string, o Options) (*Journal, error) {
	if o.NoPlace != nil {
		return open(noPlace{why: o.NoPlace}, o)
	}
	return open(osFiles(dir), o)
}

func open(fs files, o Options) (*Journal, error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	o.Random = cmp.Or(o.Random, rand.Reader)
	o.Sync = cmp.Or(o.Sync, 100*time.Millisecond)
	o.Retry = cmp.Or(o.Retry, 2*time.Second)
	o.Limits.Entries = cmp.Or(o.Limits.Entries, 2000)
	o.Limits.Age = cmp.Or(o.Limits.Age, 90*24*time.Hour)
	o.Limits.Bytes = cmp.Or(o.Limits.Bytes, 8<<20)
	clock := o.Clock
	o.Clock = func() time.Time { return clock().UTC().Round(0) }
	j := &Journal{
		opt: o, own: newState(), others: map[string]*state{}, puts: map[putKey]int{},
		wake: make(chan struct{}, 1), asks: make(chan ask), done: make(chan struct{}),
		disk: disk{fs: fs},
	}
	j.opt.OnStatus = nil // who opens is told by the error, and may not be ready to be called
	err := j.save()
	j.opt.OnStatus = o.OnStatus
	go j.run()
	return j, err
}

// NewRecord returns a name for a record that is not created yet, for its Key.
func (j *Journal) NewRecord() string { return newPrefix + j.newID() }

func (j *Journal) newID() string {
	var b [8]byte
	if _, err := io.ReadFull(j.opt.Random, b[:]); err != nil {
		rand.Read(b[:])
	}
	return hex.EncodeToString(b[:])
}

// Status tells whether what was typed is safe.
func (j *Journal) Status() Status {
	j.mu.Lock()
	defer j.mu.Unlock()
	return Status{Err: j.err, Unsaved: len(j.pending) > 0}
}

// Flush returns when all that was put before is on disk, or why it is not.
func (j *Journal) Flush(ctx context.Context) error { return j.ask(ctx, ask{do: j.save}) }

// Rescan looks at the other sessions once more: what live ones have is shown
// by Drafts and History, what ended ones left becomes ours.
func (j *Journal) Rescan(ctx context.Context) error {
	return j.ask(ctx, ask{do: func() error {
		if err := j.survey(); err != nil {
			return err
		}
		return j.save()
	}})
}

// Close writes what is left and lets the session go. It returns why what is
// left could not be written.
func (j *Journal) Close() error {
	return j.ask(context.Background(), ask{end: true, do: func() error {
		err := j.save()
		j.leave()
		return err
	}})
}

func (j *Journal) ask(ctx context.Context, a ask) error {
	a.err = make(chan error, 1)
	select {
	case j.asks <- a:
	case <-j.done:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-a.err:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// do makes a change in memory and leaves it to the writer. The lock is held.
func (j *Journal) do(o op) {
	j.own.apply(o)
	j.queue(o)
	select {
	case j.wake <- struct{}{}:
	default:
	}
}

// queue adds to what is to be written; of several Puts to a field only the
// last is. A batch is one line, so the order inside it cannot be seen.
func (j *Journal) queue(o op) {
	if o.Kind != opPut {
		clear(j.puts)
		j.pending = append(j.pending, o)
		return
	}
	k := putKey{*o.Key, o.Field}
	if i, ok := j.puts[k]; ok {
		j.pending[i] = o
		return
	}
	j.puts[k] = len(j.pending)
	j.pending = append(j.pending, o)
}

type putKey struct {
	Key
	field string
}
