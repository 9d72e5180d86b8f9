package transfer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// destination is where a path leads, with its links followed, and whether it
// is a stream: something that is there and is no regular file, which can only
// be written to as it is.
func destination(path string) (real string, stream bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		real, err := danglingTarget(path)
		return real, false, err
	case err != nil:
		return path, false, err
	case info.IsDir():
		return path, false, fmt.Errorf("%s is a folder: name a file in it", path)
	case !info.Mode().IsRegular(), Standard(path) != nil:
		return path, true, nil
	}
	real, err = filepath.EvalSymlinks(path)
	return real, false, err
}

// Standard is the program's own standard output or error where a path names
// it, such as /dev/stdout, nil where it names something else. A shell may have
// put a file there, behind what others wrote to it: it is written on as it is,
// not opened anew.
func Standard(path string) *os.File {
	info, err := os.Stat(path)
	if abs, aerr := filepath.Abs(path); err != nil || aerr != nil || !strings.HasPrefix(abs, "/dev/") && !strings.HasPrefix(abs, "/proc/") {
		return nil
	}
	for _, own := range []*os.File{os.Stdout, os.Stderr} {
		if is, err := own.Stat(); err == nil && os.SameFile(info, is) && !strings.HasSuffix(path, "/null") {
			return own
		}
	}
	return nil
}

// danglingTarget is what a link names that is not there yet, or the path
// itself.
func danglingTarget(path string) (string, error) {
	for range 32 {
		to, err := os.Readlink(path)
		if err != nil {
			return path, nil //nolint:nilerr // what is no link is itself what is meant
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return path, fmt.Errorf("%s: too many links", path)
}

// exportStream writes to a device or a pipe: nothing can be resumed there.
func exportStream(ctx context.Context, c Client, q Query, path string, o ExportOptions) (ExportSummary, error) {
	if out := Standard(path); out != nil {
		return Export(ctx, c, q, out, o)
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return ExportSummary{}, err
	}
	summary, err := Export(ctx, c, q, file, o)
	return summary, errors.Join(err, file.Close())
}

// openPart opens the file that an export grows in. What is there of that name
// and is not of an export stays as it is.
func openPart(path string) (*os.File, error) {
	part := path + partSuffix
	info, err := os.Lstat(part)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > 0 && !Unfinished(path)) {
		return nil, fmt.Errorf("%s is there and is not of a broken export: move it away", part)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return os.OpenFile(part, os.O_RDWR|os.O_CREATE, 0o600)
}

// keepMode gives the file that is to replace another the other's mode.
func keepMode(file *os.File, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return nil //nolint:nilerr // nothing is replaced
	}
	return file.Chmod(info.Mode().Perm())
}
