package form

import (
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

// drawRun draws s from column x with a style of its own for the marks that
// stand for what is not shown as it is. It returns the column after it.
func drawRun(a screen.Area, x, y int, st, mark screen.Style, s string) int {
	for s != "" && x < a.W {
		if n := plainRun(s); n > 0 {
			x = a.Text(x, y, st, s[:n])
			s = s[n:]
			continue
		}
		marked := false
		rest, _ := text.Next(s, a.Method(), func(c text.Cluster) bool {
			marked = marked || c.Mark
			return true
		})
		style := st
		if marked {
			style = mark
		}
		x = a.Text(x, y, style, s[:len(s)-len(rest)])
		s = rest
	}
	return x
}

// plainRun returns how many bytes at the head of s are printable ASCII that
// nothing after them joins.
func plainRun(s string) int {
	for i := range len(s) {
		if s[i] >= 0x20 && s[i] <= 0x7e {
			continue
		}
		if s[i] >= 0x80 && i > 0 {
			i--
		}
		return i
	}
	return len(s)
}
