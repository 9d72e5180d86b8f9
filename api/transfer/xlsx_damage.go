package transfer

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sharedStrings holds the texts of all sheets.
const sharedStrings = "xl/sharedStrings.xml"

// damaged is the error of a workbook that is broken or not whole, with what to
// do about it. Why may be nil.
func damaged(why error) error {
	words := "it is a damaged workbook, or zip file: download or copy it again, or let a spreadsheet program repair it and save it as .xlsx or as CSV in UTF-8"
	if why == nil {
		return errors.New(words)
	}
	return fmt.Errorf("%s (%w)", words, why)
}

// isDamage reports whether a zip could not be read because its bytes are not
// what they were.
func isDamage(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.As(err, &corrupt) || slices.ContainsFunc([]error{zip.ErrFormat, zip.ErrChecksum, io.EOF, io.ErrUnexpectedEOF}, func(e error) bool {
		return errors.Is(err, e)
	})
}

// brokenZip reports whether a file that begins so is what is left of a zip: cut
// off before its first entry ends, or without any. A file whose name says that
// it is a workbook is one, too, if it is no text.
func brokenZip(start []byte, from io.Closer) bool {
	switch {
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		return false // it is opened to see
	case bytes.HasPrefix(start, []byte("PK\x03")), bytes.HasPrefix(start, []byte("PK\x05\x06")), bytes.HasPrefix(start, []byte("PK\x07\x08")):
		return true
	}
	marked := bytes.HasPrefix(start, []byte{0xff, 0xfe}) || bytes.HasPrefix(start, []byte{0xfe, 0xff}) // UTF-16, full of zeros
	return namedWorkbook(from) && !marked && (bytes.HasPrefix(start, []byte("PK")) || bytes.ContainsFunc(start, isBinary))
}

// isBinary reports whether a character is of no text, in whatever encoding.
func isBinary(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1a\x1b", r) }

func namedWorkbook(from io.Closer) bool {
	file, ok := from.(*os.File)
	return ok && slices.Contains([]string{".xlsx", ".xlsm"}, strings.ToLower(filepath.Ext(file.Name())))
}

// whole reads parts of a workbook to their ends: what reads workbooks takes one
// that breaks off for one that ends there. A part that is not there is whole.
func whole(book *zip.Reader, parts ...string) error {
	for _, f := range book.File {
		if !slices.Contains(parts, f.Name) {
			continue
		}
		part, err := f.Open()
		if err == nil {
			_, err = io.Copy(io.Discard, part)
			err = errors.Join(err, part.Close())
		}
		if err != nil {
			return damaged(err)
		}
	}
	return nil
}
