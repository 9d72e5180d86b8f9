package render

import (
	"strconv"

	"zco/tui/draw/screen"
)

// pen writes at the terminal's cursor. Its value is copied to try a way and
// leave it.
type pen struct {
	r      *Renderer
	s      *screen.Snapshot
	w, h   int
	x, y   int  // the cursor; -1 where it is not known
	placed bool // whether anything is known of x and y
	style  screen.Style
	styled bool // whether style is known
	out    []byte
}

// clear makes the screen blank, whatever it was.
func (p *pen) clear() {
	p.out = append(p.out, "\x1b[m\x1b[r\x1b[H\x1b[2J"...)
	p.x, p.y, p.placed, p.style, p.styled = 0, 0, true, 0, true
}

func (p *pen) lost() { p.x, p.y, p.placed = -1, -1, false }

// set makes what is written next look like a style.
func (p *pen) set(st screen.Style) {
	if !p.styled {
		p.out = append(p.out, p.r.styles.reset(st)...)
	} else {
		p.out = append(p.out, p.r.styles.turn(p.style, st)...)
	}
	p.style, p.styled = st, true
}

// put writes the cell at the cursor, which is width cells wide.
func (p *pen) put(c screen.Cell, width int) {
	if c.R != ' ' || !p.styled || p.r.styles.blank(p.style) != c.Style {
		p.set(c.Style)
	}
	p.out = p.s.Append(p.out, c)
	p.went(width)
	if !p.certain(c) {
		p.x = -1
	}
}

// went says that the cursor was moved by writing. Behind the last column each
// terminal puts it where it likes.
func (p *pen) went(width int) {
	if p.x += width; p.x >= p.w {
		p.lost()
	}
}

func csi(b []byte, n int, final byte) []byte {
	b = append(b, "\x1b["...)
	if n != 1 {
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return append(b, final)
}

// moveTo moves the cursor in the fewest bytes.
func (p *pen) moveTo(x, y int) {
	if p.placed && p.x == x && p.y == y {
		return
	}
	at := len(p.out)
	p.out = p.cup(p.out, x, y)
	if p.placed {
		p.shorter(at, func(b []byte) []byte { return p.vertical(b, x, y) })
	}
	p.x, p.y, p.placed = x, y, true
}

// shorter replaces what was written from at by another way if that is shorter.
func (p *pen) shorter(at int, way func([]byte) []byte) {
	had := len(p.out) - at
	end := len(p.out)
	p.out = way(p.out)
	if n := len(p.out) - end; n < had {
		copy(p.out[at:], p.out[end:])
		p.out = p.out[:at+n]
	} else {
		p.out = p.out[:end]
	}
}

func (p *pen) cup(b []byte, x, y int) []byte {
	b = append(b, "\x1b["...)
	if y > 0 || x > 0 && p.r.Zeros {
		b = strconv.AppendInt(b, int64(y+1), 10)
	}
	if x > 0 {
		b = append(b, ';')
		b = strconv.AppendInt(b, int64(x+1), 10)
	}
	return append(b, 'H')
}

// vertical moves to a row of a known one and then along it.
func (p *pen) vertical(b []byte, x, y int) []byte {
	switch dy := y - p.y; {
	case dy > 0 && dy <= 3: // a line feed in the last row would scroll
		for range dy {
			b = append(b, '\n')
		}
	case dy > 0:
		b = csi(b, dy, 'B')
	case dy < 0:
		b = csi(b, -dy, 'A')
	}
	return p.along(b, x)
}

// along moves within a row; only absolutely where the column is not known.
func (p *pen) along(b []byte, x int) []byte {
	dx := x - p.x
	switch {
	case p.x >= 0 && dx == 0:
		return b
	case x == 0:
		return append(b, '\r')
	case p.x >= 0 && dx < 0 && dx >= -3:
		for range -dx {
			b = append(b, '\b')
		}
		return b
	case p.x >= 0 && dx < 0 && digits(-dx) < digits(x+1):
		return csi(b, -dx, 'D')
	case p.x >= 0 && dx > 0 && (dx == 1 || digits(dx) < digits(x+1)):
		return csi(b, dx, 'C')
	}
	return csi(b, x+1, 'G')
}

func digits(n int) int {
	d := 1
	for ; n >= 10; n /= 10 {
		d++
	}
	return d
}
