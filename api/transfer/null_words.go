package transfer

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// nullWords counts the cells of new records that hold a word for nothing, such
// as NULL: it is made the value, as there is none before it that would tell that
// a program wrote it.
type nullWords map[string]*nullColumn // by header

type nullColumn struct {
	example string
	cells   int
	rows    []int // the first of them
}

// maxSaidRows is how many rows a note names.
const maxSaidRows = 5

// longestNullWord bounds what is looked at, so that most cells cost a comparison.
const longestNullWord = 8

// note counts the cells of a row.
func (n nullWords) note(row *importRow) {
	for i := range row.cells {
		c := &row.cells[i]
		if len(c.text) > longestNullWord || !isNullWord(c.text) || c.value.IsEmpty() {
			continue
		}
		column := n[c.column.header]
		if column == nil {
			column = &nullColumn{example: c.text}
			n[c.column.header] = column
		}
		if column.cells++; len(column.rows) < maxSaidRows {
			column.rows = append(column.rows, row.number)
		}
	}
}

// isNullWord reports whether a text is a word for nothing of a database, or what
// a spreadsheet shows where it has no value.
func isNullWord(s string) bool {
	switch s {
	case "null", "N/A", "n/a", "NA":
		return true
	}
	return nobodysWords[s] || strings.HasPrefix(s, "#") && nothings[strings.ToLower(s)]
}

// notes say which cells are sent as such words, and what to do instead.
func (n nullWords) notes() []string {
	var out []string
	for _, header := range slices.Sorted(maps.Keys(n)) {
		c := n[header]
		out = append(out, fmt.Sprintf("column %q: %s would get a placeholder as text, such as %q (%s): leave those cells empty to set nothing",
			header, plural(c.cells, "new record"), c.example, c.where()))
	}
	return out
}

func (c *nullColumn) where() string {
	words := strings.Trim(fmt.Sprint(c.rows), "[]")
	words = strings.ReplaceAll(words, " ", ", ")
	switch more := c.cells - len(c.rows); {
	case c.cells == 1:
		return "row " + words
	case more > 0:
		return fmt.Sprintf("rows %s and %d more", words, more)
	}
	return "rows " + words
}

// notes say what was met on the way that is no fault.
func (s *layout) notes() []string { return append(s.names.notes(), s.nulls.notes()...) }
