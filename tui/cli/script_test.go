package cli_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/zalando/go-keyring"

	"zco/api/sandbox"
	"zco/tui/cli"
)

// homeless are tests that find no account and no draft of whoever runs them,
// and leave none.
type homeless struct{ *testing.M }

func (m homeless) Run() int {
	dir, err := os.MkdirTemp("", "zco")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"} {
		os.Setenv(name, dir)
	}
	return m.M.Run()
}

func TestMain(m *testing.M) {
	testscript.Main(homeless{m}, map[string]func(){
		"zco": func() {
			keyring.MockInitWithError(errors.New("no keyring in a test"))
			os.Exit(cli.Main(os.Args[1:], cli.System()))
		},
		"agree":  func() { os.Exit(browser("approve")) },
		"refuse": func() { os.Exit(browser("deny")) },
	})
}

// serverKey is where a script's environment keeps its sandbox.
type serverKey struct{}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			server := sandbox.New(sandbox.Options{Records: 300, JobDelay: time.Nanosecond})
			base, stop, err := server.Listen("127.0.0.1:0")
			if err != nil {
				return err
			}
			env.Defer(func() { _ = stop() })
			env.Vars = append(env.Vars, server.Environment(base)...)
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_CONFIG_HOME", env.WorkDir+"/config")
			env.Setenv("XDG_STATE_HOME", env.WorkDir+"/state")
			env.Setenv("XDG_CACHE_HOME", env.WorkDir+"/cache")
			env.Values[serverKey{}] = server
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"code":    expectCode,
			"capture": capture,
			"fault":   fault,
			"sent":    sent,
		},
	})
}

// code N zco ... runs a command and holds it to its exit code.
func expectCode(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, not %d; it said:\n%s%s", got, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// capture NAME [REGEXP] keeps the last standard output, or what the first
// group of the expression finds in it, as a variable.
func capture(ts *testscript.TestScript, _ bool, args []string) {
	text := strings.TrimSpace(ts.ReadFile("stdout"))
	if len(args) > 1 {
		m := regexp.MustCompile(args[1]).FindStringSubmatch(text)
		if m == nil {
			ts.Fatalf("%q is not in %q", args[1], text)
		}
		text = m[1]
	}
	ts.Setenv(args[0], text)
}

// fault KIND METHOD PATH [COUNT] orders something to go wrong.
func fault(ts *testscript.TestScript, _ bool, args []string) {
	f := sandbox.Fault{Kind: args[0], Method: args[1], Path: args[2]}
	if len(args) > 3 {
		f.Count, _ = strconv.Atoi(args[3])
	}
	ts.Check(ts.Value(serverKey{}).(*sandbox.Server).Inject(f))
}

// sent METHOD N holds the number of requests so far to N and forgets them.
func sent(ts *testscript.TestScript, _ bool, args []string) {
	server := ts.Value(serverKey{}).(*sandbox.Server)
	n := 0
	for _, e := range server.Journal() {
		if e.Method == args[0] {
			n++
			ts.Logf("%s %s %s", e.Method, e.Path, e.Body)
		}
	}
	if fmt.Sprint(n) != args[1] {
		ts.Fatalf("%d requests of %s, not %s", n, args[0], args[1])
	}
	server.ResetJournal()
}

// browser is a person at a browser: it opens the address of the sign-in, and
// agrees or refuses.
func browser(answer string) int {
	last, err := authorize(os.Args[len(os.Args)-1], answer)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println(last)
	return 0
}

var (
	formAction = regexp.MustCompile(`<form[^>]*action="([^"]*)"`)
	hiddenOnes = regexp.MustCompile(`<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"`)
)

// authorize fills in the page and returns the address that the browser ends
// on.
func authorize(address, answer string) (string, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return "", err
	}
	page, err := (&http.Client{Jar: jar}).Get(address)
	if err != nil {
		return "", err
	}
	defer page.Body.Close()
	body, err := io.ReadAll(page.Body)
	if err != nil {
		return "", err
	}
	form, action := url.Values{}, formAction.FindStringSubmatch(string(body))
	for _, m := range hiddenOnes.FindAllStringSubmatch(string(body), -1) {
		form.Set(unescape(m[1]), unescape(m[2]))
	}
	target := page.Request.URL
	if action != nil {
		if target, err = target.Parse(unescape(action[1])); err != nil {
			return "", err
		}
	}
	form.Set("decision", answer)
	form.Set("token", "sandbox-token")
	var last string
	client := http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		last = r.URL.String()
		return nil
	}}
	resp, err := client.PostForm(target.String(), form)
	if resp != nil {
		resp.Body.Close()
	}
	if last == "" {
		return "", fmt.Errorf("the page led nowhere: %v\n%s", err, body)
	}
	return last, nil
}

func unescape(s string) string {
	return strings.NewReplacer("&amp;", "&", "&#43;", "+", "&#34;", `"`, "&lt;", "<", "&gt;", ">").Replace(s)
}
