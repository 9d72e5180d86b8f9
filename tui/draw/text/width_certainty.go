package text

import "unicode/utf8"

// Certain reports whether all terminals give a rune the same number of cells.
// What is not certain is drawn so that a terminal that counts otherwise spoils
// no other cell.
func Certain(r rune) bool {
	switch {
	case simpleWidth(r) > 0:
		return true
	case r >= 0xa1 && r <= 0x24f && r != 0xad, r >= 0x370 && r <= 0x52f && (r < 0x483 || r > 0x489):
		return true
	case r >= 0x250 && r <= 0x2af, r >= 0x531 && r <= 0x58a, r >= 0x10d0 && r <= 0x10fa, r >= 0x1e00 && r <= 0x1eff:
		return true // phonetic letters, Armenian, Georgian, more of Latin
	case r >= 0xe01 && r <= 0xe30, r == 0xe32, r >= 0xe40 && r <= 0xe46:
		return true // Thai
	case r >= 0x2010 && r <= 0x2027, r >= 0x2030 && r <= 0x205e:
		return true // dashes, quotes, points, the ellipsis
	case r >= 0x20a0 && r <= 0x20bf, r >= 0x2100 && r <= 0x218b, r >= 0x2190 && r <= 0x21ff, r >= 0x2200 && r <= 0x22ff:
		return true // money, letters and fractions, arrows, mathematics
	case r >= 0x2400 && r <= 0x2426, r >= 0x2500 && r <= 0x25fc:
		return true // pictures of control characters, lines, blocks, shapes
	case r == '⚠' || r == '✎' || r == '✓' || r == '✗' || r == '✔' || r == '✘':
		return true
	}
	return r >= 0x3001 && r <= 0x3029 || r >= 0xff01 && r <= 0xff60 // marks of kana and Han, full width
}

// CertainCluster is Certain for a cluster of several runes: a certain letter
// with marks that all terminals put onto it.
func CertainCluster(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	if !Certain(r) {
		return false
	}
	for _, r := range s[size:] {
		thai := r == 0xe31 || r >= 0xe34 && r <= 0xe3a || r >= 0xe47 && r <= 0xe4d
		if (r < 0x300 || r > 0x36f || r == 0x34f) && r != 0x3099 && r != 0x309a && !thai {
			return false
		}
	}
	return true
}
