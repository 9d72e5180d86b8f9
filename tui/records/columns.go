package records

import (
	"zco/tui/resource"
	"zco/tui/text"
)

// column is one column of the table.
type column struct {
	field resource.Field
	width int
}

// columns is what the table shows of each row, from left to right.
type columns struct {
	shown  []column
	cursor int
	left   int // the first column after the frozen ones that is on the screen
	frozen int // how many columns on the left never scroll away
}

const (
	leastColumn = 6
	mostColumn  = 32
)

// choose takes the columns from the fields of the collection.
func (c *columns) choose(s *resource.Schema) {
	if s == nil {
		return
	}
	c.shown = c.shown[:0]
	for _, f := range s.Fields {
		if f.Hidden || f.Type == resource.TextArea || f.Type == resource.JSON {
			continue
		}
		c.shown = append(c.shown, column{field: f, width: startWidth(f)})
	}
	c.frozen = min(1, len(c.shown))
	c.move(0)
}

// startWidth is a width that fits what a type usually holds.
func startWidth(f resource.Field) int {
	w := 16
	switch f.Type {
	case resource.Checkbox:
		w = 5
	case resource.Integer, resource.Decimal, resource.Currency, resource.Date:
		w = 10
	case resource.DateTime:
		w = 16
	case resource.Text:
		if f.Key == "name" {
			w = 26
		}
	}
	return min(max(w, text.Width(f.Title, text.Clusters)+1, leastColumn), mostColumn)
}

func (c *columns) current() (column, bool) {
	if c.cursor >= len(c.shown) {
		return column{}, false
	}
	return c.shown[c.cursor], true
}

func (c *columns) move(by int) {
	c.cursor = max(min(c.cursor+by, len(c.shown)-1), 0)
}

// placed is a column with its place on the screen.
type placed struct {
	column
	index, x, w int
}

// place lays the columns out from column x0 in a width, scrolling sideways so
// that the cursor's column is on the screen.
func (c *columns) place(x0, width int) []placed {
	if len(c.shown) == 0 {
		return nil
	}
	c.left = max(min(c.left, len(c.shown)-1), c.frozen)
	if c.cursor >= c.frozen && c.cursor < c.left {
		c.left = c.cursor
	}
	for {
		out, fits := c.from(x0, width)
		if fits || c.cursor < c.frozen || c.left >= c.cursor {
			return out
		}
		c.left++
	}
}

// from lays out the frozen columns and those from left on, and reports
// whether the cursor's column is whole on the screen.
func (c *columns) from(x0, width int) (out []placed, fits bool) {
	x := x0
	for i, col := range c.shown {
		if i >= c.frozen && i < c.left {
			continue
		}
		if x >= width {
			break
		}
		w := min(col.width, width-x)
		out = append(out, placed{column: col, index: i, x: x, w: w})
		if i == c.cursor {
			fits = w == col.width
		}
		x += col.width + 1
	}
	return out, fits
}

// cellCache keeps the text of cells, by row and field, until the row changes.
type cellCache map[string]map[string]string

const cachedRows = 2000

func (k *cellCache) forget() { *k = cellCache{} }

func (k *cellCache) drop(id string) { delete(*k, id) }

// text returns the text of a cell as make writes it, from memory where it is
// known. The row's version is part of its identity.
func (k *cellCache) text(it resource.Item, field string, make func() string) string {
	row, known := (*k)[it.ID+it.Version]
	if !known {
		if len(*k) >= cachedRows {
			k.forget()
		}
		row = map[string]string{}
		(*k)[it.ID+it.Version] = row
	}
	s, ok := row[field]
	if !ok {
		s = make()
		row[field] = s
	}
	return s
}
