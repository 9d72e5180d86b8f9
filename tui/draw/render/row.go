package render

import "zco/tui/draw/screen"

// behind is how many cells behind one of uncertain width are written again: it
// may have run over them.
const behind = 2

// aloud is how many cells between two that changed are written again for a
// reader of screens.
const aloud = 40

// row turns one row into another.
func (p *pen) row(y int, old, row []screen.Cell) {
	if p.r.Still {
		old = wholeWords(old, row)
	}
	end := len(row)
	for end > 0 && row[end-1] == (screen.Cell{R: ' '}) {
		end--
	}
	first, last := -1, -1 // of what is to be blank behind the text
	for x := end; x < len(row); x++ {
		if old[x] != row[x] {
			if last = x; first < 0 {
				first = x
			}
		}
	}
	limit := len(row)
	if last-first >= len("\x1b[K") {
		limit = end
	}
	spoiled := p.cells(y, old, row, limit)
	if limit < len(row) {
		if spoiled > end {
			first = end
		}
		p.tail(y, first, spoiled)
	}
}

// wholeWords returns the old cells so that a word of which anything changes is
// written whole: half a number is another number to who hears it.
func wholeWords(old, row []screen.Cell) []screen.Cell {
	out := append([]screen.Cell(nil), old...)
	for x := 0; x < len(row); {
		end, changed := x, false
		for ; end < len(row) && row[end].R != ' '; end++ {
			changed = changed || old[end] != row[end]
		}
		for i := x; changed && i < end; i++ {
			out[i] = screen.Cell{R: -1}
		}
		x = end + 1
	}
	return out
}

// tail erases the row from a column on.
func (p *pen) tail(y, from, spoiled int) {
	if from < 0 || from >= p.w {
		return
	}
	// Where the cursor stands in blanks before, erasing from there saves the way.
	if p.placed && p.y == y && p.x >= 0 && p.x < from && spoiled <= p.x && p.blankBetween(y, p.x, from) {
		from = p.x
	}
	p.moveTo(from, y)
	if !p.styled || p.r.styles.blank(p.style) != 0 {
		p.set(0)
	}
	p.out = append(p.out, "\x1b[K"...)
}

func (p *pen) blankBetween(y, from, to int) bool {
	for _, c := range p.r.next[y*p.w+from : y*p.w+to] {
		if c != (screen.Cell{R: ' '}) {
			return false
		}
	}
	return true
}

// cells writes what differs before column limit, and returns up to which
// column cells may have been run over.
func (p *pen) cells(y int, old, row []screen.Cell, limit int) (spoiled int) {
	for x := 0; x < limit; {
		width := widthAt(row, x)
		if x >= spoiled && same(old, row, x, width) {
			x += width
			continue
		}
		if !p.certain(row[x]) {
			spoiled = p.uncertain(y, row, x, width)
			x += width
			continue
		}
		if n := p.run(old, row, x, limit); n > 0 && p.blanks(y, row, x, n) {
			x += n
			continue
		}
		p.reach(x, y, old, row, spoiled)
		p.put(row[x], width)
		x += width
	}
	return spoiled
}

func widthAt(row []screen.Cell, x int) int {
	if x+1 < len(row) && row[x+1].R == 0 {
		return 2
	}
	return 1
}

func same(old, row []screen.Cell, x, width int) bool {
	return old[x] == row[x] && (width == 1 || old[x+1] == row[x+1])
}

// uncertain writes a cell that the terminal may make wider or narrower: the
// cells it is to have are made blank first, and what comes behind it is placed
// absolutely and written again.
func (p *pen) uncertain(y int, row []screen.Cell, x, width int) (spoiled int) {
	p.moveTo(x, y)
	p.set(row[x].Style)
	for range width {
		p.out = append(p.out, ' ')
	}
	p.x = -1
	if x+width >= p.w {
		p.lost()
	}
	p.moveTo(x, y)
	p.put(row[x], width)
	return min(x+width+behind, p.w)
}

// run returns how many blanks of one style begin at x that are to be written,
// ending with the last that differs; 0 where too few for a sequence to pay.
func (p *pen) run(old, row []screen.Cell, x, limit int) int {
	if row[x].R != ' ' {
		return 0
	}
	n := 0
	for i := x; i < limit && row[i] == row[x]; i++ {
		if old[i] != row[i] {
			n = i - x + 1
		}
	}
	if n < 8 {
		return 0
	}
	return n
}

// blanks writes n blanks by a sequence where the terminal has one and it pays.
func (p *pen) blanks(y int, row []screen.Cell, x, n int) bool {
	switch {
	case p.r.Repeat:
		p.moveTo(x, y)
		p.put(row[x], 1)
		p.out = csi(p.out, n-1, 'b')
		p.went(n - 1)
		return true
	case p.r.Erase && row[x].Style == 0 && n >= 10:
		if p.placed && p.y == y && p.x >= 0 && p.x < x && p.blankBetween(y, p.x, x) {
			x, n = p.x, n+x-p.x // what is blank already is erased with it, for the way there
		}
		p.moveTo(x, y)
		if !p.styled || p.r.styles.blank(p.style) != 0 {
			p.set(0)
		}
		p.out = csi(p.out, n, 'X')
		return true
	}
	return false
}

// reach brings the cursor to a cell: by writing what stands between again
// where that is shorter than moving.
func (p *pen) reach(x, y int, old, row []screen.Cell, spoiled int) {
	if p.placed && p.x == x && p.y == y {
		return
	}
	move := *p
	at := len(p.out)
	move.moveTo(x, y)
	had := len(move.out) - at
	gap := x - p.x
	if !p.placed || p.y != y || p.x < 0 || gap <= 0 || gap > had+4 && !(p.r.Still && gap <= aloud) || p.x < spoiled {
		*p = move
		return
	}
	had += p.turning(move, row[x])
	if p.r.Still && gap <= aloud {
		had = 1 << 16 // a reader speaks in one go what is written in one go
	}
	kept := append([]byte(nil), move.out[at:]...)
	over := *p
	for i := p.x; i < x; {
		width := widthAt(row, i)
		if row[i].R == 0 || !over.certain(row[i]) || !same(old, row, i, width) || len(over.out)-at >= had {
			move.out = append(move.out[:at], kept...)
			*p = move
			return
		}
		over.put(row[i], width)
		i += width
	}
	if len(over.out)-at+p.turning(over, row[x]) < had {
		*p = over
		return
	}
	move.out = append(move.out[:at], kept...)
	*p = move
}

// turning is what the style of a cell costs a pen.
func (p *pen) turning(at pen, c screen.Cell) int {
	if !at.styled || c.R == ' ' && at.r.styles.blank(at.style) == c.Style {
		return 0
	}
	return len(at.r.styles.turn(at.style, c.Style))
}
