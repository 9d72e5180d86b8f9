package cli

import (
	"fmt"
	"io"
	"strings"

	"zco/tui/draw/text"
)

// table writes rows in aligned columns for people. Widths are taken from the
// first rows it is given; on a terminal each line is cut to its width.
type table struct {
	w      io.Writer
	width  int      // of the terminal; 0 cuts nothing
	header []string // nil for none
	right  []bool   // columns aligned to the right
	cols   []int    // widths, once known
}

const gap = "  "

func newTable(s Streams, header ...string) *table {
	return &table{w: s.Out, width: widthOf(s.Out), header: oneLineEach(header)}
}

// oneLineEach makes plain cells of texts that somebody wrote: what is measured
// is what is shown.
func oneLineEach(texts []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = text.Clean(strings.ReplaceAll(s, "\n", " "))
	}
	return out
}

// rows writes some rows. The first call decides the widths and writes the
// header.
func (t *table) rows(rows [][]string) error {
	clean := make([][]string, len(rows))
	for i, r := range rows {
		clean[i] = oneLineEach(r)
	}
	if t.cols == nil {
		t.measure(clean)
		if len(t.header) > 0 {
			if err := t.line(t.header); err != nil {
				return err
			}
		}
	}
	for _, r := range clean {
		if err := t.line(r); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) measure(rows [][]string) {
	t.cols = []int{}
	for _, r := range append([][]string{t.header}, rows...) {
		for i, cell := range r {
			if i == len(t.cols) {
				t.cols = append(t.cols, 0)
			}
			t.cols[i] = max(t.cols[i], text.Width(cell, text.Runes))
		}
	}
	if t.width > 0 { // one long text must not push the rest out of sight
		for i := range t.cols {
			t.cols[i] = min(t.cols[i], max(t.width/2, 12))
		}
	}
}

func (t *table) line(cells []string) error {
	var b strings.Builder
	for i, cell := range cells {
		width := t.cols[min(i, len(t.cols)-1)]
		if t.width > 0 {
			cell = text.Cut(cell, width, text.Runes)
		}
		pad := strings.Repeat(" ", max(width-text.Width(cell, text.Runes), 0))
		switch {
		case i < len(t.right) && t.right[i]:
			b.WriteString(pad + cell)
		case i < len(cells)-1:
			b.WriteString(cell + pad)
		default:
			b.WriteString(cell)
		}
		if i < len(cells)-1 {
			b.WriteString(gap)
		}
	}
	line := strings.TrimRight(b.String(), " ")
	if t.width > 0 {
		line = text.Cut(line, t.width, text.Runes)
	}
	_, err := fmt.Fprintln(t.w, line)
	return err
}

// pairs writes names and values, a value of many lines under itself.
func pairs(s Streams, lines [][2]string) error {
	names := make([]string, len(lines))
	for i, l := range lines {
		names[i] = l[0]
	}
	names = oneLineEach(names)
	wide := 0
	for _, name := range names {
		wide = max(wide, text.Width(name, text.Runes))
	}
	for i, l := range lines {
		pad := strings.Repeat(" ", wide-text.Width(names[i], text.Runes))
		value := strings.ReplaceAll(l[1], "\n", "\n"+strings.Repeat(" ", wide)+gap)
		if _, err := fmt.Fprintln(s.Out, strings.TrimRight(names[i]+pad+gap+value, " ")); err != nil {
			return err
		}
	}
	return nil
}
