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

	"golang.org/x/text/unicode/norm"
)

const zwj, zwnj = '\u200d', '\u200c'

// maxMarks is how many combining marks of one cluster are shown; more are a
// trick ("zalgo") that paints over the neighbouring lines.
const maxMarks = 6

// maxBytes is how long a letter with its marks may be where runes are counted:
// tmux has room for 21 bytes in a cell, and puts what is more behind it.
const maxBytes = 21

// maxRunes is how many runes one cluster may have; the longest emoji have 10.
const maxRunes = 16

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
	r, size := utf8.DecodeRuneInString(s)
	if w := simpleWidth(r); w > 0 && apart(s[size:]) {
		return s[size:], yield(Cluster{Text: s[:size], Width: w})
	}
	mark := markOf(r, size, s)
	if mark == "" && m.unknown(r) {
		mark = hex(r)
	}
	if mark != "" {
		return s[size:], yieldMark(mark, yield)
	}
	cluster := validHead(m.cluster(s)) // bytes that are no text hang on to a space
	rest = s[len(cluster):]
	if len(cluster) == size && !(m.has(Clusters) && joins(r)) {
		width := m.width(cluster)
		if m.has(Halves) && isHalfFlag(r) {
			width = 2
		}
		if width > 0 {
			return rest, yield(Cluster{Text: cluster, Width: min(width, 2)})
		}
	}
	return rest, yieldCluster(cluster, m, yield)
}

// validHead returns s up to the first byte that is not UTF-8.
func validHead(s string) string {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return s[:i]
			}
		}
	}
	return s
}

// yieldCluster draws a cluster of several runes: as one where the terminal
// counts clusters or the marks are simple, else rune by rune without joiners.
func yieldCluster(cluster string, m Method, yield func(Cluster) bool) bool {
	odd := strings.ContainsFunc(cluster, isHidden) || utf8.RuneCountInString(cluster) > maxMarks+4
	if c := norm.NFC.String(cluster); !odd && (cluster[0] < utf8.RuneSelf || !m.has(Clusters) && utf8.RuneCountInString(c) == 1) {
		cluster = c // such as a syllable of Hangul
	}
	width := m.width(cluster)
	switch {
	case m.has(Clusters) && odd:
		return yieldStripped(cluster, m, yield)
	case !m.has(Clusters) && (odd || width > 2 || len(cluster) > maxBytes || strings.ContainsAny(cluster, "\u200d\ufe0e\ufe0f")):
		return yieldRunes(cluster, m, yield)
	}
	return yieldWhole(cluster, width, m, yield)
}

func yieldWhole(cluster string, width int, m Method, yield func(Cluster) bool) bool {
	if r, _ := utf8.DecodeRuneInString(cluster); width <= 0 || m.has(Clusters) && joins(r) {
		cluster = "\u25cc" + cluster // a base of its own, or it changes what is drawn before it
		width = max(m.width(cluster), 1)
	}
	return yield(Cluster{Text: cluster, Width: min(width, 2)})
}

// joins reports whether a terminal that counts clusters draws r together with
// what stands before it.
func joins(r rune) bool {
	switch {
	case r >= 0x1f3fb && r <= 0x1f3ff, r == 0xff9e || r == 0xff9f, r == 0xe33 || r == 0xeb3:
		return true
	}
	return unicode.Is(unicode.M, r)
}

// yieldStripped draws what is left of a cluster without its hidden runes and
// without most of very many marks, and then what stands for the hidden ones.
// Its runes cannot be drawn apart: such a terminal would join them again.
func yieldStripped(cluster string, m Method, yield func(Cluster) bool) bool {
	var kept, hidden strings.Builder
	marks, runes := 0, 0
	for _, r := range cluster {
		isMark := unicode.Is(unicode.M, r)
		switch {
		case isHidden(r):
			hidden.WriteString(hex(r))
		case runes == maxRunes, isMark && marks == maxMarks:
		default:
			kept.WriteRune(r)
			runes++
			if isMark {
				marks++
			}
		}
	}
	for rest := kept.String(); rest != ""; {
		c := m.cluster(rest)
		if rest = rest[len(c):]; !yieldWhole(c, m.width(c), m, yield) {
			return false
		}
	}
	return yieldMark(hidden.String(), yield)
}

// yieldRunes draws the runes of a cluster one by one, keeping a few combining
// marks on their base, and dropping joiners and what the terminal does not
// know of variation selectors.
func yieldRunes(cluster string, m Method, yield func(Cluster) bool) bool {
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
		w := m.runeWidth(r)
		switch {
		case r == '\ufe0f' && m.has(Selectors) && width == 1 && marks == 0 && isSelected(base.String()):
			base.WriteRune(r)
			width = 2
		case r == zwj || r == zwnj || r == '\ufe0f' || r == '\ufe0e':
		case isHidden(r) || !isTone(r) && m.unknown(r):
			if !flush() || !yieldMark(hex(r), yield) {
				return false
			}
		case w > 0:
			if !flush() {
				return false
			}
			base.WriteRune(r)
			width = min(w, 2)
		case marks < maxMarks && base.Len() > 0 && base.Len()+utf8.RuneLen(r) <= maxBytes:
			base.WriteRune(r)
			marks++
		}
	}
	return flush()
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
