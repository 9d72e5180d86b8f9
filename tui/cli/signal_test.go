package cli_test

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// start runs the program as a process of its own, as only that takes signals.
func start(t *testing.T, env []string, args ...string) (cmd *exec.Cmd, out *os.File, words *bytes.Buffer) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("there are no such signals")
	}
	self, err := exec.LookPath("zco") // TestMain put it there
	if err != nil {
		t.Skip(err)
	}
	cmd = exec.Command(self, args...)
	cmd.Env = append(os.Environ(), env...)
	words = &bytes.Buffer{}
	cmd.Stderr = words
	out, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout = in
	t.Cleanup(func() { out.Close() })
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in.Close()
	timer := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
	t.Cleanup(func() { timer.Stop() })
	return cmd, out, words
}

func TestSandboxListensAndEndsCleanly(t *testing.T) {
	for _, sig := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		state := t.TempDir() + "/state.json"
		cmd, out, words := start(t, nil, "sandbox", "--listen", "127.0.0.1:0", "--records", "50", "--state", state)
		var env []string
		printed := bufio.NewReader(out)
		for range 3 {
			line, err := printed.ReadString('\n')
			if err != nil {
				t.Fatalf("%v; it said: %s", err, words)
			}
			env = append(env, strings.TrimSpace(line))
		}
		made, _, said := start(t, env, "create", "vendor", "name=Kept")
		if err := made.Wait(); err != nil {
			t.Errorf("a client with the printed variables: %v\n%s", err, said)
		}
		_ = cmd.Process.Signal(sig)
		if err := cmd.Wait(); err != nil || words.Len() > 0 {
			t.Errorf("after %v: %v\n%s", sig, err, words)
		}
		if saved, err := os.ReadFile(state); err != nil || !strings.Contains(string(saved), "Kept") {
			t.Errorf("after %v the state is not kept: %v", sig, err)
		}
	}
}

// A reader that has enough ends a list quietly and an export with a word.
func TestReaderGoesAway(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		say  string
	}{
		{[]string{"records", "asset", "--limit", "0", "--demo", "--demo-records", "5000"}, 0, ""},
		{[]string{"export", "asset", "--demo", "--demo-records", "5000"}, 5, "not all records were written"},
	} {
		cmd, out, words := start(t, nil, c.args...)
		_, _ = bufio.NewReaderSize(out, 16).ReadString('\n')
		out.Close()
		err := cmd.Wait()
		if got := cmd.ProcessState.ExitCode(); got != c.code || !strings.Contains(words.String(), c.say) || c.say == "" && words.Len() > 0 {
			t.Errorf("%v ended as %d (%v), saying %q", c.args, got, err, words)
		}
	}
}
