package console

import (
	"context"
	"io"
	"os"
	"sync"
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
	done   chan struct{} // nothing is read any more
	handed chan struct{} // and the program has all of it
	once   sync.Once     // stopped
}

// read begins to give the program what the terminal sends.
func (c *Console) read() *keys {
	ctx, cancel := context.WithCancel(context.Background())
	events := make(chan uv.Event, 64)
	o := input.Options{Binds: c.o.Binds}
	if !c.o.Plain {
		o.Ask = func() { c.send(ansi.RequestPrimaryDeviceAttributes) }
	}
	k := &keys{cancel: cancel, done: make(chan struct{}), handed: make(chan struct{}), events: input.New(o, func(e uv.Event) { events <- e })}
	var err error
	if k.bytes, err = uv.NewCancelReader(c.o.In); err != nil {
		c.err = err
		close(k.done)
		close(k.handed)
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
		defer close(k.handed)
		for e := range events {
			c.program.Send(e)
		}
		<-k.done
		if c.err != nil {
			go c.program.Kill()
		}
	}()
	go func() {
		defer close(k.done)
		defer close(events)
		if err := k.events.Run(ctx, from); err != nil && err != cancelreader.ErrCanceled { //nolint:errorlint // as the reader returns it
			c.err = err
		}
	}()
	return k
}

const (
	// lastAnswer is how long an answer is waited for that would else be typed
	// into what has the terminal next.
	lastAnswer = 250 * time.Millisecond
	// lastKeys is how long is read, at an end that nobody at the keys asked
	// for, what was typed before it.
	lastKeys = 500 * time.Millisecond
	// lastHand is how long the program may take for what was read.
	lastHand = 1500 * time.Millisecond
)

// rest stops the reading once all that was typed is read.
func (k *keys) rest(tty *os.File) {
	for end := time.Now().Add(lastKeys); unread(tty) && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	k.stop()
}

// stop ends the reading, so that what is typed from now on is another's. The
// program has what was read before.
func (k *keys) stop() {
	if k.bytes == nil {
		return
	}
	k.once.Do(func() {
		for end := time.Now().Add(lastAnswer); k.reading() && k.events.Outstanding() && time.Now().Before(end); {
			time.Sleep(time.Millisecond)
		}
		if k.bytes.Cancel() {
			select {
			case <-k.handed:
			case <-time.After(lastHand):
			}
		}
		k.cancel()
		_ = k.bytes.Close()
	})
}

func (k *keys) reading() bool {
	select {
	case <-k.done:
		return false
	default:
		return true
	}
}
