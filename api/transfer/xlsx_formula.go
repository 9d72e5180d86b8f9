package transfer

import (
	"fmt"

	"zco/api/transfer/workbook"
)

// lacks notes a cell that has no value of its own, which an import would take
// for an empty one: a formula that the program which wrote it never computed,
// or one that came to an error.
func (r *fileRow) lacks(c workbook.Odd, headers []string) {
	if c.Column >= len(headers) {
		return
	}
	r.blank = false
	for i := len(r.cells); i <= c.Column; i++ {
		r.cells = append(r.cells, fileCell{header: headers[i]})
	}
	cell := &r.cells[c.Column]
	if c.Formula == "" {
		cell.text, cell.problem = c.Error, fmt.Sprintf("%s holds the error %s", c.Address, c.Error)
		return
	}
	cell.text = c.Formula
	cell.problem = fmt.Sprintf("%s holds the formula %s without its value: open the workbook in a spreadsheet and save it, or write the value itself", c.Address, shorten(c.Formula))
}
