//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package tui_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"zco/api/sandbox"
)

// found is a terminal whose other end the test holds as a shell would, so
// that it can be looked at after the program has left.
type found struct {
	*terminal
	shell  *os.File
	before unix.Termios
}

// find starts the program on such a terminal.
func find(t *testing.T, env []string, args ...string) *found {
	t.Helper()
	if os.Getenv("ZCO_TERMINAL") == "" {
		t.Skip("set ZCO_TERMINAL=1 to run tests on true terminals")
	}
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	master, shell, err := pty.Open()
	if err != nil {
		t.Skip(err)
	}
	tty := closable(t, master)
	cmd := exec.Command(path, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = shell, shell, shell
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	home := t.TempDir()
	cmd.Env = append(append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "HOME="+home,
		"XDG_CONFIG_HOME="+home, "XDG_STATE_HOME="+home, "XDG_CACHE_HOME="+home), env...)
	f := &found{terminal: &terminal{t: t, tty: tty, cmd: cmd, done: make(chan struct{})}, shell: shell, before: termios(t, shell)}
	f.size(120, 40)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go f.read()
	timer := time.AfterFunc(12*time.Second, func() { _ = cmd.Process.Kill() })
	t.Cleanup(func() {
		timer.Stop()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = shell.Close()
		_ = tty.Close()
		<-f.done
	})
	return f
}

func termios(t *testing.T, tty *os.File) unix.Termios {
	t.Helper()
	state, err := unix.IoctlGetTermios(int(tty.Fd()), ioctlTermios)
	if err != nil {
		t.Fatal(err)
	}
	return *state
}

// closable returns the file in a way in which closing it ends a read of it.
func closable(t *testing.T, master *os.File) *os.File {
	t.Helper()
	fd, err := unix.Dup(int(master.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	syscall.CloseOnExec(fd)
	_ = master.Close()
	_ = unix.SetNonblock(fd, true)
	return os.NewFile(uintptr(fd), "terminal")
}

// size changes the size of the terminal.
func (f *found) size(w, h uint16) {
	conn, err := f.tty.SyscallConn()
	if err != nil {
		f.t.Fatal(err)
	}
	_ = conn.Control(func(fd uintptr) {
		_ = unix.IoctlSetWinsize(int(fd), unix.TIOCSWINSZ, &unix.Winsize{Col: w, Row: h})
	})
}

func (f *found) keys(s string) { _, _ = f.tty.WriteString(s) }

// ends waits for the program's end and fails unless it has the exit code, was
// quick about it and left the terminal as it was found.
func (f *found) ends(code int, within time.Duration) {
	f.t.Helper()
	from := time.Now()
	_ = f.cmd.Wait()
	took := time.Since(from)
	f.quiet()
	if got := f.cmd.ProcessState.ExitCode(); got != code {
		f.t.Errorf("exit code %d, want %d; it wrote last %q", got, code, tail(f.take()))
	}
	if took > within {
		f.t.Errorf("it took %v to end, at most %v", took, within)
	}
	f.asFound()
}

func (f *found) asFound() {
	f.t.Helper()
	f.mu.Lock()
	out := f.out.String()
	f.mu.Unlock()
	m := newModes().follow(out)
	if left := m.left(); left != "" {
		f.t.Errorf("the terminal is not as it was found: %s; it got last %q", left, tail(out))
	}
	if len(m.unknown) > 0 {
		f.t.Errorf("the terminal got %q", m.unknown)
	}
	if now := termios(f.t, f.shell); now != f.before {
		f.t.Errorf("the tty is\n%+v\nand was\n%+v", now, f.before)
	}
}

func tail(s string) string { return s[max(len(s)-400, 0):] }

// However it ends, the terminal is left as it was found and the exit code says
// how.
func TestEnds(t *testing.T) {
	for name, c := range map[string]struct {
		end  func(*found)
		code int
	}{
		"q":             {func(f *found) { f.keys("q") }, 0},
		"ctrl+c":        {func(f *found) { f.keys("\x03") }, 0},
		"SIGTERM":       {func(f *found) { _ = f.cmd.Process.Signal(syscall.SIGTERM) }, 143},
		"SIGHUP":        {func(f *found) { _ = f.cmd.Process.Signal(syscall.SIGHUP) }, 129},
		"SIGINT":        {func(f *found) { _ = f.cmd.Process.Signal(syscall.SIGINT) }, 130},
		"while typing":  {func(f *found) { f.keys("/abc"); f.quiet(); _ = f.cmd.Process.Signal(syscall.SIGTERM) }, 143},
		"in a dialog":   {func(f *found) { f.keys("?"); f.quiet(); f.keys("\x03") }, 0},
		"while it runs": {func(f *found) { f.keys("jjjjjjjj\x1b[6~\x1b[6~"); _ = f.cmd.Process.Signal(syscall.SIGTERM) }, 143},
	} {
		t.Run(name, func(t *testing.T) {
			f := find(t, nil, "--demo", "asset")
			f.await("10,000")
			f.quiet()
			c.end(f)
			f.ends(c.code, 2*time.Second)
		})
	}
}

// A signal that comes before anything was drawn ends it as well.
func TestEndsAtOnce(t *testing.T) {
	for _, after := range []time.Duration{0, 5, 10, 20, 30, 40, 60, 90} {
		f := find(t, nil, "--demo", "asset")
		time.Sleep(after * time.Millisecond)
		_ = f.cmd.Process.Signal(syscall.SIGTERM)
		_ = f.cmd.Wait()
		if state := f.cmd.ProcessState; state.ExitCode() != 143 && !state.Sys().(syscall.WaitStatus).Signaled() {
			t.Errorf("after %d ms: %v, it wrote %q", after, state, tail(f.take()))
		}
		f.quiet()
		f.asFound()
	}
}

// A closed terminal ends the program, quietly and soon.
func TestTerminalCloses(t *testing.T) {
	f := find(t, nil, "--demo", "asset")
	f.await("10,000")
	f.quiet()
	_ = f.shell.Close()
	_ = f.tty.Close()
	ended := make(chan error, 1)
	go func() { ended <- f.cmd.Wait() }()
	select {
	case <-ended:
		if code := f.cmd.ProcessState.ExitCode(); code != 129 {
			t.Errorf("exit code %d, want 129", code)
		}
	case <-time.After(5 * time.Second):
		t.Error("it runs on without a terminal")
	}
}

// A terminal that takes no more bytes, as behind a line that hangs, does not
// keep the program from ending.
func TestEndsOnALineThatHangs(t *testing.T) {
	f := find(t, nil, "--demo", "asset")
	f.await("10,000")
	f.mu.Lock() // the reader stands still
	for range 40 {
		f.keys("\x1b[6~\x1b[6~T")
		time.Sleep(10 * time.Millisecond)
	}
	_ = f.cmd.Process.Signal(syscall.SIGTERM)
	from := time.Now()
	_ = f.cmd.Wait()
	f.mu.Unlock()
	if code, took := f.cmd.ProcessState.ExitCode(), time.Since(from); code != 143 || took > 6*time.Second {
		t.Errorf("exit code %d after %v", code, took)
	}
	f.quiet()
	if now := termios(t, f.shell); now != f.before {
		t.Error("the tty is not as it was found")
	}
}

// Ctrl+c ends at once while the network hangs, before and after the first
// answer.
func TestQuitsWhileARequestHangs(t *testing.T) {
	server := sandbox.New(sandbox.Options{})
	hang := make(chan struct{})
	reached := make(chan struct{}, 100)
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/records") {
			reached <- struct{}{}
			select {
			case <-hang:
			case <-r.Context().Done():
			}
		}
		server.ServeHTTP(w, r)
	}))
	defer front.Close()
	defer close(hang)
	env := []string{"ZENDESK_BASE_URL=" + front.URL, "ZENDESK_EMAIL=agent@sandbox.example", "ZENDESK_API_TOKEN=sandbox-token"}
	f := find(t, env, "asset")
	<-reached
	f.quiet()
	f.keys("\x03")
	f.ends(0, time.Second)
}

