//go:build !windows

package disk

import (
	"io/fs"

	"github.com/google/renameio/v2"
)

func replace(path string, data []byte, mode fs.FileMode) error {
	opts := []renameio.Option{renameio.WithStaticPermissions(mode)}
	if mode != PrivateMode {
		opts = []renameio.Option{renameio.WithPermissions(mode), renameio.WithExistingPermissions()}
	}
	f, err := renameio.NewPendingFile(path, opts...)
	if err != nil {
		return err
	}
	defer func() { _ = f.Cleanup() }() // a no-op once the file is in its place
	if _, err := f.Write(data); err != nil {
		return err
	}
	return f.CloseAtomicallyReplace()
}
