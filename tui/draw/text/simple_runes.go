package text

import "unicode/utf8"

// Simple reports whether r is one of the many characters that join only with
// marks: between two of them there is always the end of a cluster.
func Simple(r rune) bool { return r >= 0 && r < 0x20 || r == 0x7f || simpleWidth(r) > 0 }

// simpleWidth returns the cells of a simple printable character, or 0. It
// spares the tables of Unicode for most of the text there is.
func simpleWidth(r rune) int {
	switch {
	case r < 0x20:
		return 0
	case r < 0x7f:
		return 1
	case r < 0xa1, r == 0xad:
		return 0
	case r <= 0x24f, r >= 0x370 && r <= 0x377, r >= 0x391 && r <= 0x3a1, r >= 0x3a3 && r <= 0x482, r >= 0x48a && r <= 0x52f:
		return 1 // Latin, Greek, Cyrillic
	case r >= 0x5d0 && r <= 0x5ea, r >= 0x620 && r <= 0x64a:
		return 1 // Hebrew, Arabic
	case r >= 0x2010 && r <= 0x2027, r >= 0x2030 && r <= 0x205e, r >= 0x2190 && r <= 0x22ff, r >= 0x2400 && r <= 0x2426, r >= 0x2500 && r <= 0x25fc:
		return 1 // what sentences, frames and arrows are made of
	case r == '⚠' || r == '✎' || r == '✓' || r == '✗' || r == '✔' || r == '✘' || r == '⏎' || r == '⌫':
		return 1
	case r >= 0x3041 && r <= 0x3096, r >= 0x30a1 && r <= 0x30fa, r >= 0x4e00 && r <= 0x9fff, r >= 0xac00 && r <= 0xd7a3:
		return 2 // kana, Han, Hangul
	}
	return 0
}

// apart reports whether s surely begins a cluster of its own behind a simple
// character.
func apart(s string) bool {
	if s == "" || s[0] < utf8.RuneSelf {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return simpleWidth(r) > 0
}
