#!/usr/bin/env bash
# bubbles 2.2.1: whether a key.Binding without keys is enabled depends on how the
# slice came to be empty. No slice is disabled, as Unbind leaves it; a slice of
# length 0, which every decoder makes of "keys = []", is enabled: it matches
# nothing, but the help shows it, with no key before its words, and it takes the
# room of a key that works.
#
# Seen 2026-11-28 with Go 1.26: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > main.go <<'GO'
package main

import (
	"encoding/json"
	"fmt"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"
)

func main() {
	var none, empty []string
	if err := json.Unmarshal([]byte("[]"), &empty); err != nil {
		panic(err)
	}
	save := key.NewBinding(key.WithKeys("s"), key.WithHelp("s", "save"))
	for _, keys := range [][]string{none, empty} {
		b := key.NewBinding(key.WithKeys(keys...), key.WithHelp("", "delete"))
		fmt.Printf("%d keys: enabled %v, help %q\n", len(b.Keys()), b.Enabled(), ansi.Strip(help.New().ShortHelpView([]key.Binding{b, save})))
	}
	save.Unbind()
	fmt.Printf("unbound: enabled %v\n", save.Enabled())
}
GO
cat > expected <<'OUT'
0 keys: enabled false, help "s save"
0 keys: enabled true, help " delete • s save"
unbound: enabled false
OUT
go mod init finding 2> log
go get charm.land/bubbles/v2/help@v2.2.1 github.com/charmbracelet/x/ansi@v0.11.9 2>> log || { cat log; exit 1; }
go run . > got
diff expected got && echo "as described"
