package transfer

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"

	"zco/api"
	"zco/api/transfer/workbook"
)

// maxSheetName is how long the name of a sheet may be.
const maxSheetName = 31

// choicesSheet is the name of the hidden sheet of choices.
const choicesSheet = "choices"

// xlsxWriter writes records as a sheet that comes back as it was through the
// usual spreadsheets: text, ids and codes as text, numbers and days as such,
// titles above with the keys in a hidden row below. It streams.
type xlsxWriter struct {
	book    *workbook.Writer
	columns []outColumn
	rows    int
}

func newXLSXWriter(w io.Writer, object string, columns []outColumn) (*xlsxWriter, error) {
	sheet := make([]workbook.Column, len(columns))
	for i, c := range columns {
		sheet[i] = workbook.Column{Style: sheetStyle(c), Width: columnWidth(c)}
		if c.field.Type == api.TypeDropdown && !locked(c) && len(c.field.Options) <= workbook.MaxColumns {
			for _, o := range c.field.Options {
				sheet[i].List = append(sheet[i].List, optionTitle(c.field, o.Value))
			}
		}
	}
	book, err := workbook.NewWriter(w, sheetName(object), sheet)
	return &xlsxWriter{book: book, columns: columns}, err
}

func sheetName(object string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return '_'
		}
		return r
	}, object)
	if len(name) > maxSheetName {
		name = name[:maxSheetName] // keys are ASCII
	}
	if name == "" || strings.EqualFold(name, "history") || name == choicesSheet {
		return "records"
	}
	return name
}

func columnWidth(c outColumn) int {
	if c.field.Type == api.TypeTextarea || c.key == "name" || c.key == "id" {
		return 32
	}
	return 16
}

// locked reports whether an import does not set a column.
func locked(c outColumn) bool {
	if c.attribute {
		return c.key != "name" && c.key != "external_id"
	}
	return c.field.ReadOnly
}

func sheetStyle(c outColumn) workbook.Style {
	if locked(c) {
		return workbook.Locked
	}
	switch c.field.Type {
	case api.TypeInteger, api.TypeDecimal, api.TypeCurrency, api.TypeCheckbox:
		return workbook.Number
	case api.TypeDate:
		return workbook.Day
	}
	return workbook.Text
}

func (x *xlsxWriter) header() error {
	titles, keys := make([]any, len(x.columns)), make([]any, len(x.columns))
	for i, c := range x.columns {
		titles[i], keys[i] = c.title, c.key
	}
	if err := x.book.Row(titles, workbook.Head, false); err != nil {
		return err
	}
	return x.book.Row(keys, 0, true)
}

func (x *xlsxWriter) record(r api.Record) error {
	if x.rows++; x.rows > workbook.MaxRows-workbook.Heads {
		return fmt.Errorf("a sheet has room for %d records: export fewer, or as CSV", workbook.MaxRows-workbook.Heads)
	}
	cells := make([]any, len(x.columns))
	for i, c := range x.columns {
		cell, err := sheetCell(c, c.value(r))
		if err != nil {
			return fmt.Errorf("record %s: %w", r.ID, err)
		}
		cells[i] = cell
	}
	return x.book.Row(cells, 0, false)
}

// sheetCell is a value as a cell of its type, or as text where a number would
// lose digits.
func sheetCell(c outColumn, v api.Value) (any, error) {
	if v.IsAbsent() || v.IsNull() {
		return nil, nil
	}
	text := (&csvWriter{o: ExportOptions{Raw: true, OptionTitles: true}}).cell(c, v)
	switch {
	case v == "true":
		return true, nil
	case v == "false":
		return false, nil
	case v.IsNumber() && !c.attribute && len(strings.Trim(digitsOf(text), "0")) <= 15 && !strings.ContainsAny(text, "eE"):
		if n, ok := looseNumber(text); ok {
			return n, nil
		}
	case c.field.Type == api.TypeDate:
		if serial, ok := daySerial(text); ok {
			return serial, nil
		}
	}
	if n := len(utf16.Encode([]rune(text))); n > workbook.MaxCell {
		return nil, fmt.Errorf("%s has %d characters, and a cell of a sheet holds %d: export as CSV, or leave the column out", c.key, n, workbook.MaxCell)
	}
	return text, nil
}

// The days that sheets count from, and the first that all of them agree on.
var (
	sheetEpoch = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	firstDay   = time.Date(1900, time.March, 1, 0, 0, 0, 0, time.UTC)
)

func daySerial(text string) (int, bool) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil || day.Before(firstDay) {
		return 0, false
	}
	return int(day.Sub(sheetEpoch) / (24 * time.Hour)), true
}

func (x *xlsxWriter) footer() error { return x.book.Close() }
