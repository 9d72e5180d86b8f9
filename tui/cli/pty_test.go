//go:build !windows

package cli_test

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"zco/tui/cli"
)

// terminal is the program at a terminal, as a person has it.
type terminal struct {
	t    *testing.T
	mute bool // it answers nothing that it is asked
	tty  *os.File
	cmd  *exec.Cmd
	mu   sync.Mutex
	text bytes.Buffer
	more chan bool
}

func atTerminal(t *testing.T, env []string, args ...string) *terminal {
	t.Helper()
	return sit(&terminal{t: t}, env, args...)
}

func atMuteTerminal(t *testing.T, env []string, args ...string) *terminal {
	t.Helper()
	return sit(&terminal{t: t, mute: true}, env, args...)
}

func sit(x *terminal, env []string, args ...string) *terminal {
	t := x.t
	t.Helper()
	self, err := exec.LookPath("zco")
	if err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(append(os.Environ(), "TERM=xterm-256color"), env...)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Skip(err)
	}
	x.tty, x.cmd, x.more = tty, cmd, make(chan bool, 1)
	timer := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
	t.Cleanup(func() { timer.Stop(); tty.Close() })
	go x.read()
	return x
}

// askStatus is what every terminal answers, in order behind all else: all is
// well. The program waits for the answers before it leaves, and not for long.
const askStatus = "\x1b[5n"

func (x *terminal) read() {
	defer close(x.more)
	part := make([]byte, 4096)
	asked := ""
	for {
		n, err := x.tty.Read(part)
		x.mu.Lock()
		x.text.Write(part[:n])
		x.mu.Unlock()
		for asked += string(part[:n]); !x.mute && strings.Contains(asked, askStatus); _, asked, _ = strings.Cut(asked, askStatus) {
			x.types("\x1b[0n")
		}
		asked = asked[max(0, len(asked)-len(askStatus)+1):]
		if err != nil {
			return
		}
		select {
		case x.more <- true:
		default:
		}
	}
}

func (x *terminal) all() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.text.String()
}

// expect waits until a text has appeared.
func (x *terminal) expect(text string) {
	x.t.Helper()
	for !strings.Contains(x.all(), text) {
		if _, open := <-x.more; !open && !strings.Contains(x.all(), text) {
			x.t.Fatalf("%q did not appear; there was:\n%q", text, x.all())
		}
	}
}

// forget drops what has appeared so far.
func (x *terminal) forget() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.text.Reset()
}

// pause is as long as a person takes who did not expect what came.
func (x *terminal) pause() { time.Sleep(600 * time.Millisecond) }

func (x *terminal) types(text string) { _, _ = x.tty.WriteString(text) }

func (x *terminal) ends() int {
	for range x.more { // a terminal ends when nobody holds it
	}
	_ = x.cmd.Wait()
	return x.cmd.ProcessState.ExitCode()
}

// Deleting names the record and wants a yes; anything else deletes nothing.
func TestDeleteAsksAtATerminal(t *testing.T) {
	base := home(t)
	env := []string{"ZENDESK_BASE_URL=" + base, "ZENDESK_EMAIL=agent@sandbox.example", "ZENDESK_API_TOKEN=sandbox-token"}
	cmd, out, words := start(t, env, "create", "vendor", "name=Doomed \u202e")
	made := make([]byte, 100)
	n, _ := out.Read(made)
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, words)
	}
	id := strings.TrimSpace(string(made[:n]))
	for _, c := range []struct {
		answer, say string
		code        int
	}{
		{"\r", "nothing was deleted", cli.Failed},
		{"no\r", "nothing was deleted", cli.Failed},
		{"y\r", "deleted " + id, cli.Done},
	} {
		x := atTerminal(t, env, "delete", id)
		x.expect("for good? [y/N]")
		if !strings.Contains(x.all(), "Doomed") || strings.Contains(x.all(), "\u202e") {
			t.Errorf("it asked: %q", x.all())
		}
		x.types(c.answer)
		if code := x.ends(); code != c.code || !strings.Contains(x.all(), c.say) {
			t.Errorf("after %q: exit code %d\n%q", c.answer, code, x.all())
		}
	}
}

// What a terminal would obey does not get there, not even by an export; and
// how far it is shows only there.
func TestExportAtATerminal(t *testing.T) {
	x := atTerminal(t, nil, "export", "wild_text", "--demo", "--format", "jsonl", "--query", "Title changer")
	if code := x.ends(); code != cli.Done || !strings.Contains(x.all(), "Title changer") {
		t.Errorf("exit code %d\n%q", code, x.all())
	}
	y := atTerminal(t, nil, "export", "wild_text", "--demo", "--format", "csv", "--query", "Title changer")
	if code := y.ends(); code != cli.Done || strings.Contains(y.all(), "\x1b]0;") {
		t.Errorf("exit code %d\n%q", code, y.all())
	}
	z := atTerminal(t, nil, "export", "asset", "--demo", "--demo-records", "1500", "-o", t.TempDir()+"/all.csv")
	if code := z.ends(); code != cli.Done || !strings.Contains(z.all(), "exporting asset [") || !strings.Contains(z.all(), "1,500 records") {
		t.Errorf("exit code %d\n%q", code, z.all())
	}
}
