package screenshots

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// row draws the cells of row y: grounds, then lines under and through, then
// what is written.
func (s *sheet) row(y int, cells []Cell) string {
	var b strings.Builder
	top := float64(y) * cellHeight
	s.grounds(&b, top, cells)
	s.rules(&b, top, cells)
	for x := 0; x < len(cells); {
		x += s.piece(&b, top, x, cells)
	}
	if b.Len() == 0 {
		return ""
	}
	return b.String() + "\n"
}

// run calls draw for each run of neighbours with the same key, but for "".
func run(cells []Cell, key func(Cell) string, draw func(from, to int, key string)) {
	for from := 0; from < len(cells); {
		k := key(cells[from])
		to := from + 1
		for to < len(cells) && (cells[to].Width == 0 || key(cells[to]) == k) {
			to++
		}
		if k != "" {
			draw(from, to, k)
		}
		from = to
	}
}

func (s *sheet) grounds(b *strings.Builder, top float64, cells []Cell) {
	run(cells, func(c Cell) string { _, bg := s.palette.ink(c.Look); return bg }, func(from, to int, bg string) {
		rect(b, s.class("fill:"+bg), from, to, top, cellHeight)
	})
}

func (s *sheet) rules(b *strings.Builder, top float64, cells []Cell) {
	ink := func(on func(Look) bool) func(Cell) string {
		return func(c Cell) string {
			if !on(c.Look) {
				return ""
			}
			return s.textClass(Look{Fg: c.Look.Fg, Bg: c.Look.Bg, Reversed: c.Look.Reversed, Faint: c.Look.Faint})
		}
	}
	run(cells, ink(func(l Look) bool { return l.Underline }), func(from, to int, class string) {
		rect(b, class, from, to, top+baseline+1.6, 1)
	})
	run(cells, ink(func(l Look) bool { return l.Strike }), func(from, to int, class string) {
		rect(b, class, from, to, top+baseline-4.4, 1)
	})
}

func rect(b *strings.Builder, class string, from, to int, top, height float64) {
	fmt.Fprintf(b, `<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>`, class,
		num(float64(from)*cellWidth), num(top), num(float64(to-from)*cellWidth), num(height))
}

// piece draws what begins at cell x and returns how many cells it took.
func (s *sheet) piece(b *strings.Builder, top float64, x int, cells []Cell) int {
	c := cells[x]
	switch {
	case c.Width == 0 || strings.TrimSpace(c.Text) == "":
		return 1
	case drawn(c.Text):
		return s.line(b, top, x, cells)
	case !letters(c):
		s.single(b, top, x, c)
		return c.Width
	}
	return s.words(b, top, x, cells)
}

// letters reports whether a cell holds a character that every monospaced font
// has at the font's own width.
func letters(c Cell) bool {
	r, size := utf8.DecodeRuneInString(c.Text)
	return size == len(c.Text) && c.Width == 1 && (r < 0x250 || r >= 0x370 && r < 0x530)
}

// words draws letters of one look, up to two blanks in a row.
func (s *sheet) words(b *strings.Builder, top float64, x int, cells []Cell) int {
	class := s.textClass(cells[x].Look)
	var text strings.Builder
	end := x
	for end < len(cells) && letters(cells[end]) && s.textClass(cells[end].Look) == class {
		if end+1 < len(cells) && cells[end].Text == " " && cells[end+1].Text == " " {
			break
		}
		text.WriteString(cells[end].Text)
		end++
	}
	t := strings.TrimRight(text.String(), " ")
	n := utf8.RuneCountInString(t)
	length := ""
	if n > 1 {
		length = ` textLength="` + num(float64(n)*cellWidth) + `"`
	}
	fmt.Fprintf(b, `<text class="%s" x="%s" y="%s"%s>%s</text>`, class, num(float64(x)*cellWidth), num(top+baseline), length, escape(t))
	return n
}

// single draws one cluster in the middle of its cells, because its font is
// anyone's guess.
func (s *sheet) single(b *strings.Builder, top float64, x int, c Cell) {
	fmt.Fprintf(b, `<text class="m %s" x="%s" y="%s">%s</text>`, s.textClass(c.Look),
		num((float64(x)+float64(c.Width)/2)*cellWidth), num(top+baseline), escape(c.Text))
}
