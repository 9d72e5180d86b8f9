#!/usr/bin/env bash
# Four Go libraries of terminal widths, four answers. x/ansi 0.11.9 (lipgloss counts
# with it) and displaywidth 0.11.0 give a Hindi syllable of four code points one
# cell, go-runewidth 0.0.31 and uniseg 0.4.7 three; terminals draw it in two or
# three, so a column drawn by the first two is one or two cells short for each
# syllable. Vowels that stand beside their letter are counted as nothing. uniseg
# does not know the emoji of Unicode 16 as wide; runewidth does not make a sign
# wide that a variation selector makes an emoji.
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

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"
	"github.com/mattn/go-runewidth"
	"github.com/rivo/uniseg"
)

func main() {
	for _, s := range []string{"क्षि", "நி", "கௌ", "\U0001FAE9", "☀\uFE0F"} {
		fmt.Println(s, "runewidth", runewidth.StringWidth(s), "uniseg", uniseg.StringWidth(s),
			"displaywidth", displaywidth.String(s), "ansi", ansi.StringWidth(s))
	}
}
GO
cat > expected <<'OUT'
क्षि runewidth 3 uniseg 3 displaywidth 1 ansi 1
நி runewidth 2 uniseg 2 displaywidth 1 ansi 1
கௌ runewidth 2 uniseg 2 displaywidth 1 ansi 1
🫩 runewidth 2 uniseg 1 displaywidth 2 ansi 2
☀️ runewidth 1 uniseg 2 displaywidth 2 ansi 2
OUT
go mod init finding 2> log
go get github.com/charmbracelet/x/ansi@v0.11.9 github.com/clipperhouse/displaywidth@v0.11.0 github.com/mattn/go-runewidth@v0.0.31 github.com/rivo/uniseg@v0.4.7 2>> log || { cat log; exit 1; }
go run . > got
diff expected got && echo "as described"
