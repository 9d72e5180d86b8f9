package transfer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"zco/api"
)

// judge says what a cell does to the value that is there: nothing where they
// mean the same (Absent), a change, a program's doing, or nothing that can be.
func (m Import) judge(s *layout, cell importCell, before api.Value) (after api.Value, cause Cause, problem string) {
	after, problem = cell.value, cell.problem
	if problem == "" && (after.IsAbsent() || sameStored(after, before)) {
		return api.Absent, "", ""
	}
	field := cell.column.schema
	stored := storedText(field, before)
	if s.check.Format == XLSX && sheetForm(stored) == sheetForm(cell.text) {
		return api.Absent, "", "" // as the export had to write it
	}
	if cell.text == stored && !after.IsArray() || equivalent(field, stored, cell.text) || numeric(field.Type) && problem == "" && sameNumber(stored, after.Text()) {
		return api.Absent, "", ""
	}
	if cell.value.IsArray() || cell.value.IsObject() {
		return after, "", problem
	}
	cause = causeOf(field.Type, stored, cell.text)
	if cause == "" && !s.check.Format.table() && unguardCell(cell.text) != cell.text {
		cause = CauseApostrophe // of a CSV that another program made JSON of
	}
	if cause == "" && s.comma == '\t' && writtenEscapes(cell.text) && !writtenEscapes(stored) {
		cause = CauseEscapes
	}
	clean := problem == "" && !after.IsAbsent()
	switch {
	case field.Type == api.TypeDate && clean:
		cause = ""
		if otherCentury(stored, after.Text()) {
			cause = CauseDate
		}
	case cause == CauseBoolean && field.Type == api.TypeCheckbox && clean:
		cause = ""
	}
	if slices.Contains(m.Accept, cause) {
		cause = ""
	}
	return after, cause, problem
}

// otherCentury: programs take years of old for the two digits of a new one.
func otherCentury(stored, after string) bool {
	a, errA := time.Parse(time.DateOnly, stored)
	b, errB := time.Parse(time.DateOnly, after)
	return errA == nil && errB == nil && a.Year() != b.Year() && (a.Year()-b.Year())%100 == 0 && a.Format("01-02") == b.Format("01-02")
}

// storedText is a value as an export writes it.
func storedText(f api.Field, v api.Value) string {
	return (&csvWriter{o: ExportOptions{Raw: true}}).cell(&outColumn{field: f}, v)
}

// equivalent reports whether two texts of a field mean the same: line ends
// inside cells, equal decimals, a day otherwise written, spaces around a key.
func equivalent(f api.Field, stored, text string) bool {
	switch f.Type {
	case api.TypeInteger, api.TypeDecimal, api.TypeCurrency:
		return sameNumber(stored, text)
	case api.TypeDate:
		return slices.Contains(readings(text), stored)
	case api.TypeLookup, api.TypeParent:
		return stored != "" && trimAll(stored) == trimAll(text)
	case api.TypeCheckbox:
		a, okA := booleanWord(stored)
		b, okB := booleanWord(text)
		return okA && okB && a == b
	case api.TypeDropdown, api.TypeMultiselect:
		return false
	}
	if f.Key == api.FieldExternalID && trimAll(stored) == trimAll(text) {
		return true
	}
	return sameLineEnds(stored, text)
}

func numeric(t api.FieldType) bool {
	return t == api.TypeInteger || t == api.TypeDecimal || t == api.TypeCurrency
}

// sameNumber: with a point, or with a comma as many countries write it. A
// number in scientific notation of fewer digits than are stored is not the
// same.
func sameNumber(stored, text string) bool {
	x, problem := parseExact(stored)
	if problem != "" {
		return false
	}
	for _, form := range []string{text, commaToPoint(text)} {
		if y, problem := parseExact(form); problem == "" && sameDouble(x, y, len(digitsOf(stored)) > 15 && len(digitsOf(text)) > 15) {
			return true
		}
	}
	return false
}

// sameDouble compares numbers as programs hold them: as doubles, of which
// spreadsheets keep 15 digits. Two of more digits are compared by all.
func sameDouble(x, y exact, long bool) bool {
	a, b := x.float(), y.float()
	if long {
		return a == b
	}
	return strconv.FormatFloat(a, 'g', 15, 64) == strconv.FormatFloat(b, 'g', 15, 64)
}

// commaToPoint is a number with its one comma as the decimal point, or its
// points as separators of thousands.
func commaToPoint(text string) string {
	if strings.Count(text, ",") != 1 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, ".", ""), ",", ".")
}

// surelyComma is a number whose comma is no separator of thousands: other than
// three digits follow it, or points stand before it. Files with semicolons
// between cells come from where numbers are written so.
var surelyComma = regexp.MustCompile(`^[+-]?(\d+,(\d{1,2}|\d{4,})|\d{1,3}(\.\d{3})+,\d+)$`)

// localized is the text of a cell as convertText reads it: the decimals after
// a point, the day in the form of the column.
func (m Import) localized(s *layout, c *fileColumn, text string) string {
	switch c.schema.Type {
	case api.TypeInteger, api.TypeDecimal, api.TypeCurrency:
		if m.Decimal == 0 && s.comma == ';' && surelyComma.MatchString(trimAll(text)) {
			return commaToPoint(text)
		}
		if m.Decimal == ',' && plainNumber.MatchString(strings.TrimSpace(commaToPoint(text))) {
			if strings.Contains(text, ",") {
				return commaToPoint(text)
			}
			return strings.ReplaceAll(text, ".", "") // of thousands
		}
	case api.TypeDate:
		if strings.Count(text, "/") != 2 {
			return text
		}
		if form := s.dayForm(m, c.header); form != "" {
			if day, err := time.Parse(form, trimTime(text)); err == nil {
				return day.Format(time.DateOnly)
			}
		}
	}
	return text
}

// timeOfDay is a time behind a date, as spreadsheets, databases and other
// desks write it. A date has none: the day is what is written before.
var timeOfDay = regexp.MustCompile(`^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{8})[ T,]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([AaPp][Mm])?\s*(Z|UTC|GMT|[+-]\d{2}:?(\d{2})?)?$`)

// trimTime takes the time off a date.
func trimTime(text string) string {
	text = trimAll(text)
	if parts := timeOfDay.FindStringSubmatch(text); parts != nil {
		return parts[1]
	}
	return text
}

// readings are the days that a text may mean.
func readings(text string) []string {
	if v, problem := dateValue(text); problem == "" {
		return []string{v.Text()}
	}
	var out []string
	for _, form := range []string{"2/1/2006", "1/2/2006", "2/1/06", "1/2/06", "2.1.06", "06-1-2", "2-Jan-06"} {
		if day, err := time.Parse(form, trimTime(text)); err == nil {
			out = append(out, day.Format(time.DateOnly))
		}
	}
	return out
}
