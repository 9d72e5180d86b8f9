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
		in := json.NewDecoder(bufio.NewReader(file))
		for {
			var item transfer.Item
			err := in.Decode(&item)
			if errors.Is(err, io.EOF) || !yield(item, err) || err != nil {
				return
			}
		}
	}
}
