package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/config"
	"zco/tui/console"
	"zco/tui/draw/screen"
)

// crash is a panic, without any text that could be a customer's: of its value
// only what the runtime itself says is kept.
type crash struct {
	what  string
	stack string
}

func newCrash(v any) *crash {
	c := &crash{what: fmt.Sprintf("a panic with a %T", v), stack: string(debug.Stack())}
	if err, ok := v.(runtime.Error); ok {
		c.what = err.Error()
	}
	// The stack repeats the value in lines that begin with panic(.
	lines := strings.Split(c.stack, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "panic(") {
			lines[i] = "panic(...)"
		}
	}
	c.stack = strings.Join(lines, "\n")
	return c
}

// crashed writes a report and says where it is.
func (f *flags) crashed(s Streams, c *crash) int {
	f.log.close()
	s.say("zco: the program failed in a way it should not: %s", c.what)
	paths, err := config.Locate(f.config, s.Getenv)
	if err == nil {
		var path string
		if path, err = c.write(paths.StateDir, s, time.Now()); err == nil {
			s.say("A report is in %s. It holds no text of your records; please send it along.", path)
			s.say("What you had typed is kept and will be offered at the next start.")
			return Failed
		}
	}
	s.say("The report could not be written (%v); it follows.", err)
	c.report(s.Err.Raw(), s, time.Now()) // with the tabs of a stack
	return Failed
}

func (c *crash) write(dir string, s Streams, now time.Time) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	path := filepath.Join(dir, "crash-"+now.UTC().Format("20060102-150405.000")+".txt")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	c.report(file, s, now)
	return path, file.Close()
}

func (c *crash) report(w io.Writer, s Streams, now time.Time) {
	b := build()
	cols, rows := sizeOf(s.Out)
	fmt.Fprintf(w, "zco %s %s %s %s\n%s\n", b.Version, b.Commit, b.Go, b.System, now.UTC().Format(time.RFC3339))
	fmt.Fprintf(w, "terminal %dx%d TERM=%s COLORTERM=%s SSH=%t TMUX=%t\n\n", cols, rows,
		s.Getenv("TERM"), s.Getenv("COLORTERM"), s.remote(), s.Getenv("TMUX") != "")
	fmt.Fprintf(w, "%s\n\n%s\n", c.what, c.stack)
}

// guarded is a model that ends the program at a panic, its own or one of its
// commands, and remembers where it was. The report is written once the
// terminal is as it was.
type guarded struct {
	model tea.Model

	mu    sync.Mutex
	first *crash
	quit  func() // ends the program; may be called at any time
}

// catch is deferred where a panic may come by.
func (g *guarded) catch() {
	v := recover()
	if v == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.first == nil {
		g.first = newCrash(v)
		go g.quit()
	}
}

func (g *guarded) crash() *crash {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.first
}

// Init guards the first command.
func (g *guarded) Init() tea.Cmd {
	defer g.catch()
	return g.guard(g.model.Init())
}

// Update guards the model and what it wants to be done.
func (g *guarded) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	m = g
	defer g.catch()
	g.model, cmd = g.model.Update(msg)
	return g, g.guard(cmd)
}

// View guards the drawing; a frame that failed is empty.
func (g *guarded) View() (v tea.View) {
	defer g.catch()
	if g.crash() != nil {
		return v
	}
	return g.model.View()
}

// Canvas holds the cells of what View returned last, nil after a panic.
func (g *guarded) Canvas() *screen.Canvas {
	m, ok := g.model.(console.Model)
	if !ok || g.crash() != nil {
		return nil
	}
	return m.Canvas()
}

// guard returns a command that ends the program instead of panicking.
func (g *guarded) guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer g.catch()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i, c := range batch {
				batch[i] = g.guard(c)
			}
		}
		return msg
	}
}
