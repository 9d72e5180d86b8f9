package collection

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"zco/api"
	"zco/tui/domain/number"
)

// LocalFile is a file of this computer that may be attached to a record.
type LocalFile struct {
	Path, Name string
	Size       int    // bytes
	Type       string // by its end, else by what is in it; "" where neither tells
	Doubt      string // why Zendesk may refuse it; "" for nothing
}

// FileToUpload looks at a file, and refuses what the service would for certain.
func FileToUpload(path string) (LocalFile, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return LocalFile{}, fmt.Errorf("there is no file %s", path)
	case err != nil:
		return LocalFile{}, err
	case info.IsDir():
		return LocalFile{}, fmt.Errorf("%s is a folder", path)
	case !info.Mode().IsRegular():
		return LocalFile{}, fmt.Errorf("%s is no file", path)
	case info.Size() == 0:
		return LocalFile{}, fmt.Errorf("%s is empty", path)
	case info.Size() > api.MaxAttachmentSize:
		return LocalFile{}, fmt.Errorf("%s has %s, more than the %s that an attachment may have", path,
			number.Bytes(int(info.Size())), number.Bytes(api.MaxAttachmentSize))
	}
	begin, err := beginning(path)
	if err != nil {
		return LocalFile{}, err
	}
	f := LocalFile{Path: path, Name: filepath.Base(path), Size: int(info.Size())}
	f.Type, f.Doubt = typeOf(f.Name, begin)
	return f, nil
}

// beginning is what a file begins with, enough to tell its type.
func beginning(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	b := make([]byte, 512)
	n, err := io.ReadFull(f, b)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return b[:n], err
}

// typeOf is the type of a file by its end. Where what it begins with is surely
// of another type there is a doubt: Zendesk refuses such files ("The file type
// and file extension do not match").
func typeOf(name string, begin []byte) (kind, doubt string) {
	byEnd, _, _ := strings.Cut(mime.TypeByExtension(strings.ToLower(filepath.Ext(name))), ";")
	byBegin, _, _ := strings.Cut(http.DetectContentType(begin), ";")
	switch {
	case byBegin == "application/octet-stream":
		return byEnd, ""
	case byEnd == "":
		return byBegin, ""
	case byBegin == "text/plain" || byBegin == byEnd || sameKind(byEnd, byBegin) || bytes.HasPrefix(begin, []byte("PK")):
		return byEnd, "" // texts and archives are of many types
	}
	return byEnd, "It begins as " + byBegin + " does, and its name says " + byEnd + ": Zendesk may refuse it."
}

// sameKind reports whether two types are the same under other names, or one
// holds the other.
func sameKind(a, b string) bool {
	plain := strings.NewReplacer("x-", "", "vnd.", "", "jpg", "jpeg", "microsoft.icon", "icon", "wave", "wav")
	a, b = plain.Replace(a), plain.Replace(b)
	group := func(s string) string { before, _, _ := strings.Cut(s, "/"); return before }
	return a == b || strings.HasPrefix(b, "text/") && group(a) != "image" && group(a) != "audio" && group(a) != "video" ||
		group(a) == group(b) && (group(a) == "audio" || group(a) == "video") // containers are shared
}

// SafeFileName is a name to propose for a file that somebody else named: its
// last part, without what steers a terminal or hides the file, of a length that
// file systems take.
func SafeFileName(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	name = name[strings.LastIndex(name, "/")+1:]
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || strings.ContainsRune(`<>:"|?*`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.TrimLeft(strings.TrimSpace(name), ".-")
	if r := []rune(name); len(r) > 100 {
		end := []rune(filepath.Ext(name))
		if len(end) > 12 {
			end = nil
		}
		name = string(r[:100-len(end)]) + string(end)
	}
	return cmp.Or(name, "attachment")
}

// WriteNew writes a file that is not there yet, for its owner alone. What it
// began and could not end is taken away again.
func WriteNew(path string, content []byte) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists: choose another name", path)
	}
	if err != nil {
		return err
	}
	if _, err = f.Write(content); err == nil {
		return f.Close()
	}
	return errors.Join(err, f.Close(), os.Remove(path))
}

// homePath is a path in which ~ is the home folder.
func homePath(path string) string {
	rest, ok := strings.CutPrefix(strings.TrimSpace(path), "~/")
	if home, err := os.UserHomeDir(); ok && err == nil {
		return filepath.Join(home, rest)
	}
	return strings.TrimSpace(path)
}
