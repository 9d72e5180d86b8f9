package transfer

import (
	"fmt"

	"zco/api"
)

// checkBefore reads the records of a batch again and settles the items whose
// records are no longer as they were last seen. It returns the rest, nil if
// there is none.
func (r *Run) checkBefore(b *batch) *batch {
	var ids []string
	for _, item := range b.items {
		if checkable(item) {
			ids = append(ids, item.ID)
		}
	}
	if len(ids) == 0 {
		return b
	}
	records, err := r.recordsByID(b, ids)
	if err != nil {
		if r.ctx.Err() == nil {
			r.fail(err)
		}
		r.notRun(b, fmt.Sprintf("its record could not be read before: %v", err))
		return nil
	}
	var rest []Item
	for _, item := range b.items {
		why := ""
		if checkable(item) {
			why = moved(item, records)
		}
		if why == "" {
			rest = append(rest, item)
			continue
		}
		r.settle(&batch{items: []Item{item}}, []int{0}, []Result{{Item: item, ID: item.ID, Outcome: Failed, Reason: why, Verified: true}})
	}
	if len(rest) == 0 {
		return nil
	}
	return &batch{items: rest, at: b.at}
}

func checkable(i Item) bool {
	return i.ID != "" && i.Before != nil && (i.Action == api.ActionUpdate || i.Action == api.ActionDelete)
}

// moved says what someone else changed since the item's record was seen; ""
// if nothing that matters.
func moved(i Item, records map[string]api.Record) string {
	now, there := records[i.ID]
	if !there {
		return "it is not there any more"
	}
	if i.Action == api.ActionDelete {
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
