package screenshots

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The grid, in SVG units: a cell of a 14 px font whose letters are 0.602 em
// wide, as those of DejaVu Sans Mono and Menlo are. textLength holds other
// fonts to the same grid.
const (
	cellWidth  = 8.43
	cellHeight = 17.0
	fontSize   = 14.0
	baseline   = 12.9 // from the top of a cell
	margin     = 12.0
	barHeight  = 27.0
)

const fonts = `"DejaVu Sans Mono",Menlo,Consolas,"Liberation Mono",monospace`

// SVG draws a frame.
func SVG(f Frame, p Palette) string {
	s := newSheet(p)
	var rows strings.Builder
	for y, row := range f.rows() {
		rows.WriteString(s.row(y, row))
	}
	return s.document(f, rows.String())
}

// rows returns the cells with the cursor in them, as a terminal shows it.
func (f Frame) rows() [][]Cell {
	if f.Cursor == nil || f.Cursor.Y >= f.Height || f.Cursor.X >= f.Width {
		return f.Cells
	}
	rows := slices.Clone(f.Cells)
	row := slices.Clone(rows[f.Cursor.Y])
	at := &row[f.Cursor.X]
	at.Look.Reversed = !at.Look.Reversed
	rows[f.Cursor.Y] = row
	return rows
}

// sheet gathers the classes that the drawn texts need.
type sheet struct {
	palette Palette
	classes []string // declarations; the class's name is its index
	extra   string   // further rules
}

func newSheet(p Palette) *sheet { return &sheet{palette: p} }

func (s *sheet) class(declarations string) string {
	i := slices.Index(s.classes, declarations)
	if i < 0 {
		i = len(s.classes)
		s.classes = append(s.classes, declarations)
	}
	return "c" + strconv.Itoa(i)
}

// textClass is the class of a text with a look; what is drawn as a rectangle
// is not in it.
func (s *sheet) textClass(l Look) string {
	fg, _ := s.palette.ink(l)
	d := "fill:" + fg
	if l.Bold {
		d += ";font-weight:bold"
	}
	if l.Italic {
		d += ";font-style:italic"
	}
	if l.Faint {
		d += ";opacity:.65"
	}
	return s.class(d)
}

// document wraps drawn rows in a window.
func (s *sheet) document(f Frame, rows string) string {
	w, h := float64(f.Width)*cellWidth+2*margin, float64(f.Height)*cellHeight+2*margin+barHeight
	p := s.palette
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 %s %s" width="%s" height="%s" role="img">`,
		num(w), num(h), num(w), num(h))
	b.WriteString("\n<title>" + escape(f.Title) + "</title>\n<style>text{font-family:" + fonts + ";font-size:" + num(fontSize) + "px;white-space:pre}.m{text-anchor:middle}")
	for i, d := range s.classes {
		fmt.Fprintf(&b, ".c%d{%s}", i, d)
	}
	b.WriteString(s.extra + "</style>\n")
	fmt.Fprintf(&b, `<rect x=".5" y=".5" width="%s" height="%s" rx="7" fill="%s" stroke="%s"/>`, num(w-1), num(h-1), p.Background, p.Edge)
	fmt.Fprintf(&b, `<path d="M1 %sV7.5A6.5 6.5 0 0 1 7.5 1H%sA6.5 6.5 0 0 1 %s 7.5V%sZ" fill="%s"/>`,
		num(barHeight), num(w-7.5), num(w-1), num(barHeight), p.Bar)
	fmt.Fprintf(&b, `<text class="m" x="%s" y="18.5" style="font-size:12px" fill="%s">%s</text>`, num(w/2), p.BarText, escape(f.Title))
	fmt.Fprintf(&b, "\n<g transform=\"translate(%s %s)\">\n%s</g>\n</svg>\n", num(margin), num(margin+barHeight), rows)
	return b.String()
}

// num writes a length with at most two digits after the point.
func num(v float64) string { return strconv.FormatFloat(float64(int(v*100+.5))/100, 'f', -1, 64) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func escape(s string) string { return escaper.Replace(s) }
