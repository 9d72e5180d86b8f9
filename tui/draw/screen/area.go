package screen

import "zco/tui/draw/text"

// Rect is a rectangle of cells on a canvas.
type Rect struct{ X, Y, W, H int }

// Contains reports whether the cell x, y of the canvas lies in r.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// Area is a rectangle of a canvas to draw in. Its coordinates start at its
// own top left corner, and nothing is drawn outside it. The zero Area
// swallows all drawing.
type Area struct {
	Rect
	canvas *Canvas
}

// Cursor is where the terminal's own cursor belongs, in cells of the canvas
// (not of the area drawn in). It is to be hidden unless Shown.
type Cursor struct {
	X, Y  int
	Shown bool
}

// At returns a shown cursor at a cell of the area.
func (a Area) At(x, y int) Cursor { return Cursor{X: a.X + x, Y: a.Y + y, Shown: true} }

// Method tells how the terminal counts cells.
func (a Area) Method() text.Method {
	if a.canvas == nil {
		return text.Runes
	}
	return a.canvas.Method
}

// Sub returns the part of a at x, y with the given size, clipped to a.
func (a Area) Sub(x, y, w, h int) Area {
	if x < 0 {
		w, x = w+x, 0
	}
	if y < 0 {
		h, y = h+y, 0
	}
	w, h = max(min(w, a.W-x), 0), max(min(h, a.H-y), 0)
	return Area{canvas: a.canvas, Rect: Rect{X: a.X + x, Y: a.Y + y, W: w, H: h}}
}

// Row returns row y of a as an area of height 1.
func (a Area) Row(y int) Area { return a.Sub(0, y, a.W, 1) }

// Top splits a into its first n rows and the rest.
func (a Area) Top(n int) (top, rest Area) {
	n = clamp(n, a.H)
	return a.Sub(0, 0, a.W, n), a.Sub(0, n, a.W, a.H-n)
}

// Bottom splits a into all but its last n rows, and those.
func (a Area) Bottom(n int) (rest, bottom Area) {
	n = clamp(n, a.H)
	return a.Sub(0, 0, a.W, a.H-n), a.Sub(0, a.H-n, a.W, n)
}

// Left splits a into its first n columns and the rest.
func (a Area) Left(n int) (left, rest Area) {
	n = clamp(n, a.W)
	return a.Sub(0, 0, n, a.H), a.Sub(n, 0, a.W-n, a.H)
}

// Right splits a into all but its last n columns, and those.
func (a Area) Right(n int) (rest, right Area) {
	n = clamp(n, a.W)
	return a.Sub(0, 0, a.W-n, a.H), a.Sub(a.W-n, 0, n, a.H)
}

// Inset returns a without dx columns at each side and dy rows above and below.
func (a Area) Inset(dx, dy int) Area { return a.Sub(dx, dy, a.W-2*dx, a.H-2*dy) }

// Centered returns an area of at most w by h in the middle of a.
func (a Area) Centered(w, h int) Area {
	w, h = min(w, a.W), min(h, a.H)
	return a.Sub((a.W-w)/2, (a.H-h)/2, w, h)
}

func clamp(n, most int) int { return max(min(n, most), 0) }

// Text draws s in row y from column x, cleaned, and returns the column after
// it. What does not fit is left out without a mark; see TextCut.
func (a Area) Text(x, y int, st Style, s string) int {
	if y < 0 || y >= a.H || x >= a.W || a.canvas == nil {
		return x
	}
	if text.IsPlain(s) {
		return a.plain(x, y, st, s)
	}
	for more := true; s != "" && more; {
		s, more = text.Next(s, a.canvas.Method, func(c text.Cluster) bool {
			if x+c.Width > a.W {
				if x < a.W {
					a.set(x, y, ' ', 1, st)
				}
				x = a.W
				return false
			}
			a.set(x, y, a.canvas.code(c.Text), c.Width, st)
			x += c.Width
			return true
		})
	}
	return x
}

func (a Area) plain(x, y int, st Style, s string) int {
	for i := 0; i < len(s) && x < a.W; i++ {
		a.set(x, y, rune(s[i]), 1, st)
		x++
	}
	return x
}

func (a Area) set(x, y int, r rune, width int, st Style) {
	if x >= 0 {
		a.canvas.put(a.X+x, a.Y+y, a.X+a.W, r, width, st)
	}
}

// TextCut draws s in at most width cells, ending in an ellipsis where it is
// cut, and returns the column after it.
func (a Area) TextCut(x, y, width int, st Style, s string) int {
	width = min(width, a.W-x)
	if width <= 0 || y < 0 || y >= a.H || a.canvas == nil {
		return x
	}
	if text.IsPlain(s) && len(s) <= width {
		return a.plain(x, y, st, s)
	}
	return a.Sub(0, 0, x+width, a.H).Text(x, y, st, text.Cut(s, width, a.Method()))
}

// TextRight draws s ending at the right end of the width cells from column x.
func (a Area) TextRight(x, y, width int, st Style, s string) {
	s = text.Cut(s, width, a.Method())
	a.Text(x+width-text.Width(s, a.Method()), y, st, s)
}

// Fill sets all cells of a to blanks of a style.
func (a Area) Fill(st Style) { a.Repeat(0, 0, a.W, a.H, ' ', st) }

// Repeat draws the narrow character r over w by h cells from x, y.
func (a Area) Repeat(x, y, w, h int, r rune, st Style) {
	sub := a.Sub(x, y, w, h)
	for row := range sub.H {
		for col := range sub.W {
			sub.set(col, row, r, 1, st)
		}
	}
}

// Restyle changes the style of the cells of a, keeping their characters.
func (a Area) Restyle(st Style) {
	for y := range a.H {
		from := (a.Y+y)*a.canvas.width + a.X
		for i := from; i < from+a.W; i++ {
			a.canvas.cells[i].Style = st
		}
	}
}

// Box draws a frame around the edge of a with a title in its top line and
// returns the inside.
func (a Area) Box(st, titleStyle Style, title string) Area {
	if a.W < 2 || a.H < 2 {
		return a
	}
	a.Repeat(1, 0, a.W-2, 1, '─', st)
	a.Repeat(1, a.H-1, a.W-2, 1, '─', st)
	a.Repeat(0, 1, 1, a.H-2, '│', st)
	a.Repeat(a.W-1, 1, 1, a.H-2, '│', st)
	for _, c := range []struct {
		x, y int
		r    rune
	}{{0, 0, '╭'}, {a.W - 1, 0, '╮'}, {0, a.H - 1, '╰'}, {a.W - 1, a.H - 1, '╯'}} {
		a.set(c.x, c.y, c.r, 1, st)
	}
	if title != "" && a.W > 6 {
		x := a.Text(2, 0, st, " ")
		x = a.TextCut(x, 0, a.W-5, titleStyle, title)
		a.Text(x, 0, st, " ")
	}
	return a.Inset(1, 1)
}
