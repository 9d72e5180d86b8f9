package theme

import (
	"image/color"
	"math"
	"strconv"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/draw/screen"
)

// mostChoices is how many meanings "choice1" and so on a theme may have.
const mostChoices = 6

// Categories are the categories of ticket statuses, in the order in which a
// ticket passes them.
var Categories = []string{"new", "open", "pending", "hold", "solved"}

// buildValues makes the styles of values: choices, and categories of statuses
// as words on a ground of the category's colour.
func (t *Theme) buildValues(c map[string]color.Color) {
	t.Choices, t.categories = nil, map[string]screen.Style{}
	for i := range mostChoices {
		if col := c["choice"+strconv.Itoa(i+1)]; col != nil {
			t.Choices = append(t.Choices, t.Sheet.Add(t.steady(screen.Look{Fg: col})))
		}
	}
	for _, name := range Categories {
		if col := c["status_"+name]; col != nil {
			t.categories[name] = t.Sheet.Add(screen.Look{Fg: contrast(col), Bg: col})
		}
	}
}

// buildRow makes each style's twin for the row under the cursor. Styles with a
// ground of their own keep it.
func (t *Theme) buildRow() {
	t.onRow = map[screen.Style]screen.Style{}
	for i := range t.Sheet.Len() {
		st := screen.Style(i)
		l := t.Sheet.Look(st)
		switch {
		case l.Bg != nil || l.Reverse:
			continue
		case t.row == nil:
			l.Bold = true
		default:
			l.Bg = t.row
			if l.Fg != nil && readable(l.Fg, t.row) < leastContrast {
				l.Fg = nil
			}
		}
		t.onRow[st] = t.Sheet.Add(t.steady(l))
	}
}

// steady takes bold from what a terminal of 16 colours would not show bold but
// in another colour: black turns grey, cyan too bright for a white ground.
func (t *Theme) steady(l screen.Look) screen.Look {
	if t.few && l.Bold && dark8(l.Fg) && !l.Reverse {
		l.Bold = false
	}
	return l
}

// dark8 reports whether a terminal of 16 colours shows a colour as one of the
// dark eight.
func dark8(c color.Color) bool {
	if c == nil {
		return false
	}
	b, ok := colorprofile.ANSI.Convert(c).(ansi.BasicColor)
	return ok && b < 8
}

// leastContrast is the contrast that text must have (WCAG 2, AA).
const leastContrast = 4.5

// readable is the contrast of two colours, 1 to 21.
func readable(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}
