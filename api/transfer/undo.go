package transfer

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"zco/api"
)

// UndoPlan takes back what results say was done: changed fields get their old
// values, made records are deleted, deleted records are made again, with new
// ids and without what cannot be set. What cannot be taken back is in the plan
// with its Problem. Run it with CheckBefore, so that what others changed since
// is left alone and said.
func UndoPlan(object string, results iter.Seq2[Result, error], fields []api.Field) Plan {
	byKey := fieldsByKey(fields)
	return Plan{Object: object, Title: "undo", Items: mapped(results, func(r Result) (Item, bool) {
		return undoItem(r, byKey), r.Outcome == Done
	})}
}

func undoItem(r Result, fields map[string]api.Field) Item {
	switch r.Item.Action {
	case api.ActionCreate:
		return unmake(r)
	case api.ActionUpdate:
		return restore(r)
	case api.ActionDelete, api.ActionDeleteByExternalID:
		return remake(r, fields)
	}
	// A set may have made the record or changed it.
	if r.Item.Before != nil {
		return restore(r)
	}
	if strings.EqualFold(r.Status, "created") {
		return unmake(r)
	}
	return Item{
		Action: api.ActionUpdate, ID: r.ID, Patch: r.Item.Patch,
		Problem: "what was there before is not known",
	}
}

// unmake deletes what was made. Its Before is what was sent: WithMade reads
// whether it still is so.
func unmake(r Result) Item {
	item := Item{Action: api.ActionDelete, ID: r.ID}
	if r.ID == "" {
		item.Problem = "the id of the record that was made was not told: find it by its name and delete it"
		item.Patch.Name = r.Item.Patch.Name
		return item
	}
	p := r.Item.Patch
	item.Before = &api.Record{ID: r.ID, Name: p.Name, ExternalID: p.ExternalID, Fields: p.Fields}
	return item
}

// restore gives the changed fields the values they had. Its Before is what
// was sent, so that a later change of someone else is seen.
func restore(r Result) Item {
	id := r.Item.ID
	if id == "" {
		id = r.ID
	}
	item := Item{Action: api.ActionUpdate, ID: id}
	if r.Item.Before == nil {
		item.Patch, item.Problem = r.Item.Patch, "what was there before is not known"
		return item
	}
	sent := api.Record{ID: id}
	for _, key := range patchKeys(r.Item.Patch) {
		setPatch(&item.Patch, key, orNull(recordValue(*r.Item.Before, key)))
		setRecord(&sent, key, patchValue(r.Item.Patch, key))
	}
	item.Before = &sent
	return item
}

// remake makes a deleted record again from what was known of it.
func remake(r Result, fields map[string]api.Field) Item {
	item := Item{Action: api.ActionCreate}
	was := r.Item.Before
	if was == nil {
		item.Patch.ExternalID = r.Item.Patch.ExternalID
		item.Problem = "what the deleted record held is not known"
		return item
	}
	if !fields[api.FieldName].Autonumbered() {
		item.Patch.Name = was.Name
	}
	if !was.ExternalID.IsEmpty() {
		item.Patch.ExternalID = was.ExternalID
		item.Action = api.ActionSetByExternalID // cannot make it twice
	}
	for _, key := range slices.Sorted(maps.Keys(was.Fields)) {
		f, known := fields[key]
		if v := was.Fields[key]; !v.IsEmpty() && !(known && f.ReadOnly) {
			if date, ok := v.Date(); ok && f.Type == api.TypeDate {
				v = api.String(date)
			}
			setPatch(&item.Patch, key, v)
		}
	}
	return item
}

// UndoNote says, in words, what an undo of results cannot bring back; "" if
// it brings back all.
func UndoNote(results iter.Seq2[Result, error]) (string, error) {
	deleted, unknown := 0, 0
	for r, err := range results {
		if err != nil {
			return "", err
		}
		switch {
		case r.Outcome == Unknown:
			unknown++
		case r.Outcome == Done && (r.Item.Action == api.ActionDelete || r.Item.Action == api.ActionDeleteByExternalID):
			deleted++
		}
	}
	var parts []string
	if deleted > 0 {
		parts = append(parts, fmt.Sprintf("%d deleted records are made again with new IDs: links to the old ones, photos, dates and authors do not come back", deleted))
	}
	if unknown > 0 {
		parts = append(parts, fmt.Sprintf("%d items of unknown outcome are left alone", unknown))
	}
	return strings.Join(parts, "; "), nil
}
