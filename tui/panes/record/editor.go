package record

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"zco/tui/pane"
)

// editorCommand is the person's editor on a file. VISUAL and EDITOR are what a
// shell makes of them, as for git and crontab: with quotes, variables, ~ and
// assignments in front.
func editorCommand(getenv func(string) string, path string) *exec.Cmd {
	if getenv == nil {
		getenv = os.Getenv
	}
	editor := "vi"
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if s := strings.TrimSpace(getenv(name)); s != "" {
			editor = s
			break
		}
	}
	if runtime.GOOS == "windows" {
		argv := words(editor)
		return exec.Command(argv[0], append(argv[1:], path)...)
	}
	return exec.Command("/bin/sh", "-c", editor+` "$@"`, editor, path)
}

// words are the words of a command line of Windows: double quotes hold the
// spaces of paths together.
func words(s string) (out []string) {
	quoted := false
	for _, w := range strings.FieldsFunc(s, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	}) {
		out = append(out, strings.ReplaceAll(w, `"`, ""))
	}
	return out
}

// editorFailed says how an editor ended.
func editorFailed(err error) string {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		switch exit.ExitCode() { // of the shell (POSIX, Shell Command Language, 2.8.2)
		case 126:
			return "what VISUAL or EDITOR names cannot be run"
		case 127:
			return "what VISUAL or EDITOR names is not there"
		}
	}
	return pane.Explain(err)
}
