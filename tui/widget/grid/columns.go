// Package grid lays the columns of a table out: which are on the screen, where,
// how wide, and which stay on the left while the others scroll sideways. It
// also finds letters in cells and draws them marked.
//
// It knows rectangles and cells and imports nothing of records or keys. The
// one rule: a column is placed by its index for one frame only; what a column
// stands for travels with it, in Of.
package grid

import "slices"

// Column is one column. Of is what it stands for.
type Column[T any] struct {
	Of    T
	Width int // in cells, at least 1
}

// The widths that a column may be given.
const (
	LeastWidth = 2
	MostWidth  = 200
)

// Columns is a row of columns with a cursor. The zero Columns is empty.
type Columns[T any] struct {
	cols   []Column[T]
	cursor int
	left   int // the first column after the frozen ones that is on the screen
	frozen int
	x0     int // the cells they are laid out between
	width  int
	placed []Placed
	right  bool // whether columns lie beyond the right end
	pinned int  // how many of the frozen ones had room
	limit  int  // the cell that those leave to the others
}

// Placed is a column's place on the screen: its index, and the cells from X
// on. W is less than the column's width where the screen ends first.
type Placed struct{ Index, X, W int }

// Set replaces the columns. The cursor keeps its index as far as it can.
func (c *Columns[T]) Set(cols []Column[T], frozen int) {
	c.cols = cols
	c.frozen = max(min(frozen, len(cols)), 0)
	c.Move(0) // which lays them out
}

// Len returns the number of columns.
func (c *Columns[T]) Len() int { return len(c.cols) }

// At returns the column at an index; nil where there is none.
func (c *Columns[T]) At(i int) *Column[T] {
	if i < 0 || i >= len(c.cols) {
		return nil
	}
	return &c.cols[i]
}

// All returns the columns from left to right; they must not be changed.
func (c *Columns[T]) All() []Column[T] { return c.cols }

// Cursor returns the index of the column under the cursor.
func (c *Columns[T]) Cursor() int { return c.cursor }

// Current returns the column under the cursor, nil when there is none.
func (c *Columns[T]) Current() *Column[T] { return c.At(c.cursor) }

// Move moves the cursor by a number of columns, to the right if positive.
func (c *Columns[T]) Move(by int) { c.MoveTo(c.cursor + by) }

// MoveTo puts the cursor on a column, or the nearest there is.
func (c *Columns[T]) MoveTo(i int) {
	c.cursor = max(min(i, len(c.cols)-1), 0)
	c.layOut()
}

// Frozen returns how many columns on the left never scroll away.
func (c *Columns[T]) Frozen() int { return c.frozen }

// Freeze freezes the columns up to one, or none where those are the frozen ones
// already.
func (c *Columns[T]) Freeze(i int) {
	if n := i + 1; n == c.frozen || len(c.cols) == 0 {
		c.frozen = 0
	} else {
		c.frozen = n
	}
	c.layOut()
}

// Resize makes a column wider, or narrower for a negative number of cells.
func (c *Columns[T]) Resize(i, by int) {
	if col := c.At(i); col != nil {
		c.SetWidth(i, max(min(col.Width+by, MostWidth), LeastWidth))
	}
}

// SetWidth makes a column so many cells wide.
func (c *Columns[T]) SetWidth(i, width int) {
	if col := c.At(i); col != nil {
		col.Width = width
		c.layOut()
	}
}

// Shift moves the column under the cursor, and the cursor with it.
func (c *Columns[T]) Shift(by int) {
	if to := max(min(c.cursor+by, len(c.cols)-1), 0); to != c.cursor {
		col := c.cols[c.cursor]
		c.cols = slices.Insert(slices.Delete(c.cols, c.cursor, c.cursor+1), to, col)
		c.cursor = to
		c.layOut()
	}
}

// Place lays the columns out between the cells x0 and width, from now on.
func (c *Columns[T]) Place(x0, width int) []Placed {
	if x0 != c.x0 || width != c.width {
		c.x0, c.width = x0, width
		c.layOut()
	}
	return c.placed
}

