package graphics

import (
	"os"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/muesli/cancelreader"
)

// reader reads what a terminal sends until it is stopped.
type reader struct {
	bytes chan []byte // closed at the end
	from  cancelreader.CancelReader
	done  chan struct{}
}

func read(in *os.File) (*reader, error) {
	from, err := uv.NewCancelReader(in)
	if err != nil {
		return nil, err
	}
	r := &reader{bytes: make(chan []byte), from: from, done: make(chan struct{})}
	go func() {
		defer close(r.bytes)
		for {
			b := make([]byte, 1024)
			n, err := from.Read(b)
			if n > 0 {
				select {
				case r.bytes <- b[:n]:
				case <-r.done:
					return
				}
			}
			if err != nil {
				return
			}
		}
	}()
	return r, nil
}

// stop ends the reading: what is typed from now on is another's.
func (r *reader) stop() {
	close(r.done)
	if r.from.Cancel() {
		for range r.bytes { // until it has ended
		}
	}
	_ = r.from.Close()
}
