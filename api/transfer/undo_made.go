package transfer

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"zco/api"
)

// WithMade returns an undo plan whose deletions know the whole records, read
// now, 100 in a request: the run's log then has what was deleted. One that
// someone changed after it was made, or that is gone, has a Problem that says so.
func WithMade(ctx context.Context, c Client, p Plan, fields []api.Field) Plan {
	byKey := fieldsByKey(fields)
	items := p.Items
	p.Items = func(yield func(Item, error) bool) {
		for part, err := range parts(items, api.MaxMany) {
			if err == nil {
				err = readMade(ctx, c, p.Object, part, byKey)
			}
			if err != nil {
				yield(Item{}, err)
				return
			}
			for _, item := range part {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
	return p
}

func isUnmade(i Item) bool {
	return i.Action == api.ActionDelete && i.Problem == "" && i.Before != nil && i.Before.UpdatedAt.Text == ""
}

// readMade puts into items that delete what was made how it is now.
func readMade(ctx context.Context, c Client, object string, items []Item, fields map[string]api.Field) error {
	var ids []string
	for _, item := range items {
		if isUnmade(item) {
			ids = append(ids, item.ID)
		}
	}
	records, err := existing(ctx, c, object, KeyID, ids)
	if err != nil {
		return err
	}
	for n, item := range items {
		if !isUnmade(item) {
			continue
		}
		now, there := records[item.ID]
		if !there {
			items[n].Problem = "it is not there any more"
			continue
		}
		items[n].Problem = changedSinceMade(*item.Before, now, fields)
		items[n].Before = &now
	}
	return nil
}

// changedSinceMade says what happened to a record after it was made as sent; ""
// for nothing.
func changedSinceMade(sent, now api.Record, fields map[string]api.Field) string {
	var keys []string
	for key, is := range now.Fields {
		if fields[key].ReadOnly {
			continue // the service computes it
		}
		if was := sent.Fields[key]; !sameStored(orNull(was), is) && !(was.IsAbsent() && is.IsEmpty()) {
			keys = append(keys, key)
		}
	}
	later := now.UpdatedAt.Time.Sub(now.CreatedAt.Time) > time.Second
	if !later && (now.UpdatedByUserID == now.CreatedByUserID || now.UpdatedByUserID == "") {
		return "" // what differs the service made of it itself
	}
	what := "it was changed"
	if len(keys) > 0 {
		slices.Sort(keys)
		what = strings.Join(keys, ", ") + " changed"
	}
	return fmt.Sprintf("%s after it was made, at %s: it is not deleted", what, now.UpdatedAt.Text)
}
