//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package app_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/domain/journal"
)

// Sessions of one person, side by side, are ended while that person types,
// each in its own record: by signals, by the loss of the terminal and by kill
// -9. Nobody's draft is lost, and of the last words no more than was promised.
//
//	ZCO_TERMINAL=1 go test ./tui/app -run KilledWhile    20 of them
//	ZCO_LONG=1 go test ./tui/app -run KilledWhile        720
//	ZCO_LONG=1 ZCO_KILLS=5000 go test ./tui/app -run KilledWhile -timeout 2h
func TestKilledWhileTyping(t *testing.T) {
	kills := killsWanted(t)
	server := sandbox.New(sandbox.Options{Records: kills, RateLimit: -1, Email: "agent@sandbox.example", Token: "sandbox-token"})
	base, stop, err := server.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stop() }()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	k := &killing{path: path, base: base, home: t.TempDir(), records: recordsOf(t, base, kills)}
	var all sync.WaitGroup
	next := make(chan int)
	for range 6 {
		all.Go(func() {
			for i := range next {
				k.one(i)
			}
		})
	}
	for i := range kills {
		next <- i
	}
	close(next)
	all.Wait()
	k.judge(t)
}

func killsWanted(t *testing.T) (n int) {
	t.Helper()
	switch {
	case os.Getenv("ZCO_KILLS") != "":
		if _, err := fmt.Sscan(os.Getenv("ZCO_KILLS"), &n); err != nil {
			t.Fatal(err)
		}
		return n
	case os.Getenv("ZCO_LONG") != "":
		return 720
	case os.Getenv("ZCO_TERMINAL") != "":
		return 20
	}
	t.Skip("set ZCO_TERMINAL=1 to run tests on true terminals")
	return 0
}

func recordsOf(t *testing.T, base string, n int) (ids []string) {
	t.Helper()
	client, err := api.New(base, api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	for r, err := range client.AllRecords(t.Context(), "asset", api.RecordFilter{}, "") {
		if err != nil {
			t.Fatal(err)
		}
		if ids = append(ids, r.ID); len(ids) == n {
			break
		}
	}
	return ids
}

// ending is a way in which a session ends, and how many of the keys that were
// pressed last it may cost: what lay in memory for a quarter of a second, or
// what the system had not handed on when it took the terminal away: on a busy
// machine some keys more.
type ending struct {
	name  string
	costs int
	end   func(cmd *exec.Cmd, tty *os.File)
}

func by(sig syscall.Signal) func(*exec.Cmd, *os.File) {
	return func(cmd *exec.Cmd, _ *os.File) { _ = cmd.Process.Signal(sig) }
}

var endings = []ending{
	{"KILL", 40, by(syscall.SIGKILL)}, {"HUP", 0, by(syscall.SIGHUP)}, {"TERM", 0, by(syscall.SIGTERM)}, {"INT", 0, by(syscall.SIGINT)},
	{"closed", 10, func(_ *exec.Cmd, tty *os.File) { _ = tty.Close() }},
}

// killed is a session that ended: what was typed in it, and how it went.
type killed struct {
	record, typed string
	by            ending
	err           error
}

type killing struct {
	path, base, home string
	records          []string

	mu   sync.Mutex
	done []killed
}

// one opens a record, types in it and ends the program amid that.
func (k *killing) one(i int) {
	random := rand.New(rand.NewPCG(uint64(i), 720))
	d := killed{record: k.records[i], by: endings[i%len(endings)]}
	defer func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.done = append(k.done, d)
	}()
	cmd := exec.Command(k.path, "asset/"+d.record)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "LANG=C.UTF-8", "HOME="+k.home, "XDG_CONFIG_HOME="+k.home, "XDG_STATE_HOME="+k.home+"/state",
		"XDG_CACHE_HOME="+k.home, "ZENDESK_BASE_URL="+k.base, "ZENDESK_EMAIL=agent@sandbox.example", "ZENDESK_API_TOKEN=sandbox-token")
	master, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 120})
	if err != nil {
		d.err = err
		return
	}
	tty, err := interruptible(master)
	if err != nil {
		d.err = err
		return
	}
	s := &screenOf{tty: tty}
	read := make(chan struct{})
	go func() { defer close(read); s.read() }()
	late := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer func() {
		_ = cmd.Wait()
		late.Stop()
		_ = tty.Close()
		<-read
	}()
	if d.err = s.await("Purchased on"); d.err != nil {
		_ = cmd.Process.Kill()
		return
	}
	d.typed, d.err = typeInto(s, random, i)
	d.by.end(cmd, tty)
}

// typeInto edits a field and types at the speed of a good typist in a hurry.
func typeInto(s *screenOf, random *rand.Rand, i int) (typed string, err error) {
	for _, key := range "g" + strings.Repeat("j", 14) + "e" {
		if _, err := s.tty.WriteString(string(key)); err != nil {
			return "", err
		}
		time.Sleep(15 * time.Millisecond)
	}
	const alphabet = "abcdefghijklmnopqrstuvwxyz"
	text := fmt.Sprintf("K%d", i)
	for range 12 + random.IntN(50) {
		text += alphabet[random.IntN(26):][:1]
	}
	for _, r := range text {
		if _, err := s.tty.WriteString(string(r)); err != nil {
			return typed, err
		}
		typed += string(r)
		time.Sleep(time.Duration(5+random.IntN(20)) * time.Millisecond)
	}
	// Amid the next key: what was said to be safe by then is.
	_, err = s.tty.WriteString("z")
	return typed + "z", err
}

// screenOf is what a terminal got.
type screenOf struct {
	tty *os.File
	mu  sync.Mutex
	out strings.Builder
}

func (s *screenOf) read() {
	for b := make([]byte, 64<<10); ; {
		n, err := s.tty.Read(b)
		s.mu.Lock()
		s.out.Write(b[:n])
		s.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (s *screenOf) await(text string) error {
	for end := time.Now().Add(50 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		s.mu.Lock()
		found := strings.Contains(s.out.String(), text)
		s.mu.Unlock()
		if found {
			return nil
		}
	}
	return fmt.Errorf("the terminal never got %q", text)
}

// judge looks at what the next start finds.
func (k *killing) judge(t *testing.T) {
	j, err := journal.Open(k.home+"/state/zco/journal", journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = j.Close() }()
	drafts := map[string]string{}
	for _, d := range j.Drafts(k.base) {
		for _, f := range d.Fields {
			drafts[d.Record] += f.Partial
			if f.Partial == "" {
				drafts[d.Record] += f.Mine.Text()
			}
		}
	}
	worst, n := map[string]int{}, map[string]int{}
	for _, d := range k.done {
		if d.err != nil {
			t.Errorf("%s of %s: %v", d.by.name, d.record, d.err)
			continue
		}
		n[d.by.name]++
		has := d.typed
		for has != "" && !strings.Contains(drafts[d.record], has) {
			has = has[:len(has)-1]
		}
		missing := len(d.typed) - len(has)
		worst[d.by.name] = max(worst[d.by.name], missing)
		if missing > d.by.costs || len(has) < 3 {
			t.Errorf("%s: %q was typed, %q is offered", d.by.name, d.typed, drafts[d.record])
		}
	}
	for _, e := range endings {
		t.Logf("%s: %d sessions, at most %d keys missing", e.name, n[e.name], worst[e.name])
	}
}
