// Package change is the way of one row's change: from what was typed, the
// draft, to a change that can be reviewed, merged with what somebody else did
// meanwhile, sent, kept in the history and taken back.
//
// It is plain functions with a context: it imports neither a pane nor the
// framework, so that the interface and the command line send alike. The one
// rule: what is sent was read again just before, and its intent stands in the
// history first.
package change

import (
	"encoding/json"

	"zco/api"
	"zco/tui/domain/collection"
	"zco/tui/domain/journal"
)

// Change is a change to one row, to be reviewed and then sent.
type Change struct {
	Action     journal.Action
	Collection *collection.Collection
	Schema     *collection.Schema // nil while not read
	Ref        collection.Ref     // the row; of one not created yet, its draft
	Item       collection.Item    // as the person saw it; without values where it was not read
	Edits      []collection.Edit

	By    collection.UpsertKey // of an upsert: what finds the row
	Value string               // and its value

	Drafted        bool            // it comes from the draft of Ref, which goes when it has been sent
	Undoes         string          // the entry of the history that it takes back
	Made           collection.Item // what it deletes, as it was made; without values where that is not known or does not matter
	Note           string          // what is to be known before it is agreed to; "" for nothing
	WithoutHistory bool            // send it though the history could not be written

	looks *looks // while it is being sent
}

// Propose is the request for the review of a change; what a person agrees to
// there is sent, and nothing else.
type Propose struct{ Change Change }

// patch is what is sent when nobody else changed anything.
func (c Change) patch() collection.Patch {
	return c.Schema.Merge(c.Edits, collection.Item{}, c.Item).Patch
}

// values are the values of a row that is not there yet.
func (c Change) values() collection.Patch {
	p := collection.Patch{}
	for _, e := range c.Edits {
		if !e.Mine.IsAbsent() && !(e.Mine.IsNull() && c.Action == journal.Create) {
			p[e.Key] = e.Mine
		}
	}
	return p
}

// entry is the change as the history keeps it, before it is sent.
func (c Change) entry(account, user string, p collection.Patch, before collection.Item) journal.Entry {
	e := journal.Entry{
		Account: account, User: user, Object: c.Ref.Collection, Name: before.Name,
		Action: c.Action, Undoes: c.Undoes, Before: itemValue(before),
	}
	if c.Action != journal.Create {
		e.Record = before.ID
	}
	if e.Name == "" {
		e.Name = p["name"].Text()
	}
	for _, edit := range c.Edits {
		if mine, sent := p[edit.Key]; sent {
			e.Changes = append(e.Changes, journal.Change{Field: edit.Key, Before: before.Value(edit.Key), After: mine})
		}
	}
	return e
}

// OutcomeOf is what the history keeps of a request: done, or how it failed.
func OutcomeOf(done string, err error) journal.Outcome {
	switch {
	case api.IsUnknownOutcome(err):
		return journal.Outcome{Result: journal.Unknown, Message: err.Error()}
	case err != nil:
		return journal.Outcome{Result: journal.Failed, Message: err.Error()}
	}
	return journal.Outcome{Result: journal.OK, Message: done}
}

// itemValue is a whole row as the history keeps it: an object of values by
// field key. Absent where the row is not known.
func itemValue(it collection.Item) collection.Value {
	if it.Values == nil {
		return collection.Absent
	}
	data, err := json.Marshal(it.Values)
	if err != nil {
		return collection.Absent
	}
	return collection.Value(data)
}

// entryItem is a row as the history kept it.
func entryItem(e journal.Entry, v collection.Value) collection.Item {
	return collection.Item{ID: e.Record, Name: e.Name, Values: v.Members()}
}
