package work

import (
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"zco/api/transfer"
	"zco/tui/domain/collection"
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

// Probed is the answer to Probe.
type Probed struct {
	Gen    uint64
	Path   string
	Exists bool
	Dir    bool
	Part   bool  // an export to it was broken off
	Err    error // why nothing can be written there
}

// Probe looks at the place of a file to be written.
func (j *Jobs) Probe(gen uint64, path string) tea.Cmd {
	return func() tea.Msg {
		p := Probed{Gen: gen, Path: Expand(path)}
		info, err := os.Stat(p.Path)
		p.Exists, p.Dir = err == nil, err == nil && info.IsDir()
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			p.Err = err
		}
		if _, err := os.Stat(filepath.Dir(p.Path)); err != nil {
			p.Err = err
		}
		_, err = os.Stat(p.Path + stateSuffix)
		p.Part = err == nil
		return p
	}
}

// PathCompleted is the answer to Complete.
type PathCompleted struct {
	Typed string
	Text  string   // what was typed, with what all matches go on with
	Names []string // the matches; folders end in a separator
}

// mostNames is how many matches of a file name are told.
const mostNames = 200

// Complete completes the name of a file.
func (j *Jobs) Complete(typed string) tea.Cmd {
	return func() tea.Msg {
		dir, begin := filepath.Split(typed)
		out := PathCompleted{Typed: typed, Text: typed}
		entries, err := os.ReadDir(orElse(Expand(dir), "."))
		if err != nil {
			return out
		}
		for _, e := range entries {
			name := e.Name()
			if !strings.HasPrefix(name, begin) || begin == "" && strings.HasPrefix(name, ".") || len(out.Names) == mostNames {
				continue
			}
			if info, err := os.Stat(filepath.Join(orElse(Expand(dir), "."), name)); err == nil && info.IsDir() {
				name += string(filepath.Separator)
			}
			out.Names = append(out.Names, name)
		}
		if len(out.Names) > 0 {
			out.Text = dir + commonStart(out.Names)
		}
		return out
	}
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

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// FailedSaved is the answer to SaveFailed.
type FailedSaved struct {
	Job    int
	Path   string
	Rows   int
	Exists bool // the file is there already; nothing was written
	Err    error
}

// SaveFailed writes the rows of a job that failed to a file that only its
// owner may read, with the reasons; the file can be imported. A file that is
// there is replaced only where over says so.
func (j *Jobs) SaveFailed(id int, path string, over bool) tea.Cmd {
	j.mu.Lock()
	e := j.find(id)
	var run *transfer.Run
	var source *ImportSource
	if e != nil {
		run, source = e.last, e.source
	}
	j.mu.Unlock()
	path = Expand(path)
	return func() tea.Msg {
		out := FailedSaved{Job: id, Path: path}
		if run == nil {
			out.Err = errors.New("the job has not ended yet")
			return out
		}
		flags := os.O_CREATE | os.O_WRONLY | os.O_EXCL
		if over {
			flags = os.O_CREATE | os.O_WRONLY | os.O_TRUNC
		}
		file, err := os.OpenFile(path, flags, 0o600)
		if errors.Is(err, fs.ErrExist) {
			out.Exists = true
			return out
		}
		if err != nil {
			out.Err = err
			return out
		}
		out.Rows, err = j.writeFailed(file, source, run.Failed())
		out.Err = errors.Join(err, file.Close())
		return out
	}
}

func (j *Jobs) writeFailed(w io.Writer, source *ImportSource, failed iter.Seq2[transfer.Result, error]) (int, error) {
	if source == nil {
		return writeFailedRows(w, failed)
	}
	m, err := source.transfer(j.layer.ctx, j.layer.client)
	if err != nil {
		return 0, err
	}
	return m.WriteFailed(w, failed)
}

// reasonHeader is the column that imports leave out.
const reasonHeader = "zco_reason"

// writeFailedRows writes CSV with the id, what was to be set, and the reason.
func writeFailedRows(w io.Writer, failed iter.Seq2[transfer.Result, error]) (int, error) {
	var keys []string
	for r, err := range failed {
		if err != nil {
			return 0, err
		}
		for _, f := range patchFields(r.Item.Patch, nil) {
			if !slices.Contains(keys, f.Key) {
				keys = append(keys, f.Key)
			}
		}
	}
	out := csv.NewWriter(w)
	head := []string{"id"}
	for _, key := range keys {
		head = append(head, headerOf(key))
	}
	rows, err := 0, out.Write(append(head, reasonHeader))
	for r, rerr := range failed {
		if err = errors.Join(err, rerr); err != nil {
			return rows, err
		}
		set := map[string]string{}
		for _, f := range patchFields(r.Item.Patch, nil) {
			set[f.Key] = cellText(f.After)
		}
		row := []string{r.Item.ID}
		for _, key := range keys {
			row = append(row, harmless(set[key]))
		}
		rows++
		err = out.Write(append(row, harmless(plainReason(r.Why()))))
	}
	out.Flush()
	return rows, errors.Join(err, out.Error())
}

// headerOf is a header that an import takes for the field.
func headerOf(key string) string {
	bare, custom := collection.Field{Key: key}.Custom()
	if _, clash := standardKeys[bare]; custom && (clash || bare == "id") {
		return key
	}
	return bare
}

func cellText(v collection.Value) string {
	if list := v.Strings(); len(list) > 0 {
		return strings.Join(list, ";")
	}
	return v.Text()
}

// harmless guards a cell that a spreadsheet would run as a formula.
func harmless(s string) string {
	if first, _ := utf8.DecodeRuneInString(s); s != "" && strings.ContainsRune("=+-@\t\r\n'＝＋－＠", first) {
		return "'" + s
	}
	return s
}
