package disk

import (
	"errors"
	"io/fs"
	"syscall"
)

// Missing reports whether an error says that there is no such file: also where
// what should be a folder of it is none.
func Missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
