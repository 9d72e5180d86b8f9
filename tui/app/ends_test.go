//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package app_test

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
	tty, err := interruptible(master)
	if err != nil {
		t.Fatal(err)
	}
	return tty
}

func interruptible(master *os.File) (*os.File, error) {
	fd, err := unix.FcntlInt(master.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	_ = master.Close()
	_ = unix.SetNonblock(fd, true)
	return os.NewFile(uintptr(fd), "terminal"), nil
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
	for _, after := range []int{0, 5, 10, 20, 30, 40, 60, 90} { // milliseconds
		f := find(t, nil, "--demo", "asset")
		time.Sleep(time.Duration(after) * time.Millisecond)
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
	f.ends(0, 3*time.Second) // the request would hang for ever
}

// Nothing of a terminal's late reply lies at the shell's prompt, and what is
// typed behind it does.
func TestLateRepliesDoNotReachTheShell(t *testing.T) {
	f := find(t, nil, "--demo", "asset")
	f.await("10,000")
	f.quiet()
	f.take()
	f.keys("\x1b[0n") // the terminal answers, so that frames are paced
	f.quiet()
	f.keys("j")
	f.await("\x1b[5n")
	f.keys("\x03")
	f.await("\x1b[?1049l")
	time.Sleep(50 * time.Millisecond) // on the line
	f.keys(strings.Repeat("\x1b[0n", strings.Count(f.take(), "\x1b[5n")) + "ls")
	_ = f.cmd.Wait()
	state := f.before
	state.Lflag &^= unix.ICANON
	state.Cc[unix.VMIN], state.Cc[unix.VTIME] = 0, 20 // it may have nothing to read
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

// What the command line prints of hostile records at a terminal, on both of its
// ways out, is text as well.
func TestHostileRecordsOnTheCommandLine(t *testing.T) {
	for _, args := range [][]string{
		{"records", "wild_text", "--demo", "--query", "Title changer"}, {"objects", "--demo"}, {"get", "asset/\x1b]0;owned\a", "--demo"},
		{"records", "asset\x1b[2J", "--demo"}, {"records", "asset", "--demo", "--sort", "\x1b[2J\u202e"}, {"\x1b]0;owned\a", "--demo", "--theme", "\x1b[31m"},
		{"records", "wild_text", "--demo", "--query", "Title changer", "--json"}, {"export", "wild_text", "--demo", "--query", "Title changer", "--format", "csv"},
		{"import", "asset", "/tmp/no\x1b[2Jfile.csv", "--demo"}, {"--profile", "\x1b]0;owned\a"}, {"--config", "/no/\x1b[2Jfile"}, {"\x1b[2J", "two"}, {"--\x1b[2J"},
	} {
		f := find(t, []string{"ZENDESK_SUBDOMAIN="}, args...)
		_ = f.cmd.Wait()
		f.quiet()
		out := f.take()
		m := newModes().follow(out)
		if len(m.unknown) > 0 || m.title != "" || strings.ContainsAny(out, "\u202e\u202d") || out == "" || strings.Contains(out, "\x1b[2J") {
			t.Errorf("%q: %q, title %q, it wrote %q", args, m.unknown, m.title, tail(out))
		}
	}
}

// Each terminal gets the colours it has and nothing that it does not know.
func TestColoursOfTheTerminal(t *testing.T) {
	for name, c := range map[string]struct {
		env       []string
		has, none []string
	}{
		"NO_COLOR":      {[]string{"NO_COLOR=1"}, []string{"7m"}, []string{"38;5;", "38;2;", "48;5;", "48;2;", "\x1b[31m", "\x1b[36m", "\x1b[96m", "\x1b[97;"}},
		"linux":         {[]string{"TERM=linux", "COLORTERM="}, []string{"96m"}, []string{"38;5;", "38;2;", "48;5;"}},
		"vt100":         {[]string{"TERM=vt100", "COLORTERM="}, nil, []string{"38;5;", "38;2;"}},
		"screen":        {[]string{"TERM=screen", "COLORTERM="}, nil, []string{"38;2;"}},
		"256 colours":   {[]string{"COLORTERM="}, []string{"38;5;"}, []string{"38;2;"}},
		"true colour":   {nil, []string{"38;5;"}, nil},
		"high contrast": {[]string{"ZCO_THEME=high-contrast"}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := find(t, c.env, "--demo", "asset")
			f.await("SN-00000003")
			f.quiet()
			f.keys("jj y")
			f.quiet()
			f.mu.Lock()
			out := f.out.String()
			f.mu.Unlock()
			for _, want := range c.has {
				if !strings.Contains(out, want) {
					t.Errorf("it does not write %q", want)
				}
			}
			for _, not := range c.none {
				if i := strings.Index(out, not); i >= 0 {
					t.Errorf("it writes %q", out[max(i-10, 0):min(i+30, len(out))])
				}
			}
			f.keys("\x03")
			f.ends(0, 2*time.Second)
		})
	}
}

// A terminal that cannot place the cursor is told so in a sentence.
func TestDumbTerminal(t *testing.T) {
	f := find(t, []string{"TERM=dumb"}, "--demo")
	_ = f.cmd.Wait()
	f.quiet()
	out := f.take()
	if f.cmd.ProcessState.ExitCode() != 2 || strings.Contains(out, "\x1b") || !strings.Contains(out, "cannot place the cursor") || strings.Count(out, "\n") != 1 {
		t.Errorf("exit code %d, it wrote %q", f.cmd.ProcessState.ExitCode(), out)
	}
}

// An arrow that a slow line splits, and an esc at any moment, destroy nothing.
func TestSplitArrowOnTheLine(t *testing.T) {
	f := find(t, nil, "--demo", "asset")
	f.await("SN-00000003")
	f.quiet()
	f.keys("\r")
	f.await("Purchased on")
	f.keys("e")
	f.quiet()
	f.keys("XYZ")
	f.quiet()
	f.take()
	f.keys("\x1b")
	time.Sleep(120 * time.Millisecond)
	f.keys("[D")
	f.quiet()
	f.keys("\x0c")
	f.quiet()
	if out := f.take(); !strings.Contains(out, "XYZ") || !strings.Contains(out, "not sent") || strings.Contains(out, "Delete") {
		t.Errorf("it shows %q", out)
	}
	f.keys("\x1b[")
	time.Sleep(120 * time.Millisecond)
	f.keys("A")
	f.quiet()
	if out := f.take(); strings.Contains(out, "selected") {
		t.Errorf("the end of an arrow selected something: %q", out)
	}
}

// What was typed when the line dropped is offered at the next start.
func TestDraftsOutliveTheLine(t *testing.T) {
	for name, drop := range map[string]func(*found){
		"closed":  func(f *found) { _ = f.shell.Close(); _ = f.tty.Close() },
		"SIGTERM": func(f *found) { _ = f.cmd.Process.Signal(syscall.SIGTERM) },
		"SIGKILL": func(f *found) { time.Sleep(300 * time.Millisecond); _ = f.cmd.Process.Kill() },
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			env := []string{"HOME=" + home, "XDG_CONFIG_HOME=" + home, "XDG_STATE_HOME=" + home}
			f := find(t, env, "--demo", "asset")
			f.await("SN-00000003")
			f.quiet()
			f.keys("\r")
			f.await("Purchased on")
			f.keys("e")
			f.quiet()
			f.keys("DRAFTED")
			f.quiet()
			f.keys("\x0c") // it was written letter by letter
			f.await("DRAFTED")
			drop(f)
			_ = f.cmd.Wait()
			g := find(t, env, "--demo", "asset")
			g.await("1 draft")
			g.keys("\x03")
			_ = g.cmd.Wait()
		})
	}
}
