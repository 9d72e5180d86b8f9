package secret

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"zco/config/disk"
)

// File is a Store of one file of mode 0600 for each account in a folder of
// mode 0700. It refuses what others may read.
type File struct {
	Dir string // the folder; made when something is kept
}

// Path returns where the secret of the account is kept.
func (f *File) Path(account string) string {
	sum := sha256.Sum256([]byte(account))
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '.' {
			return r
		}
		return '_'
	}, account)
	if len(name) > 60 {
		name = name[:60]
	}
	return filepath.Join(f.Dir, name+"-"+hex.EncodeToString(sum[:4]))
}

// Get returns the secret of the account, ErrNotFound, or a *ModeError if
// others may read the file or its folder.
func (f *File) Get(_ context.Context, account string) (Secret, error) {
	path := f.Path(account)
	if _, err := os.Lstat(path); disk.Missing(err) {
		return Secret{}, ErrNotFound
	}
	if err := cmp.Or(CheckMode(f.Dir), CheckMode(path)); err != nil {
		return Secret{}, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return Secret{}, fmt.Errorf("cannot read the kept token: %w", err)
	}
	return New(strings.TrimSpace(string(data))), nil
}

// Set keeps the secret of the account.
func (f *File) Set(_ context.Context, account string, s Secret) error {
	if err := os.MkdirAll(f.Dir, disk.DirMode); err != nil {
		return fmt.Errorf("cannot make the folder for tokens: %w", err)
	}
	if err := CheckMode(f.Dir); err != nil {
		return err
	}
	return disk.Write(f.Path(account), []byte(s.Reveal()+"\n"))
}

// Delete removes the secret of the account.
func (f *File) Delete(_ context.Context, account string) error {
	err := os.Remove(f.Path(account))
	if disk.Missing(err) {
		return nil
	}
	return err
}
