//go:build unix

package console

import (
	"context"
	"runtime/metrics"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/creack/pty"

	"zco/tui/draw/screen"
)

// resting is a program in which nothing happens.
type resting struct{ begun chan struct{} }

func (r *resting) Init() tea.Cmd {
	return func() tea.Msg { close(r.begun); return nil }
}
func (r *resting) View() tea.View                      { return tea.View{} }
func (r *resting) Canvas() *screen.Canvas              { return nil }
func (r *resting) Update(tea.Msg) (tea.Model, tea.Cmd) { return r, nil }

// scheduled is how often the runtime has given a goroutine its turn, as far as
// it counts that.
func scheduled() (n uint64) {
	s := []metrics.Sample{{Name: "/sched/latencies:seconds"}}
	metrics.Read(s)
	for _, c := range s[0].Value.Float64Histogram().Counts {
		n += c
	}
	return n
}

// A still screen costs no wake-ups: a host has many sessions, and the
// framework's own ticker would wake each up 120 times a second.
func TestAStillScreenSleeps(t *testing.T) {
	master, tty, err := pty.Open()
	if err != nil {
		t.Skip(err)
	}
	defer master.Close()
	defer tty.Close()
	go func() {
		for b := make([]byte, 4096); ; {
			if _, err := master.Read(b); err != nil {
				return
			}
		}
	}()
	r := &resting{begun: make(chan struct{})}
	c := New(Options{In: tty, Out: tty, Environ: []string{"TERM=xterm"}, Plain: true})
	c.Program(r)
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- c.Run(ctx) }()
	<-r.begun
	const quiet = 6 // of the turns in a second, of which the runtime counts one in eight; the ticker alone makes 15
	least := uint64(1 << 62)
	for range 6 { // it may take a moment to come to rest
		before := scheduled()
		<-time.After(time.Second)
		if least = min(least, scheduled()-before); least < quiet {
			break
		}
	}
	if least >= quiet {
		t.Errorf("%d turns of goroutines counted in a second in which nothing happens", least)
	}
	end()
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Fatal("it does not end")
	}
}
