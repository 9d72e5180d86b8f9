package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"
)

func TestParseTarget(t *testing.T) {
	for arg, want := range map[string]target{
		"car":                 {collection: "car"},
		"car/01ABC":           {collection: "car", id: "01ABC"},
		" car/01ABC ":         {collection: "car", id: "01ABC"},
		"object:roles":        {collection: "object:roles"},
		"standard::asset/01X": {collection: "standard::asset", id: "01X"},
		"statuses/123":        {collection: "statuses", id: "123"},
		"https://acme.zendesk.com/agent/custom-objects/car/records/01ABC":             {"object:car", "01ABC", "acme.zendesk.com"},
		"https://ACME.zendesk.com/agent/custom-objects/car/records/01ABC/?x=1#top":    {"object:car", "01ABC", "acme.zendesk.com"},
		"https://acme.zendesk.com/agent/custom-objects/car":                           {"object:car", "", "acme.zendesk.com"},
		"https://acme.zendesk.com/agent/custom-objects/car/records":                   {"object:car", "", "acme.zendesk.com"},
		"acme.zendesk.com/agent/custom-objects/car/records/01ABC":                     {"object:car", "01ABC", "acme.zendesk.com"},
		"https://acme.zendesk.com/api/v2/custom_objects/car/records/01ABC.json":       {"object:car", "01ABC", "acme.zendesk.com"},
		"https://acme.zendesk.com/api/v2/custom_objects/car/records/01ABC":            {"object:car", "01ABC", "acme.zendesk.com"},
		"https://acme.zendesk.com/api/v2/custom_objects/car.json":                     {"object:car", "", "acme.zendesk.com"},
		"http://127.0.0.1:8787/zen/api/v2/custom_objects/standard%3A%3Acar/records/1": {"object:standard::car", "1", "127.0.0.1:8787"},
	} {
		got, err := parseTarget(arg)
		if err != nil || got != want {
			t.Errorf("parseTarget(%q) = %+v, %v; want %+v", arg, got, err, want)
		}
	}
	for _, arg := range []string{"", "/", "/01ABC", "object:", "car/1/2", "https://acme.zendesk.com/hc/en-us", "https://", "https://acme.zendesk.com/agent/tickets/1"} {
		if got, err := parseTarget(arg); err == nil || exitCode(err) != Usage {
			t.Errorf("parseTarget(%q) = %+v, %v; want wrong usage", arg, got, err)
		}
	}
}

// panicky panics where it is told to, with a customer's text.
type panicky struct{ in string }

const customers = "Mrs Smith's text"

func (p panicky) Init() tea.Cmd {
	if p.in == "init" {
		panic(customers)
	}
	return nil
}

func (p panicky) Update(tea.Msg) (tea.Model, tea.Cmd) {
	switch p.in {
	case "update":
		panic(errors.New(customers))
	case "command":
		return p, func() tea.Msg { panic(customers) }
	case "batch":
		return p, tea.Batch(func() tea.Msg { return nil }, func() tea.Msg { panic(customers) })
	}
	return p, nil
}

func (p panicky) View() tea.View {
	if p.in == "view" {
		var m map[string]int
		m[customers] = 1 //nolint:staticcheck // the panic is what the test is about
	}
	return tea.NewView("")
}

// A panic anywhere ends the program, and the report has the place but no text.
func TestCrashIsCaught(t *testing.T) {
	for _, in := range []string{"init", "update", "command", "batch", "view"} {
		quit := make(chan bool, 1)
		g := &guarded{model: panicky{in}, quit: func() { quit <- true }}
		g.Init()
		_, cmd := g.Update(nil)
		if cmd != nil {
			if batch, ok := cmd().(tea.BatchMsg); ok {
				for _, c := range batch {
					c()
				}
			}
		}
		g.View()
		c := g.crash()
		if c == nil {
			t.Fatalf("a panic in %s was not caught", in)
		}
		<-quit
		if !strings.Contains(c.stack, "panicky") {
			t.Errorf("the report of %s does not say where:\n%s", in, c.stack)
		}
		if strings.Contains(c.what+c.stack, customers) {
			t.Errorf("the report of %s holds a customer's text:\n%s\n%s", in, c.what, c.stack)
		}
	}
}

func TestCrashReport(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("XDG_STATE_HOME", dir)
	t.Setenv("XDG_CONFIG_HOME", dir)
	var words bytes.Buffer
	f := &flags{}
	s := NewStreams(nil, &words, &words, func(name string) string { return map[string]string{"TERM": "xterm-kitty"}[name] })
	if code := f.crashed(s, newCrash(customers)); code != Failed {
		t.Errorf("exit code %d", code)
	}
	found, _ := filepath.Glob(filepath.Join(dir, "zco", "crash-*.txt"))
	if len(found) != 1 || !strings.Contains(words.String(), found[0]) {
		t.Fatalf("the report is in %v; it said:\n%s", found, &words)
	}
	report, err := os.ReadFile(found[0])
	if err != nil || !strings.Contains(string(report), "TERM=xterm-kitty") || !strings.Contains(string(report), "TestCrashReport") {
		t.Errorf("%v\n%s", err, report)
	}
	info, _ := os.Stat(found[0])
	if runtime.GOOS != "windows" && info.Mode().Perm() != fs.FileMode(0o600) {
		t.Errorf("the report can be read by others: %v", info.Mode())
	}
}

func TestTableAlignsWideTexts(t *testing.T) {
	var out bytes.Buffer
	tab := newTable(NewStreams(nil, &out, nil, nil), "Name", "Year")
	tab.right = []bool{false, true}
	if err := tab.rows([][]string{{"日本", "1"}, {"a\x1b[2J", "2020"}, {"two\nlines", ""}}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	want := []string{"Name       Year", "日本          1", "", "two lines"}
	want[2] = lines[2] // the marks are the gate's own affair
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(out.String(), "\x1b") {
		t.Error("an escape came through")
	}
}

func TestProgressLine(t *testing.T) {
	for _, c := range []struct {
		state state
		want  string
	}{
		{state{done: 50, total: 100, perSecond: 10, left: 5e9}, "[##########..........] 50 of 100 · 10/s · 5s left"},
		{state{done: 12345, left: -1}, "12,345"},
		{state{done: 200, total: 100, left: -1, more: "rate limit"}, "[####################] 200 of 100 · rate limit"},
	} {
		if got := c.state.String(); got != c.want {
			t.Errorf("%+v is %q, not %q", c.state, got, c.want)
		}
	}
}
