package transfer

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"zco/api"
)

// isLookup reports whether a column points at something else.
func (c *fileColumn) isLookup() bool {
	return c.schema.Type == api.TypeLookup || c.schema.Type == api.TypeParent
}

// maxPointed is how many answers about one target are kept at once.
const maxPointed = 1 << 16

// pointed is what one question is about: whether there is something with an id,
// or of a column with a filter, whether it may be chosen there.
type pointed struct {
	target string
	field  string // of the column with the filter; "" for none
}

// lookupBook are the answers about what lookups point at, so that nothing is
// asked for with every batch of rows: why an id is refused, by id, "" if it is
// not.
type lookupBook struct {
	reasons map[pointed]map[string]string
	silent  map[pointed]bool // nobody tells: what may not be read may still be pointed at
}

func newLookupBook() *lookupBook {
	return &lookupBook{map[pointed]map[string]string{}, map[pointed]bool{}}
}

func (c *fileColumn) question() pointed {
	if c.filter == nil {
		return pointed{target: c.schema.Target}
	}
	return pointed{c.schema.Target, c.field}
}

// keep notes answers. What was known before is forgotten where it became too
// much: it is asked for again.
func (b *lookupBook) keep(q pointed, answers map[string]string) {
	if len(b.reasons[q])+len(answers) > maxPointed {
		delete(b.reasons, q)
	}
	if b.reasons[q] == nil {
		b.reasons[q] = make(map[string]string, len(answers))
	}
	maps.Copy(b.reasons[q], answers)
}

// checkLookups looks up in batches what the rows point at, and refuses those
// that point at nothing, or at what may not be chosen.
func (m Import) checkLookups(ctx context.Context, c Client, s *layout, decided []decision) error {
	if m.Names == nil {
		return nil
	}
	wanted, columns := map[pointed]map[string]bool{}, map[pointed]*fileColumn{}
	for n := range decided {
		decided[n].lookups(func(cell importCell, id string) {
			q := cell.column.question()
			if _, known := s.pointed.reasons[q][id]; known || s.pointed.silent[q] {
				return
			}
			if wanted[q] == nil {
				wanted[q], columns[q] = map[string]bool{}, cell.column
			}
			wanted[q][id] = true
		})
	}
	for q, ids := range wanted {
		answers, err := m.point(ctx, c, columns[q], slices.Sorted(maps.Keys(ids)))
		if err != nil {
			return err
		}
		if answers == nil {
			s.pointed.silent[q] = true
			continue
		}
		s.pointed.keep(q, answers)
	}
	for n := range decided {
		d := &decided[n]
		d.lookups(func(cell importCell, id string) {
			if reason := s.pointed.reasons[cell.column.question()][id]; reason != "" {
				d.row.problems = append(d.row.problems, cell.says(&d.row, reason))
			}
		})
		d.refuse(d.item.ID)
	}
	return nil
}

// point asks what there is with ids that a column points at, and returns for
// each why it is refused, "" for none; nil where that cannot be told.
func (m Import) point(ctx context.Context, c Client, column *fileColumn, ids []string) (map[string]string, error) {
	out := make(map[string]string, len(ids))
	if column.filter != nil {
		object, _ := api.TargetObjectKey(column.schema.Target)
		records, err := existing(ctx, c, object, KeyID, ids)
		if api.IsForbidden(err) || api.IsNotFound(err) {
			return nil, nil
		}
		for _, id := range ids {
			out[strings.Clone(id)] = column.refusal(id, records)
		}
		return out, err
	}
	names, asked, err := m.found(ctx, column.schema.Target, ids)
	if err != nil || !asked {
		return nil, err
	}
	for _, id := range ids {
		out[strings.Clone(id)] = ""
		if _, ok := names[id]; !ok {
			out[strings.Clone(id)] = nothingAt(column.schema, id)
		}
	}
	return out, nil
}

// refusal is why a record that a column points at is refused.
func (c *fileColumn) refusal(id string, there map[string]api.Record) string {
	record, found := there[id]
	switch {
	case !found:
		return nothingAt(c.schema, id)
	case c.filter.leavesOut(record):
		return fmt.Sprintf("%s may not be chosen here: the filter of the field leaves it out", shorten(record.Name.Text()))
	}
	return ""
}

func (m Import) found(ctx context.Context, target string, ids []string) (map[string]string, bool, error) {
	out := map[string]string{}
	var listed []string
	for _, id := range ids {
		if canBeID(target, id) {
			listed = append(listed, id)
		}
	}
	for part := range slices.Chunk(listed, api.MaxMany) {
		names, asked, err := m.Names(ctx, target, part)
		if err != nil || !asked {
			return nil, false, err
		}
		maps.Copy(out, names)
	}
	return out, true, nil
}

// canBeID reports whether a text may be the id of a target: digits, but of
// records.
func canBeID(target, id string) bool {
	if !listable(id) {
		return false
	}
	_, isObject := api.TargetObjectKey(target)
	return isObject || digitsOf(id) == id
}

// lookups walks over the lookups that a decision would set.
func (d *decision) lookups(visit func(cell importCell, id string)) {
	if d.fate != fateCreate && d.fate != fateChange {
		return
	}
	for _, cell := range d.row.cells {
		if !cell.column.isLookup() {
			continue
		}
		v := cell.value
		if d.fate == fateChange {
			v = patchValue(d.item.Patch, cell.column.field)
		}
		if !v.IsEmpty() {
			visit(cell, v.Text())
		}
	}
}

// nothingAt is why a lookup cannot be set.
func nothingAt(f api.Field, id string) string {
	if object, ok := api.TargetObjectKey(f.Target); ok {
		return fmt.Sprintf("no record of %s has the id, the external id or the name %s", object, shorten(id))
	}
	return fmt.Sprintf("there is nothing with the id %s to point at", shorten(id))
}
