package text

import (
	"unicode"

	"github.com/clipperhouse/displaywidth"
)

// runeWidth returns how far a terminal that counts rune by rune moves on. It is
// not asked of ansi, which keeps two megabytes of table in memory for it.
func runeWidth(r rune) int {
	switch {
	case r < 0x20, r >= 0x7f && r < 0xa0:
		return 0
	case r >= 0x1f1e6 && r <= 0x1f1ff:
		return 1 // half of a flag
	case unicode.Is(younger, r):
		return 0
	}
	return displaywidth.Rune(r)
}

// younger are marks that the tables of widths do not know yet as such.
var younger = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x0897, Hi: 0x0897, Stride: 1}, {Lo: 0x0cf3, Hi: 0x0cf3, Stride: 1}, {Lo: 0x1acf, Hi: 0x1add, Stride: 1}, {Lo: 0x1ae0, Hi: 0x1aeb, Stride: 1}},
	R32: []unicode.Range32{
		{Lo: 0x10d69, Hi: 0x10d6d, Stride: 1}, {Lo: 0x10efa, Hi: 0x10efc, Stride: 1}, {Lo: 0x113bb, Hi: 0x113c0, Stride: 1},
		{Lo: 0x113ce, Hi: 0x113d2, Stride: 2}, {Lo: 0x113e1, Hi: 0x113e2, Stride: 1}, {Lo: 0x11b60, Hi: 0x11b62, Stride: 2}, {Lo: 0x11b63, Hi: 0x11b64, Stride: 1},
		{Lo: 0x11b66, Hi: 0x11b66, Stride: 1}, {Lo: 0x11f5a, Hi: 0x11f5a, Stride: 1}, {Lo: 0x1611e, Hi: 0x16129, Stride: 1}, {Lo: 0x1612d, Hi: 0x1612f, Stride: 1},
		{Lo: 0x1d165, Hi: 0x1d166, Stride: 1}, {Lo: 0x1d16d, Hi: 0x1d172, Stride: 1}, {Lo: 0x1e5ee, Hi: 0x1e5ef, Stride: 1}, {Lo: 0x1e6e3, Hi: 0x1e6e3, Stride: 1},
		{Lo: 0x1e6e6, Hi: 0x1e6e6, Stride: 1}, {Lo: 0x1e6ee, Hi: 0x1e6ef, Stride: 1}, {Lo: 0x1e6f5, Hi: 0x1e6f5, Stride: 1},
	},
}
