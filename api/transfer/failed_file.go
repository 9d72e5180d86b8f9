package transfer

import (
	"bufio"
	"io"
	"iter"
	"slices"
	"strings"

	"zco/api"
)

// WriteFailed writes results that failed and are of no file as CSV: the id,
// what was to be set, and the reason in a column zco_reason, which Import
// leaves out.
func WriteFailed(w io.Writer, failed iter.Seq2[Result, error]) (rows int, err error) {
	keys, err := failedKeys(failed)
	if err != nil {
		return 0, err
	}
	head := []string{"id"}
	for _, key := range keys {
		head = append(head, failedColumn(key))
	}
	out := bufio.NewWriter(w)
	if err := writeRow(out, append(head, reasonColumn)); err != nil {
		return 0, err
	}
	for r, err := range failed {
		if err != nil {
			return rows, err
		}
		row := []string{r.Item.ID}
		for _, key := range keys {
			row = append(row, failedCell(patchValue(r.Item.Patch, key)))
		}
		rows++
		if err := writeRow(out, append(row, guardCell(strings.ReplaceAll(r.Why(), api.StandardPrefix, "")))); err != nil {
			return rows, err
		}
	}
	return rows, out.Flush()
}

// failedKeys are what any of the results was to set.
func failedKeys(failed iter.Seq2[Result, error]) (keys []string, err error) {
	for r, err := range failed {
		if err != nil {
			return nil, err
		}
		for _, key := range patchKeys(r.Item.Patch) {
			if !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	slices.SortStableFunc(keys, func(a, b string) int { return slices.Index(standardFirst, b) - slices.Index(standardFirst, a) })
	return keys, nil
}

// standardFirst are the fields that come before those of the object, the first
// last.
var standardFirst = []string{api.FieldExternalID, api.FieldName}

// failedColumn is a header that Import takes for the field.
func failedColumn(key string) string {
	if bare, standard := strings.CutPrefix(key, api.StandardPrefix); standard {
		return bare
	}
	return columnKey(key)
}

func failedCell(v api.Value) string {
	column := outColumn{}
	if v.IsArray() {
		column.field.Type = api.TypeMultiselect
	}
	return (&csvWriter{}).cell(&column, v)
}

// WriteFailed writes the rows of the file that failed, as they were, with the
// reasons: CSV with a column zco_reason more, or JSON Lines with that member.
// Such a file can be imported itself: the reasons are left out.
func (m Import) WriteFailed(w io.Writer, failed iter.Seq2[Result, error]) (rows int, err error) {
	reasons := map[int]string{}
	for r, err := range failed {
		if err != nil {
			return 0, err
		}
		if r.Item.Row > 0 && r.Outcome != Done {
			reasons[r.Item.Row] = r.Why()
		}
	}
	f, err := m.open()
	if err != nil {
		return 0, err
	}
	defer f.closer.Close()
	out := bufio.NewWriter(w)
	if f.format.table() {
		if err := writeRow(out, append(f.guarded(m), reasonColumn)); err != nil {
			return 0, err
		}
	}
	for row, err := range f.rows {
		if err != nil {
			return rows, err
		}
		why, bad := reasons[row.number]
		if !bad {
			continue
		}
		rows++
		if f.format.table() {
			if f.format != CSV {
				row.original = guardCells(row.original)
			}
			err = writeRow(out, padded(row.original, len(f.headers), why))
		} else {
			err = writeWithReason(out, row.value, why)
		}
		if err != nil {
			return rows, err
		}
	}
	return rows, out.Flush()
}

// guarded are the headers as the file had them.
func (f *file) guarded(m Import) []string {
	if m.Raw {
		return slices.Clone(f.headers)
	}
	return guardCells(f.headers)
}

// padded is a row with the reason under its header.
func padded(cells []string, columns int, why string) []string {
	out := make([]string, columns, columns+1)
	copy(out, cells)
	out = append(out, guardCell(why))
	if len(cells) > columns {
		out = append(out, cells[columns:]...)
	}
	return out
}

// writeWithReason writes a record with the reason beside its members.
func writeWithReason(w io.Writer, v api.Value, why string) error {
	members := v.Members()
	if members == nil {
		members = map[string]api.Value{"value": v}
	}
	members[reasonColumn] = api.String(why)
	return writeJSON(w, members)
}
