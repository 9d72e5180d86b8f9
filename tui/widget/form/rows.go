package form

import (
	"sort"
	"strings"

	"zco/tui/draw/text"
)

// row is what one row of the screen shows of a text: the bytes from..to,
// without the line end.
type row struct {
	from, to int
	soft     bool // the line goes on in the next row
}

// rows is a text broken into rows. It is kept between frames: after a change
// only the lines that changed are broken again.
type rows struct {
	list  []row
	s     string
	width int
	m     text.Method
}

// update breaks s into rows of at most width cells, and one more for a space
// or the cursor.
func (r *rows) update(s string, width int, m text.Method) {
	if len(r.list) == 0 || width != r.width || m != r.m {
		*r = rows{width: width, m: m}
		r.list = r.wrap(r.list, s, 0, len(s))
		r.s = s
		return
	}
	if s != r.s {
		r.splice(s)
	}
}

// splice breaks the lines again in which s differs from the text before.
func (r *rows) splice(s string) {
	head, tail := common(r.s, s)
	from := strings.LastIndexByte(s[:head], '\n') + 1
	end := len(s) - tail
	if n := strings.IndexByte(s[end:], '\n'); n >= 0 {
		end += n
	} else {
		end = len(s)
	}
	delta := len(s) - len(r.s)
	lo := sort.Search(len(r.list), func(i int) bool { return r.list[i].from >= from })
	hi := sort.Search(len(r.list), func(i int) bool { return r.list[i].from > end-delta })
	fresh := r.wrap(nil, s, from, end)
	rest := r.list[hi:]
	for i := range rest {
		rest[i].from += delta
		rest[i].to += delta
	}
	r.list = append(r.list[:lo:lo], append(fresh, rest...)...)
	r.s = s
}

// common returns how many bytes two texts share at their heads and, of the
// rest, at their tails.
func common(a, b string) (head, tail int) {
	n := min(len(a), len(b))
	for head < n && a[head] == b[head] {
		head++
	}
	for tail < n-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return head, tail
}

// wrap appends the rows of the whole lines in the bytes from..to.
func (r *rows) wrap(out []row, s string, from, to int) []row {
	for {
		n := strings.IndexByte(s[from:to], '\n')
		if n < 0 {
			end := to
			if to < len(s) && to > from && s[to-1] == '\r' { // the line feed follows
				end--
			}
			return r.wrapLine(out, s, from, end)
		}
		end := from + n
		if n > 0 && s[end-1] == '\r' {
			end--
		}
		out = r.wrapLine(out, s, from, end)
		from += n + 1
	}
}

func (r *rows) wrapLine(out []row, s string, from, to int) []row {
	used, after := 0, -1 // after: where the row may be broken, or -1
	for i := from; i < to; {
		size, w := text.First(s[i:to], r.m)
		if used+w > r.width {
			switch {
			case s[i] == ' ' && size == 1 && used == r.width: // the one cell more takes it
				i++
			case after > from:
				i = after
			case i == from:
				i += size
			}
			if i < to {
				out = append(out, row{from: from, to: i, soft: true})
				from, used, after = i, 0, -1
				continue
			}
			break
		}
		used += w
		i += size
		if s[i-1] == ' ' || w == 2 {
			after = i
		}
	}
	return append(out, row{from: from, to: to})
}

// find returns the row of a place in the text. Where a line goes on in the
// next row, the place between them is in that one.
func (r *rows) find(pos int) int {
	return sort.Search(len(r.list), func(i int) bool { return r.list[i].from > pos }) - 1
}

// column returns the cell of a place in its row.
func (r *rows) column(i, pos int) int {
	w := r.list[i]
	return text.Width(r.s[w.from:min(pos, w.to)], r.m)
}

// place returns the place in row i that is nearest to a column from the left.
func (r *rows) place(i, column int) int {
	w := r.list[i]
	at, x := w.from, 0
	for at < w.to {
		size, cells := text.First(r.s[at:w.to], r.m)
		if x+cells > column || w.soft && at+size >= w.to {
			break
		}
		at, x = at+size, x+cells
	}
	return at
}
