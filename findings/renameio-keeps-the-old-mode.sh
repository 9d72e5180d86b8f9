#!/usr/bin/env bash
# renameio 2.0.2: WriteFile(path, data, 0600) over a file that is there keeps the
# file's old mode, 0644 say, so that a secret stays readable by everybody; only a
# new file gets the mode asked for. And where $TMPDIR is on the same file system,
# the data are written there first, not beside the file: a kill between leaves
# them in a folder that others share. WithTempDir and WithPermissions help.
#
# Seen 2026-11-28 with Go 1.26 on Linux: new 0600, old 0644, first written in TMPDIR.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > main.go <<'GO'
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
)

func main() {
	dir, err := os.MkdirTemp("", "finding")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	shared := filepath.Join(dir, "tmp")
	for _, err := range []error{os.Mkdir(shared, 0o777), os.Setenv("TMPDIR", shared),
		os.WriteFile(filepath.Join(dir, "old"), nil, 0o644),
		renameio.WriteFile(filepath.Join(dir, "old"), []byte("s"), 0o600),
		renameio.WriteFile(filepath.Join(dir, "new"), []byte("s"), 0o600)} {
		if err != nil {
			panic(err)
		}
	}
	for _, name := range []string{"new", "old"} {
		info, err := os.Stat(filepath.Join(dir, name))
		fmt.Println(name, info.Mode(), err)
	}
	pending, err := renameio.NewPendingFile(filepath.Join(dir, "new"))
	fmt.Println("first written in TMPDIR:", filepath.Dir(pending.Name()) == shared, err)
	pending.Cleanup()
}
GO
cat > expected <<'OUT'
new -rw------- <nil>
old -rw-r--r-- <nil>
first written in TMPDIR: true <nil>
OUT
go mod init finding 2> log
go get github.com/google/renameio/v2@v2.0.2 2>> log || { cat log; exit 1; }
go run . > got
diff expected got && echo "as described"
