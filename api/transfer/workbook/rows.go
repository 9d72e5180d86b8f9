package workbook

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Rows are the rows of a sheet, from its first. Close them.
type Rows struct {
	texts *texts
	part  io.ReadCloser
	d     *xml.Decoder
	given int // the number of the row that Next returned last
	at    int // the number of the row that was read last
	read  []string
	odd   []Odd
	done  bool
}

// Odd is a cell without a value of its own: an error, or a formula that the
// program which wrote it never computed.
type Odd struct {
	Column  int    // from 0
	Address string // such as B7
	Error   string // such as #N/A; "" for none
	Formula string // with its =; "" for none, as where it shares that of another cell
}

// Rows opens a sheet.
func (b *Book) Rows(name string) (*Rows, error) {
	for _, s := range b.sheets {
		if s.name != name {
			continue
		}
		part, err := b.parts[partName(s.part)].Open()
		if err != nil {
			return nil, err
		}
		return &Rows{texts: b.texts, part: part, d: xml.NewDecoder(bufio.NewReaderSize(part, 1<<16))}, nil
	}
	return nil, fmt.Errorf("there is no sheet %q", name)
}

// Close closes the sheet.
func (r *Rows) Close() error { return r.part.Close() }

// Next returns the cells of the next row as what is stored: numbers as they
// are written, 1 and 0 for true and false. Rows that are not in the file come
// as empty ones between others; io.EOF after the last.
func (r *Rows) Next() ([]string, error) {
	if r.given == r.at {
		if err := r.readRow(); err != nil {
			return nil, err
		}
	}
	if r.given++; r.given < r.at {
		return nil, nil
	}
	return r.read, nil
}

// Odd returns the cells without a value in the row that Next returned last.
func (r *Rows) Odd() []Odd {
	if r.given < r.at {
		return nil
	}
	return r.odd
}

// readRow reads to the end of a row of the file.
func (r *Rows) readRow() error {
	r.read, r.odd = nil, nil
	before := r.at
	for !r.done {
		token, err := r.d.RawToken()
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return fmt.Errorf("after row %d: %w", r.at, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if err := r.begin(e); err != nil {
				return fmt.Errorf("after row %d: %w", r.at, err)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "row":
				if r.at > before { // or its start is missing
					return nil
				}
			case "sheetData", "worksheet":
				r.done = true
			}
		}
	}
	return io.EOF
}

// begin takes the start of a row or of a cell.
func (r *Rows) begin(e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		r.at++
		if said := attribute(e, "r"); said != "" {
			n, err := strconv.Atoi(said)
			if err != nil || n < r.at || n > MaxRows {
				return fmt.Errorf("there is a row with the number %q", said)
			}
			r.at = n
		}
	case "c":
		column := len(r.read)
		if said := attribute(e, "r"); said != "" {
			var ok bool
			if column, ok = columnOf(said); !ok {
				return fmt.Errorf("there is a cell at %q", said)
			}
		}
		c := cell{kind: attribute(e, "t")}
		if err := c.read(r.d); err != nil {
			return err
		}
		if odd, ok := c.odd(); ok {
			odd.Column, odd.Address = column, columnName(column)+strconv.Itoa(r.at)
			r.odd = append(r.odd, odd)
		}
		text, err := c.text(r.texts)
		if err != nil || text == "" {
			return err
		}
		for len(r.read) <= column {
			r.read = append(r.read, "")
		}
		r.read[column] = text
	}
	return nil
}

// cell is a cell as it is in the file.
type cell struct {
	kind               string
	value, formula     []byte
	hasValue, computed bool // it has an element for a value, for a formula
	inline             textReader
	isInline           bool
}

// read reads to the end of a cell.
func (c *cell) read(d *xml.Decoder) error {
	var into *[]byte
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		c.isInline = c.inline.take(token) || c.isInline
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "v":
				c.hasValue, into = true, &c.value
			case "f":
				c.computed, into = true, &c.formula
			}
		case xml.CharData:
			if into != nil {
				*into = append(*into, e...)
			}
		case xml.EndElement:
			if into = nil; e.Name.Local == "c" {
				return nil
			}
		}
	}
}

func (c *cell) text(shared *texts) (string, error) {
	switch {
	case c.kind == "s" && len(c.value) > 0:
		n, err := strconv.Atoi(strings.TrimSpace(string(c.value)))
		if err != nil {
			return "", err
		}
		return shared.at(n)
	case c.isInline:
		return unescape(string(c.inline.bytes)), nil
	}
	return string(c.value), nil
}

func (c *cell) odd() (o Odd, ok bool) {
	switch {
	case c.kind == "e":
		return Odd{Error: string(c.value)}, true
	case c.computed && len(c.value) == 0 && !(c.hasValue && c.kind == "str"): // a text may be empty
		return Odd{Formula: "=" + string(c.formula)}, true
	}
	return Odd{}, false
}

// columnOf is the number of the column in the address of a cell, from 0.
func columnOf(address string) (n int, ok bool) {
	for i := range len(address) {
		c := address[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			return n - 1, i > 0
		}
		if n = n*26 + int(c-'A') + 1; n > MaxColumns {
			return 0, false
		}
	}
	return n - 1, n > 0
}
