package transfer

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// maxRow is the longest row read, in bytes. A record has at most 32 KB.
const maxRow = 4 << 20

// csvReader reads rows as RFC 4180 says, and as programs write them: cells
// keep every byte, CR LF inside quotes too, which encoding/csv does not; rows
// end with LF, CR LF or CR; quotes in the middle of a cell are text.
type csvReader struct {
	r     *bufio.Reader
	comma byte
	line  int // of the file, from 1; where the next row begins
}

// newCSVReader looks at the beginning for a byte order mark, for Excel's
// "sep=" line and, if comma is 0, for what stands between the cells.
func newCSVReader(r io.Reader, comma rune) (*csvReader, error) {
	c := &csvReader{r: bufio.NewReaderSize(r, 1<<16), line: 1}
	start, err := c.r.Peek(1 << 15)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	if bytes.HasPrefix(start, []byte{0xff, 0xfe}) || bytes.HasPrefix(start, []byte{0xfe, 0xff}) {
		return nil, errors.New("the file is written in UTF-16: save it as UTF-8")
	}
	if rest, ok := bytes.CutPrefix(start, []byte("\ufeff")); ok {
		start = rest
		_, _ = c.r.Discard(3) // it was just seen to be there
	}
	if rest, ok := bytes.CutPrefix(start, []byte("sep=")); ok && len(rest) > 1 && (rest[1] == '\n' || rest[1] == '\r') {
		c.comma = rest[0]
		if _, err := c.row(); err != nil {
			return nil, err
		}
	}
	switch {
	case comma != 0 && comma < utf8.RuneSelf:
		c.comma = byte(comma)
	case comma != 0:
		return nil, fmt.Errorf("cells cannot be told apart by %q", comma)
	case c.comma == 0:
		c.comma = sniffComma(start)
	}
	return c, nil
}

// sniffComma takes what stands most often between the cells of the first row.
func sniffComma(start []byte) byte {
	counts := map[byte]int{}
	inside := false
	for _, b := range start {
		if b == '"' {
			inside = !inside
		}
		if inside {
			continue
		}
		if b == '\n' || b == '\r' {
			break
		}
		counts[b]++
	}
	best := byte(',')
	for _, b := range []byte{';', '\t'} {
		if counts[b] > counts[best] {
			best = b
		}
	}
	return best
}

// csvRow is a row, and where it began.
type csvRow struct {
	line  int
	cells []string
}

// row reads the next row, empty lines left out; io.EOF after the last.
func (c *csvReader) row() (csvRow, error) {
	for {
		row, err := c.rawRow()
		if err != nil || len(row.cells) > 1 || row.cells[0] != "" {
			return row, err
		}
	}
}

func (c *csvReader) rawRow() (csvRow, error) {
	row := csvRow{line: c.line}
	var cell strings.Builder
	size, quoted, inside := 0, false, false
	for {
		b, err := c.r.ReadByte()
		if errors.Is(err, io.EOF) {
			switch {
			case inside:
				return row, fmt.Errorf("the quotes that begin in the row at line %d do not end", row.line)
			case size == 0:
				return row, io.EOF
			}
			row.cells = append(row.cells, cell.String())
			return row, nil
		}
		if err != nil {
			return row, err
		}
		if size++; size > maxRow {
			return row, fmt.Errorf("the row at line %d is longer than %d bytes: are there quotes that do not end?", row.line, maxRow)
		}
		switch {
		case inside && b == '"':
			if next, _ := c.r.Peek(1); len(next) == 1 && next[0] == '"' {
				_, _ = c.r.Discard(1) // it was just seen to be there
				cell.WriteByte('"')
			} else {
				inside = false
			}
		case inside:
			if b == '\n' {
				c.line++
			}
			cell.WriteByte(b)
		case b == '"' && cell.Len() == 0 && !quoted:
			inside, quoted = true, true
		case b == c.comma:
			row.cells = append(row.cells, cell.String())
			cell.Reset()
			quoted = false
		case b == '\n' || b == '\r':
			if next, _ := c.r.Peek(1); b == '\r' && len(next) == 1 && next[0] == '\n' {
				_, _ = c.r.Discard(1)
			}
			c.line++
			row.cells = append(row.cells, cell.String())
			return row, nil
		default:
			cell.WriteByte(b)
		}
	}
}
