package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Method tells how the terminal counts cells: Runes, with what deviates from
// it. Terminals do not agree on the rest either, but what this package makes of
// a text leaves that out.
type Method uint8

// The ways of counting.
const (
	// Clusters gives a grapheme cluster its cells as a whole (mode 2027).
	Clusters Method = 1 << iota
	// Tight gives the vowel signs of Indic scripts no cells of their own where
	// runes are counted; where clusters are, it breaks conjuncts into letters.
	Tight
	// Tones draws an emoji and its skin tone as one.
	Tones
	// Selectors makes an emoji wide that U+FE0F is behind.
	Selectors
	// Halves gives half a flag, by itself, two cells.
	Halves
	// Narrow gives a hexagram of the I Ching one cell.
	Narrow
	// Old does not know the emoji younger than Unicode 13, which then may take
	// no cell, one or two: they are shown as marks.
	Old
	// Older does not know those of Unicode 16 either; see Old.
	Older

	// Runes counts rune by rune, as most terminals do.
	Runes Method = 0
)

// Samples are what tells how a terminal counts: the cells that each takes; see
// MethodOf. A soft hyphen and joiners are not among them, which are never sent
// to where terminals could disagree on them.
func Samples() []string {
	return []string{"क्षि", "👩\u200d💻", "👍🏽", "❤\ufe0f", "🇫", "䷀", "\U0001fae8", "\U0001fadf"}
}

// MethodOf returns how a terminal counts in which the Samples take these cells.
func MethodOf(cells []int) Method {
	conjunct, joined, tone, selected, half, hexagram, young, younger := cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]
	var m Method
	for bit, is := range map[Method]bool{
		Clusters: conjunct <= 2 && joined == 2 && tone == 2 && selected == 2,
		Tight:    conjunct == 2, Tones: tone == 2, Selectors: selected == 2, Halves: half == 2, Narrow: hexagram == 1,
		Old: young != 2, Older: younger != 2,
	} {
		if is {
			m |= bit
		}
	}
	return m
}

func (m Method) has(bits Method) bool { return m&bits == bits }

// width returns the cells of a cluster.
func (m Method) width(cluster string) int {
	if m.has(Clusters) {
		return ansi.GraphemeWidth.StringWidth(cluster)
	}
	n := 0
	for _, r := range cluster {
		n += m.runeWidth(r)
	}
	return n
}

// runeWidth returns the cells of a rune that is counted for itself.
func (m Method) runeWidth(r rune) int {
	switch {
	case m.has(Tight) && unicode.Is(unicode.Mc, r), m.has(Tones) && isTone(r):
		return 0
	case m.has(Narrow) && r >= 0x4dc0 && r <= 0x4dff:
		return 1
	}
	return runeWidth(r)
}

// cluster returns the first cluster of s.
func (m Method) cluster(s string) string {
	c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	switch {
	case m.has(Clusters | Tight):
		return c[:untilConjoined(c)]
	case m.has(Tight):
		for _, r := range s[len(c):] {
			if !unicode.Is(unicode.Mc, r) {
				break
			}
			c = s[:len(c)+len(string(r))] // it has no cell: it is drawn with what is before it
		}
	}
	return c
}

// untilConjoined returns how many bytes of a cluster are before the letter that
// a virama joins to the one before.
func untilConjoined(cluster string) int {
	joined := false
	for i, r := range cluster {
		switch {
		case unicode.Is(viramas, r):
			joined = true
		case joined && unicode.IsLetter(r):
			return i
		}
	}
	return len(cluster)
}

// viramas join the letters before and behind them into one cluster (GB9c of
// Unicode 15.1).
var viramas = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x94d, Hi: 0x94d, Stride: 1}, {Lo: 0x9cd, Hi: 0x9cd, Stride: 1}, {Lo: 0xacd, Hi: 0xacd, Stride: 1},
	{Lo: 0xb4d, Hi: 0xb4d, Stride: 1}, {Lo: 0xc4d, Hi: 0xc4d, Stride: 1}, {Lo: 0xd4d, Hi: 0xd4d, Stride: 1},
}}

func isTone(r rune) bool { return r >= 0x1f3fb && r <= 0x1f3ff }

// isSelected reports whether U+FE0F behind a character may make an emoji of it.
func isSelected(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("#*0123456789©®‼⁉™ℹ", r) || r >= 0x2194 && r <= 0x3299 || r >= 0x1f000
}

func isHalfFlag(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }

// unknown reports whether a terminal may not know a character, and so give it
// any width.
func (m Method) unknown(r rune) bool {
	switch {
	case isTone(r): // by itself: it would join what is drawn before it
		return m.has(Tones)
	case r >= youngest && unicode.Is(youngWide, r):
		return m.has(Old) || m.has(Older) && unicode.Is(after15, r)
	}
	return !assigned(r)
}
