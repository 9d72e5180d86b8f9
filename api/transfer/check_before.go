package transfer

import (
	"context"
	"fmt"
	"strings"
	"time"

	"zco/api"
)

// mostLooks is how often the records of a batch are read where that takes so
// long that what was read first is old by then.
const mostLooks = 3

// look reads the records of a batch, where they matter, and returns the
// context in which the batch may be sent then. With errMoved some are no longer
// as they were seen: b.moved has what became of those.
func (r *Run) look(b *batch) (context.Context, error) {
	wanted := r.toCheck(b)
	if len(wanted) == 0 {
		return r.ctx, nil
	}
	var found sight
	for range mostLooks {
		var err error
		if found, err = r.see(b, wanted); err != nil {
			return nil, fmt.Errorf("its record could not be read before: %w", err)
		}
		if found.took <= api.LookLasts {
			break
		}
	}
	ctx := r.client.AfterLook(r.ctx)
	b.moved = map[int]Result{}
	for n, item := range b.items {
		if res, ok := r.judge(item, found); ok {
			b.moved[n] = res
		}
	}
	if len(b.moved) > 0 {
		return nil, errMoved
	}
	return ctx, nil
}

// judge says what becomes of an item that is not to be sent by what was seen.
func (r *Run) judge(item Item, found sight) (Result, bool) {
	res := Result{Item: item, ID: item.target(), Verified: true}
	by, _ := item.setBy()
	switch record, there := found.of(item); {
	case r.mustBeNew(item) && there && holds(record, item.Patch):
		res.Outcome, res.ID = Done, record.ID
	case r.mustBeNew(item) && there:
		res.Outcome, res.ID, res.Reason = Failed, record.ID, "a record with this "+strings.ReplaceAll(string(by), "_", " ")+" is there, and is another or was changed since: it is left so"
	case r.o.CheckBefore && item.checkable():
		res.Outcome, res.Reason = Failed, moved(item, found.records[KeyID])
		return res, res.Reason != ""
	default:
		return res, false
	}
	return res, true
}

// mustBeNew reports whether there was no record when the item was decided: one
// that is there by now is somebody's, or made by an earlier try.
func (r *Run) mustBeNew(i Item) bool {
	sets := i.Action == api.ActionSetByExternalID || i.Action == api.ActionSetByName
	return i.lookFirst || r.o.CheckBefore && sets && i.Before == nil
}

// setBy is what tells the record that an item sets, which may be there or not.
func (i Item) setBy() (by Key, key string) {
	if i.Action == api.ActionSetByName {
		return KeyName, i.Patch.Name.Text()
	}
	return KeyExternalID, i.Patch.ExternalID.Text()
}

// sought are what tells the records that matter.
type sought map[Key][]string

// toCheck returns what tells the records that matter.
func (r *Run) toCheck(b *batch) sought {
	s := sought{}
	for _, item := range b.items {
		switch {
		case r.mustBeNew(item):
			by, key := item.setBy()
			s[by] = append(s[by], key)
		case r.o.CheckBefore && item.checkable():
			s[KeyID] = append(s[KeyID], item.target())
		}
	}
	return s
}

// sight are the records that a look found.
type sight struct {
	records map[Key]map[string]api.Record
	took    time.Duration // from the first answer to the last
}

// of is the record with the key of an item that must be new.
func (s sight) of(i Item) (record api.Record, there bool) {
	by, key := i.setBy()
	record, there = s.records[by][key]
	return record, there
}

// see reads the records.
func (r *Run) see(b *batch, wanted sought) (sight, error) {
	b.looking = true
	defer func() { b.looking = false }()
	s := sight{records: map[Key]map[string]api.Record{}}
	var first time.Time
	for _, by := range []Key{KeyID, KeyExternalID, KeyName} {
		if len(wanted[by]) == 0 {
			continue
		}
		var err error
		if s.records[by], err = r.existing(b, by, wanted[by]); err != nil {
			return s, err
		}
		if first.IsZero() {
			first = time.Now()
		}
		s.took = time.Since(first)
	}
	return s, nil
}

// withoutMoved settles what look found and returns the rest of the batch, nil
// if there is none.
func (r *Run) withoutMoved(b *batch) *batch {
	results := b.results(notTaken, "sent without those that changed")
	var rest []Item
	for n, item := range b.items {
		if res, ok := b.moved[n]; ok {
			results[n] = res
		} else {
			rest = append(rest, item)
		}
	}
	return r.settleSome(b, b.indexes(), results, rest)
}

// target is the id of the record that an item changes, "" if it is not known.
func (i Item) target() string {
	if i.ID == "" && i.Before != nil {
		return i.Before.ID
	}
	return i.ID
}

// checkable reports whether an item says how its record was.
func (i Item) checkable() bool {
	return i.target() != "" && i.Before != nil && i.Action != api.ActionCreate
}

// moved says what someone else changed since the item's record was seen; ""
// if nothing that matters.
func moved(i Item, records map[string]api.Record) string {
	now, there := records[i.target()]
	if !there {
		return "it is not there any more"
	}
	if i.Action == api.ActionDelete || i.Action == api.ActionDeleteByExternalID {
		if was := i.Before.UpdatedAt.Text; was != "" && now.UpdatedAt.Text != was {
			return fmt.Sprintf("it was changed since, at %s: it is not deleted", now.UpdatedAt.Text)
		}
		for key, was := range i.Before.Fields { // within the same second
			if is := now.Fields[key]; !sameStored(orNull(was), is) && !(was.IsEmpty() && is.IsEmpty()) {
				return fmt.Sprintf("%s was changed since to %s: it is not deleted", key, shorten(is.Text()))
			}
		}
		return ""
	}
	for _, key := range patchKeys(i.Patch) {
		was, is := recordValue(*i.Before, key), recordValue(now, key)
		if !sameStored(was, is) && !sameStored(patchValue(i.Patch, key), is) {
			return fmt.Sprintf("%s was changed since to %s: it is left so", key, shorten(is.Text()))
		}
	}
	return ""
}

func shorten(text string) string {
	if text == "" {
		return "nothing"
	}
	const longest = 60
	for n := range text {
		if n > longest {
			return fmt.Sprintf("%q…", text[:n])
		}
	}
	return fmt.Sprintf("%q", text)
}
