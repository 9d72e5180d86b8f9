package disk

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Modes of what is written. Folders that are missing are made with DirMode.
const (
	PrivateMode fs.FileMode = 0o600
	DirMode     fs.FileMode = 0o700
)

// Write replaces the file at path with data, wholly or not at all. A symbolic
// link is followed, so that a file kept elsewhere stays there. PrivateMode is
// set whatever the file had before: settings hold what people search for.
func Write(path string, data []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if err := os.MkdirAll(filepath.Dir(path), DirMode); err != nil {
		return fmt.Errorf("cannot make the folder for %s: %w", path, err)
	}
	if err := replace(path, data); err != nil {
		return fmt.Errorf("cannot write %s: %w; what was in it before is still there", path, err)
	}
	return nil
}
