package screenshots

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The characters that fonts draw with gaps between the lines: frames are drawn
// as strokes from the middle of the cell, blocks as rectangles.

// arms tells where the strokes of a frame's character go: up, right, down,
// left.
var arms = map[rune]string{
	'│': "ud", '┃': "ud", '─': "lr", '━': "lr", '┌': "rd", '┐': "ld", '└': "ur", '┘': "ul", '╭': "rd", '╮': "ld",
	'╰': "ur", '╯': "ul", '├': "urd", '┤': "uld", '┬': "lrd", '┴': "ulr", '┼': "ulrd",
}

// blocks are the part of the cell they fill: x, y, width, height in eighths.
var blocks = map[rune][4]float64{
	'█': {0, 0, 8, 8}, '▌': {0, 0, 4, 8}, '▐': {4, 0, 4, 8}, '▀': {0, 0, 8, 4}, '▄': {0, 4, 8, 4},
	'▏': {0, 0, 1, 8}, '▎': {0, 0, 2, 8}, '▍': {0, 0, 3, 8}, '▋': {0, 0, 5, 8}, '▊': {0, 0, 6, 8}, '▉': {0, 0, 7, 8},
	'▁': {0, 7, 8, 1}, '▂': {0, 6, 8, 2}, '▃': {0, 5, 8, 3}, '▅': {0, 3, 8, 5}, '▆': {0, 2, 8, 6}, '▇': {0, 1, 8, 7},
}

// shades fill the cell with a part of the ink.
var shades = map[rune]string{'░': ".25", '▒': ".5", '▓': ".75"}

func drawn(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	_, block := blocks[r]
	return block || arms[r] != "" || shades[r] != ""
}

// line draws a frame's character or a block, with its equal neighbours.
func (s *sheet) line(b *strings.Builder, top float64, x int, cells []Cell) int {
	r, _ := utf8.DecodeRuneInString(cells[x].Text)
	n := 1
	for x+n < len(cells) && (r == '─' || r == '█' || shades[r] != "") && cells[x+n] == cells[x] {
		n++
	}
	if share := shades[r]; share != "" {
		fg, _ := s.palette.ink(cells[x].Look)
		rect(b, s.class("fill:"+fg+";opacity:"+share), x, x+n, top, cellHeight)
		return n
	}
	left, width := float64(x)*cellWidth, float64(n)*cellWidth
	if part, ok := blocks[r]; ok {
		fmt.Fprintf(b, `<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>`, s.textClass(cells[x].Look),
			num(left+part[0]/8*cellWidth), num(top+part[1]/8*cellHeight), num(width*part[2]/8), num(part[3]/8*cellHeight))
		return n
	}
	fg, _ := s.palette.ink(cells[x].Look)
	mx, my := left+cellWidth/2, top+cellHeight/2
	var path strings.Builder
	for _, arm := range arms[r] {
		switch arm {
		case 'u':
			fmt.Fprintf(&path, "M%s %sV%s", num(mx), num(my), num(top))
		case 'd':
			fmt.Fprintf(&path, "M%s %sV%s", num(mx), num(my), num(top+cellHeight))
		case 'l':
			fmt.Fprintf(&path, "M%s %sH%s", num(mx), num(my), num(left))
		case 'r':
			fmt.Fprintf(&path, "M%s %sH%s", num(mx), num(my), num(left+width))
		}
	}
	fmt.Fprintf(b, `<path class="%s" d="%s"/>`, s.class("stroke:"+fg+";stroke-width:1.1"), path.String())
	return n
}
