//go:build unix

package console

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/creack/pty"

	"zco/tui/draw/screen"
)

// slow takes the first key and then thinks until it is told to go on.
type slow struct {
	typed   strings.Builder
	thinks  chan struct{}
	goes    chan struct{}
	waiting bool
}

func (s *slow) Init() tea.Cmd          { return nil }
func (s *slow) View() tea.View         { return tea.View{} }
func (s *slow) Canvas() *screen.Canvas { return nil }

func (s *slow) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		s.typed.WriteString(k.Text)
		if !s.waiting {
			s.waiting = true
			close(s.thinks)
			<-s.goes
		}
	}
	return s, nil
}

// A program that is ended from outside gets all that was typed before, though
// it was busy when that was typed.
func TestEndTakesWhatWasTyped(t *testing.T) {
	master, tty, err := pty.Open()
	if err != nil {
		t.Skip(err)
	}
	defer master.Close()
	defer tty.Close()
	go func() { // what is written to it goes nowhere
		for b := make([]byte, 4096); ; {
			if _, err := master.Read(b); err != nil {
				return
			}
		}
	}()
	s := &slow{thinks: make(chan struct{}), goes: make(chan struct{})}
	c := New(Options{In: tty, Out: tty, Environ: []string{"TERM=xterm"}, Plain: true})
	c.Program(s)
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- c.Run(ctx) }()
	word := strings.Repeat("abcdefghijklmnopqrstuvwxyz", 10)
	mustWrite(t, master, word[:1])
	<-s.thinks
	mustWrite(t, master, word[1:])
	end()
	close(s.goes)
	select {
	case err := <-ended:
		if err != nil || s.typed.String() != word {
			t.Errorf("%d of %d keys came, then %v", s.typed.Len(), len(word), err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it does not end")
	}
}

func mustWrite(t *testing.T, to *os.File, s string) {
	t.Helper()
	if _, err := to.WriteString(s); err != nil {
		t.Fatal(err)
	}
}
