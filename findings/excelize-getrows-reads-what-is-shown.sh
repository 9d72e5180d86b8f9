#!/usr/bin/env bash
# excelize 2.11.1: GetRows returns cells as a spreadsheet shows them and not as they
# are, so a day is 03-05-24 (or 3/5/24 13:04) on every machine, whatever its locale,
# a number of 17 digits is 1.23456789012346E+16, and a weight of 7.7189 in a cell
# with two decimals is 7.72. RawCellValue: true gives the stored values; days are
# numbers then.
#
# Seen 2026-11-28 with Go 1.26: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > main.go <<'GO'
package main

import (
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

func main() {
	f := excelize.NewFile()
	style := func(cell string, format int) {
		id, err := f.NewStyle(&excelize.Style{NumFmt: format})
		if err != nil {
			panic(err)
		}
		if err := f.SetCellStyle("Sheet1", cell, cell, id); err != nil {
			panic(err)
		}
	}
	for cell, v := range map[string]any{
		"A1": time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC), "B1": time.Date(2024, 3, 5, 13, 4, 5, 0, time.UTC),
		"C1": 12345678901234567, "D1": 7.7189,
	} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			panic(err)
		}
	}
	style("A1", 14) // the short day of the locale
	style("D1", 2)  // 0.00
	shown, err := f.GetRows("Sheet1")
	fmt.Printf("%q %v\n", shown, err)
	raw, err := f.GetRows("Sheet1", excelize.Options{RawCellValue: true})
	fmt.Printf("%q %v\n", raw, err)
}
GO
cat > expected <<'OUT'
[["03-05-24" "3/5/24 13:04" "1.23456789012346E+16" "7.72"]] <nil>
[["45356" "45356.54450231481" "12345678901234567" "7.7189"]] <nil>
OUT
go mod init finding 2> log
go get github.com/xuri/excelize/v2@v2.11.1 2>> log || { cat log; exit 1; }
go run . > got
diff expected got && echo "as described"
