package work

import (
	"context"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// Writer sends changes that were reviewed: it reads the row again, merges,
// keeps the intent in the history, sends, and keeps what came of it.
type Writer struct {
	layer   *Layer
	journal *journal.Journal
	account string
	user    string
	now     func() time.Time

	mu   sync.Mutex
	busy map[collection.Ref]bool
}

// NewWriter returns a writer for one account of the journal; user is who
// sends.
func NewWriter(l *Layer, j *journal.Journal, account, user string, now func() time.Time) *Writer {
	return &Writer{layer: l, journal: j, account: account, user: user, now: now, busy: map[collection.Ref]bool{}}
}

// Ending is how sending a change ended.
type Ending int

// The endings.
const (
	Saved      Ending = iota // the service took it
	Conflicted               // somebody else changed the same fields: Merge says which; nothing was sent
	Gone                     // the row is no more; nothing was sent
	Already                  // the row has these values already; nothing was sent
	Moved                    // the row changed since it was reviewed; nothing was sent
	Unread                   // the row could not be read: Err; nothing was sent
	Unkept                   // the history could not be written: Err; nothing was sent
	Refused                  // the service did not take it: Err
	NotDone                  // the answer was lost and the row shows that it did not take
	Lost                     // the answer was lost and nobody can tell
)

// Sent is the answer to sending a change.
type Sent struct {
	Change  Change
	Ending  Ending
	Item    collection.Item // the row as it is now, as far as it was read
	Merge   collection.Merge
	Created bool // of an upsert: it made the row
	Found   bool // the answer was lost, and reading the row told
	Entry   string
	Err     error
}

// Busy reports whether a change to a row is being sent.
func (w *Writer) Busy(ref collection.Ref) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.busy[ref]
}

// Sending returns how many changes are being sent.
func (w *Writer) Sending() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.busy)
}

// Send sends a change. It returns nil while another change to the same row is
// being sent.
func (w *Writer) Send(c Change) tea.Cmd {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.busy[c.Ref] {
		return nil
	}
	w.busy[c.Ref] = true
	slot := Slot("send/" + c.Ref.Collection + "/" + c.Ref.ID)
	cmd := w.layer.Go(slot, 0, func(ctx context.Context, client *api.Client) tea.Msg {
		s := w.send(ctx, client, c)
		s.Change = c
		return s
	})
	return func() tea.Msg {
		defer w.landed(c.Ref)
		return cmd()
	}
}

func (w *Writer) landed(ref collection.Ref) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.busy, ref)
}

func (w *Writer) send(ctx context.Context, client *api.Client, c Change) Sent {
	switch c.Action {
	case journal.Create:
		return w.create(ctx, client, c)
	case journal.Delete:
		return w.remove(ctx, client, c)
	case journal.Upsert:
		return w.upsert(ctx, client, c)
	}
	return w.update(ctx, client, c)
}

// update sends what is left of a change once the row was read again.
func (w *Writer) update(ctx context.Context, client *api.Client, c Change) Sent {
	now, err := c.Collection.Get(ctx, client, c.Ref.ID)
	if err != nil {
		return unread(err)
	}
	m := c.Schema.Merge(c.Edits, c.Item, now)
	s := Sent{Item: now, Merge: m}
	switch {
	case len(m.Conflicts) > 0:
		s.Ending = Conflicted
		return s
	case len(m.Patch) == 0:
		s.Ending = Already
		return s
	}
	return w.keep(ctx, c, m.Patch, now, s, func(s *Sent) error {
		it, err := c.Collection.Update(ctx, client, c.Ref.ID, m.Patch)
		if api.IsUnknownOutcome(err) {
			it, err = w.rejudge(ctx, client, c, m.Patch, now, s, err)
		}
		return s.took(it, err)
	})
}

// keep notes the intent, sends, and notes what came of it.
func (w *Writer) keep(ctx context.Context, c Change, p collection.Patch, before collection.Item, s Sent, send func(*Sent) error) Sent {
	id, err := w.journal.Begin(ctx, c.entry(w.account, w.user, p, before))
	s.Entry = id
	if err != nil && !c.Unkept {
		w.journal.Finish(id, journal.Outcome{Result: journal.Failed, Message: "it was not sent: " + err.Error()})
		s.Ending, s.Err = Unkept, err
		return s
	}
	s.Err = send(&s)
	w.journal.Finish(id, s.outcome())
	return s
}

// took notes the row as it is after a change, or why there was none.
func (s *Sent) took(it collection.Item, err error) error {
	switch {
	case err == nil:
		s.Ending, s.Item = Saved, it
	case s.Ending != NotDone && s.Ending != Lost:
		s.Ending = Refused
	}
	return err
}

// outcome is what the history keeps of an ending.
func (s *Sent) outcome() journal.Outcome {
	o := journal.Outcome{Record: s.Item.ID, Name: s.Item.Name}
	switch s.Ending {
	case Saved:
		o.Result, o.After = journal.OK, itemValue(s.Item)
		if s.Found {
			o.Message = "the answer was lost; reading it again showed that it took"
		}
	case Lost:
		o.Result, o.Message = journal.Unknown, s.Err.Error()
	case NotDone:
		o.Result, o.Message = journal.Failed, "the answer was lost; reading it again showed that it did not take"
	default:
		o.Result, o.Message = journal.Failed, s.Err.Error()
	}
	return o
}

func unread(err error) Sent {
	if collection.Gone(err) {
		return Sent{Ending: Gone, Err: err}
	}
	return Sent{Ending: Unread, Err: err}
}

// rejudge reads a row after the answer to its change was lost. It returns the
// row and no error if the change took.
func (w *Writer) rejudge(ctx context.Context, client *api.Client, c Change, p collection.Patch, before collection.Item, s *Sent, lost error) (collection.Item, error) {
	s.Ending = Lost
	now, err := c.Collection.Get(ctx, client, before.ID)
	if err != nil {
		return before, lost
	}
	s.Item = now
	return s.judged(c.Schema.Judge(p, before, now), now, lost)
}

func (s *Sent) judged(v collection.Verdict, now collection.Item, lost error) (collection.Item, error) {
	switch v {
	case collection.Took:
		s.Found = true
		return now, nil
	case collection.DidNotTake:
		s.Ending, lost = NotDone, collection.Settled(lost)
	}
	return now, lost
}
