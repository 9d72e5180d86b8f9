//go:build !windows

package cli_test

import (
	"encoding/base64"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"zco/api/sandbox"
	"zco/tui/cli"
)

var nobody = []string{"ZENDESK_BASE_URL=", "ZENDESK_SUBDOMAIN=", "ZENDESK_EMAIL=", "ZENDESK_API_TOKEN=", "ZENDESK_OAUTH_TOKEN="}

// Where nobody is signed in, the form opens; who leaves it is told what to do.
func TestFirstRunLeft(t *testing.T) {
	home(t)
	for key, at := range map[string]func(*testing.T, []string, ...string) *terminal{"\x1b": atTerminal, "\x03": atMuteTerminal} {
		x := at(t, nobody)
		x.expect("Sign in to a Zendesk account")
		x.types(key)
		if key == "\x1b" {
			x.expect("esc once more")
			x.types(key)
		}
		if code := x.ends(); code != cli.Refused || !strings.Contains(x.all(), "zco login") {
			t.Errorf("after %q: exit code %d\n%q", key, code, x.all())
		}
	}
}

// Credentials of the environment that are half there, or wrong, are no reason
// for a form: what sets them wants mending.
func TestCredentialsOfTheEnvironmentAtATerminal(t *testing.T) {
	base := home(t)
	for want, env := range map[string][]string{
		"ZENDESK_EMAIL":                         {"ZENDESK_BASE_URL=" + base, "ZENDESK_EMAIL=", "ZENDESK_API_TOKEN=half"},
		"the account refused ZENDESK_API_TOKEN": {"ZENDESK_BASE_URL=" + base, "ZENDESK_EMAIL=agent@sandbox.example", "ZENDESK_API_TOKEN=s3cr3t-but-wrong"},
	} {
		x := atTerminal(t, env)
		if code := x.ends(); code != cli.Refused || !strings.Contains(x.all(), want) || strings.Contains(x.all(), "s3cr3t") {
			t.Errorf("%v: exit code %d\n%q", env, code, x.all())
		}
	}
}

var copied = regexp.MustCompile("\x1b\\]52;c;([A-Za-z0-9+/=]+)")

// A fresh host over SSH: the form, the address copied, the one that the browser
// elsewhere ended on pasted, consent to a file, and then the records. No token
// is anywhere but where it is kept.
func TestFirstRunOverSSH(t *testing.T) {
	base := home(t)
	away, err := net.Listen("tcp", "127.0.0.1:8976") // the browser's own computer, where nobody listens
	if err == nil {
		defer away.Close()
		go func() {
			for {
				c, err := away.Accept()
				if err != nil {
					return
				}
				c.Close()
			}
		}()
	}
	log := filepath.Join(t.TempDir(), "debug.log")
	x := atTerminal(t, append(nobody, "SSH_CONNECTION=10.0.0.1 1 10.0.0.2 22", "TMUX=", "BROWSER="), "--debug", log)
	x.expect("Sign in to a Zendesk account")
	x.types(base + "\t\tzco\r")
	x.expect("Open this address in a browser")
	x.expect("\x1b]52;c;")
	x.expect("hand it in")
	address, _ := base64.StdEncoding.DecodeString(copied.FindStringSubmatch(x.all())[1])
	last, err := authorize(string(address), "approve")
	if err != nil {
		t.Fatal(err)
	}
	x.types("\x1b[200~" + last + "\x1b[201~\r")
	x.expect("Keep it there?")
	x.types("y")
	x.expect("SN-00000001")
	x.types("q")
	if code := x.ends(); code != cli.Done {
		t.Errorf("exit code %d\n%q", code, x.all())
	}
	secrets := keptSecrets(t)
	everywhere := x.all() + read(t, log) + readAll(t, os.Getenv("HOME"), "secrets")
	for _, s := range secrets {
		if strings.Contains(everywhere, s) {
			t.Errorf("a token is where it should not be: %.6s...", s)
		}
	}
	again := atTerminal(t, nobody)
	again.expect("SN-00000001")
	again.types("q")
	again.ends()
}

