package render

import (
	"strconv"

	"zco/tui/draw/screen"
)

// leastScrolled is from how many bytes of a frame on it is tried whether
// scrolling makes it shorter.
const leastScrolled = 40

// shift is a part of the screen that moves up by n rows (down where negative).
type shift struct{ top, bottom, left, right, n int } // right and bottom are the first outside

// scrolled returns the shorter of a drawn frame and ones that scroll first.
func (r *Renderer) scrolled(base, best pen) pen {
	for _, way := range []struct {
		margins bool
		loss    int
	}{{false, 1}, {false, 2}, {true, 1}, {true, 2}} {
		margins := way.margins
		if margins && !r.Margins {
			break
		}
		r.loss = way.loss
		sh, ok := r.findShift(base.w, base.h, margins)
		if !ok {
			continue
		}
		p := base
		p.out = append([]byte(nil), base.out...)
		p.scroll(sh)
		r.scratch = append(r.scratch[:0], r.shown...)
		sh.apply(r.scratch, base.w)
		if p = r.draw(p, r.scratch); len(p.out) < len(best.out) {
			best = p
		}
	}
	return best
}

// scroll moves a part of the screen. What comes in is blank in the terminal's
// own colours: some take the colour that is set, some do not.
func (p *pen) scroll(sh shift) {
	if p.styled && p.style != 0 || !p.styled {
		p.set(0)
	}
	part := sh.left > 0 || sh.right < p.w
	if part {
		p.out = append(p.out, "\x1b[?69h\x1b["...)
		p.out = pair(p.out, sh.left+1, sh.right, 's')
	}
	region := sh.top > 0 || sh.bottom < p.h
	if region {
		p.out = append(p.out, "\x1b["...)
		p.out = pair(p.out, sh.top+1, sh.bottom, 'r')
		p.lost()
	}
	switch {
	case p.r.Scroll && sh.n > 0:
		p.out = csi(p.out, sh.n, 'S')
	case p.r.Scroll:
		p.out = csi(p.out, -sh.n, 'T')
	case sh.n > 0:
		p.out = p.cup(p.out, 0, sh.bottom-1)
		for range sh.n {
			p.out = append(p.out, '\n')
		}
		p.lost()
	default:
		p.out = p.cup(p.out, 0, sh.top)
		for range -sh.n {
			p.out = append(p.out, "\x1bM"...)
		}
		p.lost()
	}
	if region {
		p.out = append(p.out, "\x1b[r"...)
	}
	if part {
		p.out = append(p.out, "\x1b[?69l"...)
		p.lost()
	}
}

func pair(b []byte, from, to int, final byte) []byte {
	b = strconv.AppendInt(b, int64(from), 10)
	b = append(b, ';')
	b = strconv.AppendInt(b, int64(to), 10)
	return append(b, final)
}

// apply does to cells what the terminal does.
func (sh shift) apply(cells []screen.Cell, w int) {
	move := func(y int) {
		row := cells[y*w+sh.left : y*w+sh.right]
		if from := y + sh.n; from >= sh.top && from < sh.bottom {
			copy(row, cells[from*w+sh.left:from*w+sh.right])
			return
		}
		for i := range row {
			row[i] = screen.Cell{R: ' '}
		}
	}
	if sh.n > 0 {
		for y := sh.top; y < sh.bottom; y++ {
			move(y)
		}
		return
	}
	for y := sh.bottom - 1; y >= sh.top; y-- {
		move(y)
	}
}

// findShift returns the part of the screen whose move leaves the fewest cells
// to write.
func (r *Renderer) findShift(w, h int, margins bool) (best shift, ok bool) {
	gain := 0
	for n := 1; n <= h/2+1; n++ {
		for _, by := range []int{n, -n} {
			if !r.promising(w, h, by) {
				continue
			}
			for _, sh := range r.parts(w, h, by, margins) {
				g := r.rows(&sh, w)
				if g > gain && sh.top < sh.bottom && (!margins || r.whole(sh, w)) {
					best, gain = sh, g
				}
			}
		}
	}
	return best, gain > 0
}

// parts are the parts of the screen whose rows are worth a look: the whole
// width, or with margins the columns found from the best rows and those found
// from all of them. Each alone overlooks what the other finds.
func (r *Renderer) parts(w, h, by int, margins bool) []shift {
	all := shift{0, h, 0, w, by}
	if !margins {
		return []shift{all}
	}
	byRows, byColumns := all, all
	r.rows(&byRows, w)
	r.columns(&byColumns, w)
	for _, sh := range []*shift{&byRows, &byColumns} {
		for range 2 {
			r.columns(sh, w)
			r.rows(sh, w)
		}
	}
	return []shift{byRows, byColumns}
}

// promising looks at some of the cells only.
func (r *Renderer) promising(w, h, n int) bool {
	good := 0
	for y := max(0, -n); y < min(h, h-n); y++ {
		for x := y % 7; x < w; x += 7 {
			good += r.worth(y*w+x, (y+n)*w+x)
		}
	}
	if good > 0 {
		return true
	}
	for y := max(0, -n); y < min(h, h-n); y++ { // a part may gain what the rest loses
		row := 0
		for x := y % 3; x < w; x += 3 {
			if row = max(0, row+r.worth(y*w+x, (y+n)*w+x)); row > 6 {
				return true
			}
		}
	}
	return false
}

// worth is what moving one cell to another's place spares. One that stands
// already and is lost counts for more in one of the ways tried: it breaks a run
// of such.
func (r *Renderer) worth(to, from int) int {
	now, stays, moves := r.next[to], r.shown[to], r.shown[from]
	switch {
	case moves == now && stays != now:
		return 1
	case moves != now && stays == now:
		return -r.loss
	}
	return 0
}

// rows chooses the rows of a shift by what each gains, and returns all of it.
func (r *Renderer) rows(sh *shift, w int) int {
	h := len(r.next) / w
	lo, hi := max(0, -sh.n), min(h, h-sh.n)
	from, to, gain := bestRange(lo, hi, func(y int) (sum int) {
		for x := sh.left; x < sh.right; x++ {
			sum += r.worth(y*w+x, (y+sh.n)*w+x)
		}
		return sum
	})
	sh.top, sh.bottom = from, to
	if sh.n > 0 {
		sh.bottom = to + sh.n
	} else {
		sh.top = from + sh.n
	}
	return gain
}

// columns chooses the columns of a shift in the same way.
func (r *Renderer) columns(sh *shift, w int) {
	lo, hi := sh.top, sh.bottom-sh.n
	if sh.n < 0 {
		lo, hi = sh.top-sh.n, sh.bottom
	}
	sh.left, sh.right, _ = bestRange(0, w, func(x int) (sum int) {
		for y := lo; y < hi; y++ {
			sum += r.worth(y*w+x, (y+sh.n)*w+x)
		}
		return sum
	})
}

// bestRange returns the range of the greatest sum.
func bestRange(lo, hi int, value func(int) int) (from, to, best int) {
	sum, start := 0, lo
	from, to = lo, lo
	for i := lo; i < hi; i++ {
		if sum <= 0 {
			sum, start = 0, i
		}
		if sum += value(i); sum > best {
			from, to, best = start, i+1, sum
		}
	}
	return from, to, best
}

// whole reports whether the edges of a shift cut no wide character.
func (r *Renderer) whole(sh shift, w int) bool {
	for y := sh.top; y < sh.bottom; y++ {
		if r.shown[y*w+sh.left].R == 0 || sh.right < w && r.shown[y*w+sh.right].R == 0 {
			return false
		}
	}
	return true
}
