package journal

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// TestMain lets the test binary be another session.
func TestMain(m *testing.M) {
	if dir := os.Getenv("JOURNAL_TEST_DIR"); dir != "" {
		typist(dir, os.Getenv("JOURNAL_TEST_RECORD"))
		return
	}
	os.Exit(m.Run())
}

// typist types numbers until it is killed, and says each that is safe.
func typist(dir, record string) {
	j, err := Open(dir, Options{})
	if err != nil {
		fmt.Println("cannot open:", err)
		return
	}
	k := Key{"acme", "car", record}
	for i := 1; ; i++ {
		j.Put(k, about, "note", Edit{Partial: strconv.Itoa(i) + strings.Repeat(" long", 200)})
		if err := j.Flush(ctx); err != nil {
			fmt.Println("cannot flush:", err)
			return
		}
		fmt.Println(i)
	}
}

type session2 struct {
	cmd *exec.Cmd
	out *bufio.Scanner
}

func startTypist(t *testing.T, dir, record string) *session2 {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "JOURNAL_TEST_DIR="+dir, "JOURNAL_TEST_RECORD="+record)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	return &session2{cmd, bufio.NewScanner(out)}
}

// until reads what the typist says, up to a number, and returns it.
func (s *session2) until(t *testing.T, n int) int {
	t.Helper()
	for s.out.Scan() {
		i, err := strconv.Atoi(s.out.Text())
		if err != nil {
			t.Fatal(s.out.Text())
		}
		if i >= n {
			return i
		}
	}
	t.Fatal("the typist ended")
	return 0
}

func number(t *testing.T, d Draft) int {
	t.Helper()
	text, _, _ := strings.Cut(d.Fields["note"].Partial, " ")
	n, err := strconv.Atoi(text)
	must(t, err)
	return n
}

// Two sessions type at once, are seen by a third, and are killed with -9: what
// was said to be safe is.
func TestKillWhileTyping(t *testing.T) {
	dir := t.TempDir()
	a := startTypist(t, dir, "a")
	a.until(t, 5)
	b := startTypist(t, dir, "b")
	b.until(t, 20)
	j, err := Open(dir, Options{})
	must(t, err)
	if list := j.Drafts("acme"); len(list) != 2 || list[0].Session == "" || list[1].Session == "" || list[0].Session == list[1].Session {
		t.Fatalf("two sessions are typing, seen: %+v", list)
	}
	safe := map[string]int{"a": a.until(t, 60), "b": b.until(t, 60)}
	for _, s := range []*session2{a, b} {
		must(t, s.cmd.Process.Kill())
		s.cmd.Wait()
	}
	must(t, j.Rescan(ctx))
	list := j.Drafts("acme")
	if len(list) != 2 {
		t.Fatalf("%d drafts after the sessions were killed", len(list))
	}
	for _, d := range list {
		if d.Session != "" || !d.Earlier || number(t, d) < safe[d.Record] {
			t.Errorf("record %s: %d came back, %d was safe; session %q, offered %v", d.Record, number(t, d), safe[d.Record], d.Session, d.Earlier)
		}
	}
	must(t, j.Close())
	j, err = Open(dir, Options{})
	must(t, err)
	defer j.Close()
	if j.Count("acme") != 2 {
		t.Errorf("%d drafts at the next start", j.Count("acme"))
	}
}