// Placed returns the columns on the screen, a blank cell between two: the one
// under the cursor is among them, whole if it fits. The slice is good until
// the next change.
func (c *Columns[T]) Placed() []Placed { return c.placed }

func (c *Columns[T]) layOut() {
	x0, width := c.x0, c.width
	c.placed, c.right = c.placed[:0], false
	if len(c.cols) == 0 || x0 >= width {
		return
	}
	c.pinned = c.pins(x0, width)
	if c.cursor >= c.pinned && c.cursor < c.left {
		c.left = c.cursor
	}
	for whole := c.from(x0, width); !whole && c.left < c.cursor; whole = c.from(x0, width) {
		c.left++
	}
	c.unscroll(x0, width)
}

// pins is how many of the frozen columns there is room for. They leave the
// others a third of it, or what the widest of them needs where that is less; the
// last of them may be cut.
func (c *Columns[T]) pins(x0, width int) int {
	n := c.frozen
	for n > 0 && !c.pin(n, x0, width) {
		n--
	}
	return n
}

// pin sets the limit of the first n columns, and reports whether they have room
// before it.
func (c *Columns[T]) pin(n, x0, width int) bool {
	widest := 0
	for _, col := range c.cols[n:] {
		widest = max(widest, col.Width+1)
	}
	if c.limit = width - (width-x0)/3; widest > 0 {
		c.limit = max(c.limit, width-widest)
	}
	x := x0
	for _, col := range c.cols[:n-1] {
		x += col.Width + 1
	}
	return x+leastPinned <= c.limit
}

// leastPart is how many cells of a column that the screen ends in are worth
// showing: less than a word says nothing.
const leastPart = 8

// leastPinned is how many cells of a frozen column are worth their place.
const leastPinned = 8

// unscroll brings columns back from the left where the right has room.
func (c *Columns[T]) unscroll(x0, width int) {
	for c.left > c.pinned && !c.right {
		c.left--
		if c.from(x0, width); c.right {
			c.left++
			c.from(x0, width)
			return
		}
	}
}

// from lays out the frozen columns and those from left on. It returns whether
// the cursor's column is whole on the screen, and notes whether all are.
func (c *Columns[T]) from(x0, width int) (whole bool) {
	c.placed, c.right = c.placed[:0], false
	x := x0
	for i, col := range c.cols {
		if i >= c.pinned && i < c.left {
			continue
		}
		if x >= width {
			c.right = true
			break
		}
		w := min(col.Width, width-x)
		if scrolls := len(c.placed) > c.pinned; scrolls && i != c.cursor && w < min(col.Width, leastPart) {
			c.right = true
			break
		}
		if i < c.pinned && c.pinned < len(c.cols) {
			w = min(w, c.limit-x)
		}
		c.placed = append(c.placed, Placed{Index: i, X: x, W: w})
		if c.right = w < col.Width; i == c.cursor {
			whole = !c.right
		}
		x += w + 1
	}
	return whole
}

// Beyond returns whether columns lie beyond the left and the right end of what
// is on the screen, and the cell before the first of those that scroll.
func (c *Columns[T]) Beyond() (left, right bool, x int) {
	left = len(c.placed) > 0 && c.left > c.pinned
	for _, p := range c.placed {
		if p.Index >= c.pinned {
			return left, c.right, p.X - 1
		}
	}
	return left, c.right, 0
}

// Hit returns the column at a cell of the screen; border says that the
// cell is the blank behind it, which one takes hold of to change its width.
func (c *Columns[T]) Hit(x int) (index int, border, ok bool) {
	for _, p := range c.placed {
		if x >= p.X && x <= p.X+p.W {
			return p.Index, x == p.X+p.W, true
		}
	}
	return 0, false, false
}

// Where returns the place of a column; false where it is not on the screen.
func (c *Columns[T]) Where(index int) (Placed, bool) {
	i := slices.IndexFunc(c.placed, func(p Placed) bool { return p.Index == index })
	if i < 0 {
		return Placed{}, false
	}
	return c.placed[i], true
}
