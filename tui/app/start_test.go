package app_test

import (
	"bytes"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"

	"github.com/creack/pty"
)

// From the start of the process to the first frame with the table's rows, over
// true HTTP to the demo's own listener.
func TestNumbersOfTheStart(t *testing.T) {
	if os.Getenv("ZCO_TERMINAL") == "" {
		t.Skip("set ZCO_TERMINAL=1 to run tests on true terminals")
	}
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	var took []float64
	for range 15 {
		took = append(took, started(t, path).Seconds()*1000)
	}
	slices.Sort(took)
	t.Logf("the quickest %.1f ms, the slowest %.1f ms", took[0], took[len(took)-1])
	reach(t, "start of --demo to its first rows, the middle of 15", took[len(took)/2], 50, "ms")
}

// started runs the program until its rows are on the terminal, and returns how
// long that took.
func started(t *testing.T, path string) time.Duration {
	t.Helper()
	cmd := exec.Command(path, "--demo", "asset")
	home := t.TempDir()
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "HOME="+home,
		"XDG_CONFIG_HOME="+home, "XDG_STATE_HOME="+home, "XDG_CACHE_HOME="+home)
	began := time.Now()
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 120})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = tty.Close()
	}()
	timer := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	var out []byte
	buf := make([]byte, 64<<10)
	for !bytes.Contains(out, []byte("SN-00000020")) {
		n, err := tty.Read(buf)
		if err != nil {
			t.Fatalf("no rows came: %v\n%q", err, out)
		}
		out = append(out, buf[:n]...)
	}
	return time.Since(began)
}
