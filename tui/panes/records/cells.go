package records

import (
	"strings"
	"unicode/utf8"

	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
)

// cells keeps what is written in cells, by row, version and width, so that a
// frame in which nothing changed formats and measures nothing. Rows not drawn
// for a while are let go, and all of them when a name becomes known or the theme changes.
type cells struct {
	young, old map[rowKey][]cell
	names      uint64       // the version of the names that are in them
	theme      *theme.Theme // whose marks and styles are in them
}

type rowKey struct{ id, version string }

// cell is what one cell shows: the value as text, and as much of it as fits.
type cell struct {
	known  bool
	text   string
	style  screen.Style // of the value, off the row under the cursor
	cut    string       // of text, in at most width cells, cleaned
	width  int
	cells  int // that cut takes
	method text.Method
}

// cachedRows bounds each half of the cache: a few screens.
const cachedRows = 256

func (k *cells) forget() { k.young, k.old = nil, nil }

// drop forgets a row in the version given.
func (k *cells) drop(it collection.Item) {
	delete(k.young, rowKey{it.ID, it.Version})
	delete(k.old, rowKey{it.ID, it.Version})
}

// row returns the cells of a row, of n columns, with the names of a version and the
// marks of a theme.
func (k *cells) row(it collection.Item, n int, names uint64, th *theme.Theme) []cell {
	if names != k.names || th != k.theme {
		k.forget()
		k.names, k.theme = names, th
	}
	key := rowKey{it.ID, it.Version}
	if row, ok := k.young[key]; ok && len(row) == n {
		return row
	}
	row, ok := k.old[key]
	if !ok || len(row) != n {
		row = make([]cell, n)
	}
	if k.young == nil || len(k.young) >= cachedRows {
		k.old, k.young = k.young, make(map[rowKey][]cell, cachedRows)
	}
	k.young[key] = row
	return row
}

// fit cuts the cell's text for a width.
func (c *cell) fit(width int, m text.Method) {
	if c.known && c.cut != "" && c.width == width && c.method == m {
		return
	}
	c.cut = text.Cut(c.text, width, m)
	c.cells, c.width, c.method = text.Width(c.cut, m), width, m
}

// clipAt bounds how much of a long value the table looks at, in bytes: more
// than any column shows.
const clipAt = 1024

// clip returns the head of a long text, whole characters only.
func clip(s string) string {
	if len(s) <= clipAt {
		return s
	}
	n := clipAt
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.Clone(s[:n]) + text.Ellipsis
}
