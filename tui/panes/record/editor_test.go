package record

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// VISUAL and EDITOR are read as a shell reads them.
func TestEditorCommand(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no shell")
	}
	dir := filepath.Join(t.TempDir(), "my tools")
	out := filepath.Join(dir, "out")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	script := "#!/bin/sh\nfor a in \"$MODE\" \"$@\"; do printf '%s\\n' \"$a\"; done > '" + out + "'\n"
	if err := os.WriteFile(filepath.Join(dir, "ed"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", dir)
	t.Setenv("TOOLS", dir)
	for editor, want := range map[string][]string{
		"'" + dir + "/ed' --wait":      {"", "--wait", "a b.yaml"},
		"~/ed":                         {"", "a b.yaml"},
		`"$TOOLS/ed" -c "set x y"`:     {"", "-c", "set x y", "a b.yaml"},
		`MODE=quiet "$TOOLS"/ed`:       {"quiet", "a b.yaml"},
		"  ~/ed  ":                     {"", "a b.yaml"},
		`env MODE="two words" ~/ed -n`: {"two words", "-n", "a b.yaml"},
	} {
		cmd := editorCommand(func(name string) string { return map[string]string{"EDITOR": editor, "VISUAL": " "}[name] }, "a b.yaml")
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v %s", editor, err, said)
			continue
		}
		data, _ := os.ReadFile(out)
		if got := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n"); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", editor, got, want)
		}
	}
	t.Setenv("VISUAL", "~/ed")
	if err := editorCommand(nil, "c.yaml").Run(); err != nil { // of the program's own environment
		t.Error(err)
	}
	if data, _ := os.ReadFile(out); string(data) != "\nc.yaml\n" {
		t.Errorf("by itself it is %q", data)
	}
	err := editorCommand(func(string) string { return "/nowhere/ed" }, "x").Run()
	if exit := new(exec.ExitError); !errors.As(err, &exit) || !strings.Contains(editorFailed(err), "is not there") {
		t.Errorf("what is not there: %v", err)
	}
	if got := words(`"C:\Program Files\ed.exe" -n "a b"`); !slices.Equal(got, []string{`C:\Program Files\ed.exe`, "-n", "a b"}) {
		t.Errorf("words of Windows: %q", got)
	}
}
