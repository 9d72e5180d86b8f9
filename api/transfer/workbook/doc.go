// Package workbook reads and writes workbooks (.xlsx) as far as tables need:
// the texts of a sheet row by row, and a sheet of typed columns with drop-down
// lists. Both stream.
//
// It knows no records. The one rule: what was not understood is an error or
// text as it stands, never left out.
package workbook

// The bounds of a sheet.
const (
	MaxRows    = 1 << 20
	MaxColumns = 1 << 14
	MaxCell    = 32767 // UTF-16 units of one cell
)
