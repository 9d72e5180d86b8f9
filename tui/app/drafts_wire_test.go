package app_test

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// openAt starts the program on a true terminal, with its files in home.
func openAt(t *testing.T, home string, args ...string) *terminal {
	t.Helper()
	if os.Getenv("ZCO_TERMINAL") == "" {
		t.Skip("set ZCO_TERMINAL=1 to run tests on true terminals")
	}
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LANG=C.UTF-8", "HOME="+home,
		"XDG_CONFIG_HOME="+home, "XDG_STATE_HOME="+home, "XDG_CACHE_HOME="+home)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 120})
	if err != nil {
		t.Fatal(err)
	}
	p := &terminal{t: t, tty: tty, cmd: cmd, done: make(chan struct{})}
	go p.read()
	t.Cleanup(func() { p.end(syscall.SIGKILL) })
	return p
}

// end ends the program with a signal and waits until it is gone.
func (p *terminal) end(sig os.Signal) {
	_ = p.cmd.Process.Signal(sig)
	_ = p.cmd.Wait()
	_ = p.tty.Close()
	<-p.done
}

// However the program ends while somebody types, at most a quarter of a second
// after the last key the text is there at the next start.
func TestTypedTextOutlivesTheProgram(t *testing.T) {
	const text = "Reykjavik by night"
	for name, end := range map[string]func(*terminal){
		"kill -9": func(p *terminal) {
			time.Sleep(250 * time.Millisecond)
			p.end(syscall.SIGKILL)
		},
		"SIGHUP":  func(p *terminal) { p.end(syscall.SIGHUP) },
		"SIGTERM": func(p *terminal) { p.end(syscall.SIGTERM) },
		"ctrl+c": func(p *terminal) {
			_, _ = p.tty.WriteString("\x03")
			p.await("1 draft is kept")
			_ = p.cmd.Wait()
		},
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			p := openAt(t, home, "--demo", "asset/"+asset)
			p.await("SN-00000001")
			p.quiet()
			p.cost("g" + strings.Repeat("j", 14) + "e")
			for _, r := range text {
				if _, err := p.tty.WriteString(string(r)); err != nil {
					t.Fatal(err)
				}
				time.Sleep(20 * time.Millisecond)
			}
			p.await("t")
			end(p)
			again := openAt(t, home, "--demo", "asset/"+asset)
			again.await("from earlier")
			again.await(text)
		})
	}
}
