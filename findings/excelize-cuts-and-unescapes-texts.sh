#!/usr/bin/env bash
# excelize 2.11.1: SetCellStr cuts a text after 32,767 characters and returns no
# error. A text that looks like an escape of the format (_x0041_, which somebody
# typed) is written as it is and read back as A, by excelize itself as by Excel. A
# control character becomes U+FFFD.
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
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

func main() {
	f := excelize.NewFile()
	fmt.Println(f.SetCellStr("Sheet1", "A1", strings.Repeat("x", 40_000)))
	f.SetCellStr("Sheet1", "A2", "_x0041_")
	f.SetCellStr("Sheet1", "A3", "bell\x07")
	b, err := f.WriteToBuffer()
	if err != nil {
		panic(err)
	}
	if f, err = excelize.OpenReader(b); err != nil {
		panic(err)
	}
	for _, cell := range []string{"A1", "A2", "A3"} {
		v, err := f.GetCellValue("Sheet1", cell)
		fmt.Printf("%d %.8q %v\n", utf8.RuneCountInString(v), v, err)
	}
}
GO
cat > expected <<'OUT'
<nil>
32767 "xxxxxxxx" <nil>
1 "A" <nil>
5 "bell�" <nil>
OUT
go mod init finding 2> log
go get github.com/xuri/excelize/v2@v2.11.1 2>> log || { cat log; exit 1; }
go run . > got
diff expected got && echo "as described"
