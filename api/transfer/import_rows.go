package transfer

import (
	"fmt"
	"hash/maphash"
	"iter"
	"slices"

	"zco/api"
)

// importRow is a row as the schema has it.
type importRow struct {
	number, line int
	id           string
	patch        api.RecordPatch
	problems     []RowProblem // of the row as a whole
	cells        []importCell
	rawKey       string   // the key's text before its spaces were taken off
	trimmed      []string // headers of the cells whose spaces were taken off
}

// importCell is a cell that sets a field: what the schema makes of it, or why
// it makes nothing. A record that is there may yet say what was meant.
type importCell struct {
	header  string
	field   *api.Field // shared by all cells of a column
	key     string     // of the patch
	text    string     // as the file has it, the guard taken off
	value   api.Value
	problem string
	json    bool // of a JSON file, which guards nothing
	sheet   bool // of a workbook, which has no control characters
	tabs    bool // of a CSV with tabs between cells
}

// all are the problems of the row and those of its cells.
func (r *importRow) all() []RowProblem {
	out := slices.Clone(r.problems)
	for _, c := range r.cells {
		if c.problem != "" {
			out = append(out, RowProblem{Row: r.number, Line: r.line, Column: c.header, Value: c.text, Reason: c.problem})
		}
	}
	return out
}

func (r *importRow) problem(column, reason string) {
	r.problems = append(r.problems, RowProblem{Row: r.number, Line: r.line, Column: column, Reason: reason})
}

// key is what tells the record of a row, "" if the row does not.
func (r importRow) key(k Key) string {
	switch k {
	case KeyID:
		return r.id
	case KeyExternalID:
		return r.patch.ExternalID.Text()
	case KeyName:
		return r.patch.Name.Text()
	}
	return ""
}

// rows walks over the rows of the file, each checked by itself and against
// the keys of those before it.
func (m Import) rows(s layout) iter.Seq2[importRow, error] {
	return func(yield func(importRow, error) bool) {
		f, err := m.open()
		if err != nil {
			yield(importRow{}, err)
			return
		}
		defer f.closer.Close()
		s.seen.reset()
		keys := newKeyBook()
		for read, err := range f.rows {
			if err != nil {
				yield(importRow{}, err)
				return
			}
			if read.blank {
				s.seen.blank++
				continue
			}
			row := m.convert(s, read)
			for _, header := range row.trimmed {
				s.seen.trimmed[header]++
			}
			m.checkKey(s, &row, keys)
			if !yield(row, nil) {
				return
			}
		}
	}
}

// convert makes values of the cells.
func (m Import) convert(s layout, read fileRow) importRow {
	row := importRow{number: read.number, line: read.line}
	if read.problem != "" {
		row.problem("", read.problem)
		return row
	}
	row.cells = make([]importCell, 0, len(read.cells))
	for _, cell := range read.cells {
		t := s.targets[cell.header]
		if t == nil || t.field == "" {
			continue
		}
		if s.check.Format == XLSX || s.check.Format == TSV {
			cell.plain = true // no spreadsheet runs these: nothing was guarded
		}
		if s.check.Format == XLSX {
			cell.text = sheetText(t.schema, cell.text)
		}
		text := m.cellText(cell)
		if cell.problem != "" && t.field == "id" {
			row.problem(cell.header, cell.problem)
			continue
		}
		if t.trims() {
			if clean := trimAll(text); clean != text {
				row.trimmed = append(row.trimmed, cell.header)
				if t.field == string(s.check.Key) || t.schema.Key == api.StandardPrefix+string(s.check.Key) {
					row.rawKey = text
				}
				text, cell = clean, cell.with(clean)
			}
		}
		if t.field == "id" {
			row.id = text
			continue
		}
		m.convertCell(s, &row, t, cell, text)
	}
	if m.creates(s, row) {
		m.checkNew(s, &row)
	}
	return row
}

func (m Import) convertCell(s layout, row *importRow, t *target, cell fileCell, text string) {
	v, problem := m.cellValue(s, t.schema, cell)
	if cell.problem != "" {
		v, problem = api.Absent, cell.problem
	}
	switch {
	case !patchValue(row.patch, t.field).IsAbsent():
		row.problem(cell.header, "it is given twice") // JSON has no columns that could tell before
	case problem == "" && v.IsEmpty() && !v.IsAbsent() && s.mustHave(t.field) && !m.creates(s, *row):
		problem = "it must have a value"
	case problem == "" && !v.IsAbsent():
		setPatch(&row.patch, t.field, v)
	}
	if problem != "" || !v.IsAbsent() {
		row.cells = append(row.cells, importCell{header: cell.header, field: &t.schema, key: t.field, text: text, value: v, problem: problem, json: !cell.value.IsAbsent(), sheet: s.check.Format == XLSX, tabs: s.comma == '\t'})
	}
}

