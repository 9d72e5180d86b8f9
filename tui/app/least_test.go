package app_test

import (
	"strconv"

	"github.com/charmbracelet/x/ansi"

	"zco/tui/draw/screen"
)

// leastBytes is what a good way takes to turn one frame into another: each row
// by the cheapest path through its cells, the best scroll by one row up or down
// tried first. A renderer that finds more to scroll may stay below.
func leastBytes(was, now *screen.Snapshot, margins bool) int {
	best := leastOver(was.Cells, now)
	for _, n := range []int{1, -1} {
		for left := 0; left == 0 || margins && left < now.Width; left++ {
			if left > 0 && !ruleAt(now, left-1) {
				continue
			}
			for right := now.Width; right == now.Width || margins && right > left; right-- {
				if right < now.Width && !ruleAt(now, right) {
					continue
				}
				cells := shifted(was, now, left, right, n)
				price := len("\x1b[S") + len("\x1b[3;9r\x1b[r")
				if left > 0 || right < now.Width {
					price += len("\x1b[?69h\x1b[9;99s\x1b[?69l")
				}
				best = min(best, price+leastOver(cells, now))
			}
		}
	}
	return best
}

// ruleAt reports whether a line between panes stands in a column.
func ruleAt(s *screen.Snapshot, x int) bool {
	n := 0
	for y := range s.Height {
		if s.Cells[y*s.Width+x].R == '│' {
			n++
		}
	}
	return n > s.Height/2
}

// shifted moves columns up by n between the first and the last row that this
// makes right; what comes in is blank.
func shifted(was, now *screen.Snapshot, left, right, n int) []screen.Cell {
	cells := append([]screen.Cell(nil), was.Cells...)
	w := was.Width
	first, last := -1, -1
	for y := max(0, -n); y < min(was.Height, was.Height-n); y++ {
		gain := 0
		for x := left; x < right; x++ {
			i, from := y*w+x, (y+n)*w+x
			if was.Cells[from] == now.Cells[i] {
				gain++
			}
			if was.Cells[i] == now.Cells[i] {
				gain--
			}
		}
		if gain > 0 {
			if last = y; first < 0 {
				first = y
			}
		}
	}
	if first < 0 {
		return cells
	}
	for y := min(first, first+n); y <= max(last, last+n); y++ {
		row := cells[y*w+left : y*w+right]
		if y >= first && y <= last {
			copy(row, was.Cells[(y+n)*w+left:(y+n)*w+right])
			continue
		}
		for i := range row {
			row[i] = screen.Cell{R: ' '}
		}
	}
	return cells
}

func leastOver(was []screen.Cell, now *screen.Snapshot) (sum int) {
	w := now.Width
	at, style := [2]int{-1, -1}, screen.Style(0) // of the cursor
	for y := range now.Height {
		if least, first, end := leastOfRow(was[y*w:(y+1)*w], now.Cells[y*w:(y+1)*w], style, now); least > 0 {
			sum += least + reaching(at, first, y)
			at, style = [2]int{end, y}, now.Cells[y*w+max(end-1, 0)].Style
		}
	}
	return sum
}

// reaching is the least that brings the cursor to a cell.
func reaching(at [2]int, x, y int) int {
	digits := func(n int) int { return len(strconv.Itoa(n)) }
	best := 4 + digits(x+1) + digits(y+1)
	if at[1] < 0 {
		return 3 // somewhere near
	}
	dx, dy := x-at[0], y-at[1]
	down := min(dy, 3+digits(dy))
	switch {
	case dx == 0:
		return min(best, down)
	case x == 0:
		return min(best, down+1)
	case dx < 0:
		return min(best, down+min(-dx, 3+digits(-dx)))
	}
	return min(best, down+3+min(digits(dx), digits(x+1)))
}

// leastOfRow is the cheapest path from the left: cells are written or, where
// they stand already, leapt over; blanks at the end are erased in three bytes.
func leastOfRow(was, row []screen.Cell, before screen.Style, s *screen.Snapshot) (least, first, end int) {
	first = -1
	last := -1
	for x := range row {
		if !alike(was[x], row[x], s) {
			if last = x; first < 0 {
				first = x
			}
		}
	}
	if first < 0 {
		return 0, 0, 0
	}
	end = len(row)
	for end > 0 && alike(row[end-1], screen.Cell{R: ' '}, s) {
		end--
	}
	tail := 0
	if last-end+1 >= 3 {
		tail, last = 3, end-1
	}
	const far = 1 << 30
	cost := make([]int, len(row)+1) // to have written the cell before a column
	for x := range cost {
		cost[x] = far
	}
	cost[first] = 0
	for x := first; x <= last; x++ {
		style := before
		if x > first {
			style = row[x-1].Style
		}
		write := len(s.Append(nil, row[x]))
		if row[x].R != 0 && (row[x].R != ' ' || !alike(screen.Cell{R: ' ', Style: style}, row[x], s)) {
			write += turning(s.Sheet, style, row[x].Style)
		}
		cost[x+1] = min(cost[x+1], cost[x]+write)
		for to := x + 1; to <= last && alike(was[to-1], row[to-1], s); to++ {
			cost[to] = min(cost[to], cost[x]+2+len(strconv.Itoa(to-x)))
		}
	}
	return cost[max(last+1, first)] + tail, first, last + 1
}

func alike(a, b screen.Cell, s *screen.Snapshot) bool {
	if a.R == ' ' && b.R == ' ' {
		x, y := s.Sheet.Look(a.Style), s.Sheet.Look(b.Style)
		return x.Bg == y.Bg && x.Reverse == y.Reverse && x.Underline == y.Underline && x.Cross == y.Cross
	}
	return a == b
}

// turning is the least that leads from one style to another: the colours and
// attributes that differ.
func turning(sheet *screen.Sheet, from, to screen.Style) int {
	a, b := sheet.Look(from), sheet.Look(to)
	if a == b {
		return 0
	}
	if to == 0 {
		return len("\x1b[m")
	}
	n := 0
	if a.Fg != b.Fg && b.Fg != nil {
		n += len(ansi.Style{}.ForegroundColor(b.Fg).String()) - 2
	}
	if a.Bg != b.Bg && b.Bg != nil {
		n += len(ansi.Style{}.BackgroundColor(b.Bg).String()) - 2
	}
	for _, f := range [][2]bool{{a.Bold, b.Bold}, {a.Faint, b.Faint}, {a.Underline, b.Underline}, {a.Reverse, b.Reverse}, {a.Italic, b.Italic}} {
		if !f[0] && f[1] {
			n += 2
		}
	}
	return max(n+1, 3)
}
