package console

import (
	"context"
	"io"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/cancelreader"

	"zco/tui/console/input"
)

// keys reads the terminal's keys and replies until it is stopped.
type keys struct {
	bytes  cancelreader.CancelReader
	events *input.Reader
	cancel context.CancelFunc
	done   chan struct{}
}

// read begins to give the program what the terminal sends.
func (c *Console) read() *keys {
	ctx, cancel := context.WithCancel(context.Background())
	events := make(chan uv.Event, 64)
	o := input.Options{CtrlJ: c.o.CtrlJ}
	if !c.o.Plain {
		o.Ask = func() { c.send(ansi.RequestPrimaryDeviceAttributes) }
	}
	k := &keys{cancel: cancel, done: make(chan struct{}), events: input.New(o, func(e uv.Event) { events <- e })}
	var err error
	if k.bytes, err = uv.NewCancelReader(c.o.In); err != nil {
		c.err = err
		close(k.done)
		go c.program.Kill()
		return k
	}
	if !c.o.Plain {
		k.events.Expect() // it is asked as the terminal is entered
	}
	var from io.Reader = k.bytes
	if c.o.Reader != nil {
		from = c.o.Reader(from)
	}
	go func() {
		for e := range events {
			c.program.Send(e)
		}
	}()
	go func() {
		defer close(k.done)
		defer close(events)
		if err := k.events.Run(ctx, from); err != nil && err != cancelreader.ErrCanceled { //nolint:errorlint // as the reader returns it
			c.err = err
			go c.program.Kill()
		}
	}()
	return k
}

// lastAnswer is how long an answer is waited for that would else be typed into
// what has the terminal next.
const lastAnswer = 250 * time.Millisecond

// stop ends the reading, so that what is typed from now on is another's.
func (k *keys) stop() {
	if k.bytes == nil {
		return
	}
	for end := time.Now().Add(lastAnswer); k.events.Outstanding() && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	canceled := k.bytes.Cancel()
	if canceled {
		select {
		case <-k.done:
		case <-time.After(500 * time.Millisecond):
		}
	}
	k.cancel()
	_ = k.bytes.Close()
}
