// Package screen is a canvas of character cells with rectangles to draw in.
// A frame is drawn whole from state every time; rows that came out the same
// as in the last frame cost no allocation, and the renderer sends only the
// cells that differ.
//
// It knows cells, styles and rectangles, nothing of records or keys, and
// imports only tui/text. The one rule: text enters cells through Area.Text,
// which passes it through the gate; nothing writes escape sequences into a
// cell.
package screen

import (
	"slices"
	"strings"
	"unicode/utf8"

	"zco/tui/draw/text"
)

// Cell is one character cell. A cluster of several runes is kept in the
// canvas's table and its index stored below zero. The right half of a wide
// character has R 0.
type Cell struct {
	R     rune
	Style Style
}

// Canvas holds the cells of one frame. The zero Canvas is empty; Resize it.
type Canvas struct {
	Method text.Method
	sheet  *Sheet
	width  int
	height int
	cells  []Cell
	last   []Cell   // the cells as they were when rows was made
	rows   []string // the rendered rows of the last frame
	ext    []string // clusters of several runes
	extOf  map[string]rune
	frame  string
	stale  bool   // rows must be rendered whatever last says
	epoch  uint64 // counts what makes cells of earlier frames mean something else
	buf    []byte

	presses []Press // of the frame being drawn, or drawn last
}

// New returns a canvas that renders with the styles of sheet.
func New(sheet *Sheet) *Canvas {
	return &Canvas{sheet: sheet, extOf: map[string]rune{}, stale: true}
}

// SetSheet changes the styles; the next frame is rendered anew.
func (c *Canvas) SetSheet(sheet *Sheet) { c.sheet, c.stale, c.epoch = sheet, true, c.epoch+1 }

// SetMethod changes how cells are counted; the next frame is rendered anew if
// that is otherwise than before.
func (c *Canvas) SetMethod(m text.Method) {
	if m != c.Method {
		c.Method, c.stale, c.epoch = m, true, c.epoch+1
	}
}

// Size returns the width and the height in cells.
func (c *Canvas) Size() (width, height int) { return c.width, c.height }

// Begin starts a frame of the given size: all cells blank.
func (c *Canvas) Begin(width, height int) Area {
	width, height = max(width, 0), max(height, 0)
	if width != c.width || height != c.height {
		c.width, c.height = width, height
		c.cells = make([]Cell, width*height)
		c.last = make([]Cell, width*height)
		c.rows = make([]string, height)
		c.stale = true
	}
	if len(c.ext) > 1<<14 {
		c.ext, c.extOf, c.stale, c.epoch = nil, map[string]rune{}, true, c.epoch+1
	}
	c.presses = c.presses[:0]
	blank := Cell{R: ' '}
	for i := range c.cells {
		c.cells[i] = blank
	}
	return Area{canvas: c, Rect: Rect{W: width, H: height}}
}

// Frame returns the frame as styled lines for the renderer.
func (c *Canvas) Frame() string {
	changed := c.stale
	for y := range c.height {
		row := c.cells[y*c.width : (y+1)*c.width]
		old := c.last[y*c.width : (y+1)*c.width]
		if !c.stale && slices.Equal(row, old) {
			continue
		}
		c.rows[y] = c.render(row)
		copy(old, row)
		changed = true
	}
	c.stale = false
	if changed {
		c.frame = strings.Join(c.rows, "\n")
	}
	return c.frame
}

// Line returns row y as plain text, without trailing blanks.
func (c *Canvas) Line(y int) string {
	var b []byte
	for _, cl := range c.cells[y*c.width : (y+1)*c.width] {
		b = appendCell(b, cl, c.ext)
	}
	return strings.TrimRight(string(b), " ")
}

func (c *Canvas) render(row []Cell) string {
	end := len(row)
	for end > 0 && row[end-1] == (Cell{R: ' '}) {
		end--
	}
	b := c.buf[:0]
	style := Style(0)
	for _, cl := range row[:end] {
		if cl.Style != style {
			b = append(b, c.sheet.sgr(cl.Style)...)
			style = cl.Style
		}
		b = appendCell(b, cl, c.ext)
	}
	if style != 0 {
		b = append(b, "\x1b[m"...)
	}
	c.buf = b
	return string(b)
}

// appendCell appends what a cell shows to b: nothing for the right half of a
// wide character. ext are the clusters of several runes.
func appendCell(b []byte, c Cell, ext []string) []byte {
	switch {
	case c.R > 0:
		return utf8.AppendRune(b, c.R)
	case c.R < 0:
		return append(b, ext[-c.R-1]...)
	}
	return b
}

func (c *Canvas) code(cluster string) rune {
	r, size := utf8.DecodeRuneInString(cluster)
	if size == len(cluster) {
		return r
	}
	if code, ok := c.extOf[cluster]; ok {
		return code
	}
	cluster = strings.Clone(cluster)
	c.ext = append(c.ext, cluster)
	code := rune(-len(c.ext))
	c.extOf[cluster] = code
	return code
}

// put writes one cluster; a wide one that would lose its right half to the
// edge, and the halves of wide ones it lands on, become blanks.
func (c *Canvas) put(x, y, limit int, r rune, width int, s Style) {
	i := y*c.width + x
	if c.cells[i].R == 0 && x > 0 {
		c.cells[i-1].R = ' '
	}
	if width == 2 {
		if x+1 >= limit {
			c.cells[i] = Cell{R: ' ', Style: s}
			return
		}
		c.unpair(x+1, i+1)
		c.cells[i] = Cell{R: r, Style: s}
		c.cells[i+1] = Cell{R: 0, Style: s}
		return
	}
	c.unpair(x, i)
	c.cells[i] = Cell{R: r, Style: s}
}

// unpair blanks the right half that follows cell i, if i begins a wide one.
func (c *Canvas) unpair(x, i int) {
	if x+1 < c.width && c.cells[i+1].R == 0 {
		c.cells[i+1].R = ' '
	}
}
