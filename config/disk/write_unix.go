//go:build !windows

package disk

import (
	"path/filepath"

	"github.com/google/renameio/v2"
)

func replace(path string, data []byte) error {
	// Beside its target, and never in a folder that others share.
	f, err := renameio.NewPendingFile(path, renameio.WithTempDir(filepath.Dir(path)), renameio.WithStaticPermissions(PrivateMode))
	if err != nil {
		return err
	}
	defer func() { _ = f.Cleanup() }() // a no-op once the file is in its place
	if _, err := f.Write(data); err != nil {
		return err
	}
	return f.CloseAtomicallyReplace()
}
