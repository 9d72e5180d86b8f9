package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// In bash a word ends at an equals sign, and commas come with a backslash: what
// is completed goes behind the one and has not the other.
func TestBashCompletesBehindEqualsAndCommas(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash")
	}
	dir := t.TempDir()
	var script bytes.Buffer
	s := NewStreams(strings.NewReader(""), &script, &script, os.Getenv)
	if code := Main([]string{"completion", "bash"}, s); code != Done {
		t.Fatal(script.String())
	}
	for name, text := range map[string]string{
		"zco":        "#!/bin/sh\nprintf '%s\\n' 'features=lte,touch\tTouch screen' 'features=lte,dock\tDock' 'name,color\tColour' ':4'\n",
		"script":     script.String(),
		"completing": "compopt() { :; }\n_init_completion() { cur=$1; words=(zco set asset/x \"$typed\"); cur=$typed; cword=3; }\n. ./script\ntyped=$1 COMP_LINE=\"zco set asset/x $1\" COMP_POINT=999 COMP_TYPE=9\n__zco_completed\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for typed, want := range map[string]string{"features=lte,t": "lte,touch", "name,c": "name,color"} {
		cmd := exec.CommandContext(t.Context(), bash, "--norc", "completing", typed)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"))
		out, err := cmd.CombinedOutput()
		if got := strings.TrimSpace(string(out)); err != nil || got != want {
			t.Errorf("%s becomes %q, %v; want %q", typed, got, err, want)
		}
	}
}