// Nothing of a terminal's late reply lies at the shell's prompt, and what is
// typed behind it does.
func TestLateRepliesDoNotReachTheShell(t *testing.T) {
	f := find(t, nil, "--demo", "asset")
	f.await("10,000")
	f.keys("\x1b[0n") // the terminal answers, so that frames are paced
	f.quiet()
	f.take()
	f.keys("j")
	f.await("\x1b[5n")
	f.keys("\x03")
	f.await("\x1b[?1049l")
	time.Sleep(50 * time.Millisecond) // on the line
	f.keys(strings.Repeat("\x1b[0n", strings.Count(f.take(), "\x1b[5n")) + "ls")
	_ = f.cmd.Wait()
	state := f.before
	state.Lflag &^= unix.ICANON
	_ = unix.IoctlSetTermios(int(f.shell.Fd()), ioctlSetTermios, &state)
	buf := make([]byte, 100)
	if n, _ := unix.Read(int(f.shell.Fd()), buf); string(buf[:max(n, 0)]) != "ls" {
		t.Errorf("the shell reads %q, and ls was typed", buf[:max(n, 0)])
	}
}

// Storms of resizes, to nothing and back, while keys are typed.
func TestResizeStorm(t *testing.T) {
	f := find(t, nil, "--demo", "asset")
	f.await("10,000")
	sizes := [][2]uint16{{1, 1}, {0, 0}, {40, 10}, {200, 60}, {3, 200}, {300, 2}, {120, 40}, {0, 40}, {80, 0}, {99, 15}}
	for i := range 50 {
		s := sizes[i%len(sizes)]
		f.size(s[0], s[1])
		f.keys([]string{"j", "?", "\x1b", "p", "/a", "\x1b", "\t", "G", "k", "y"}[i%10])
		time.Sleep(7 * time.Millisecond)
	}
	f.size(100, 30)
	f.quiet()
	f.keys("\x1b")
	f.quiet()
	f.keys("\x1b")
	f.quiet()
	f.take()
	f.keys("\x0c")
	f.quiet()
	f.await("10,000")
	f.out.Reset()
	f.keys("\x03")
	_ = f.cmd.Wait()
	if code := f.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if now := termios(t, f.shell); now != f.before {
		t.Error("the tty is not as it was found")
	}
}
