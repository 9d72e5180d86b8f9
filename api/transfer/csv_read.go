package transfer

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"
)

// maxRow is the longest row read, in bytes. A record has at most 32 KB.
const maxRow = 4 << 20

// csvReader reads rows as RFC 4180 says, and as programs write them: cells
// keep every byte, CR LF inside quotes too, which encoding/csv does not; rows
// end as the first one does, so that a lone CR in a file of lines is text;
// quotes in the middle of a cell are text. What is text behind closing quotes
// is no CSV and refused.
type csvReader struct {
	r     *bufio.Reader
	comma byte
	line  int  // of the file, from 1; where the next row begins
	cr    bool // a lone CR ends a row
	tsv   bool // quotes are text, and escapes stand for line ends and tabs
	spans []span
}

// span is where a cell is in the buffer; doubled are quotes in it.
type span struct {
	from, to int
	doubled  bool
}

// newCSVReader looks at the beginning for a byte order mark, for Excel's
// "sep=" line, for how rows end and, if comma is 0, for what stands between
// the cells.
func newCSVReader(r io.Reader, comma rune) (*csvReader, error) {
	c := &csvReader{r: bufio.NewReaderSize(r, 1<<16), line: 1}
	start, err := c.r.Peek(1 << 15)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	if rest, ok := bytes.CutPrefix(start, []byte("\ufeff")); ok {
		start = rest
		_, _ = c.r.Discard(3) // it was just seen to be there
	}
	c.cr = loneCR(start)
	if between, rest, ok := separatorLine(start); ok {
		c.comma, start = between, rest
		c.line = 2
		_, _ = c.r.Discard(c.r.Buffered() - len(rest)) // all of start is buffered
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

var sepLine = regexp.MustCompile(`^"?(?i:sep)=([^"\r\n])"?[,;\t|]*(\r\n|\n|\r)`)

// separatorLine reads the line by which Excel is told what stands between
// cells, in any of its spellings.
func separatorLine(start []byte) (between byte, rest []byte, ok bool) {
	found := sepLine.FindSubmatch(start)
	if found == nil || found[1][0] >= utf8.RuneSelf {
		return 0, start, false
	}
	return found[1][0], start[len(found[0]):], true
}

// loneCR reports whether the first row ends with a CR alone, as the files of
// old Macs do.
func loneCR(start []byte) bool {
	inside := false
	for i, b := range start {
		switch {
		case b == '"':
			inside = !inside
		case inside:
		case b == '\n':
			return false
		case b == '\r':
			return i+1 < len(start) && start[i+1] != '\n'
		}
	}
	return false
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
	for _, b := range []byte{';', '\t', '|', '^'} {
		if counts[b] > counts[best] {
			best = b
		}
	}
	return best
}

func (c *csvReader) beforeLF() bool {
	next, _ := c.r.Peek(1)
	return len(next) == 1 && next[0] == '\n'
}

func (c *csvReader) behindQuotes() error {
	way := `quotes inside a cell are written twice, as in "27"" monitor"`
	if c.comma == '\t' {
		way += "; or the file has no quotes but escapes: --format tsv"
	}
	return fmt.Errorf("line %d is no CSV: there is text behind closing quotes; %s", c.line, way)
}

// csvRow is a row, and where it began.
type csvRow struct {
	line  int
	cells []string
}

var tsvUnescapes = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\r`, "\r", `\n`, "\n")

// row reads the next row, empty lines left out; io.EOF after the last.
func (c *csvReader) row() (csvRow, error) {
	for {
		row, err := c.rawRow()
		if c.tsv {
			for i := range row.cells {
				row.cells[i] = tsvUnescapes.Replace(row.cells[i])
			}
		}
		if err != nil || len(row.cells) > 1 || row.cells[0] != "" {
			return row, err
		}
	}
}

// plainRow reads a row that is in the buffer as a whole and is as RFC 4180 has
// it, as nearly all are; ok is false, and nothing read, where the next is not.
func (c *csvReader) plainRow() (row csvRow, ok bool) {
	if _, err := c.r.Peek(1); err != nil || c.cr {
		return row, false
	}
	buffered, _ := c.r.Peek(c.r.Buffered())
	size, ok := c.mark(buffered)
	if !ok {
		return row, false
	}
	text := string(buffered[:size])
	row = csvRow{line: c.line, cells: make([]string, len(c.spans))}
	for i, s := range c.spans {
		row.cells[i] = text[s.from:s.to]
		if s.doubled {
			row.cells[i] = strings.ReplaceAll(row.cells[i], `""`, `"`)
		}
	}
	_, _ = c.r.Discard(size) // it was just seen to be there
	c.line += strings.Count(text, "\n")
	return row, true
}

// mark finds the cells of the row that a text begins with, and its size with
// its end.
func (c *csvReader) mark(b []byte) (size int, ok bool) {
	c.spans = c.spans[:0]
	for i := 0; ; i++ {
		from, to, doubled := i, 0, false
		if i < len(b) && b[i] == '"' && !c.tsv {
			if to, doubled = closingQuote(b, i+1); to < 0 {
				return 0, false
			}
			from, i = i+1, to+1
		} else {
			for i < len(b) && b[i] != c.comma && b[i] != '\n' && (b[i] != '"' || c.tsv) {
				i++
			}
			if to = i; i < len(b) && b[i] == '\n' && i > from && b[i-1] == '\r' {
				to--
			}
		}
		c.spans = append(c.spans, span{from, to, doubled})
		switch {
		case i >= len(b):
			return 0, false
		case b[i] == c.comma:
		case b[i] == '\n':
			return i + 1, true
		case b[i] == '\r' && i+1 < len(b) && b[i+1] == '\n':
			return i + 2, true
		default:
			return 0, false
		}
	}
}

// closingQuote finds the quote that ends a text, -1 for none, and whether there
// are doubled ones before it.
func closingQuote(b []byte, from int) (at int, doubled bool) {
	for at = from; ; at += 2 {
		next := bytes.IndexByte(b[at:], '"')
		if next < 0 {
			return -1, doubled
		}
		if at += next; at+1 >= len(b) || b[at+1] != '"' {
			return at, doubled
		}
		doubled = true
	}
}

func (c *csvReader) rawRow() (csvRow, error) {
	if row, ok := c.plainRow(); ok {
		return row, nil
	}
	row := csvRow{line: c.line}
	var cell strings.Builder
	size, quoted, inside, behind := 0, false, false, false
	for {
		b, err := c.r.ReadByte()
		if errors.Is(err, io.EOF) {
			switch {
			case inside:
				return row, fmt.Errorf("the quotes that begin in the row at line %d do not end", row.line)
			case size == 0:
				return row, io.EOF
			case behind:
				return row, c.behindQuotes()
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
		case b == '"' && !quoted && !c.tsv && strings.Trim(cell.String(), " ") == "":
			cell.Reset() // spaces before the quotes are not of the text
			inside, quoted = true, true
		case b == c.comma || b == '\n' || b == '\r' && (c.cr || c.beforeLF()):
			if behind {
				return row, c.behindQuotes()
			}
			row.cells = append(row.cells, cell.String())
			cell.Reset()
			if quoted = false; b == c.comma {
				continue
			}
			if next, _ := c.r.Peek(1); b == '\r' && len(next) == 1 && next[0] == '\n' {
				_, _ = c.r.Discard(1)
			}
			c.line++
			return row, nil
		case quoted && b == ' ':
		default:
			behind = behind || quoted
			cell.WriteByte(b)
		}
	}
}
