package screenshots

import (
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Frame is a screen at rest, as a grid of cells.
type Frame struct {
	Title         string // of the terminal's window
	Width, Height int
	Cells         [][]Cell // by row, then column
	Cursor        *Point   // nil where the terminal shows none
}

// Point is a cell's place, counted from the left and the top.
type Point struct{ X, Y int }

// Cell is one place of the grid. The right half of a wide character has no
// text and width 0.
type Cell struct {
	Text  string
	Width int
	Look  Look
}

// Look is how a cell looks. Colours are #rrggbb, "" for the terminal's own.
type Look struct {
	Fg, Bg                                           string
	Bold, Faint, Italic, Underline, Strike, Reversed bool
}

// NewFrame reads a frame of w by h cells from its styled lines, as a terminal
// would that counts what a person sees as one character as one.
func NewFrame(content string, w, h int) Frame {
	screen := uv.NewScreenBuffer(w, h)
	screen.Method = ansi.GraphemeWidth
	uv.NewStyledString(content).Draw(screen, uv.Rect(0, 0, w, h))
	f := Frame{Width: w, Height: h, Cells: make([][]Cell, h)}
	for y := range h {
		f.Cells[y] = make([]Cell, w)
		for x := range w {
			f.Cells[y][x] = cellOf(screen.CellAt(x, y))
		}
	}
	return f
}

func cellOf(c *uv.Cell) Cell {
	if c == nil {
		return Cell{Text: " ", Width: 1}
	}
	out := Cell{Text: c.Content, Width: c.Width, Look: lookOf(c.Style)}
	if c.Width == 0 {
		out.Text = ""
	}
	return out
}

func lookOf(s uv.Style) Look {
	has := func(attr uint8) bool { return s.Attrs&attr != 0 }
	return Look{
		Fg: hex(s.Fg), Bg: hex(s.Bg), Underline: s.Underline != 0,
		Bold: has(uv.AttrBold), Faint: has(uv.AttrFaint), Italic: has(uv.AttrItalic),
		Strike: has(uv.AttrStrikethrough), Reversed: has(uv.AttrReverse),
	}
}

func hex(c color.Color) string {
	if c == nil {
		return ""
	}
	const digits = "0123456789abcdef"
	r, g, b, _ := c.RGBA()
	var out strings.Builder
	out.WriteByte('#')
	for _, v := range []uint32{r, g, b} {
		out.WriteByte(digits[v>>12&15])
		out.WriteByte(digits[v>>8&15])
	}
	return out.String()
}

// equalRows reports whether two rows show the same.
func equalRows(a, b []Cell) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
