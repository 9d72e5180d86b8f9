package form

import (
	"fmt"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
)

// contextLines are the unchanged lines shown around a change.
const contextLines = 2

// Diff is a comparison of two texts to be drawn. Long lines are wrapped, not
// cut: who agrees to a change has seen all of it. Lines that are the same are
// folded where there are many.
type Diff struct {
	Lines []DiffLine

	shown []shownLine
	rows  []diffRow
	width int
	m     text.Method
}

// shownLine is a line, or so many folded ones.
type shownLine struct {
	line   DiffLine
	folded int
}

type diffRow struct {
	shown int // index of the line
	row   row // the bytes of it
}

// NewDiff compares two texts.
func NewDiff(old, new string) *Diff {
	d := &Diff{Lines: LineDiff(old, new)}
	d.fold()
	return d
}

// Changed reports whether the texts differ.
func (d *Diff) Changed() bool {
	for _, l := range d.Lines {
		if l.Op != Same {
			return true
		}
	}
	return false
}

// fold leaves out the middle of long unchanged stretches.
func (d *Diff) fold() {
	for i := 0; i < len(d.Lines); {
		n := i
		for n < len(d.Lines) && d.Lines[n].Op == Same {
			n++
		}
		if n == i {
			d.shown = append(d.shown, shownLine{line: d.Lines[i]})
			i++
			continue
		}
		before, after := contextLines, contextLines
		if i == 0 {
			before = 0
		}
		if n == len(d.Lines) {
			after = 0
		}
		for at := i; at < n; at++ {
			if at == i+before && n-after-at > 1 {
				d.shown = append(d.shown, shownLine{folded: n - after - at})
				at = n - after
				if at == n {
					break
				}
			}
			d.shown = append(d.shown, shownLine{line: d.Lines[at]})
		}
		i = n
	}
}

// layout wraps the lines to a width; two columns tell the side.
func (d *Diff) layout(width int, m text.Method) {
	if d.width == width && d.m == m {
		return
	}
	d.width, d.m, d.rows = width, m, nil
	r := rows{width: max(width-3, 1), m: m}
	for i, s := range d.shown {
		for _, row := range r.wrapLine(nil, s.line.Text, 0, len(s.line.Text)) {
			d.rows = append(d.rows, diffRow{shown: i, row: row})
		}
	}
}

// Height returns the rows that the comparison takes at a width.
func (d *Diff) Height(width int) int {
	d.layout(width, d.m)
	return len(d.rows)
}

// Draw draws the rows from the given one on.
func (d *Diff) Draw(a screen.Area, th *theme.Theme, from int) {
	d.layout(a.W, a.Method())
	for y := 0; y < a.H && from+y < len(d.rows); y++ {
		if from+y >= 0 {
			d.drawRow(a.Row(y), th, d.rows[from+y])
		}
	}
}

func (d *Diff) drawRow(a screen.Area, th *theme.Theme, r diffRow) {
	s := d.shown[r.shown]
	if s.folded > 0 {
		a.TextCut(2, 0, a.W-2, th.Muted, fmt.Sprintf("%s %d lines the same", th.Glyphs.Loading, s.folded))
		return
	}
	sign, signStyle, plain, strong := " ", th.Muted, th.Muted, th.Muted
	switch s.line.Op {
	case Removed:
		sign, signStyle, plain, strong = "-", th.Danger, th.Text, th.Removed
	case Added:
		sign, signStyle, plain, strong = "+", th.Good, th.Text, th.Added
	}
	if r.row.from == 0 {
		a.Text(0, 0, signStyle, sign)
	}
	x, at := 2, r.row.from
	for _, sp := range s.line.Spans {
		from, to := max(sp.From, at), min(sp.To, r.row.to)
		if from >= to {
			continue
		}
		x = drawRun(a, x, 0, plain, th.Hostile, s.line.Text[at:from])
		x = drawRun(a, x, 0, strong, th.Hostile, visible(s.line, from, to))
		at = to
	}
	drawRun(a, x, 0, plain, th.Hostile, s.line.Text[at:r.row.to])
}

// visible returns a part that differs, with dots for blanks when it is made
// of nothing else.
func visible(l DiffLine, from, to int) string {
	s := []rune(l.Text[from:to])
	for i, r := range s {
		if r != ' ' {
			return l.Text[from:to]
		}
		s[i] = '·'
	}
	return string(s)
}
