package workbook

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// inMemory is how many bytes of shared texts are held in memory; more lie in a
// temporary file.
const inMemory = 16 << 20

// texts are those that the cells of a workbook share.
type texts struct {
	ends []int64 // of each, behind the one before
	held string
	file *os.File // instead of held
}

func readTexts(part *zip.File) (*texts, error) {
	r, err := part.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	t := &texts{}
	var held strings.Builder
	w := bufio.NewWriter(&held)
	if part.UncompressedSize64 > inMemory {
		if t.file, err = os.CreateTemp("", "zco-texts-*"); err != nil {
			return nil, err
		}
		w.Reset(t.file)
	}
	if err := t.copy(w, xml.NewDecoder(bufio.NewReaderSize(r, 1<<16))); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", part.Name, err), t.close())
	}
	t.held = held.String()
	return t, nil
}

// copy writes the texts to w, one behind the other.
func (t *texts) copy(w *bufio.Writer, d *xml.Decoder) error {
	var n int64
	var text textReader
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return w.Flush()
		}
		if err != nil {
			return err
		}
		if !text.take(token) {
			continue
		}
		s := unescape(string(text.bytes))
		if _, err := w.WriteString(s); err != nil {
			return err
		}
		n += int64(len(s))
		t.ends = append(t.ends, n)
	}
}

// textReader puts the text of an element together from its runs, without the
// readings of its signs.
type textReader struct {
	bytes    []byte
	in       bool
	readings bool
}

// take takes a token, and reports whether it ends a text.
func (t *textReader) take(token xml.Token) bool {
	switch e := token.(type) {
	case xml.StartElement:
		switch e.Name.Local {
		case "si", "is":
			t.bytes, t.readings = t.bytes[:0], false
		case "t":
			t.in = !t.readings
		case "rPh":
			t.readings = true
		}
	case xml.EndElement:
		switch e.Name.Local {
		case "si", "is":
			return true
		case "t":
			t.in = false
		case "rPh":
			t.readings = false
		}
	case xml.CharData:
		if t.in {
			t.bytes = append(t.bytes, e...)
		}
	}
	return false
}

// at is a text by its number.
func (t *texts) at(n int) (string, error) {
	if n < 0 || n >= len(t.ends) {
		return "", fmt.Errorf("a cell points to the shared text %d of %d", n, len(t.ends))
	}
	from := int64(0)
	if n > 0 {
		from = t.ends[n-1]
	}
	if t.file == nil {
		return t.held[from:t.ends[n]], nil
	}
	b := make([]byte, t.ends[n]-from)
	_, err := t.file.ReadAt(b, from)
	return string(b), err
}

func (t *texts) close() error {
	if t == nil || t.file == nil {
		return nil
	}
	return errors.Join(t.file.Close(), os.Remove(t.file.Name()))
}
