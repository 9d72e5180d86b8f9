package transfer

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"zco/api"
)

// fileCell is a cell of a file: text, or of JSON a value.
type fileCell struct {
	header string
	text   string
	value  api.Value // Absent if it is a text
	plain  bool      // a text that nothing guards

	problem string // why the file has no value here, whatever the field
}

// table reports whether the format has a header and cells of text.
func (f Format) table() bool { return f == CSV || f == TSV || f == XLSX }

// fileRow is a row of a file, before anything is made of it.
type fileRow struct {
	number, line int        // from 1; line is 0 where it is not known
	texts        []string   // CSV: the cells, under the headers in their order
	cells        []fileCell // of all others
	original     []string   // of a table
	value        api.Value  // JSON
	problem      string
	blank        bool // nothing but separators: no row at all
}

// file is an open file of rows.
type file struct {
	format  Format
	headers []string // CSV
	comma   rune     // CSV: between cells; 0 where they are written with escapes
	rows    iter.Seq2[fileRow, error]
	closer  io.Closer
	trimmed []string // headers that had spaces or quotes around them
}

func (m Import) open() (*file, error) {
	closer, err := m.Open()
	if err != nil {
		return nil, err
	}
	b := bufio.NewReaderSize(closer, 1<<12)
	f, err := m.openFormat(b, closer)
	if err != nil {
		return nil, errors.Join(err, closer.Close())
	}
	if f.closer == nil {
		f.closer = closer
	}
	return f, nil
}

func (m Import) openFormat(b *bufio.Reader, from io.Closer) (*file, error) {
	if start, _ := b.Peek(1024); refusedKind(start) == "" && brokenZip(start, from) { // an error comes again when it is read
		return nil, damaged(nil)
	}
	b, err := m.decoded(b)
	if err != nil {
		return nil, err
	}
	format := m.Format
	switch {
	case isZip(b):
		return m.openXLSX(b, from)
	case format == "":
		format = sniffFormat(b)
	case format == XLSX:
		return nil, errors.New("it is no .xlsx workbook")
	}
	if format != CSV && format != TSV {
		skipMark(b)
		return &file{format: format, rows: jsonRows(b)}, nil
	}
	comma := m.Comma
	if format == TSV {
		comma = '\t'
	}
	c, err := newCSVReader(b, comma)
	if err != nil {
		return nil, err
	}
	c.tsv = format == TSV
	head, err := c.row()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("the file is empty: its first row must say what the columns are")
	}
	if err != nil {
		return nil, err
	}
	var trimmed []string
	for i, header := range head.cells {
		head.cells[i] = trimHeader(m.unguard(header))
		if head.cells[i] != m.unguard(header) && head.cells[i] != "" {
			trimmed = append(trimmed, head.cells[i])
		}
	}
	f := &file{format: CSV, headers: head.cells, rows: csvRows(c, head.cells, newResolver(m.Fields, nil)), trimmed: trimmed}
	if !c.tsv {
		f.comma = rune(c.comma)
	}
	return f, nil
}

// trimHeader takes off what stands around a header unseen, also in other
// scripts' spaces and in front of quotes.
func trimHeader(header string) string {
	header = trimAll(header)
	if inner := strings.Trim(header, `"`); len(header)-len(inner) == 2 {
		return inner
	}
	return header
}

// blankCells reports whether a row is of nothing but separators and what
// spreadsheets and old systems fill up with.
func blankCells(cells []string) bool {
	for _, cell := range cells {
		if visible(cell) || strings.Trim(cell, hiddenSpace+"\x00\x1a") != "" {
			return false
		}
	}
	return true
}

// sameCells reports whether a row repeats the header.
func sameCells(cells, headers []string) bool {
	if len(cells) != len(headers) || len(cells) < 2 {
		return false
	}
	for i := range cells {
		if trimHeader(cells[i]) != headers[i] {
			return false
		}
	}
	return true
}

func skipMark(b *bufio.Reader) {
	if mark, _ := b.Peek(3); string(mark) == "\ufeff" {
		_, _ = b.Discard(3) // it was just seen to be there
	}
}

// sniffFormat: no header of a CSV begins with a bracket or a brace.
func sniffFormat(b *bufio.Reader) Format {
	start, _ := b.Peek(512) // an error comes again when it is read
	for _, c := range string(start) {
		switch c {
		case '[':
			return JSON
		case '{':
			return JSONLines
		case ' ', '\t', '\r', '\n', '\ufeff':
			continue
		}
		break
	}
	return CSV
}

func csvRows(c *csvReader, headers []string, find *resolver) iter.Seq2[fileRow, error] {
	return func(yield func(fileRow, error) bool) {
		for number := 1; ; number++ {
			read, err := c.row()
			if errors.Is(err, io.EOF) {
				return
			}
			row := fileRow{number: number, line: read.line, texts: read.cells, original: read.cells, blank: err == nil && blankCells(read.cells)}
			if err == nil && number == 1 && find.isKeys(read.cells, headers) && !sameCells(read.cells, headers) {
				row.blank = true
			} else if err == nil && sameCells(read.cells, headers) {
				row.problem = "it is the header again: are these two files one after the other?"
			}
			for i, text := range read.cells {
				if i >= len(headers) && text != "" {
					row.problem = fmt.Sprintf("it has %d cells, more than the %d columns", len(read.cells), len(headers))
				}
				if !utf8.ValidString(text) {
					row.problem = "it is not written in UTF-8: save the file as UTF-8, or say what it is, such as --encoding windows-1252"
				}
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

func jsonRows(r io.Reader) iter.Seq2[fileRow, error] {
	return func(yield func(fileRow, error) bool) {
		number := 0
		for v, err := range jsonObjects(r) {
			number++
			row := fileRow{number: number, value: v}
			if err == nil {
				row.cells = jsonCells(v)
			}
			if err == nil && !v.IsObject() {
				row.problem = "it is not an object: " + shorten(v.Text())
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// jsonCells are the members of a record, its custom fields with the prefix
// that keeps them apart from its own attributes.
func jsonCells(v api.Value) []fileCell {
	var cells []fileCell
	members := v.Members()
	for _, key := range slices.Sorted(maps.Keys(members)) {
		value := members[key]
		if key != "custom_object_fields" || !value.IsObject() {
			cells = append(cells, fileCell{header: key, value: orNull(value)})
			continue
		}
		fields := value.Members()
		for _, field := range slices.Sorted(maps.Keys(fields)) {
			cells = append(cells, fileCell{header: fieldPrefix + field, value: orNull(fields[field])})
		}
	}
	return cells
}
