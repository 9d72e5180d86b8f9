package transfer

import (
	"context"
	"fmt"

	"zco/api"
)

// look reads the records of a batch, where they matter, and returns the
// context in which the batch may be sent then. With errMoved some are no longer
// as they were seen: b.moved has what became of those.
func (r *Run) look(b *batch) (context.Context, error) {
	ids, external := r.toCheck(b)
	if len(ids)+len(external) == 0 {
		return r.ctx, nil
	}
	byID, err := r.recordsByID(b, ids)
	var byExternal map[string]api.Record
	if err == nil {
		byExternal, err = r.recordsByExternalID(b, external)
	}
	if err != nil {
		return nil, fmt.Errorf("its record could not be read before: %w", err)
	}
	ctx := r.client.AfterLook(r.ctx)
	b.moved = map[int]Result{}
	for n, item := range b.items {
		res := Result{Item: item, ID: item.target(), Verified: true}
		switch record, there := byExternal[item.Patch.ExternalID.Text()]; {
		case item.lookFirst && there && holds(record, item.Patch):
			res.Outcome, res.ID = Done, record.ID
		case item.lookFirst && there:
			res.Outcome, res.ID, res.Reason = Failed, record.ID, "a record with this external id is there, and is another or was changed since: it is left so"
		case r.o.CheckBefore && item.checkable():
			if res.Reason = moved(item, byID); res.Reason == "" {
				continue
			}
			res.Outcome = Failed
		default:
			continue
		}
		b.moved[n] = res
	}
	if len(b.moved) > 0 {
		return nil, errMoved
	}
	return ctx, nil
}

// toCheck returns the ids and external ids of the records that matter.
func (r *Run) toCheck(b *batch) (ids, external []string) {
	for _, item := range b.items {
		switch {
		case item.lookFirst:
			external = append(external, item.Patch.ExternalID.Text())
		case r.o.CheckBefore && item.checkable():
			ids = append(ids, item.target())
		}
	}
	return ids, external
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
