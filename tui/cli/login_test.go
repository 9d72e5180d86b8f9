package cli_test

import (
	"bufio"
	"bytes"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/zalando/go-keyring"

	"zco/api/sandbox"
	"zco/tui/cli"
)

// Over SSH there is no browser: the address is printed, and the one that the
// browser elsewhere ends on is pasted back.
func TestSignInByPasting(t *testing.T) {
	keyring.MockInit()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere") // the keyring that answers is the one above
	base := home(t)
	in, paste := io.Pipe()
	words := &lines{seen: make(chan string, 100)}
	env := map[string]string{"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22", "HOME": t.TempDir()}
	done := make(chan int)
	go func() {
		done <- cli.Main([]string{"login", base, "--client-id", "zco", "--redirect-url", "https://zco.example/callback"},
			cli.NewStreams(in, io.Discard, words, func(k string) string { return env[k] }))
	}()
	address := words.wait(t, regexp.MustCompile(`http://127\.0\.0\.1:\S+/oauth/authorizations/new\?\S+`))
	_, _ = io.WriteString(paste, "https://zco.example/callback?code=made-up&state=wrong\n")
	words.wait(t, regexp.MustCompile(`That is not it`))
	last, err := authorize(address, "approve")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(paste, last+"\n")
	if code := <-done; code != cli.Done {
		t.Fatalf("exit code %d; it said:\n%s", code, words.all())
	}
	if !strings.Contains(words.all(), "Signed in to "+base) {
		t.Errorf("it said:\n%s", words.all())
	}
	var out bytes.Buffer
	code := cli.Main([]string{"whoami"}, cli.NewStreams(strings.NewReader(""), &out, io.Discard, func(k string) string { return env[k] }))
	if code != cli.Done || !strings.Contains(out.String(), "read write") {
		t.Errorf("afterwards whoami is %d:\n%s", code, out.String())
	}
}

// home is a fresh home with a sandbox beside it.
func home(t *testing.T) (base string) {
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("XDG_CONFIG_HOME", dir+"/config")
	t.Setenv("XDG_STATE_HOME", dir+"/state")
	t.Setenv("XDG_CACHE_HOME", dir+"/cache")
	server := sandbox.New(sandbox.Options{Records: 100})
	base, stop, err := server.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = stop() })
	return base
}

// lines is what a program says, to wait for.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
	rest bytes.Buffer
	seen chan string
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text.Write(p)
	l.rest.Write(p)
	r := bufio.NewReader(bytes.NewReader(l.rest.Bytes()))
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			l.rest.Reset()
			l.rest.WriteString(line)
			return len(p), nil
		}
		l.seen <- line
	}
}

func (l *lines) all() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func (l *lines) wait(t *testing.T, want *regexp.Regexp) string {
	t.Helper()
	for line := range l.seen {
		if m := want.FindString(line); m != "" {
			return m
		}
	}
	return ""
}
