package apptest

import (
	"fmt"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// The glyphs that say without colour what a row is.
const (
	cursorMark   = "▌"
	selectedMark = "●"
	draftMark    = "✎"
	rule         = "│"
)

// cell is a place of the screen.
type cell struct {
	text   string // "" for the right half of a wide character
	styled bool
}

func (c cell) blank() bool { return strings.TrimSpace(c.text) == "" }

// grid is what is on the screen, with its styles.
type grid [][]cell

// grid reads the frame as a terminal would that counts rune by rune.
func (d *Driver) grid() grid {
	v := d.View()
	lines := strings.Split(v.Content, "\n")
	w := 0
	for _, l := range lines {
		w = max(w, ansi.StringWidthWc(l))
	}
	screen := uv.NewScreenBuffer(w, len(lines))
	screen.Method = ansi.WcWidth
	uv.NewStyledString(v.Content).Draw(screen, uv.Rect(0, 0, w, len(lines)))
	g := make(grid, len(lines))
	for y := range g {
		g[y] = make([]cell, w)
		for x := range g[y] {
			g[y][x] = cellOf(screen.CellAt(x, y))
		}
	}
	return g
}

func cellOf(c *uv.Cell) cell {
	if c == nil {
		return cell{text: " "}
	}
	out := cell{text: c.Content, styled: !c.Style.IsZero()}
	if c.Width == 0 {
		out.text = ""
	}
	return out
}

// line is a part of a row.
type line []cell

func (l line) String() string {
	var b strings.Builder
	for _, c := range l {
		b.WriteString(c.text)
	}
	return strings.TrimRight(b.String(), " ")
}

// sub is the cells from one column to before another, as far as there are.
func (l line) sub(from, to int) line {
	to = min(to, len(l))
	return l[min(from, to):to]
}

// starts are the columns at which texts begin that are at least gap blanks
// apart from what is before them.
func (l line) starts(gap int) []int {
	var out []int
	blanks := gap
	for x, c := range l {
		if c.blank() && c.text != "" {
			blanks++
			continue
		}
		if blanks >= gap && c.text != "" {
			out = append(out, x)
		}
		blanks = 0
	}
	return out
}

// area is a rectangle of the screen.
type area struct {
	name       string
	lines      []line
	x, y, w, h int
}

func (g grid) area(name string, x, y, w, h int) area {
	a := area{name: name, x: x, y: y, w: w, h: h}
	for _, row := range g[y : y+h] {
		a.lines = append(a.lines, line(row).sub(x, x+w))
	}
	return a
}

func (a area) String() string {
	out := make([]string, len(a.lines))
	for i, l := range a.lines {
		out[i] = l.String()
	}
	return strings.Join(out, "\n")
}

// body is the rows that panes lie in: below the search line, above the status
// and the line of messages.
func (g grid) body() (top, bottom int) {
	if len(g) >= 16 {
		return 1, len(g) - 2
	}
	return 1, len(g) - 1
}

// panes cuts the body at the rules between panes. A dialog may lie over a part
// of a rule.
func (g grid) panes() []area {
	top, bottom := g.body()
	var out []area
	from := 0
	for x := range g[0] {
		n := 0
		for y := top; y < bottom; y++ {
			if g[y][x].text == rule {
				n++
			}
		}
		if g[top][x].text == rule && n*3 > bottom-top {
			out = append(out, g.area("", from, top, x-from, bottom-top))
			from = x + 1
		}
	}
	return append(out, g.area("", from, top, len(g[0])-from, bottom-top))
}

// kind tells a pane by its first line.
func (a area) kind() string {
	starts := a.lines[0].starts(2)
	switch {
	case strings.TrimSpace(a.lines[0].String()) == "Objects":
		return "objects"
	case len(starts) > 0 && starts[0] >= 3:
		return "records"
	}
	return "record"
}

// pane finds a pane, or fails the test.
func (d *Driver) pane(kind string) area {
	d.t.Helper()
	var seen []string
	for _, a := range d.grid().panes() {
		if a.kind() == kind {
			a.name = kind
			return a
		}
		seen = append(seen, a.kind())
	}
	d.t.Fatalf("the screen shows no pane of %s, only %s:\n%s", kind, strings.Join(seen, ", "), d.Screen())
	return area{}
}

// Shows reports whether a pane is on the screen: objects, records or record.
func (d *Driver) Shows(kind string) bool {
	for _, a := range d.grid().panes() {
		if a.kind() == kind {
			return true
		}
	}
	return false
}

// Part is a text in one place of the screen, to be held to what it should say.
type Part struct {
	d     *Driver
	where string
	text  string
}

func (d *Driver) part(text, where string, args ...any) Part {
	return Part{d, fmt.Sprintf(where, args...), text}
}

// String is the text itself.
func (p Part) String() string { return p.text }

// Is fails the test unless the part says exactly this.
func (p Part) Is(want string) Part {
	p.d.t.Helper()
	if p.text != want {
		p.d.t.Fatalf("%s says %q, not %q:\n%s", p.where, p.text, want, p.d.Screen())
	}
	return p
}

// Has fails the test unless the part says all of this.
func (p Part) Has(texts ...string) Part {
	p.d.t.Helper()
	for _, want := range texts {
		if !strings.Contains(p.text, want) {
			p.d.t.Fatalf("%s does not say %q but %q:\n%s", p.where, want, p.text, p.d.Screen())
		}
	}
	return p
}

// Lacks fails the test if the part says any of this.
func (p Part) Lacks(texts ...string) Part {
	p.d.t.Helper()
	for _, not := range texts {
		if strings.Contains(p.text, not) {
			p.d.t.Fatalf("%s says %q: %q\n%s", p.where, not, p.text, p.d.Screen())
		}
	}
	return p
}

// Status is the bar in the last line; Left tells where one is, Right what is
// pending.
func (d *Driver) Status() Status {
	g := d.grid()
	last := line(g[len(g)-1])
	starts := last.starts(2)
	right := len(last)
	if len(starts) > 1 {
		right = starts[1]
	}
	return Status{
		Part:  d.part(strings.TrimSpace(last.String()), "the status"),
		Left:  d.part(strings.TrimSpace(last.sub(0, right).String()), "the left of the status"),
		Right: d.part(strings.TrimSpace(last.sub(right, len(last)).String()), "the right of the status"),
	}
}

// Status is the status bar.
type Status struct {
	Part
	Left, Right Part
}

// Message is the line above the status, or the status where the screen is too
// low for both.
func (d *Driver) Message() Part {
	g := d.grid()
	_, bottom := g.body()
	return d.part(strings.TrimSpace(line(g[bottom]).String()), "the message")
}

// Search is the first line of the screen.
func (d *Driver) Search() Part {
	return d.part(strings.TrimSpace(line(d.grid()[0]).String()), "the search line")
}
