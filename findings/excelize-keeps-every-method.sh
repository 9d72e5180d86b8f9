#!/usr/bin/env bash
# excelize 2.11.1: a program that writes a workbook keeps methods that nobody calls,
# its own and those of all its libraries. Go's linker leaves out exported methods
# that nothing can reach, unless the program calls reflect's Type.Method, or
# MethodByName with a name that is not a constant. To write, excelize copies styles
# with tiendc/go-deepcopy, which calls Type.Method. A program that only reads with
# excelize is not affected. Below, the method Never of a type of the program itself
# is in the file of the one that writes, and in neither of the others. No flag of
# the build changes that; in a terminal program of some size it was 6.9 of 31 MB.
#
# Seen 2026-11-28 with Go 1.26: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
program() { # NAME IMPORT STATEMENT
	mkdir "$1"
	cat > "$1/main.go" <<GO
package main

import (
	"fmt"
	"os"
	$2
)

type order struct{ n int }

func (o *order) String() string { return fmt.Sprint("order ", o.n) }

// Never is called by nobody.
//
//go:noinline
func (o *order) Never() int { return o.n + len(os.Args) }

func main() {
	fmt.Println(&order{1})
	$3
}
GO
}
program without '' ''
program reading '"github.com/xuri/excelize/v2"' 'f, err := excelize.OpenFile("a.xlsx"); if err == nil { fmt.Println(f.GetCellValue("Sheet1", "A1")) }'
program writing '"github.com/xuri/excelize/v2"' 'f := excelize.NewFile(); f.SetCellStr("Sheet1", "A1", "x"); fmt.Println(f.SaveAs("a.xlsx"))'
cat > expected <<'OUT'
without: 0
reading: 0
writing: 1
OUT
go mod init finding 2> log
go get github.com/xuri/excelize/v2@v2.11.1 2>> log || { cat log; exit 1; }
for name in without reading writing; do
	go build -o "$name.bin" "./$name"
	echo "$name: $(go tool nm "$name.bin" | grep -c 'main.(\*order).Never$' || true)"
done > got
diff expected got && echo "as described"
