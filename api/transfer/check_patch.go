package transfer

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"

	"zco/api"
)

// maxRecord is the largest record that the service takes, in bytes of JSON.
const maxRecord = 32 << 10

// checkPatch checks what is to be sent as the service will: what it would
// refuse is said before anything is sent. There is the record that it changes.
func (m Import) checkPatch(row *importRow, p api.RecordPatch, there api.Record) {
	size := 0
	for key, v := range there.Fields {
		if !v.IsEmpty() && p.Fields[key].IsAbsent() {
			size += len(v) // stays
		}
	}
	for _, cell := range row.cells {
		v := patchValue(p, cell.key)
		if v.IsAbsent() || v.IsEmpty() {
			continue
		}
		size += len(v)
		if problem := m.wrong(*cell.field, v); problem != "" {
			row.problems = append(row.problems, RowProblem{Row: row.number, Line: row.line, Column: cell.header, Value: cell.text, Reason: problem})
		}
	}
	if size > maxRecord {
		row.problem("", fmt.Sprintf("it has %d bytes, more than the 32 KB that a record may have", size))
	}
}

// wrong is why the service refuses a value of a field, as far as the schema
// tells.
func (m Import) wrong(f api.Field, v api.Value) string {
	switch f.Type {
	case api.TypeRegexp:
		if m.Matches != nil && f.Regexp != "" && !m.Matches(f.Regexp, v.Text()) {
			return fmt.Sprintf("%s does not match the pattern %s", shorten(v.Text()), f.Regexp)
		}
	case api.TypeDecimal, api.TypeCurrency:
		if n, problem := parseExact(v.Text()); problem == "" && math.IsInf(n.float(), 0) {
			return fmt.Sprintf("%s is too large", shorten(v.Text()))
		}
	}
	if f.Key == api.FieldName && trimAll(v.Text()) == "" {
		return "a name must not be blank"
	}
	return ""
}

// checkLookups looks up in batches what the rows point at, and refuses those
// that point at nothing.
func (m Import) checkLookups(ctx context.Context, decided []decision) error {
	if m.Names == nil {
		return nil
	}
	ids := map[string]map[string]bool{} // by target
	for _, d := range decided {
		d.lookups(func(cell importCell, id string) {
			if ids[cell.field.Target] == nil {
				ids[cell.field.Target] = map[string]bool{}
			}
			ids[cell.field.Target][id] = true
		})
	}
	for target, wanted := range ids {
		found, asked, err := m.found(ctx, target, slices.Sorted(maps.Keys(wanted)))
		if err != nil {
			return err
		}
		if !asked {
			continue
		}
		for n := range decided {
			d := &decided[n]
			d.lookups(func(cell importCell, id string) {
				if _, ok := found[id]; !ok && cell.field.Target == target {
					d.row.problems = append(d.row.problems, RowProblem{
						Row: d.row.number, Line: d.row.line, Column: cell.header, Value: cell.text,
						Reason: nothingAt(*cell.field, id),
					})
				}
			})
			d.refuse(d.item.ID)
		}
	}
	return nil
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
func (d decision) lookups(visit func(cell importCell, id string)) {
	if d.fate != fateCreate && d.fate != fateChange {
		return
	}
	for _, cell := range d.row.cells {
		v := patchValue(d.item.Patch, cell.key)
		if (cell.field.Type == api.TypeLookup || cell.field.Type == api.TypeParent) && !v.IsEmpty() {
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
