package transfer

import (
	"fmt"
	"maps"
	"slices"
)

// readNotes is what reading the rows met that is no fault but is said.
type readNotes struct {
	blank   int
	trimmed map[string]int // cells, by header
}

func (s *readNotes) reset() { *s = readNotes{trimmed: map[string]int{}} }

func (c *Check) noted(s *readNotes) {
	c.Blank = s.blank
	if s.blank > 0 {
		c.Notes = append(c.Notes, fmt.Sprintf("%s of nothing but separators left out", plural(s.blank, "row")))
	}
	for _, header := range slices.Sorted(maps.Keys(s.trimmed)) {
		c.Notes = append(c.Notes, fmt.Sprintf("column %q: spaces around %s taken off", header, plural(s.trimmed[header], "value")))
	}
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
