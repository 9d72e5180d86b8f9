package transfer

import (
	"fmt"
	"math"

	"zco/api"
)

// maxRecord is the largest record that the service takes, in bytes of JSON.
const maxRecord = 32 << 10

// checkChange checks what is to be sent of a record that is there as the
// service will: what it would refuse is said before anything is sent.
func checkChange(row *importRow, p api.RecordPatch, there api.Record) {
	stays := 0
	for key, v := range there.Fields {
		if !v.IsEmpty() && p.Fields[key].IsAbsent() {
			stays += len(v)
		}
	}
	checkSent(row, stays, func(c importCell) api.Value { return patchValue(p, c.column.field) })
}

// checkSent checks what is sent of the cells of a row, beside what stays of a
// record's bytes.
func checkSent(row *importRow, size int, value func(importCell) api.Value) {
	for _, cell := range row.cells {
		v := value(cell)
		if v.IsEmpty() {
			continue
		}
		size += len(v)
		if problem := cell.column.wrong(v); problem != "" {
			row.problems = append(row.problems, cell.says(row, problem))
		}
	}
	if size > maxRecord {
		row.problem("", fmt.Sprintf("it has %d bytes, more than the 32 KB that a record may have", size))
	}
}

// wrong is why the service refuses a value of a column, as far as the schema
// tells.
func (c *fileColumn) wrong(v api.Value) string {
	switch c.schema.Type {
	case api.TypeRegexp:
		if c.matches != nil && !c.matches(v.Text()) {
			return fmt.Sprintf("%s does not match the pattern %s", shorten(v.Text()), c.schema.Regexp)
		}
	case api.TypeDecimal, api.TypeCurrency:
		if isPlainDecimal(string(v)) {
			return ""
		}
		if n, problem := parseExact(v.Text()); problem == "" && math.IsInf(n.float(), 0) {
			return fmt.Sprintf("%s is too large", shorten(v.Text()))
		}
	}
	if c.schema.Key == api.FieldName && trimAll(v.Text()) == "" {
		return "a name must not be blank"
	}
	return ""
}
