package app_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
)

// terminal is the built program on a pseudo-terminal that counts what is
// written to it.
type terminal struct {
	t   *testing.T
	tty *os.File
	cmd *exec.Cmd

	mu   sync.Mutex
	out  bytes.Buffer
	last time.Time
	done chan struct{}
}

// built is the folder of the program, "" while no test asked for it.
var built string

var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "zco")
	if err != nil {
		return "", err
	}
	built = dir
	path := filepath.Join(dir, "zco")
	out, err := exec.Command("go", "build", "-o", path, "zco").CombinedOutput()
	if err != nil {
		return "", &buildError{string(out), err}
	}
	return path, nil
})

type buildError struct {
	out string
	err error
}

func (e *buildError) Error() string { return e.err.Error() + "\n" + e.out }

// What a story leaves behind is garbage by its end, and little of it at that:
// collected five times as rarely, the tests take a quarter less of the
// processor. What is measured is measured as it runs.
func TestMain(m *testing.M) {
	if flag.Parse(); flag.Lookup("test.bench").Value.String() == "" && os.Getenv("ZCO_TERMINAL") == "" {
		debug.SetGCPercent(500)
	}
	code := m.Run()
	if built != "" {
		os.RemoveAll(built)
	}
	os.Exit(code)
}

// openThrottled starts the program on a terminal whose output passes a line.
func openThrottled(t *testing.T, line *slowLine, w, h int, args ...string) *terminal {
	t.Helper()
	return start(t, w, h, args, line)
}

// openTerminal starts the program on a terminal of w by h cells, or skips the
// test where true terminals are not asked for.
func openTerminal(t *testing.T, w, h int, args ...string) *terminal {
	t.Helper()
	return start(t, w, h, args, nil)
}

func start(t *testing.T, w, h int, args []string, line *slowLine) *terminal {
	t.Helper()
	if os.Getenv("ZCO_TERMINAL") == "" {
		t.Skip("set ZCO_TERMINAL=1 to run tests on true terminals")
	}
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	home := t.TempDir()
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "HOME="+home,
		"XDG_CONFIG_HOME="+home, "XDG_STATE_HOME="+home, "XDG_CACHE_HOME="+home)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: uint16(h), Cols: uint16(w)})
	if err != nil {
		t.Fatal(err)
	}
	p := &terminal{t: t, tty: tty, cmd: cmd, done: make(chan struct{})}
	if line == nil {
		go p.read()
	} else {
		go line.read(p)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = tty.Close()
		<-p.done
	})
	return p
}

func (p *terminal) read() {
	defer close(p.done)
	buf := make([]byte, 64<<10)
	for {
		n, err := p.tty.Read(buf)
		p.mu.Lock()
		p.out.Write(buf[:n])
		p.last = time.Now()
		p.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// await waits until the output since the last take holds a text.
func (p *terminal) await(text string) {
	p.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		p.mu.Lock()
		found := strings.Contains(p.out.String(), text)
		p.mu.Unlock()
		if found {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	p.t.Fatalf("the terminal never got %q; it got %q", text, p.take())
}

// quiet waits until nothing has been written for a while.
func (p *terminal) quiet() {
	p.mu.Lock()
	p.last = time.Now()
	p.mu.Unlock()
	for {
		p.mu.Lock()
		still := time.Since(p.last)
		p.mu.Unlock()
		if still > 350*time.Millisecond {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// take returns what was written since the last take.
func (p *terminal) take() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.out.String()
	p.out.Reset()
	return s
}

// cost returns what a key makes the program write until it is quiet.
func (p *terminal) cost(keys string) string {
	p.t.Helper()
	p.take()
	if _, err := p.tty.WriteString(keys); err != nil {
		p.t.Fatal(err)
	}
	p.quiet()
	return p.take()
}

// The bytes that a key costs on the wire, at the two sizes of the design.
func TestBytesOnTheWire(t *testing.T) {
	for _, size := range []struct {
		name                       string
		w, h                       int
		move, scroll, page, dialog int
	}{
		// A move draws two rows anew, each of them coloured over its whole width:
		// at most three bytes a cell of one row. A page is another text in every
		// row: at most a byte a cell.
		{"120x40", 120, 40, 3 * 120, 1000, 3600, 3100}, // 38 rows of commands, four with the reason why not; the list of objects stays beside what scrolls: without margins it is sent again
		{"200x60", 200, 60, 3 * 200, 1000, 9600, 4500},
	} {
		t.Run(size.name, func(t *testing.T) {
			p := openTerminal(t, size.w, size.h, "--demo", "asset")
			p.await("10,000")
			p.quiet()
			if size.w >= 160 {
				p.cost("p") // objects and records alone
			}
			check := func(what string, limit int, keys ...string) {
				t.Helper()
				most, sample := 0, ""
				for _, k := range keys {
					if got := p.cost(k); len(got) > most {
						most, sample = len(got), got
					}
				}
				t.Logf("%-28s %5d bytes, at most %d", what, most, limit)
				if most > limit {
					t.Errorf("%s costs %d bytes, want at most %d: %.400q", what, most, limit, sample)
				}
			}
			check("move the cursor in the page", size.move, "j", "j", "j", "k", "l", "h")
			p.cost(strings.Repeat("j", size.h))
			check("scroll by one at the edge", size.scroll, "j", "j", "j", "j", "j")
			check("page down", size.page, "\x1b[6~", "\x1b[6~", "\x1b[6~")
			check("open a dialog", size.dialog, ":")
			p.take()
			if _, err := p.tty.WriteString("\x1b"); err != nil {
				t.Fatal(err)
			}
			p.await("search") // in the footer again: an esc alone is waited for
			p.quiet()
			if idle := p.cost(""); idle != "" {
				t.Errorf("nothing changes, and yet %q is written", idle)
			}
		})
	}
}
