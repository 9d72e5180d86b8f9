package console

import (
	"context"
	"io"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/muesli/cancelreader"
)

// input reads the terminal's keys and replies until it is stopped.
type input struct {
	reader cancelreader.CancelReader
	cancel context.CancelFunc
	done   chan struct{}
}

// read begins to give the program what the terminal sends.
func (c *Console) read() *input {
	ctx, cancel := context.WithCancel(context.Background())
	in := &input{cancel: cancel, done: make(chan struct{})}
	var err error
	if in.reader, err = uv.NewCancelReader(c.o.In); err != nil {
		c.err = err
		close(in.done)
		go c.program.Kill()
		return in
	}
	var reader io.Reader = in.reader
	if c.o.Reader != nil {
		reader = c.o.Reader(reader)
	}
	events := make(chan uv.Event)
	go func() {
		for e := range events {
			c.program.Send(e)
		}
	}()
	go func() {
		defer close(in.done)
		defer close(events)
		if err := uv.NewTerminalReader(reader, c.getenv("TERM")).StreamEvents(ctx, events); err != nil {
			c.err = err
			go c.program.Kill()
		}
	}()
	return in
}

// stop ends the reading, so that what is typed from now on is another's.
func (in *input) stop() {
	if in.reader == nil {
		return
	}
	canceled := in.reader.Cancel()
	in.cancel()
	if canceled {
		select {
		case <-in.done:
		case <-time.After(500 * time.Millisecond):
		}
	}
	_ = in.reader.Close()
}
