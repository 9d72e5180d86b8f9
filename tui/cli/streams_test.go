package cli

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/cobra"

	"zco/config"
)

// hostile is a text that would set the window's title, turn red, say a line of
// its own and delete what is before it.
const hostile = "car\x1b]0;PWNED\x07\x1b[31m\u009b2J\u202e\r\nzco: all is well\x7f"

// Whatever is printed on a stream is clean, by whatever way.
func TestStreamsClean(t *testing.T) {
	var out, words bytes.Buffer
	s := NewStreams(nil, &out, &words, nil)
	for name, write := range map[string]func(){
		"say":      func() { s.say("about %s", hostile) },
		"print":    func() { _ = s.print("about %s", hostile) },
		"question": func() { s.question(hostile) },
		"Fprint":   func() { fmt.Fprintf(s.Err, "%v\n", hostile) },
		"explain":  func() { explain(s, t.Context(), fmt.Errorf("no: %s", hostile)) },
		"pairs":    func() { _ = pairs(s, [][2]string{{"name", hostile}}) },
		"table":    func() { _ = newTable(s, "NAME").rows([][]string{{hostile}}) },
		"in parts": func() {
			for i := range len(hostile) {
				_, _ = s.Out.Write([]byte(hostile[i : i+1]))
			}
		},
	} {
		out.Reset()
		words.Reset()
		write()
		got := out.String() + words.String()
		if strings.ContainsAny(got, "\x1b\x07\u009b\u202e\r\x7f") || !strings.Contains(got, "PWNED") {
			t.Errorf("%s writes %q", name, got)
		}
		if lines := strings.Count(strings.TrimSuffix(got, "\n"), "\n"); lines > 0 && (name == "say" || name == "print" || name == "question" || name == "table" && lines > 1) {
			t.Errorf("%s lets a text make a line of its own: %q", name, got)
		}
	}
}

// What must stay to the byte goes around the cleaning: data to a pipe or a
// file, JSON, which escapes by itself, and what commands the terminal.
func TestStreamsExact(t *testing.T) {
	const data = "a,\"b\x1b[0m\tc\u202e\"\r\n"
	var out bytes.Buffer
	s := NewStreams(nil, &out, nil, nil)
	if err := s.Out.writeData(data); err != nil || out.String() != data {
		t.Errorf("data came as %q, %v", out.String(), err)
	}
	out.Reset()
	if _, err := s.Out.Raw().Write([]byte(data)); err != nil || out.String() != data {
		t.Errorf("raw came as %q, %v", out.String(), err)
	}
	out.Reset()
	if err := printJSON(s, "日本\u200d\ufe0f é\x1b\u009b"); err != nil || out.String() != "\"日本\\u200d\ufe0f é\\u001b\\u009b\"\n" {
		t.Errorf("JSON came as %q, %v", out.String(), err)
	}
}

// A reader that goes away is said to the writer by every way.
func TestStreamsPassErrorsOn(t *testing.T) {
	s := NewStreams(nil, goneWriter{}, goneWriter{}, nil)
	for name, err := range map[string]error{
		"print": s.print("x"), "data": s.Out.writeData("x"), "json": printJSON(s, 1), "pairs": pairs(s, [][2]string{{"a", "b"}}),
		"lines": (&lineWriter{to: s.Out, rest: []byte("x")}).Close(),
	} {
		if !readerGone(err) {
			t.Errorf("%s says %v", name, err)
		}
	}
}

// What goes to a terminal by lines is clean however it is cut into parts.
func TestLineWriter(t *testing.T) {
	const given = "a,\"é\x1b]0;x\x07\"\r\nlast"
	for size := 1; size < len(given); size++ {
		var out bytes.Buffer
		w := &lineWriter{to: NewOutput(&out)}
		for part := []byte(given); len(part) > 0; {
			n := min(size, len(part))
			_, _ = w.Write(part[:n])
			part = part[n:]
		}
		_ = w.Close()
		if got := out.String(); strings.ContainsAny(got, "\x1b\x07\r") || !strings.Contains(got, "é") || !strings.HasSuffix(got, "\nlast") {
			t.Fatalf("in parts of %d: %q", size, got)
		}
	}
}

// Completion scripts come as cobra writes them, tabs and all, and the words
// that the service names come clean.
func TestCompletionsAreExact(t *testing.T) {
	var out, want bytes.Buffer
	s := NewStreams(strings.NewReader(""), &out, &out, func(string) string { return "" })
	for shell, script := range map[string]func(*cobra.Command) error{
		"bash": func(c *cobra.Command) error { return writeBash(c, &want, true) },
		"zsh":  func(c *cobra.Command) error { return c.GenZshCompletion(&want) },
		"fish": func(c *cobra.Command) error { return c.GenFishCompletion(&want, true) },
	} {
		out.Reset()
		want.Reset()
		if err := script(newRoot(s, &flags{})); err != nil {
			t.Fatal(err)
		}
		if code := Main([]string{"completion", shell}, s); code != Done || out.String() != want.String() || !strings.Contains(out.String(), "\n") {
			t.Errorf("completion %s is %d and differs from the script", shell, code)
		}
	}
}

