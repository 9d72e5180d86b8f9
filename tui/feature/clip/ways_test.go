package clip

import (
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// withProgram leaves nothing in the PATH but a shell script of that name.
func withProgram(t *testing.T, name, script string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("there the clipboard is no program")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
}

// outcome is what a command asks the terminal to copy and what it says.
func outcome(cmd tea.Cmd) (asked bool, said []pane.Say) {
	for _, msg := range panetest.Settle(cmd) {
		if s, ok := msg.(pane.Say); ok {
			said = append(said, s)
		}
		asked = asked || reflect.TypeOf(msg).Name() == "setClipboardMsg"
	}
	return asked, said
}

// The way that was taken is said; where the desktop has no program for it, the
// terminal is asked, unless the desktop's was wanted or the text is too long.
func TestWhatIsSaidOfEachWay(t *testing.T) {
	long := strings.Repeat("x", Limit+1)
	for name, c := range map[string]struct {
		program, script string
		setting, env    string
		text            string
		asked           bool
		kind            pane.Kind
		said            string
	}{
		"tmux":                {"tmux", "exit 0", "auto", "TMUX", "a", false, pane.Success, "the row is in tmux's buffer, and handed to the terminal where tmux may"},
		"no tmux":             {"tmux", "exit 1", "auto", "TMUX", "a", false, pane.Failure, "not copied: tmux did not take it: exit status 1"},
		"no desktop":          {"none", "", "auto", "DISPLAY", "a", true, pane.Success, "the terminal was asked to copy the row (OSC 52); not every terminal does"},
		"no desktop for long": {"none", "", "auto", "DISPLAY", long, false, pane.Failure, "not copied: "},
		"no desktop, wanted":  {"none", "", "system", "DISPLAY", "a", false, pane.Failure, "not copied: "},
	} {
		t.Run(name, func(t *testing.T) {
			withProgram(t, c.program, c.script)
			f, shell := begin(t, Options{Clipboard: c.setting, Getenv: func(k string) string {
				if k == c.env {
					return "set"
				}
				return ""
			}})
			asked, said := outcome(f.Now(pane.Copy{Text: c.text, What: "the row"}))
			if asked != c.asked || len(said) != 1 || said[0].Kind != c.kind || !strings.HasPrefix(strings.TrimSpace(said[0].Text), c.said) {
				t.Errorf("the terminal is asked: %v, said %+v", asked, said)
			}
			if shell.Said() != "" {
				t.Errorf("said before it was tried: %q", shell.Said())
			}
		})
	}
}

// GNU screen hands on what is wrapped for it.
func TestThroughScreen(t *testing.T) {
	f, _ := begin(t, Options{Getenv: func(k string) string { return map[string]string{"STY": "1.pts"}[k] }})
	var raw string
	for _, msg := range panetest.Settle(f.Now(pane.Copy{Text: "a"})) {
		if m, ok := msg.(tea.RawMsg); ok {
			raw, _ = m.Msg.(string)
		}
	}
	if raw != "\x1bP\x1b]52;c;YQ==\a\x1b\\" {
		t.Errorf("the terminal gets %q", raw)
	}
}

// The menu shows what each line copies, cut where it is long.
func TestMenuShows(t *testing.T) {
	f, shell := begin(t, Options{})
	shell.At.Item.Values["name"] = collection.String("A name that has just room in a row of 46")
	shell.At.Item.Values["external_id"] = collection.String("ext-7")
	action.Index(f.Commands()).Run(action.Copy)
	open, _ := panetest.Last[pane.Open](shell)
	d := open.Dialog
	w, h := d.Size(80, 24)
	got := panetest.Painted(f.env, w, h, d.Draw)
	panetest.Press(d, "end")
	panetest.Golden(t, "menu.txt", got+"--- at the end\n"+panetest.Painted(f.env, w, h, d.Draw))
}

// What has no value is in no copy of the record, and nor is an empty group of
// fields.
func TestRecordWithoutFields(t *testing.T) {
	s := pane.Subject{Collection: cars(), Item: collection.Item{ID: "7", Values: map[string]collection.Value{
		"id": collection.String("7"), "name": collection.Absent,
	}}}
	if got := recordJSON(s); got != "{\n  \"id\": \"7\"\n}\n" {
		t.Errorf("as JSON it is %s", got)
	}
	if got := recordYAML(s); got != "id: \"7\"\n" {
		t.Errorf("as YAML it is %q", got)
	}
}