// trims reports whether spaces around the target's values mean nothing: ids,
// external ids, tags and lookups.
func (t *target) trims() bool {
	switch t.schema.Type {
	case api.TypeLookup, api.TypeParent, api.TypeDropdown, api.TypeMultiselect, api.TypeCheckbox, api.TypeDate, api.TypeInteger, api.TypeDecimal, api.TypeCurrency:
		return true
	}
	return t.field == "id" || t.field == api.FieldExternalID
}

// with is the cell with another text.
func (c fileCell) with(text string) fileCell {
	if !c.value.IsAbsent() {
		if c.value.IsString() {
			c.value = api.String(text)
		}
		return c
	}
	c.text = text
	return c
}

func (m Import) cellText(cell fileCell) string {
	if cell.value.IsAbsent() && !cell.plain {
		return m.unguard(cell.text)
	}
	if cell.plain {
		return cell.text
	}
	return cell.value.Text()
}

func (m Import) cellValue(s layout, f api.Field, cell fileCell) (api.Value, string) {
	switch {
	case !cell.value.IsAbsent():
		return convertValue(f, cell.value)
	case cell.text == "" && m.EmptyClears:
		return api.Null, ""
	case cell.text == "":
		return api.Absent, ""
	}
	return convertText(f, m.localized(s, f, cell.header, m.cellText(cell)))
}

func (s layout) mustHave(field string) bool {
	for _, f := range s.needed {
		if f.Key == field {
			return true
		}
	}
	return false
}

// creates reports whether a row makes a record, as far as the row alone tells.
func (m Import) creates(s layout, row importRow) bool {
	return s.check.Key == KeyNone || s.check.Key == KeyID && row.id == ""
}

// checkNew says what a new record lacks. What is null need not be sent.
func (m Import) checkNew(s layout, row *importRow) {
	for _, f := range s.needed {
		if patchValue(row.patch, f.Key).IsEmpty() && row.sound() {
			column := f.Key
			if title := f.Title; title != "" {
				column = title
			}
			row.problem(column, "a new record must have a value here")
		}
	}
	row.patch = withoutNulls(row.patch)
}

// sound reports whether neither the row nor a cell of it has a problem: all
// without the list.
func (r *importRow) sound() bool {
	return len(r.problems) == 0 && !slices.ContainsFunc(r.cells, func(c importCell) bool { return c.problem != "" })
}

func hasNulls(p api.RecordPatch) bool {
	if p.Name.IsNull() || p.ExternalID.IsNull() {
		return true
	}
	for _, v := range p.Fields {
		if v.IsNull() {
			return true
		}
	}
	return false
}

// withoutNulls is the patch itself where it has none, as nearly all have.
func withoutNulls(p api.RecordPatch) api.RecordPatch {
	if !hasNulls(p) {
		return p
	}
	var out api.RecordPatch
	for _, key := range patchKeys(p) {
		if v := patchValue(p, key); !v.IsNull() {
			setPatch(&out, key, v)
		}
	}
	return out
}

func (m Import) checkKey(s layout, row *importRow, keys *keyBook) {
	key := row.key(s.check.Key)
	if key == "" && len(row.problems) > 0 {
		return // what makes a row unreadable is said already
	}
	if key == "" {
		if s.check.Key == KeyExternalID || s.check.Key == KeyName {
			row.problem(string(s.check.Key), "it is empty, and tells which record is meant")
		}
		return
	}
	if first, twice := keys.meet(key, row.number); twice {
		row.problem(string(s.check.Key), fmt.Sprintf("row %d is about the same record: %s", first, shorten(key)))
	}
}

// keyBook remembers which keys came, in 16 bytes or so for each.
type keyBook struct {
	seed maphash.Seed
	rows map[uint64]int32
}

func newKeyBook() *keyBook {
	return &keyBook{seed: maphash.MakeSeed(), rows: map[uint64]int32{}}
}

// meet returns the row in which the key came before.
func (k *keyBook) meet(key string, row int) (first int, twice bool) {
	h := maphash.String(k.seed, key)
	if before, ok := k.rows[h]; ok {
		return int(before), true
	}
	k.rows[h] = int32(row)
	return 0, false
}
