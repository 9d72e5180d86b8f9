// Package text is the gate that every string from a server or a file passes
// before it reaches the screen, the window title, a message or a pipe to a
// terminal: what could command a terminal, turn the line around or hide
// becomes a visible mark. It also measures, cuts and wraps text in cells.
//
// It imports nothing of zco. The one rule: nothing that came from outside is
// printed without it.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Method tells how the terminal counts cells: rune by rune, or by grapheme
// cluster (mode 2027).
type Method = ansi.Method

// The two methods.
const (
	Runes    = ansi.WcWidth
	Clusters = ansi.GraphemeWidth
)

const zwj, zwnj = '\u200d', '\u200c'

// maxMarks is how many combining marks of one cluster are shown; more are a
// trick ("zalgo") that paints over the neighbouring lines.
const maxMarks = 6

// Cluster is one drawable unit of a text: Text occupies Width cells, 1 or 2.
// Mark says that it stands for something that is not shown as it is.
type Cluster struct {
	Text  string
	Width int
	Mark  bool
}

// IsPlain reports whether s is printable ASCII only, so that its bytes, its
// runes and its cells are the same in number.
func IsPlain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// Next takes the first cluster off s and returns the rest. It calls yield
// once for each unit to draw (a marked-up cluster may be several) until yield
// returns false.
func Next(s string, m Method, yield func(Cluster) bool) (rest string, more bool) {
	if c := s[0]; c >= 0x20 && c <= 0x7e && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return s[1:], yield(Cluster{Text: s[:1], Width: 1})
	}
	r, size := utf8.DecodeRuneInString(s)
	if mark := markOf(r, size, s); mark != "" {
		return s[size:], yieldMark(mark, yield)
	}
	cluster, width := ansi.FirstGraphemeCluster(s, m)
	rest = s[len(cluster):]
	if utf8.RuneCountInString(cluster) == 1 && width > 0 {
		return rest, yield(Cluster{Text: cluster, Width: min(width, 2)})
	}
	return rest, yieldCluster(cluster, width, m, yield)
}

// yieldCluster draws a cluster of several runes: as one where the terminal
// counts clusters or the marks are simple, else rune by rune without joiners.
func yieldCluster(cluster string, width int, m Method, yield func(Cluster) bool) bool {
	if strings.ContainsFunc(cluster, isHidden) || utf8.RuneCountInString(cluster) > maxMarks+4 {
		return yieldRunes(cluster, yield)
	}
	if m == Runes && strings.ContainsAny(cluster, "\u200d\ufe0f") {
		return yieldRunes(cluster, yield)
	}
	if width <= 0 {
		return yield(Cluster{Text: "\u25cc" + cluster, Width: 1})
	}
	return yield(Cluster{Text: cluster, Width: min(width, 2)})
}

// yieldRunes draws the runes of a cluster one by one, keeping a few combining
// marks on their base and dropping joiners and variation selectors.
func yieldRunes(cluster string, yield func(Cluster) bool) bool {
	var base strings.Builder
	width, marks := 0, 0
	flush := func() bool {
		if base.Len() == 0 {
			return true
		}
		ok := yield(Cluster{Text: base.String(), Width: max(width, 1)})
		base.Reset()
		width, marks = 0, 0
		return ok
	}
	for _, r := range cluster {
		w := Runes.StringWidth(string(r))
		switch {
		case r == zwj || r == zwnj || r == '\ufe0f' || r == '\ufe0e':
		case isHidden(r):
			if !flush() || !yieldMark(hex(r), yield) {
				return false
			}
		case w > 0:
			if !flush() {
				return false
			}
			base.WriteRune(r)
			width = min(w, 2)
		case marks < maxMarks && base.Len() > 0:
			base.WriteRune(r)
			marks++
		}
	}
	return flush()
}

func yieldMark(mark string, yield func(Cluster) bool) bool {
	for _, r := range mark {
		if !yield(Cluster{Text: string(r), Width: 1, Mark: true}) {
			return false
		}
	}
	return true
}

// markOf returns what stands for a rune that must not reach a terminal as it
// is, or "" if it may.
func markOf(r rune, size int, s string) string {
	switch {
	case r == utf8.RuneError && size == 1:
		return "‹" + string("0123456789ABCDEF"[s[0]>>4]) + string("0123456789ABCDEF"[s[0]&15]) + "›"
	case r == '\n':
		return "↵"
	case r == '\r':
		return "␍"
	case r == '\t':
		return "⇥"
	case r < 0x20:
		return string(rune(0x2400) + r)
	case r == 0x7f:
		return "␡"
	case isHidden(r) || r == zwj || r == zwnj || r == '\ufe0f':
		return hex(r)
	}
	return ""
}

// isHidden reports whether a rune commands the terminal, turns the direction
// of text or cannot be seen, outside the joiners that scripts need.
func isHidden(r rune) bool {
	switch {
	case r == zwj || r == zwnj || r == '\ufe0e' || r == '\ufe0f':
		return false
	case r < 0x20 || r >= 0x7f && r < 0xa0:
		return true
	case r == 0xad || r == 0x34f || r == 0x61c || r == 0x115f || r == 0x1160 || r == 0x3164 || r == 0xffa0:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r >= 0xfff0 && r <= 0xfffb, r == 0xfeff:
		return true
	case r >= 0xe0000 && r <= 0xe0fff: // tags; a flag of a region is shown as its black flag and marks
		return true
	}
	return unicode.Is(unicode.Co, r)
}

func hex(r rune) string {
	const digits = "0123456789ABCDEF"
	out := []byte{}
	for shift := 20; shift >= 0; shift -= 4 {
		d := r >> shift & 15
		if d != 0 || len(out) > 0 || shift < 16 {
			out = append(out, digits[d])
		}
	}
	return "‹" + string(out) + "›"
}

// Clean returns s as it may be printed on one line: marks in the place of
// what may not be printed, joiners kept only where clusters are counted.
func Clean(s string) string {
	if IsPlain(s) {
		return s
	}
	var b strings.Builder
	for more := true; s != "" && more; {
		s, more = Next(s, Clusters, func(c Cluster) bool {
			b.WriteString(c.Text)
			return true
		})
	}
	return b.String()
}

// CleanLines is Clean for text of many lines: line feeds stay.
func CleanLines(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = Clean(l)
	}
	return strings.Join(lines, "\n")
}

// Marked reports whether s holds anything that Clean shows as a mark, line
// feeds and tabs aside: text that is not quite what it seems.
func Marked(s string) bool {
	found := false
	for more := true; s != "" && more; {
		if s[0] == '\n' || s[0] == '\t' {
			s = s[1:]
			continue
		}
		s, more = Next(s, Clusters, func(c Cluster) bool {
			found = found || c.Mark
			return !found
		})
	}
	return found
}
