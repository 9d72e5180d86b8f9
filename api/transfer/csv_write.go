package transfer

import (
	"bufio"
	"strings"

	"zco/api"
)

// csvWriter writes records as RFC 4180 says: cells between commas, rows ended
// by CR LF, cells in quotes where they must be.
//
// Text that a spreadsheet would run as a formula has an apostrophe before it,
// and so has text that begins with an apostrophe before such a character;
// Import takes it off again. Numbers stay numbers.
type csvWriter struct {
	w       *bufio.Writer
	columns []outColumn
	o       ExportOptions
	cells   []string // of the row at hand
}

func (c *csvWriter) header() error {
	if c.o.Excel {
		_, _ = c.w.WriteString("\ufeff") // a bufio.Writer keeps its first error
	}
	cells := make([]string, len(c.columns))
	for i, column := range c.columns {
		cells[i] = column.key
		if c.o.TitleHeader {
			cells[i] = c.guard(column.title)
		}
	}
	if rest, ok := strings.CutPrefix(cells[0], "ID"); ok {
		cells[0] = "Id" + rest // Excel takes a file that begins with ID for one of another kind
	}
	return writeRow(c.w, cells)
}

func (c *csvWriter) record(r api.Record) error {
	cells := c.cells[:0]
	for i := range c.columns {
		if column := &c.columns[i]; column.text != nil {
			cells = append(cells, c.guard(column.text(r)))
		} else {
			cells = append(cells, c.cell(column, column.value(r)))
		}
	}
	c.cells = cells
	if !c.o.Excel {
		return writeRow(c.w, cells)
	}
	// Quotes around all that is no number tell spreadsheets that it is text.
	return writeCells(c.w, cells, func(i int) bool {
		column := &c.columns[i]
		return cells[i] != "" && (column.attribute || !column.value(r).IsNumber())
	})
}

func (c *csvWriter) footer() error { return nil }

// cell is a value as text. A field whose type is a number stays unguarded
// only if its value is one.
func (c *csvWriter) cell(column *outColumn, v api.Value) string {
	switch {
	case v.IsAbsent() || v.IsNull():
		return ""
	case v.IsNumber():
		return string(v)
	case column.field.Type == api.TypeDate:
		if date, ok := v.Date(); ok {
			return date
		}
	case column.field.Type == api.TypeMultiselect:
		elements := v.Strings()
		for i := range elements {
			elements[i] = c.option(column.field, elements[i])
		}
		return c.guard(joinElements(elements))
	case column.field.Type == api.TypeDropdown:
		return c.guard(c.option(column.field, v.Text()))
	}
	return c.guard(v.Text())
}

func (c *csvWriter) option(f api.Field, tag string) string {
	if c.o.OptionTitles {
		return optionTitle(f, tag)
	}
	return tag
}

func (c *csvWriter) guard(text string) string {
	if c.o.Raw {
		return text
	}
	return guardCell(text)
}

// writeRow writes one row. A row of one empty cell is quoted, as it would
// otherwise be an empty line.
func writeRow(w *bufio.Writer, cells []string) error {
	return writeCells(w, cells, func(i int) bool { return quoted(cells[i]) || len(cells) == 1 && cells[i] == "" })
}

// writeCells writes one row, with quotes around the cells that are to have them.
func writeCells(w *bufio.Writer, cells []string, quoted func(i int) bool) error {
	for i, cell := range cells {
		if i > 0 {
			_ = w.WriteByte(',') // a bufio.Writer keeps its first error
		}
		if !quoted(i) {
			_, _ = w.WriteString(cell)
			continue
		}
		_ = w.WriteByte('"')
		_, _ = w.WriteString(strings.ReplaceAll(cell, `"`, `""`))
		_ = w.WriteByte('"')
	}
	_, err := w.WriteString("\r\n")
	return err
}

const byteOrderMark = "\ufeff"

// quoted reports whether a cell needs quotes: also those that other readers
// would trim, or take for another separator or a byte order mark.
func quoted(cell string) bool {
	if cell == "" {
		return false
	}
	for i := range len(cell) {
		switch cell[i] {
		case '"', ',', ';', '\t', '\r', '\n':
			return true
		case byteOrderMark[0]:
			if strings.HasPrefix(cell[i:], byteOrderMark) {
				return true
			}
		}
	}
	return cell[0] == ' ' || cell[len(cell)-1] == ' '
}
