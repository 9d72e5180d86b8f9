package journal

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// files is the folder, so that tests can fill and break it.
type files interface {
	Prepare() error                                         // the folder is there and ours alone
	List() ([]string, error)                                // names of files
	Read(name string) ([]byte, error)                       // fs.ErrNotExist if there is none
	Append(name string) (file, error)                       // made if need be
	Replace(name string, data []byte) error                 // wholly or not at all
	Remove(name string) error                               // nil if there is none
	Lock(name string) (unlock func(), held bool, err error) // held: by somebody else
}

// file is one open for appending.
type file interface {
	io.Writer
	Sync() error
	Close() error
	Current() bool // it still is what its name says
}

// osFiles is a folder of the system's. Folders are 0700 and files 0600: what
// they hold is customers' data.
type osFiles string

func (d osFiles) path(name string) string { return filepath.Join(string(d), name) }

func (d osFiles) Prepare() error {
	if err := os.MkdirAll(string(d), 0o700); err != nil {
		return err
	}
	if st, err := os.Stat(string(d)); err == nil && st.Mode().Perm()&0o077 != 0 {
		return os.Chmod(string(d), 0o700)
	}
	return nil
}

func (d osFiles) List() ([]string, error) {
	entries, err := os.ReadDir(string(d))
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	return names, err
}

func (d osFiles) Read(name string) ([]byte, error) { return os.ReadFile(d.path(name)) }

func (d osFiles) Append(name string) (file, error) {
	f, err := os.OpenFile(d.path(name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	if err := tighten(f); err != nil {
		f.Close()
		return nil, err
	}
	d.syncFolder()
	return osFile{f}, nil
}

func tighten(f *os.File) error {
	if st, err := f.Stat(); err == nil && st.Mode().Perm()&0o077 != 0 {
		return f.Chmod(0o600)
	}
	return nil
}

func (d osFiles) Replace(name string, data []byte) (err error) {
	temp := d.path(name + newSuffix) // the lock is held: nobody else writes this name
	f, err := os.OpenFile(temp, os.O_TRUNC|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	err = tighten(f)
	if err == nil {
		_, err = f.Write(data)
	}
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(temp, d.path(name))
	}
	if err != nil {
		_ = os.Remove(temp)
		return err
	}
	d.syncFolder()
	return nil
}

// syncFolder makes a new name last. Not every system can; none of them is the
// worse for having been asked.
func (d osFiles) syncFolder() {
	if f, err := os.Open(string(d)); err == nil {
		_ = f.Sync()
		f.Close()
	}
}

func (d osFiles) Remove(name string) error {
	if err := os.Remove(d.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (d osFiles) Lock(name string) (func(), bool, error) {
	l := flock.New(d.path(name), flock.SetPermissions(0o600))
	ok, err := l.TryLock()
	if err != nil {
		return nil, false, fmt.Errorf("cannot lock %s: %w", d.path(name), err)
	}
	if !ok {
		return nil, true, nil
	}
	return func() { _ = l.Unlock() }, false, nil
}

type osFile struct{ *os.File }

func (f osFile) Current() bool {
	mine, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(f.Name())
	return err == nil && os.SameFile(mine, there)
}
