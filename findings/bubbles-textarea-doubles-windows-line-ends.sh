#!/usr/bin/env bash
# bubbles 2.2.1: the textarea makes two line ends of the one of Windows (CR LF) and
# four spaces of a tab, in SetValue as in a paste; the textinput makes two spaces and
# one. What was only looked at and saved has changed, and a text of 12,000 lines has
# lost 2,000 of them: after 10,000 SetValue takes nothing and says nothing.
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

	"charm.land/bubbles/v2/textarea"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

func main() {
	area := textarea.New()
	area.Focus()
	area.SetValue("a\tb\r\nc")
	fmt.Printf("set    %q\n", area.Value())
	area.Reset()
	area, _ = area.Update(tea.PasteMsg{Content: "a\tb\r\nc"})
	fmt.Printf("pasted %q\n", area.Value())
	line := textinput.New()
	line.SetValue("a\tb\r\nc")
	fmt.Printf("line   %q\n", line.Value())
	area.SetValue(strings.Repeat("x\n", 11_999) + "x")
	fmt.Println("of 12000 lines", area.LineCount(), "limits", area.CharLimit, area.MaxHeight)
}
GO
cat > expected <<'OUT'
set    "a    b\n\nc"
pasted "a    b\n\nc"
line   "a b  c"
of 12000 lines 10000 limits 0 99
OUT
go mod init finding 2> log
go get charm.land/bubbles/v2/textarea@v2.2.1 2>> log || { cat log; exit 1; }
go run . > got
diff expected got && echo "as described"
