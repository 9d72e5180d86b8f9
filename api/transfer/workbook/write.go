package workbook

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Style is what a column looks like and whether it can be changed.
type Style int

// The styles. All but Locked and Head can be changed though the sheet is
// protected.
const (
	Text   Style = iota + 1 // is never taken for a number
	Number                  // and true or false
	Day                     // year-month-day
	Locked                  // grey text
	Head                    // bold text
)

// Column is a column of a sheet that is written.
type Column struct {
	Style Style
	Width int      // in characters
	List  []string // what may be chosen below the heads; nil for anything
}

// Heads is how many rows at the top stay in view.
const Heads = 2

// choices is the hidden sheet of what may be chosen.
const choices = "choices"

// Writer writes a workbook of one sheet.
type Writer struct {
	zip     *zip.Writer
	sheet   io.Writer
	columns []Column
	names   []string // of the columns
	row     int      // the last one written
	line    []byte
}

// NewWriter begins a workbook whose sheet has a name and columns. A name has at
// most 31 characters, none of :\/?*[]' and is not that of the hidden sheet,
// "choices".
func NewWriter(w io.Writer, name string, columns []Column) (*Writer, error) {
	b := &Writer{zip: zip.NewWriter(w), columns: columns, names: make([]string, len(columns))}
	for i := range columns {
		b.names[i] = columnName(i)
	}
	b.zip.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(to, flate.BestSpeed) // half the time of an export goes into it else, for a fifth of the size
	})
	lists := b.lists()
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes(lists != "")},
		{"_rels/.rels", rootLinks},
		{"xl/workbook.xml", bookPart(name, lists != "")},
		{"xl/_rels/workbook.xml.rels", bookLinks(lists != "")},
		{"xl/styles.xml", styleSheet},
		{"xl/worksheets/sheet2.xml", lists},
	} {
		if part.text == "" {
			continue
		}
		to, err := b.zip.Create(part.name)
		if err == nil {
			_, err = io.WriteString(to, xmlHead+part.text)
		}
		if err != nil {
			return nil, err
		}
	}
	var err error
	if b.sheet, err = b.zip.Create("xl/worksheets/sheet1.xml"); err != nil {
		return nil, err
	}
	_, err = io.WriteString(b.sheet, xmlHead+b.top())
	return b, err
}

// columnName is the letters of a column, from 0.
func columnName(n int) string {
	var out []byte
	for n++; n > 0; n = (n - 1) / 26 {
		out = append(out, byte('A'+(n-1)%26))
	}
	slices.Reverse(out)
	return string(out)
}

// Row writes the next row: nil, bool, int, float64 and string make cells. A
// style of 0 is that of each column.
func (b *Writer) Row(cells []any, style Style, hidden bool) error {
	if b.row++; b.row > MaxRows {
		return fmt.Errorf("a sheet has at most %d rows", MaxRows)
	}
	number := strconv.Itoa(b.row)
	out := append(b.line[:0], `<row r="`...)
	out = append(append(out, number...), '"')
	if hidden {
		out = append(out, ` hidden="1"`...)
	}
	out = append(out, '>')
	for i, c := range cells {
		if c == nil {
			continue
		}
		s := style
		if s == 0 {
			s = b.columns[i].Style
		}
		out = append(append(append(out, `<c r="`...), b.names[i]...), number...)
		out = strconv.AppendInt(append(out, `" s="`...), int64(s), 10)
		out = appendCell(out, c)
	}
	b.line = append(out, "</row>"...)
	_, err := b.sheet.Write(b.line)
	return err
}

func appendCell(out []byte, c any) []byte {
	switch v := c.(type) {
	case bool:
		digit := byte('0')
		if v {
			digit = '1'
		}
		out = append(append(out, `" t="b"><v>`...), digit)
	case int:
		out = strconv.AppendInt(append(out, `"><v>`...), int64(v), 10)
	case float64:
		out = strconv.AppendFloat(append(out, `"><v>`...), v, 'f', -1, 64)
	default:
		text := fmt.Sprint(c)
		out = append(out, `" t="inlineStr"><is><t`...)
		if text != "" && (text[0] <= ' ' || text[len(text)-1] <= ' ') {
			out = append(out, ` xml:space="preserve"`...)
		}
		return append(appendText(append(out, '>'), text), "</t></is></c>"...)
	}
	return append(out, "</v></c>"...)
}

// Close ends the workbook. It does not close what it is written to.
func (b *Writer) Close() error {
	if _, err := io.WriteString(b.sheet, b.bottom()); err != nil {
		return err
	}
	return b.zip.Close()
}
