package transfer

import (
	"cmp"
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
	problems     []RowProblem // of the row as a whole
	cells        []importCell
	rawKey       string   // the key's text before its spaces were taken off
	trimmed      []string // headers of the cells whose spaces were taken off
}

// importCell is a cell that sets a field: what the schema makes of it, or why
// it makes nothing. A record that is there may yet say what was meant.
type importCell struct {
	column  *fileColumn
	text    string // as the file has it, the guard taken off
	value   api.Value
	problem string
}

// says returns the problem of a cell of a row.
func (c importCell) says(r *importRow, problem string) RowProblem {
	return RowProblem{Row: r.number, Line: r.line, Column: c.column.header, Value: c.text, Reason: problem}
}

// all are the problems of the row and those of its cells.
func (r *importRow) all() []RowProblem {
	out := slices.Clone(r.problems)
	for _, c := range r.cells {
		if c.problem != "" {
			out = append(out, c.says(r, c.problem))
		}
	}
	return out
}

func (r *importRow) problem(column, reason string) {
	r.problems = append(r.problems, RowProblem{Row: r.number, Line: r.line, Column: column, Reason: reason})
}

// value is what the row sets a field to; Absent where it says nothing.
func (r *importRow) value(field string) api.Value {
	for i := range r.cells {
		if c := &r.cells[i]; c.problem == "" && c.column.field == field {
			return c.value
		}
	}
	return api.Absent
}

// newPatch is what makes a new record of the row. What is null need not be
// sent.
func (r *importRow) newPatch() api.RecordPatch {
	var p api.RecordPatch
	for _, c := range r.cells {
		if c.problem == "" && !c.value.IsNull() {
			setPatch(&p, c.column.field, c.value)
		}
	}
	return p
}

// key is what tells the record of a row, "" if the row does not.
func (r *importRow) key(k Key) string {
	switch k {
	case KeyID:
		return r.id
	case KeyExternalID:
		return r.value(api.FieldExternalID).Text()
	case KeyName:
		return r.value(api.FieldName).Text()
	}
	return ""
}

// rows walks over the rows of the file, each checked by itself and against
// the keys of those before it.
func (m Import) rows(s *layout) iter.Seq2[importRow, error] {
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
func (m Import) convert(s *layout, read fileRow) importRow {
	row := importRow{number: read.number, line: read.line}
	if read.problem != "" {
		row.problem("", read.problem)
		return row
	}
	row.cells = make([]importCell, 0, s.setting)
	for i, text := range read.texts {
		if i < len(s.ordered) && (text != "" || m.EmptyClears) {
			m.convertCell(s, &row, s.ordered[i], fileCell{text: text})
		}
	}
	for _, cell := range read.cells {
		if column := s.columns[cell.header]; column != nil {
			m.convertCell(s, &row, column, cell)
		}
	}
	if m.creates(s, &row) {
		m.checkNew(s, &row)
	}
	return row
}

// convertCell makes what a cell means part of a row.
func (m Import) convertCell(s *layout, row *importRow, column *fileColumn, cell fileCell) {
	if column.field == "" {
		return
	}
	if s.check.Format == XLSX || s.check.Format == TSV {
		cell.plain = true // no spreadsheet runs these: nothing was guarded
	}
	if s.check.Format == XLSX {
		cell.text = sheetText(column.schema, cell.text)
	}
	text := m.cellText(cell)
	if cell.problem != "" && column.field == "id" {
		row.problem(column.header, cell.problem)
		return
	}
	if column.trims {
		if clean := trimAll(text); clean != text {
			row.trimmed = append(row.trimmed, column.header)
			if column.field == string(s.check.Key) || column.schema.Key == api.StandardPrefix+string(s.check.Key) {
				row.rawKey = text
			}
			text, cell = clean, cell.with(clean)
		}
	}
	if column.field == "id" {
		row.id = text
		return
	}
	m.setCell(s, row, column, cell, text)
}

// setCell sets a field to what a cell says.
func (m Import) setCell(s *layout, row *importRow, column *fileColumn, cell fileCell, text string) {
	v, problem := m.cellValue(column, cell)
	if cell.problem != "" {
		v, problem = api.Absent, cell.problem
	}
	if !s.check.Format.table() && !row.value(column.field).IsAbsent() {
		row.problem(column.header, "it is given twice") // JSON has no columns that could tell before
	} else if problem == "" && v.IsEmpty() && !v.IsAbsent() && column.needed && !m.creates(s, row) {
		problem = "it must have a value"
	}
	if problem != "" || !v.IsAbsent() {
		row.cells = append(row.cells, importCell{column, text, v, problem})
	}
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

func (m Import) cellValue(column *fileColumn, cell fileCell) (api.Value, string) {
	switch {
	case !cell.value.IsAbsent():
		return convertValue(column.schema, cell.value)
	case cell.text == "" && m.EmptyClears:
		return api.Null, ""
	case cell.text == "":
		return api.Absent, ""
	}
	return column.read(m.cellText(cell))
}

// creates reports whether a row makes a record, as far as the row alone tells.
func (m Import) creates(s *layout, row *importRow) bool {
	return s.check.Key == KeyNone || s.check.Key == KeyID && row.id == ""
}

// checkNew says what a new record lacks.
func (m Import) checkNew(s *layout, row *importRow) {
	for _, f := range s.needed {
		if row.value(f.Key).IsEmpty() && row.sound() {
			row.problem(cmp.Or(f.Title, f.Key), "a new record must have a value here")
		}
	}
}

// sound reports whether neither the row nor a cell of it has a problem: all
// without the list.
func (r *importRow) sound() bool {
	return len(r.problems) == 0 && !slices.ContainsFunc(r.cells, func(c importCell) bool { return c.problem != "" })
}

func (m Import) checkKey(s *layout, row *importRow, keys *keyBook) {
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
