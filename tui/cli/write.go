package cli

import (
	"context"
	"fmt"
	"time"

	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// changer sends changes the way the interface does: the row is read again, the
// intent is kept in the history, a lost answer is looked after. What is sent
// here can so be taken back there.
type changer struct {
	change.Sender
	streams Streams
	subject *subject
}

func (s *session) changer(to Streams, sub *subject) *changer {
	w := &changer{streams: to, subject: sub}
	w.Client, w.Account, w.User, w.Now = s.client, s.journalAccount(), s.account.Email, time.Now
	if s.demo { // the sandbox forgets, and so does its history
		w.Journal = journal.InMemory(s.journalOptions())
		return w
	}
	var err error
	if w.Journal, err = journal.Open(s.paths.JournalDir(), s.journalOptions()); err != nil {
		to.say("zco: the history cannot be written (%v): this cannot be taken back later", err)
	}
	return w
}

// journalAccount names the account in drafts and history.
func (s *session) journalAccount() string { return s.account.BaseURL }

func (s *session) journalOptions() journal.Options {
	l := s.conf.Limits
	return journal.Options{Limits: journal.Limits{Entries: l.History, Age: l.HistoryAge.Std()}, NoPlace: s.paths.NoState}
}

func (w *changer) close() { _ = w.Journal.Close() }

// send sends a change and waits for its end. A history that cannot be written
// was said and keeps nothing from being sent: a script was told to.
func (w *changer) send(ctx context.Context, c change.Change) (change.Sent, error) {
	c.Collection, c.Schema, c.WithoutHistory = w.subject.Collection, w.subject.schema, true
	sent := w.Send(ctx, c)
	if ctx.Err() != nil {
		return sent, ctx.Err()
	}
	return sent, w.ended(sent)
}

// ended says how sending ended where it did not end well.
func (w *changer) ended(s change.Sent) error {
	name := w.subject.name(s.Change.Ref.ID)
	switch s.Ending {
	case change.Saved, change.Already:
		for _, key := range s.Merge.Moved {
			f, _ := w.subject.schema.Field(key)
			w.streams.say("%s was changed by someone else meanwhile, and stays as it is", f.Title)
		}
		for _, key := range s.Differs {
			f, _ := w.subject.schema.Field(key)
			w.streams.say("%s: the service has something else than was sent: %s", f.Title, orNothing(collection.Format{Yes: "yes", No: "no"}.Text(f, s.Item.Value(key))))
		}
		if s.Found {
			w.streams.say("the answer was lost; reading it again showed that it took")
		}
		return nil
	case change.Conflicted:
		for _, c := range s.Merge.Conflicts {
			w.sayConflict(c)
		}
		return fmt.Errorf("%s was changed by someone else meanwhile, in the same field; nothing was sent", name)
	case change.Gone:
		return withCode(NotFound, "there is no %s: it was deleted, or the ID is not right", name)
	case change.Moved:
		return fmt.Errorf("%s was changed by someone else meanwhile; nothing was sent", name)
	case change.NotDone:
		return fmt.Errorf("%w; reading it again showed that the change did not take", s.Err)
	}
	return s.Err
}

// sayConflict puts the three values of a field side by side.
func (w *changer) sayConflict(c collection.Conflict) {
	f, _ := w.subject.schema.Field(c.Key)
	format := collection.Format{Yes: "yes", No: "no"}
	say := func(v collection.Value) string { return orNothing(format.Text(f, v)) }
	w.streams.say("%s: was %s, theirs is %s, yours %s", f.Title, say(c.Base), say(c.Theirs), say(c.Mine))
}

// edits are assignments as changes to a row; base is the row without values
// where there is none yet.
func edits(as []assignment, base collection.Item) []collection.Edit {
	out := make([]collection.Edit, len(as))
	for i, a := range as {
		out[i] = collection.Edit{Key: a.field.Key, Base: base.Value(a.field.Key), Mine: a.value}
	}
	return out
}
