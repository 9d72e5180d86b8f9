package text

import "unicode"

// young reports whether a character is younger than Unicode 13 and wide, so
// that terminals of the day give it no cell, one or two.
func young(r rune) bool { return r >= 0x1f6dc && unicode.Is(youngWide, r) }

var youngWide = &unicode.RangeTable{R32: []unicode.Range32{
	{Lo: 0x1f6dc, Hi: 0x1f6df, Stride: 1}, {Lo: 0x1f7f0, Hi: 0x1f7f0, Stride: 1}, {Lo: 0x1f979, Hi: 0x1f979, Stride: 1}, {Lo: 0x1f9cc, Hi: 0x1f9cc, Stride: 1},
	{Lo: 0x1fa75, Hi: 0x1fa77, Stride: 1}, {Lo: 0x1fa7b, Hi: 0x1fa7c, Stride: 1}, {Lo: 0x1fa87, Hi: 0x1fa8f, Stride: 1}, {Lo: 0x1faa9, Hi: 0x1faaf, Stride: 1},
	{Lo: 0x1fab7, Hi: 0x1fabf, Stride: 1}, {Lo: 0x1fac3, Hi: 0x1facf, Stride: 1}, {Lo: 0x1fad7, Hi: 0x1faff, Stride: 1},
}}
