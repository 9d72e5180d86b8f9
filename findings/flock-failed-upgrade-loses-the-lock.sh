#!/usr/bin/env bash
# gofrs/flock 0.13.2: a shared lock that cannot be made exclusive is lost. TryLock on
# a handle that holds a shared lock returns false while another process shares the
# file, as it should, and RLocked still says true; but flock(2) gives the old lock
# up before it tries for the new one, so a third process gets the file to itself.
#
# Seen 2026-11-28 with Go 1.26 on Linux 6 (flock on one file by three handles):
#   upgrade: false, nil; still shared, it says: true; another one gets it alone: true
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

	"github.com/gofrs/flock"
)

func main() {
	dir, err := os.MkdirTemp("", "finding")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "lock")
	a, b, c := flock.New(path), flock.New(path), flock.New(path)
	fmt.Println(a.TryRLock())
	fmt.Println(b.TryRLock())
	fmt.Println(a.TryLock())
	fmt.Println("still shared, it says:", a.RLocked())
	b.Unlock()
	fmt.Println(c.TryLock())
}
GO
cat > expected <<'OUT'
true <nil>
true <nil>
false <nil>
still shared, it says: true
true <nil>
OUT
go mod init finding 2> log
go get github.com/gofrs/flock@v0.13.2 2>> log || { cat log; exit 1; }
go run . > got
diff expected got && echo "as described"
