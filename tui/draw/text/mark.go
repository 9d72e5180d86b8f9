package text

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

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
		return fmt.Sprintf("‹%02X›", s[0])
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
	return unicode.In(r, unicode.Co, unicode.Cf, prepended)
}

// prepended are the letters that terminals draw together with whatever
// follows them, be it the next column.
var prepended = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x0d4e, Hi: 0x0d4e, Stride: 1}},
	R32: []unicode.Range32{
		{Lo: 0x111c2, Hi: 0x111c3, Stride: 1}, {Lo: 0x113d1, Hi: 0x113d1, Stride: 1}, {Lo: 0x1193f, Hi: 0x1193f, Stride: 1}, {Lo: 0x11941, Hi: 0x11941, Stride: 1},
		{Lo: 0x11a3a, Hi: 0x11a3a, Stride: 1}, {Lo: 0x11a84, Hi: 0x11a89, Stride: 1},
		{Lo: 0x11d46, Hi: 0x11d46, Stride: 1}, {Lo: 0x11f02, Hi: 0x11f02, Stride: 1},
	},
}

func hex(r rune) string { return fmt.Sprintf("‹%04X›", r) }
