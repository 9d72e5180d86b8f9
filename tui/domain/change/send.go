package change

import (
	"context"
	"net/http"
	"time"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// Sender sends changes that were reviewed: it reads the row again, merges,
// keeps the intent in the history, sends, and keeps what came of it. Two
// changes to one row must not be sent at the same time.
type Sender struct {
	Client  *api.Client
	Journal *journal.Journal
	Account string // of the journal
	User    string // who sends
	Now     func() time.Time
	// Schema reads the fields of a collection; nil asks the service each time.
	Schema func(context.Context, *collection.Collection) (*collection.Schema, error)
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
	NoHistory                // the history could not be written: Err; nothing was sent
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
	Created bool     // of an upsert: it made the row
	Found   bool     // the answer was lost, and reading the row told
	Differs []string // keys of what was sent and that the service has otherwise, though it took the change
	Entry   string
	Err     error
}

// Failure returns why a change was not sent, nil if it was.
func (s Sent) Failure() error { return s.Err }

// Send sends a change and returns how that ended; it never returns before that
// is known or the context is done. A change that was held back after its row
// was read is decided anew from what the row is then.
func (w *Sender) Send(ctx context.Context, c Change) Sent {
	send := w.update
	switch c.Action {
	case journal.Create:
		send = w.create
	case journal.Delete:
		send = w.remove
	case journal.Upsert:
		send = w.upsert
	}
	tried := c
	tried.looks = &looks{}
	sent := send(ctx, tried)
	for n := 1; n < mostLooks && ctx.Err() == nil && again(sent); n++ {
		sent = send(ctx, tried)
	}
	tried.looks.end(w.Journal)
	sent.Change = c
	return sent
}

// again reports whether a change that was not done is to be tried anew: it was
// held back, or the service named a time, which has passed, and reading the row
// showed that it did not take.
func again(s Sent) bool {
	if api.IsLookedTooLongAgo(s.Err) {
		return true
	}
	waited := api.RetryAfter(s.Err)
	return s.Ending == NotDone && api.StatusOf(s.Err) == http.StatusServiceUnavailable && waited > 0 && waited <= api.MaxWait
}

// update sends what is left of a change once the row was read again.
func (w *Sender) update(ctx context.Context, c Change) Sent {
	now, err := w.get(ctx, c)
	if err != nil {
		return unread(err)
	}
	look := w.Client.AfterLook(ctx)
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
	if !w.begin(ctx, c, m.Patch, now, &s) {
		return s
	}
	it, err := c.Collection.Update(look, w.Client, c.Ref.ID, m.Patch)
	switch {
	case api.IsUnknownOutcome(err):
		it, err = w.rejudge(ctx, c, m.Patch, now, &s, err)
	case err == nil:
		it, err = w.believe(ctx, c, m.Patch, now, it, &s)
	}
	return w.finish(c, s, it, err)
}

// begin notes the intent in the history. It reports whether the change may go
// out; finish follows it then.
func (w *Sender) begin(ctx context.Context, c Change, p collection.Patch, before collection.Item, s *Sent) bool {
	err := c.looks.begin(ctx, w.Journal, c.entry(w.Account, w.User, p, before))
	s.Entry = c.looks.begun.ID
	if err == nil || c.WithoutHistory {
		return true
	}
	w.Journal.Finish(s.Entry, journal.Outcome{Result: journal.Failed, Message: "it was not sent: " + err.Error()})
	s.Ending, s.Err = NoHistory, err
	return false
}

// finish notes what came of a change in the history: the row as it is after it,
// or why there was none.
func (w *Sender) finish(c Change, s Sent, it collection.Item, err error) Sent {
	switch s.Err = err; {
	case err == nil:
		s.Ending, s.Item = Saved, it
	case s.Ending != NotDone && s.Ending != Lost:
		s.Ending = Refused
	}
	c.looks.held = nil
	if api.IsLookedTooLongAgo(err) {
		c.looks.held = err
		return s
	}
	w.Journal.Finish(s.Entry, s.outcome())
	return s
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
func (w *Sender) rejudge(ctx context.Context, c Change, p collection.Patch, before collection.Item, s *Sent, lost error) (collection.Item, error) {
	s.Ending = Lost
	now, err := w.get(ctx, c)
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