// A sign-in that ended while nobody looked: the form comes by itself, a browser
// agrees, and the program goes on; and so again when the account forgets the
// token in the middle.
func TestSignInAgainInABrowser(t *testing.T) {
	home(t)
	server, base := newServer(t)
	profiles(t, "[profiles.test]\nbase_url = \""+base+"\"\nclient_id = \"zco\"\nredirect_url = \"http://127.0.0.1/callback\"\n")
	x := atTerminal(t, append(nobody, "BROWSER=agree", "SSH_CONNECTION=", "SSH_TTY="))
	x.expect("Sign in again: test")
	x.pause()
	x.types("\r")
	x.expect("Keep it there?")
	x.types("y")
	x.expect("SN-00000001")
	x.types("e")
	x.pause()
	x.types("\x1b[HPRECIOUS \r")
	x.expect("1 draft")
	server.Reset() // and with it the tokens
	x.forget()
	x.types("r")
	x.expect("Sign in again: test")
	x.pause()
	x.types("\r")
	x.expect("Signed in again")
	x.types("q")
	if code := x.ends(); code != cli.Done || !strings.Contains(x.all(), "1 draft is kept") {
		t.Errorf("exit code %d\n%q", code, x.all())
	}
}

// Two accounts in one program, each with its drafts.
func TestSwitchBetweenTwoAccounts(t *testing.T) {
	home(t)
	_, one := newServer(t)
	_, two := newServer(t)
	profiles(t, "default_profile = \"test\"\n"+
		"[profiles.live]\nbase_url = \""+one+"\"\nauth = \"token\"\nemail = \"agent@sandbox.example\"\ntoken_command = \"echo sandbox-token\"\ncolor = \"red\"\nlabel = \"LIVE\"\nread_only = true\n"+
		"[profiles.test]\nbase_url = \""+two+"\"\nauth = \"token\"\nemail = \"agent@sandbox.example\"\ntoken_command = \"echo sandbox-token\"\n")
	x := atTerminal(t, nobody)
	x.expect("API tokens stop on")
	x.expect("SN-00000001")
	x.types("e")
	x.pause()
	x.types("\x1b[HPRECIOUS \r")
	x.expect("1 draft")
	x.types("P")
	x.expect("Switch account")
	x.expect("LIVE")
	x.forget()
	x.types("k\r")
	x.expect("read-only")
	x.expect("SN-00000001")
	if strings.Contains(x.all(), "PRECIOUS") {
		t.Error("the draft of one account shows in the other")
	}
	x.forget()
	x.types("P")
	x.expect("Switch account")
	x.types("j\r")
	x.expect("PRECIOUS")
	x.types("q")
	if code := x.ends(); code != cli.Done {
		t.Errorf("exit code %d\n%q", code, x.all())
	}
}

func newServer(t *testing.T) (*sandbox.Server, string) {
	t.Helper()
	server := sandbox.New(sandbox.Options{Records: 100})
	base, stop, err := server.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = stop() })
	return server, base
}

// profiles writes the configuration of a home.
func profiles(t *testing.T, toml string) {
	t.Helper()
	dir := filepath.Join(os.Getenv("XDG_CONFIG_HOME"), "zco")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "profiles.toml"), []byte(toml), 0o600); err != nil {
		t.Fatal(err)
	}
}

var longWord = regexp.MustCompile(`[A-Za-z0-9_-]{20,}`)

// keptSecrets are the tokens in the files of a home.
func keptSecrets(t *testing.T) []string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(os.Getenv("XDG_STATE_HOME"), "zco", "secrets", "*"))
	var out []string
	for _, f := range files {
		out = append(out, longWord.FindAllString(read(t, f), -1)...)
	}
	if len(out) < 2 {
		t.Fatalf("no token is kept in %q", files)
	}
	return out
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// readAll is what is in the files of a folder, but for one of its folders.
func readAll(t *testing.T, dir, but string) string {
	t.Helper()
	var all strings.Builder
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == but {
			return filepath.SkipDir
		}
		if err == nil && !d.IsDir() {
			all.WriteString(read(t, path))
		}
		return nil
	})
	return all.String()
}
