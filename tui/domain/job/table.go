package job

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"zco/api/transfer"
)

// SaveTable writes rows of text as CSV to a new file that only its owner may
// read. A file that is there already stays: the rows go to one beside it, with
// a number in its name. It returns the path written, in full.
func SaveTable(path string, rows [][]string) (written string, err error) {
	path = Expand(path)
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	file, err := create(path)
	if errors.Is(err, fs.ErrExist) {
		if beside := free(path); beside != "" {
			path = beside
			file, err = create(path)
		}
	}
	if err != nil {
		return "", err
	}
	return path, errors.Join(transfer.WriteTable(file, rows), file.Close())
}

func create(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
}
