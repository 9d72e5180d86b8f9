package transfer

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decoded is a file as UTF-8: as it is, as it was said to be encoded, or
// UTF-16 by its mark. What is no text is refused by its name, with what to do
// about it.
func (m Import) decoded(b *bufio.Reader) (*bufio.Reader, error) {
	start, _ := b.Peek(1024) // an error comes again when it is read
	if why := refusedKind(start); why != "" {
		return nil, errors.New(why)
	}
	switch {
	case m.Encoding != "" && !strings.EqualFold(m.Encoding, "utf-8"):
		e, err := htmlindex.Get(m.Encoding)
		if err != nil {
			return nil, fmt.Errorf("there is no encoding %q: choose one such as windows-1252, iso-8859-15, utf-16le, shift_jis", m.Encoding)
		}
		return bufio.NewReaderSize(transform.NewReader(b, e.NewDecoder()), 1<<12), nil
	case bytes.HasPrefix(start, []byte{0xff, 0xfe}) || bytes.HasPrefix(start, []byte{0xfe, 0xff}):
		utf16 := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
		return bufio.NewReaderSize(transform.NewReader(b, utf16.NewDecoder()), 1<<12), nil
	}
	return b, nil
}

// kinds of files that are no text, by how they begin.
var kinds = []struct{ start, why string }{
	{"\x1f\x8b", "it is compressed with gzip: zcat FILE | zco import OBJECT -"},
	{"\xd0\xcf\x11\xe0", "it is an old Excel file (.xls) or one with a password: save it as .xlsx without a password, or as CSV UTF-8"},
	{"\xff\xfe\x00\x00", "it is written in UTF-32: save it as UTF-8"},
	{"\x00\x00\xfe\xff", "it is written in UTF-32: save it as UTF-8"},
	{"BZh", "it is compressed with bzip2: bzcat FILE | zco import OBJECT -"},
	{"\x28\xb5\x2f\xfd", "it is compressed with zstd: zstdcat FILE | zco import OBJECT -"},
	{"\xfd7zXZ", "it is compressed with xz: xzcat FILE | zco import OBJECT -"},
	{"%PDF", "it is a PDF: export the table as CSV"},
}

// refusedKind says what a file is that cannot be read, and the way out; "" of
// one that may be.
func refusedKind(start []byte) string {
	for _, k := range kinds {
		if bytes.HasPrefix(start, []byte(k.start)) {
			return k.why
		}
	}
	switch text := bytes.ToLower(bytes.TrimLeft(start, " \t\r\n\ufeff")); {
	case bytes.HasPrefix(start, []byte("PK\x03\x04")) && bytes.Contains(start, []byte("application/vnd.oasis.opendocument")):
		return "it is an OpenDocument spreadsheet (.ods): save it as .xlsx, or as CSV in UTF-8"
	case bytes.HasPrefix(text, []byte("<!doctype html")), bytes.HasPrefix(text, []byte("<html")), bytes.HasPrefix(text, []byte("<table")), bytes.HasPrefix(text, []byte("<?xml")):
		return "it is a web page or XML, whatever its name: save it as CSV in UTF-8"
	case unmarkedUTF16(start):
		return "it is written in UTF-16 without a mark: --encoding utf-16le or utf-16be, or save it as UTF-8"
	}
	return ""
}

// unmarkedUTF16: every other byte of a text in Latin letters is zero.
func unmarkedUTF16(start []byte) bool {
	if len(start) < 8 || bytes.HasPrefix(start, []byte{0xff, 0xfe}) || bytes.HasPrefix(start, []byte{0xfe, 0xff}) {
		return false
	}
	odd, even := 0, 0
	for i, b := range start[:8] {
		if b == 0 && i%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	return odd == 4 && even == 0 || even == 4 && odd == 0
}
