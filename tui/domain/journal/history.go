package journal

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"zco/api"
)

// Action is what was sent.
type Action string

// The actions.
const (
	Update Action = "update"
	Create Action = "create"
	Delete Action = "delete"
	Upsert Action = "upsert"
	Bulk   Action = "bulk"
	Verb   Action = "verb" // what only one family can do; Name says what
)

// Result is what came of a change that was sent.
type Result string

// The results.
const (
	Sent    Result = "sent"    // on its way; no answer yet
	OK      Result = "ok"      // the service took it
	Failed  Result = "failed"  // the service did not take it
	Unknown Result = "unknown" // the answer never came, or the program ended before it
)

// Change is one field of a change that was sent.
type Change struct {
	Field         string
	Before, After api.Value
}

// Entry is one change that was sent to the service.
type Entry struct {
	ID      string // given by Begin, unless it was begun before
	Time    time.Time
	Account string
	User    string // who sent it
	Object  string
	Record  string // id; "" before a Create is answered
	Name    string
	Action  Action
	Changes []Change
	Before  api.Value // the whole record before, as JSON; Absent if not known
	After   api.Value // the whole record after, as JSON; Absent if not known
	Group   string    // what entries of one bulk change share
	Undoes  string    // the ID of the entry that this one takes back

	Result  Result
	Message string // what the service said, for people

	UndoneBy string // the ID of the entry that took this one back
	Session  string // another live session that sent it; "" if it was ours
}

// Outcome is what is known after a change was sent. Empty members leave the
// entry as it is.
type Outcome struct {
	Result  Result
	Message string
	Record  string    // the id of a record created
	Name    string    // its name, if the service gave one
	After   api.Value // the whole record as it is now
}

// Begin keeps the intent to send a change, and returns when it is on disk: if
// the program ends before the answer, the next start knows that it was sent.
// With an error the entry is in memory only and the ID is good all the same;
// whether to send then is for the person to say. An entry that has an ID was
// begun before, and is so anew. Not for the event loop.
func (j *Journal) Begin(ctx context.Context, e Entry) (id string, err error) {
	j.mu.Lock()
	if e.ID == "" {
		e.ID = j.newID()
	}
	e.Time, e.Result, e.Message = j.opt.Clock(), Sent, ""
	j.do(op{Kind: opSent, Entry: toWireEntry(e)})
	if most := j.opt.Limits.Entries; len(j.own.entries) > most+most/4 {
		j.own.bound(j.opt.Limits, e.Time)
	}
	j.mu.Unlock()
	if err := j.Flush(ctx); err != nil {
		return e.ID, fmt.Errorf("the change to %s/%s is not in the history on disk: %w", e.Object, e.Record, err)
	}
	return e.ID, nil
}

// Finish keeps what came of a change. It returns at once.
func (j *Journal) Finish(id string, o Outcome) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.own.entries[id] != nil {
		j.do(op{Kind: opResult, ID: id, Outcome: toWireOutcome(o)})
	}
}

// Filter chooses entries of the history; empty members match all.
type Filter struct {
	Account, Object, Record, Group string
	Limit                          int // at most so many; 0 is all
}

func (f Filter) match(e *Entry) bool {
	return (f.Account == "" || f.Account == e.Account) && (f.Object == "" || f.Object == e.Object) &&
		(f.Record == "" || f.Record == e.Record) && (f.Group == "" || f.Group == e.Group)
}

// History returns what was sent, newest first: by this session, by those that
// ended, and by other live ones as of the last Rescan.
func (j *Journal) History(f Filter) []Entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	undone := map[string]string{}
	var list []Entry
	add := func(s *state, session string) {
		for _, e := range s.entries {
			if e.Undoes != "" && e.Result == OK {
				undone[e.Undoes] = e.ID
			}
			if f.match(e) {
				c := *e
				c.Session = session
				list = append(list, c)
			}
		}
	}
	add(j.own, "")
	for id, s := range j.others {
		add(s, id)
	}
	slices.SortFunc(list, func(a, b Entry) int { return newestFirst(&a, &b) })
	list = slices.CompactFunc(list, func(a, b Entry) bool { return a.ID == b.ID })
	if f.Limit > 0 && len(list) > f.Limit {
		list = list[:f.Limit]
	}
	for i := range list {
		list[i].UndoneBy = undone[list[i].ID]
	}
	return list
}

// Entry returns one entry of the history.
func (j *Journal) Entry(id string) (Entry, bool) {
	for _, e := range j.History(Filter{}) {
		if e.ID == id {
			return e, true
		}
	}
	return Entry{}, false
}

func newestFirst(a, b *Entry) int {
	return cmp.Or(b.Time.Compare(a.Time), cmp.Compare(a.ID, b.ID))
}