// angry is a service that has one object with a hostile name and refuses all
// else in hostile words.
func angry(t *testing.T) map[string]string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if strings.HasSuffix(r.URL.Path, "/custom_objects") {
			fmt.Fprintf(w, `{"custom_objects":[{"key":"car","title":"%[1]s","title_pluralized":"%[1]s"}],"meta":{"has_more":false}}`, jsonText)
			return
		}
		w.WriteHeader(http.StatusUnprocessableEntity)
		fmt.Fprintf(w, `{"error":"RecordInvalid","description":"%s"}`, jsonText)
	}))
	t.Cleanup(server.Close)
	dir := t.TempDir()
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"} {
		t.Setenv(name, dir)
	}
	return map[string]string{"ZENDESK_BASE_URL": server.URL, "ZENDESK_OAUTH_TOKEN": "token"}
}

// jsonText is hostile within a JSON string.
var jsonText = strings.NewReplacer("\x1b", `\u001b`, "\x07", `\u0007`, "\u009b", `\u009b`, "\u202e", `\u202e`, "\r", `\r`, "\n", `\n`, "\x7f", `\u007f`).Replace(hostile)

// No verb lets the words of a service through to the terminal.
func TestVerbsCleanTheService(t *testing.T) {
	env := angry(t)
	for _, args := range [][]string{
		{"objects"}, {"objects", "--counts"}, {"records", "car"}, {"get", "car/1"}, {"set", "car/1", "name=x"}, {"create", "car", "name=x"},
		{"delete", "car/1", "--yes"}, {"export", "car"}, {"whoami"}, {"config", "check"}, {"__complete", "get", ""}, {"__complete", "records", ""},
	} {
		var out, words bytes.Buffer
		Main(args, NewStreams(strings.NewReader(""), &out, &words, func(k string) string { return env[k] }))
		got := out.String() + words.String()
		if strings.ContainsAny(got, "\x1b\x07\u009b\u202e\r\x7f") {
			t.Errorf("zco %s writes %q", strings.Join(args, " "), got)
		}
		if !strings.Contains(got, "PWNED") {
			t.Errorf("zco %s says nothing of what the service said:\n%s", strings.Join(args, " "), got)
		}
	}
}

// What stops no session is said clean as well: here that a token cannot be
// read.
func TestNoticesAreClean(t *testing.T) {
	var words bytes.Buffer
	f := &flags{}
	stores := f.stores(NewStreams(nil, nil, &words, nil), configPaths(t), nil)
	stores.Notice(fmt.Errorf("no: %s", hostile))
	if got := words.String(); strings.ContainsAny(got, "\x1b\x07\r") || !strings.HasPrefix(got, "zco: no: car") || strings.Count(got, "\n") != 1 {
		t.Errorf("it says %q", got)
	}
}

func configPaths(t *testing.T) config.Paths {
	dir := t.TempDir()
	return config.Paths{ConfigFile: dir + "/config.toml", StateDir: dir, CacheDir: dir}
}

// goneWriter is a pipe whose reader has gone.
type goneWriter struct{}

func (goneWriter) Write([]byte) (int, error) { return 0, syscall.EPIPE }

// What the program starts has no token in its environment; the program has.
func TestChildrenGetNoToken(t *testing.T) {
	t.Setenv("ZENDESK_API_TOKEN", "tok3n")
	t.Setenv("ZENDESK_OAUTH_TOKEN", "tok3n")
	s := System()
	if strings.Contains(strings.Join(os.Environ(), " "), "tok3n") {
		t.Error("a token stands in the environment")
	}
	if s.Getenv("ZENDESK_API_TOKEN") != "tok3n" || s.Getenv("ZENDESK_OAUTH_TOKEN") != "tok3n" || s.Getenv("PATH") == "" {
		t.Error("the program does not know its own environment")
	}
}

// Titles that somebody wrote are cells and names like any other: measured as
// they are shown, on one line, without a control.
func TestTitlesAreOnlyText(t *testing.T) {
	var out bytes.Buffer
	s := NewStreams(strings.NewReader(""), &out, &out, func(string) string { return "" })
	odd := []string{"Loc\x1b]0;OWNED\aation", "\U0001F3FBhand", "#\U000e0041\u0301", "two\nlines", "\u202eturned", "C1\u009b31m", "nul\x00", strings.Repeat("e\u0301", 40)}
	if err := newTable(s, odd...).rows([][]string{odd, odd}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "\n"); n != 3 {
		t.Errorf("%d lines, want a header and two rows:\n%q", n, out.String())
	}
	var lines [][2]string
	for _, title := range odd {
		lines = append(lines, [2]string{title, "value"})
	}
	if err := pairs(s, lines); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "\n"); n != 3+len(odd) {
		t.Errorf("%d lines:\n%q", n, out.String())
	}
	if strings.ContainsAny(out.String(), "\x1b\a\x00\u009b\u202e") {
		t.Errorf("raw: %q", out.String())
	}
}
