package transfer

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"zco/api"
)

// The bounds of a sheet.
const (
	maxSheetRows = 1 << 20
	maxSheetCell = 32767 // UTF-16 units
	maxSheetName = 31
)

// choicesSheet holds the options of drop-down lists, hidden.
const choicesSheet = "choices"

// xlsxWriter writes records as a sheet that comes back as it was through the
// usual spreadsheets: text, ids and codes as text, numbers and days as such,
// titles above with the keys in a hidden row below. It streams: what is larger
// than a few megabytes lies in temporary files. The workbook is written at the
// end, to w.
type xlsxWriter struct {
	w       io.Writer
	file    *excelize.File
	sheet   *excelize.StreamWriter
	columns []outColumn
	styles  xlsxStyles
	row     int // the last one written
}

type xlsxStyles struct{ text, plain, day, locked, head int }

func newXLSXWriter(w io.Writer, object string, columns []outColumn) (*xlsxWriter, error) {
	x := &xlsxWriter{w: w, file: excelize.NewFile(), columns: columns}
	name := sheetName(object)
	if err := x.file.SetSheetName("Sheet1", name); err != nil {
		return nil, err
	}
	if err := x.makeStyles(); err != nil {
		return nil, err
	}
	// A streamed sheet takes all of this only before its first row.
	if err := x.furnish(name); err != nil {
		return nil, err
	}
	// Readers that trust the extent of a sheet would take its first cell for all.
	err := x.file.SetSheetDimension(name, "")
	if err != nil {
		return nil, err
	}
	if x.sheet, err = x.file.NewStreamWriter(name); err != nil {
		return nil, err
	}
	for i, c := range columns {
		if err := x.sheet.SetColStyle(i+1, i+1, x.style(c)); err != nil {
			return nil, err
		}
		if err := x.sheet.SetColWidth(i+1, i+1, columnWidth(c)); err != nil {
			return nil, err
		}
	}
	return x, nil
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

func columnWidth(c outColumn) float64 {
	if c.field.Type == api.TypeTextarea || c.key == "name" || c.key == "id" {
		return 32
	}
	return 16
}

func (x *xlsxWriter) makeStyles() error {
	day, open := "yyyy-mm-dd", &excelize.Protection{Locked: false}
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&x.styles.text, excelize.Style{NumFmt: 49, Protection: open}},
		{&x.styles.plain, excelize.Style{Protection: open}},
		{&x.styles.day, excelize.Style{CustomNumFmt: &day, Protection: open}},
		{&x.styles.locked, excelize.Style{NumFmt: 49, Font: &excelize.Font{Color: "808080"}}},
		{&x.styles.head, excelize.Style{NumFmt: 49, Font: &excelize.Font{Bold: true}}},
	} {
		id, err := x.file.NewStyle(&s.style)
		if err != nil {
			return err
		}
		*s.id = id
	}
	return nil
}

// locked reports whether an import does not set a column.
func (x *xlsxWriter) locked(c outColumn) bool {
	if c.attribute {
		return c.key != "name" && c.key != "external_id"
	}
	return c.field.ReadOnly
}

func (x *xlsxWriter) style(c outColumn) int {
	if x.locked(c) {
		return x.styles.locked
	}
	switch c.field.Type {
	case api.TypeInteger, api.TypeDecimal, api.TypeCurrency, api.TypeCheckbox:
		return x.styles.plain
	case api.TypeDate:
		return x.styles.day
	}
	return x.styles.text
}

// furnish locks what the service sets and gives choices their lists.
func (x *xlsxWriter) furnish(sheet string) error {
	err := x.file.ProtectSheet(sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, Sort: true, AutoFilter: true, InsertRows: true, DeleteRows: true, FormatColumns: true, FormatRows: true, FormatCells: true,
	})
	if err != nil {
		return err
	}
	lists := 0
	for i, c := range x.columns {
		if c.field.Type != api.TypeDropdown || len(c.field.Options) == 0 || x.locked(c) {
			continue
		}
		if lists++; lists == 1 {
			if _, err := x.file.NewSheet(choicesSheet); err != nil {
				return err
			}
		}
		if err := x.dropList(sheet, i+1, lists, c.field); err != nil {
			return err
		}
	}
	if lists > 0 {
		if err := x.file.SetSheetVisible(choicesSheet, false); err != nil {
			return err
		}
	}
	return x.file.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"})
}

func (x *xlsxWriter) dropList(sheet string, column, list int, f api.Field) error {
	letter, err := excelize.ColumnNumberToName(list)
	if err != nil {
		return err
	}
	for i, o := range f.Options {
		if err := x.file.SetCellStr(choicesSheet, fmt.Sprintf("%s%d", letter, i+1), optionTitle(f, o.Value)); err != nil {
			return err
		}
	}
	on, err := excelize.ColumnNumberToName(column)
	if err != nil {
		return err
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("%s3:%s%d", on, on, maxSheetRows)
	v.SetSqrefDropList(fmt.Sprintf("%s!$%s$1:$%s$%d", choicesSheet, letter, letter, len(f.Options)))
	v.SetError(excelize.DataValidationErrorStyleStop, "Not an option", "Choose one from the list.")
	return x.file.AddDataValidation(sheet, v)
}

func (x *xlsxWriter) header() error {
	titles, keys := make([]any, len(x.columns)), make([]any, len(x.columns))
	for i, c := range x.columns {
		titles[i] = excelize.Cell{StyleID: x.styles.head, Value: c.title}
		keys[i] = c.key
	}
	x.row = 2
	if err := x.sheet.SetRow("A1", titles); err != nil {
		return err
	}
	return x.sheet.SetRow("A2", keys, excelize.RowOpts{Hidden: true})
}

func (x *xlsxWriter) record(r api.Record) error {
	if x.row++; x.row > maxSheetRows {
		return fmt.Errorf("a sheet has room for %d records: export fewer, or as CSV", maxSheetRows-2)
	}
	cells := make([]any, len(x.columns))
	for i, c := range x.columns {
		cell, err := sheetCell(c, c.value(r))
		if err != nil {
			return fmt.Errorf("record %s: %w", r.ID, err)
		}
		cells[i] = cell
	}
	at, err := excelize.CoordinatesToCellName(1, x.row)
	if err != nil {
		return err
	}
	return x.sheet.SetRow(at, cells)
}

// sheetCell is a value as a cell of its type, or as text where a number would
// lose digits.
func sheetCell(c outColumn, v api.Value) (any, error) {
	if v.IsAbsent() || v.IsNull() {
		return nil, nil
	}
	text := (&csvWriter{o: ExportOptions{Raw: true, OptionTitles: true}}).cell(&c, v)
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
	if n := len(utf16.Encode([]rune(text))); n > maxSheetCell {
		return nil, fmt.Errorf("%s has %d characters, and a cell of a sheet holds %d: export as CSV, or leave the column out", c.key, n, maxSheetCell)
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

func (x *xlsxWriter) footer() error {
	if err := x.sheet.Flush(); err != nil {
		return err
	}
	_, err := x.file.WriteTo(x.w)
	return err
}

// close removes the temporary files.
func (x *xlsxWriter) close() error { return x.file.Close() }
