package disk

import (
	"os"
	"path/filepath"
)

// replace goes without renameio, which leaves Windows out because a rename
// there is not promised to be atomic. It is the best there is: the old file
// stays whole until the new one is complete.
func replace(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails once the file is in its place
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
