package change

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// mostLooks is how often a row is read for a change that is held back again and
// again. Each time the client has waited as long as it ever does.
const mostLooks = 4

// looks is what the attempts at sending one change know of each other.
type looks struct {
	begun journal.Entry   // in the history
	held  error           // why the last attempt did not go out
	first collection.Item // what a change that was not reviewed rests on
}

// begin notes the intent in the history, in one entry for all attempts. What
// stands there already is not written again: a disk that takes its time would
// make every look old.
func (l *looks) begin(ctx context.Context, j *journal.Journal, e journal.Entry) (err error) {
	e.ID = l.begun.ID
	if l.held != nil && reflect.DeepEqual(l.begun, e) {
		return nil
	}
	e.ID, err = j.Begin(ctx, e)
	l.begun, l.held = e, nil
	return err
}

// end closes the entry of a change that was held back and then not sent.
func (l *looks) end(j *journal.Journal) {
	if l.held != nil {
		j.Finish(l.begun.ID, journal.Outcome{Result: journal.Failed, Message: l.held.Error()})
	}
}

// seen returns the row that a person agreed to change: the one that was
// reviewed, or else the one read first.
func (l *looks) seen(reviewed, now collection.Item) collection.Item {
	if reviewed.Values != nil {
		return reviewed
	}
	if l.first.Values == nil {
		l.first = now
	}
	return l.first
}

// get reads the row of a change. The answer to a question for another row
// says nothing.
func (w *Sender) get(ctx context.Context, c Change) (collection.Item, error) {
	it, err := c.Collection.Get(ctx, w.Client, c.Ref.ID)
	if err == nil && !strings.EqualFold(it.ID, c.Ref.ID) {
		return collection.Item{}, fmt.Errorf("%s was asked for and %q came as the answer", c.Ref.ID, it.ID)
	}
	return it, err
}

// believe takes the answer to a change where it shows what was sent. Where it
// does not, the row is read: it tells what came of it.
func (w *Sender) believe(ctx context.Context, c Change, p collection.Patch, before, answer collection.Item, s *Sent) (collection.Item, error) {
	if strings.EqualFold(answer.ID, c.Ref.ID) && len(differs(c.Schema, p, answer)) == 0 {
		return answer, nil
	}
	now, err := w.get(ctx, c)
	if err != nil {
		s.Ending = Lost
		return before, fmt.Errorf("the answer does not show what was sent, and the row cannot be read: %w", err)
	}
	s.Item, s.Differs = now, differs(c.Schema, p, now)
	if len(s.Differs) > 0 && c.Schema.Judge(p, before, now) == collection.DidNotTake {
		return now, fmt.Errorf("the service said that it took the change, and it did not: as before are %s", strings.Join(titles(c.Schema, s.Differs), ", "))
	}
	return now, nil
}

// differs returns the keys of what was sent that a row has otherwise. What an
// answer does not tell does not differ.
func differs(s *collection.Schema, p collection.Patch, it collection.Item) (keys []string) {
	for key, mine := range p {
		f, _ := s.Field(key)
		if has := it.Value(key); !has.IsAbsent() && !f.Same(has, mine) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

func titles(s *collection.Schema, keys []string) []string {
	out := slices.Clone(keys)
	for i, key := range keys {
		if f, ok := s.Field(key); ok {
			out[i] = f.Title
		}
	}
	return out
}
