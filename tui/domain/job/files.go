package job

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"zco/api/transfer"
)

// Expand is a path as the system takes it: ~ is the person's home.
func Expand(path string) string {
	path = strings.TrimSpace(path)
	rest, ok := strings.CutPrefix(path, "~")
	if !ok || rest != "" && !os.IsPathSeparator(rest[0]) {
		return path
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return path
	}
	return filepath.Join(home, rest)
}

// Place is what is where a file is to be written.
type Place struct {
	Path   string // absolute, as the system takes it
	Free   string // where something is there already: a name beside it that is free, "" if none was found
	Exists bool
	Dir    bool
	Part   bool // an export to it was broken off
}

// Probe looks at the place of a file to be written. The error is why nothing
// can be written there.
func Probe(path string) (Place, error) {
	p := Place{Path: Expand(path)}
	if abs, err := filepath.Abs(p.Path); err == nil {
		p.Path = abs
	}
	info, err := os.Stat(p.Path)
	p.Exists, p.Dir = err == nil, err == nil && info.IsDir()
	if p.Exists && !p.Dir {
		p.Free = free(p.Path)
	}
	p.Part = transfer.Unfinished(p.Path)
	if _, derr := os.Stat(filepath.Dir(p.Path)); derr != nil {
		return p, derr
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return p, err
}

// mostFree is how many numbers are tried after a name that is taken.
const mostFree = 99

// free is a name beside a path at which nothing is: a number goes before the
// ending. "" if none was found.
func free(path string) string {
	end := filepath.Ext(path)
	for n := 2; n <= mostFree; n++ {
		name := strings.TrimSuffix(path, end) + "-" + strconv.Itoa(n) + end
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) && !transfer.Unfinished(name) {
			return name
		}
	}
	return ""
}

// mostNames is how many matches of a file name are told.
const mostNames = 200

// Complete completes the name of a file. It returns what was typed with what
// all matches go on with, and the matches; folders end in a separator.
func Complete(typed string) (text string, names []string) {
	dir, begin := filepath.Split(typed)
	folder := cmp.Or(Expand(dir), ".")
	entries, err := os.ReadDir(folder)
	if err != nil {
		return typed, nil
	}
	for _, e := range entries {
		name := e.Name()
		if !strings.HasPrefix(name, begin) || begin == "" && strings.HasPrefix(name, ".") || len(names) == mostNames {
			continue
		}
		if info, err := os.Stat(filepath.Join(folder, name)); err == nil && info.IsDir() {
			name += string(filepath.Separator)
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return typed, nil
	}
	return dir + commonStart(names), names
}

func commonStart(names []string) string {
	start := []rune(names[0])
	for _, name := range names[1:] {
		r := []rune(name)
		n := 0
		for n < min(len(start), len(r)) && start[n] == r[n] {
			n++
		}
		start = start[:n]
	}
	return string(start)
}

// SaveFailed writes the rows of a job that failed to a file that only its
// owner may read, with the reasons; the file can be imported. A file that is
// there is replaced only where over says so: else the error is fs.ErrExist.
func (r *Runner) SaveFailed(id int, path string, over bool) (rows int, err error) {
	r.mu.Lock()
	var run *transfer.Run
	var source *Import
	if e := r.find(id); e != nil {
		run, source = e.latest, e.kept.Import
	}
	r.mu.Unlock()
	if run == nil {
		return 0, errors.New("the job has not ended yet")
	}
	flags := os.O_CREATE | os.O_WRONLY | os.O_EXCL
	if over {
		flags = os.O_CREATE | os.O_WRONLY | os.O_TRUNC
	}
	file, err := os.OpenFile(Expand(path), flags, 0o600)
	if err != nil {
		return 0, err
	}
	rows, err = r.writeFailed(file, source, run.Failed())
	return rows, errors.Join(err, file.Close())
}

func (r *Runner) writeFailed(w io.Writer, source *Import, failed iter.Seq2[Result, error]) (int, error) {
	if source == nil {
		return transfer.WriteFailed(w, failed)
	}
	in, err := r.file(r.ctx, *source)
	if err != nil {
		return 0, err
	}
	return in.WriteFailed(w, failed)
}
