package text

import (
	"strings"
	"unicode/utf8"
)

// Ellipsis marks a cut. It is one cell wide.
const Ellipsis = "…"

// Width returns the cells that s takes once cleaned.
func Width(s string, m Method) int {
	if IsPlain(s) {
		return len(s)
	}
	width := 0
	for more := true; s != "" && more; {
		s, more = Next(s, m, func(c Cluster) bool {
			width += c.Width
			return true
		})
	}
	return width
}

// Cut returns the cleaned s in at most width cells, with an ellipsis where
// something is left out.
func Cut(s string, width int, m Method) string {
	if width <= 0 {
		return ""
	}
	if IsPlain(s) {
		if len(s) <= width {
			return s
		}
		return s[:width-1] + Ellipsis
	}
	if Width(s, m) <= width {
		width++ // nothing to cut: the loop only cleans
	}
	var b strings.Builder
	used := 0
	for more := true; s != "" && more; {
		s, more = Next(s, m, func(c Cluster) bool {
			if used+c.Width > width-1 {
				b.WriteString(Ellipsis)
				return false
			}
			used += c.Width
			b.WriteString(c.Text)
			return true
		})
	}
	return b.String()
}

// Wrap breaks text of many lines into lines of at most width cells, between
// words where it can. The parts keep their own characters: they are slices
// of s, not yet cleaned, without their line feeds.
func Wrap(s string, width int, m Method) []string {
	if width < 1 {
		width = 1
	}
	var out []string
	for line := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		out = appendWrapped(out, line, width, m)
	}
	return out
}

func appendWrapped(out []string, line string, width int, m Method) []string {
	for {
		fit, space := fitting(line, width, m)
		if fit == len(line) {
			return append(out, line)
		}
		if space > 0 {
			fit = space
		}
		if fit == 0 { // a single unit wider than the room
			rest, _ := Next(line, m, func(Cluster) bool { return true })
			fit = len(line) - len(rest)
		}
		out = append(out, strings.TrimRight(line[:fit], " "))
		line = strings.TrimLeft(line[fit:], " ")
		if line == "" {
			return out
		}
	}
}

// fitting returns how many bytes of line fit into width cells, and the byte
// after the last space among them (0 without one).
func fitting(line string, width int, m Method) (fit, space int) {
	rest, used := line, 0
	for rest != "" {
		w := 0
		next, _ := Next(rest, m, func(c Cluster) bool { w += c.Width; return true })
		if rest[0] == ' ' && len(rest)-len(next) == 1 { // a mark may stand on the space
			space = fit + 1
		}
		if used+w > width {
			return fit, space
		}
		used += w
		fit += len(rest) - len(next)
		rest = next
	}
	return fit, space
}

// First returns the bytes and the cells of the first unit of s: as much as
// Next takes, and what it draws. Both are 0 for the empty string.
func First(s string, m Method) (size, width int) {
	if s == "" {
		return 0, 0
	}
	r, n := utf8.DecodeRuneInString(s)
	if w := simpleWidth(r); w > 0 && apart(s[n:]) {
		return n, w
	}
	rest, _ := Next(s, m, func(c Cluster) bool {
		width += c.Width
		return true
	})
	return len(s) - len(rest), width
}
