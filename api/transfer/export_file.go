package transfer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"zco/api"
	"zco/config/disk"
)

// The names of an export that is not done, after the name of the file.
const (
	partSuffix  = ".part"
	stateSuffix = ".part.state"
)

// Unfinished reports whether an export to a path was broken off, so that
// ExportFile would go on with it.
func Unfinished(path string) bool {
	_, err := os.Stat(path + stateSuffix)
	return err == nil
}

// Forget removes what a broken export to a path left behind, so that the next
// one begins again.
func Forget(path string) error {
	for _, left := range []string{path + partSuffix, path + stateSuffix} {
		if err := os.Remove(left); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// exportState is what lies beside a file that is being written.
type exportState struct {
	Query   Query         `json:"query"`
	Options ExportOptions `json:"options"`
	Place   place         `json:"place"`
}

// ExportFile writes the records of a query to a file that only its owner may
// read. While it is being written it is called PATH.part, with PATH.part.state
// beside it; if the two are there from a broken export of the same query, it
// is resumed. A file that is already at path is replaced at the end, by one of
// the same mode; links are followed, and what is no regular file, such as a
// device or a pipe, is written to as it is.
func ExportFile(ctx context.Context, c Client, q Query, path string, o ExportOptions) (ExportSummary, error) {
	path, stream, err := destination(path)
	if err != nil {
		return ExportSummary{}, err
	}
	if stream {
		return exportStream(ctx, c, q, path, o)
	}
	summary, err := exportFile(ctx, c, q, path, o)
	if err == nil || summary.Resumed == 0 || summary.Rows > summary.Resumed || !api.IsInvalid(err) {
		return summary, err
	}
	// The cursor is too old: begin again.
	if err := Forget(path); err != nil {
		return summary, err
	}
	return exportFile(ctx, c, q, path, o)
}

func exportFile(ctx context.Context, c Client, q Query, path string, o ExportOptions) (ExportSummary, error) {
	file, err := openPart(path)
	if err != nil {
		return ExportSummary{}, err
	}
	defer file.Close()
	x, err := newExport(c, q, file, o)
	if err != nil {
		return ExportSummary{}, errors.Join(err, Forget(path))
	}
	defer func() { _ = x.close() }() // temporary files; the system tidies what stays
	if err := x.resumeIn(file, path); err != nil {
		return x.summary, fmt.Errorf("cannot write %s: %w", path+partSuffix, err)
	}
	x.onPage = func(x *export) error { return x.saveNowAndThen(path) }
	if err := x.save(path); err != nil { // the part is ours from here on
		return x.summary, err
	}
	if err := x.run(ctx); err != nil {
		return x.summary, errors.Join(err, x.save(path))
	}
	if err := errors.Join(keepMode(file, path), file.Sync(), file.Close()); err != nil {
		return x.summary, err
	}
	if err := os.Rename(path+partSuffix, path); err != nil {
		return x.summary, err
	}
	if err := os.Remove(path + stateSuffix); err != nil && !errors.Is(err, os.ErrNotExist) {
		return x.summary, err
	}
	return x.summary, nil
}

// resumeIn goes to where a broken export of the same query stopped, or to the
// beginning.
func (x *export) resumeIn(file *os.File, path string) error {
	place := x.standing(path)
	if info, err := file.Stat(); err != nil || info.Size() < place.Bytes {
		place.Cursor = ""
	}
	if place.Cursor != "" {
		x.place, x.counter.n = place, place.Bytes
		x.summary.Rows, x.summary.Bytes, x.summary.Resumed = place.Rows, place.Bytes, place.Rows
		if x.json != nil {
			x.json.rows = place.Rows
		}
	}
	if err := file.Truncate(x.place.Bytes); err != nil {
		return err
	}
	_, err := file.Seek(x.place.Bytes, io.SeekStart)
	return err
}

// standing is the place in the state beside the file, zero if it is of another
// query or cannot be read.
func (x *export) standing(path string) place {
	if x.o.Format == XLSX {
		return place{} // a workbook is written at its end
	}
	data, err := os.ReadFile(path + stateSuffix)
	if err != nil {
		return place{}
	}
	var state exportState
	if json.Unmarshal(data, &state) != nil {
		return place{}
	}
	was, err := json.Marshal(exportState{Query: state.Query, Options: state.Options})
	if err != nil {
		return place{}
	}
	now, err := json.Marshal(exportState{Query: x.query, Options: x.o})
	if err != nil || string(was) != string(now) {
		return place{}
	}
	return state.Place
}

// saveEvery is how long the state beside the file may lag: each save waits for
// the disk, and more of them would take longer than all the rest. What a killed
// export wrote since is written again.
const saveEvery = time.Second

func (x *export) saveNowAndThen(path string) error {
	if time.Since(x.saved) < saveEvery {
		return nil
	}
	return x.save(path)
}

func (x *export) save(path string) error {
	data, err := json.Marshal(exportState{Query: x.query, Options: x.o, Place: x.place})
	if err != nil {
		return err
	}
	x.saved = time.Now()
	return disk.Write(path+stateSuffix, data)
}
