package transfer

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"slices"

	"zco/api"
)

// Content tells new records apart by all that is set on them, whatever row of
// whatever file they come from.
type Content [12]byte

func contentOf(p api.RecordPatch) Content {
	patch, _ := json.Marshal(p) // keys come in order
	sum := sha256.Sum256(patch)
	return Content(sum[:12])
}

// Made are the ids of new records by content; "" for one whose id nobody told.
type Made map[Content][]string

// Created are the new records that runs made: what an import of the mended
// file would make again. Logs that cannot be read make the error.
func Created(logs []string) (Made, error) {
	out := Made{}
	for _, path := range logs {
		for r, err := range ReadLog(path) {
			if err != nil {
				return out, err
			}
			if r.Outcome == Done && r.Item.Action == api.ActionCreate {
				content := contentOf(r.Item.Patch)
				out[content] = append(out[content], r.ID)
			}
		}
	}
	return out, nil
}

// has reports whether an earlier import made the record of a decision.
func (in Made) has(d *decision) bool {
	return len(in) > 0 && d.fate == fateCreate && d.item.Action == api.ActionCreate && len(in[contentOf(d.toSend().Patch)]) > 0
}

// take is has for one row: the next with the same content is another.
func (in Made) take(d *decision) bool {
	if !in.has(d) {
		return false
	}
	content := contentOf(d.item.Patch)
	in[content] = in[content][1:]
	return true
}

// forgetGone takes out what decisions say is in and was deleted since: it is
// to be made again.
func (in Made) forgetGone(ctx context.Context, c Client, object string, decided []decision) error {
	var ids []string
	for n := range decided {
		if d := &decided[n]; in.has(d) {
			ids = append(ids, in[contentOf(d.item.Patch)]...)
		}
	}
	there, err := existing(ctx, c, object, KeyID, ids)
	if err != nil {
		return err
	}
	for n := range decided {
		if d := &decided[n]; in.has(d) {
			content := contentOf(d.item.Patch)
			in[content] = slices.DeleteFunc(slices.Clone(in[content]), func(id string) bool {
				_, ok := there[id]
				return id != "" && !ok
			})
		}
	}
	return nil
}
