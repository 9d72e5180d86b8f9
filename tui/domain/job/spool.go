package job

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"zco/api/transfer"
)

// spool is a file of items, one in a line: what a person agreed to is what is
// sent, whatever a search would find by then, and memory does not grow with
// it. Only its owner may read it.
type spool struct {
	path string
	file *os.File
	buf  *bufio.Writer
	n    int
}

func newSpool(path string) (*spool, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &spool{path: path, file: file, buf: bufio.NewWriter(file)}, nil
}

func (s *spool) put(i transfer.Item) error {
	line, err := json.Marshal(i)
	if err != nil {
		return err
	}
	s.n++
	_, err = s.buf.Write(append(line, '\n'))
	return err
}

func (s *spool) close() error {
	return errors.Join(s.buf.Flush(), s.file.Sync(), s.file.Close())
}

// spooled walks over the items in a file.
func spooled(path string) iter.Seq2[transfer.Item, error] {
	return func(yield func(transfer.Item, error) bool) {
		file, err := os.Open(path)
		if err != nil {
			yield(transfer.Item{}, fmt.Errorf("what was to be sent is not known any more: %w", err))
			return
		}
		defer file.Close()
		itemsIn(file)(yield)
	}
}

func itemsIn(r io.Reader) iter.Seq2[transfer.Item, error] {
	return func(yield func(transfer.Item, error) bool) {
		in := json.NewDecoder(bufio.NewReader(r))
		for {
			var item transfer.Item
			err := in.Decode(&item)
			if errors.Is(err, io.EOF) || !yield(item, err) || err != nil {
				return
			}
		}
	}
}

// Decided are the items of an import between its check and its sending, in a
// file that nobody finds again. Close it.
type Decided struct{ spool }

// NewDecided begins the file, in a folder or, where that cannot be, in the
// system's for such files.
func NewDecided(dir string) (*Decided, error) {
	_ = os.MkdirAll(dir, 0o700) // what cannot be there is not taken
	file, err := os.CreateTemp(dir, "decided-*")
	if err != nil {
		file, err = os.CreateTemp("", "decided-*")
	}
	if err != nil {
		return nil, err
	}
	_ = os.Remove(file.Name()) // some systems let nobody: Close does it there
	return &Decided{spool{path: file.Name(), file: file, buf: bufio.NewWriter(file)}}, nil
}

// Add writes an item down.
func (d *Decided) Add(i transfer.Item) error { return d.put(i) }

// Items walks over all that were added.
func (d *Decided) Items() iter.Seq2[transfer.Item, error] {
	return func(yield func(transfer.Item, error) bool) {
		err := d.buf.Flush()
		if err == nil {
			_, err = d.file.Seek(0, io.SeekStart)
		}
		if err != nil {
			yield(transfer.Item{}, err)
			return
		}
		itemsIn(d.file)(yield)
	}
}

// Close forgets the items.
func (d *Decided) Close() {
	_ = d.file.Close()
	_ = os.Remove(d.path) // where it could not be at once
}
