package secret

import (
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"

	"zco/config/disk"
)

// ModeError says that others on this host may read a file or a folder with a
// secret in it. Its text ends in the command that mends it.
type ModeError struct {
	Path string
	Mode fs.FileMode // what it has
	Want fs.FileMode // what it should have
}

func (e *ModeError) Error() string {
	return fmt.Sprintf("others on this host may read %s (mode %04o), so what is in it is not used; run: chmod %o %s",
		e.Path, e.Mode, e.Want, quote(e.Path))
}

// CheckMode returns a *ModeError if anyone but its owner may read or change
// the file or folder at path. Windows has no such modes and is not checked.
func CheckMode(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	want := disk.PrivateMode
	if info.IsDir() {
		want = disk.DirMode
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return &ModeError{Path: path, Mode: mode, Want: want}
	}
	return nil
}

// quote makes a path safe to paste into a POSIX shell.
func quote(s string) string {
	plain := strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-+@", r))
	}) < 0
	if plain && s != "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
