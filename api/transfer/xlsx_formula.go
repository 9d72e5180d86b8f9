package transfer

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// valueless is a cell of a sheet that has no value of its own: a formula that
// the program which wrote it never computed, or one that came to an error.
type valueless struct {
	row, column int // from 1 and from 0
	text        string
	problem     string
}

// valuelessCells walks over such cells of a sheet in their order. What reads
// workbooks gives "" for a formula without a value, which an import would take
// for an empty cell. A sheet that cannot be looked through has none: its rows
// are read by the workbook's reader, which says what is wrong.
func valuelessCells(book *zip.Reader, sheet string) iter.Seq[valueless] {
	return func(yield func(valueless) bool) {
		name := partOf(book, sheet)
		if name == "" || !mentionsFormulas(book, name) {
			return
		}
		part, err := book.Open(name)
		if err != nil {
			return
		}
		defer func() { _ = part.Close() }()
		scanCells(xml.NewDecoder(part), yield)
	}
}

// scanCells reads the cells of a sheet.
func scanCells(in *xml.Decoder, yield func(valueless) bool) {
	var cell scannedCell
	inside := ""
	for {
		token, err := in.RawToken()
		if err != nil {
			return
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch inside = e.Name.Local; inside {
			case "c":
				cell = scannedCell{at: attributeNamed(e, "r"), kind: attributeNamed(e, "t")}
			case "f":
				cell.isFormula = true
			case "v":
				cell.hasValue = true
			}
		case xml.CharData:
			switch inside {
			case "f":
				cell.formula += string(e)
			case "v":
				cell.value += string(e)
			}
		case xml.EndElement:
			inside = ""
			if v, ok := cell.valueless(); e.Name.Local == "c" && ok && !yield(v) {
				return
			}
		}
	}
}

// scannedCell is a cell as its sheet's part of the workbook has it.
type scannedCell struct {
	at, kind, formula, value string
	isFormula, hasValue      bool
}

func (c scannedCell) valueless() (v valueless, ok bool) {
	column, row, err := excelize.CellNameToCoordinates(c.at)
	if err != nil {
		return v, false
	}
	v = valueless{row: row, column: column - 1, text: c.value}
	switch {
	case c.kind == "e":
		v.problem = fmt.Sprintf("%s holds the error %s", c.at, c.value)
	case c.isFormula && c.value == "" && !(c.hasValue && c.kind == "str"): // a text may be empty
		v.text = "=" + c.formula
		v.problem = fmt.Sprintf("%s holds the formula %s without its value: open the workbook in a spreadsheet and save it, or write the value itself", c.at, shorten(v.text))
	default:
		return v, false
	}
	return v, true
}

func attributeNamed(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// mentionsFormulas reports whether a sheet has any formula or error: most have
// none, which costs a look at its bytes alone.
func mentionsFormulas(book *zip.Reader, name string) bool {
	part, err := book.Open(name)
	if err != nil {
		return false
	}
	defer func() { _ = part.Close() }()
	in := bufio.NewReaderSize(part, 1<<16)
	for {
		tag, err := in.ReadSlice('<')
		if bytes.HasPrefix(tag, []byte("f>")) || bytes.HasPrefix(tag, []byte("f ")) || bytes.HasPrefix(tag, []byte("f/")) ||
			bytes.HasPrefix(tag, []byte("c ")) && bytes.Contains(tag, []byte(` t="e"`)) {
			return true
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return false
		}
	}
}

// partOf is the name of the file inside a workbook that holds a sheet.
func partOf(book *zip.Reader, sheet string) string {
	var sheets struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		Relations []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if readPart(book, "xl/workbook.xml", &sheets) != nil || readPart(book, "xl/_rels/workbook.xml.rels", &relations) != nil {
		return ""
	}
	for _, s := range sheets.Sheets {
		for _, r := range relations.Relations {
			if s.Name == sheet && s.ID == r.ID {
				return strings.TrimPrefix(path.Join("/xl", absolute(r.Target)), "/")
			}
		}
	}
	return ""
}

// absolute takes a target that is written from the root of the workbook as one
// from its folder.
func absolute(target string) string {
	if rest, ok := strings.CutPrefix(target, "/xl/"); ok {
		return rest
	}
	return target
}

func readPart(book *zip.Reader, name string, into any) error {
	part, err := book.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(xml.NewDecoder(io.LimitReader(part, maxUnzipped)).Decode(into), part.Close())
}
