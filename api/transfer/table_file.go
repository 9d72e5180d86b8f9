package transfer

import (
	"bufio"
	"io"
)

// WriteTable writes rows of text as CSV, as exports do: what a spreadsheet
// would take for a formula has an apostrophe in front.
func WriteTable(w io.Writer, rows [][]string) error {
	out := bufio.NewWriter(w)
	for _, row := range rows {
		if err := writeRow(out, guardCells(row)); err != nil {
			return err
		}
	}
	return out.Flush()
}
