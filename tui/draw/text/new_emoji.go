package text

import "unicode"

// youngest is the first of youngWide.
const youngest = 0x1f6d8

// youngWide are the emoji younger than Unicode 13, which are wide: terminals of
// the day give them no cell, one or two.
var youngWide = &unicode.RangeTable{R32: []unicode.Range32{
	{Lo: 0x1f6d8, Hi: 0x1f6d8, Stride: 1}, {Lo: 0x1f6dc, Hi: 0x1f6df, Stride: 1}, {Lo: 0x1f7f0, Hi: 0x1f7f0, Stride: 1}, {Lo: 0x1f979, Hi: 0x1f979, Stride: 1},
	{Lo: 0x1f9cc, Hi: 0x1f9cc, Stride: 1}, {Lo: 0x1fa75, Hi: 0x1fa77, Stride: 1}, {Lo: 0x1fa7b, Hi: 0x1fa7c, Stride: 1}, {Lo: 0x1fa87, Hi: 0x1fa8f, Stride: 1},
	{Lo: 0x1faa9, Hi: 0x1faaf, Stride: 1}, {Lo: 0x1fab7, Hi: 0x1fabf, Stride: 1}, {Lo: 0x1fac3, Hi: 0x1facf, Stride: 1}, {Lo: 0x1fad7, Hi: 0x1faff, Stride: 1},
}}

// after15 are those among them that came after Unicode 15, and what is next to
// them and may come.
var after15 = &unicode.RangeTable{R32: []unicode.Range32{
	{Lo: 0x1f6d8, Hi: 0x1f6d8, Stride: 1}, {Lo: 0x1fa89, Hi: 0x1fa8f, Stride: 1}, {Lo: 0x1fabe, Hi: 0x1fabe, Stride: 1}, {Lo: 0x1fac6, Hi: 0x1facd, Stride: 1},
	{Lo: 0x1fadc, Hi: 0x1fadf, Stride: 1}, {Lo: 0x1fae9, Hi: 0x1faef, Stride: 1}, {Lo: 0x1faf9, Hi: 0x1faff, Stride: 1},
}}

// assigned reports whether a character is one at all, as far as is known here.
// Of what is not, terminals think as they like; but for Han, where they agree.
func assigned(r rune) bool { return unicode.IsGraphic(r) || r >= 0x20000 && r < 0x3fffe }
