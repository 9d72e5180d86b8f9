package transfer

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"zco/api"
)

// maxUnzipped bounds what a workbook may unfold to, in bytes.
const maxUnzipped = 2 << 30

// openXLSX reads the sheet of a workbook that is named as the object, else its
// first. The first row says what the columns are, or the hidden row of keys
// below it that an export writes.
func (m Import) openXLSX(r io.Reader, closer io.Closer) (*file, error) {
	data, size, err := anywhere(r, closer)
	if err != nil {
		return nil, err
	}
	book, err := openWorkbook(data, size, closer)
	if err != nil {
		return nil, err
	}
	parts, err := zip.NewReader(data, size)
	if err != nil {
		return nil, errors.Join(err, book.Close())
	}
	f, err := m.sheet(book, parts)
	if err != nil {
		return nil, errors.Join(err, book.Close())
	}
	f.closer = both{book, closer}
	return f, nil
}

// anywhere is a workbook that can be read from any place in it: the file that
// it is in, else all of it in memory.
func anywhere(r io.Reader, from io.Closer) (io.ReaderAt, int64, error) {
	if file, ok := from.(*os.File); ok {
		info, err := file.Stat()
		if err != nil {
			return nil, 0, err
		}
		return file, info.Size(), nil
	}
	data, err := io.ReadAll(r)
	return bytes.NewReader(data), int64(len(data)), err
}

// both are a workbook, with its temporary files, and the file it is in.
type both [2]io.Closer

// Close closes both.
func (b both) Close() error { return errors.Join(b[0].Close(), b[1].Close()) }

func openWorkbook(data io.ReaderAt, size int64, from io.Closer) (*excelize.File, error) {
	if parts, err := zip.NewReader(data, size); err == nil && !slices.ContainsFunc(parts.File, func(f *zip.File) bool { return strings.HasPrefix(f.Name, "xl/") }) {
		return nil, errors.New("it is a zip file and no workbook: unpack it, and import what is in it")
	}
	o := excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzipped}
	var book *excelize.File
	var err error
	if file, ok := from.(*os.File); ok {
		book, err = excelize.OpenFile(file.Name(), o) // what is large in it goes to temporary files
	} else {
		book, err = excelize.OpenReader(io.NewSectionReader(data, 0, size), o)
	}
	switch {
	case isDamage(err):
		return nil, damaged(err)
	case err != nil:
		return nil, fmt.Errorf("it is a zip file or a workbook that cannot be read: save it as .xlsx, or as CSV in UTF-8 (%w)", err)
	}
	if len(book.GetSheetList()) == 0 {
		return nil, errors.Join(errors.New("it is a zip file with no sheet in it: unpack it, and import what is in it"), book.Close())
	}
	return book, nil
}

func (m Import) sheet(book *excelize.File, parts *zip.Reader) (*file, error) {
	sheets := book.GetSheetList()
	name := sheets[0]
	if at := slices.IndexFunc(sheets, func(s string) bool { return strings.EqualFold(s, sheetName(m.Object)) }); at >= 0 {
		name = sheets[at]
	}
	if err := whole(parts, partOf(parts, name), sharedStrings); err != nil {
		return nil, err
	}
	rows, err := book.Rows(name)
	if err != nil {
		return nil, err
	}
	head, err := nextRow(rows)
	if errors.Is(err, io.EOF) {
		return nil, errors.New("the sheet is empty: its first row must say what the columns are")
	}
	if err != nil {
		return nil, err
	}
	f := &file{format: XLSX, headers: head}
	for i, header := range head {
		if head[i] = trimHeader(header); head[i] != header && head[i] != "" {
			f.trimmed = append(f.trimmed, head[i])
		}
	}
	below, err := nextRow(rows)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	find := newResolver(m.Fields, nil)
	if find.isKeys(below, head) {
		for i := range below {
			if i < len(head) && below[i] != "" {
				head[i] = below[i]
			}
		}
		below = nil
	}
	f.rows = sheetRows(rows, head, below, find, valuelessCells(parts, name))
	return f, nil
}

// nextRow is the next row of a sheet; io.EOF after the last.
func nextRow(rows *excelize.Rows) ([]string, error) {
	if !rows.Next() {
		return nil, cmp.Or(rows.Error(), io.EOF)
	}
	return rows.Columns()
}

func sheetRows(rows *excelize.Rows, headers, second []string, find *resolver, valueless iter.Seq[valueless]) iter.Seq2[fileRow, error] {
	return func(yield func(fileRow, error) bool) {
		defer func() { _ = rows.Close() }() // only read
		next, stop := iter.Pull(valueless)
		defer stop()
		without, more := next()
		for number := 1; ; number++ {
			cells := second
			if number == 1 && second == nil {
				continue // it was the row of keys
			}
			if number > 1 {
				var err error
				if cells, err = nextRow(rows); errors.Is(err, io.EOF) {
					return
				} else if err != nil {
					yield(fileRow{}, err)
					return
				}
			}
			row := sheetRow(number, cells, headers, find)
			for ; more && without.row <= row.line; without, more = next() {
				if without.row == row.line && without.column < len(headers) {
					row.lacks(without, headers)
				}
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

func sheetRow(number int, cells, headers []string, find *resolver) fileRow {
	row := fileRow{number: number, line: number + 1, original: cells, blank: blankCells(cells) || find.isKeys(cells, headers)}
	for i, text := range cells {
		if i < len(headers) {
			row.cells = append(row.cells, fileCell{header: headers[i], text: text})
		} else if text != "" {
			row.problem = fmt.Sprintf("it has %d cells, more than the %d columns", len(cells), len(headers))
		}
	}
	return row
}

// lacks notes a cell that has no value of its own.
func (r *fileRow) lacks(v valueless, headers []string) {
	r.blank = false
	for i := len(r.cells); i <= v.column; i++ {
		r.cells = append(r.cells, fileCell{header: headers[i]})
	}
	r.cells[v.column].text, r.cells[v.column].problem = v.text, v.problem
}

// sheetText is what a cell of a sheet says in a field: days are counted there,
// and numbers written to 17 digits.
func sheetText(f api.Field, text string) string {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	switch f.Type {
	case api.TypeDate:
		if n >= 61 && n < 2958466 {
			return sheetEpoch.Add(time.Duration(int64(n)) * 24 * time.Hour).Format(time.DateOnly)
		}
	case api.TypeDecimal, api.TypeCurrency:
		if len(digitsOf(text)) > 15 {
			return strconv.FormatFloat(n, 'g', 15, 64)
		}
	}
	return text
}

// sheetForm is a text as a workbook can hold it: without control characters,
// its lines ended as sheets end them.
func sheetForm(text string) string {
	return lineFeeds(strings.Map(func(r rune) rune {
		if isControl(r) || r == '\ufffe' || r == '\uffff' {
			return utf8.RuneError
		}
		return r
	}, text))
}

// isZip reports whether a file begins as a zip does.
func isZip(b *bufio.Reader) bool {
	start, _ := b.Peek(4) // an error comes again when it is read
	return string(start) == "PK\x03\x04"
}
