package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"zco/api/sandbox"
)

// notRun are the beginnings of lines of the documents that no test runs here,
// and why.
var notRun = map[string]string{
	"go ":                 "the tests of this repository and what builds it: .ci/run does them",
	".ci/":                "as above",
	"goreleaser ":         "the release",
	"git tag":             "the release",
	"zco login":           "it signs in with a browser: testdata/login.txtar does",
	"zco sandbox":         "it serves until it is interrupted",
	"zco --demo":          "the interface",
	"zco help tour | ":    "a pager",
	"zco asset":           "the interface",
	"zco https:":          "the interface",
	"zco import":          "it needs a file that others made: the recipes run it",
	"zco attachments add": "likewise",
}

// examples are those of the helps of the commands.
var examples = regexp.MustCompile("(?s)\nExamples:\n(.*?)\n\n")

var fence = regexp.MustCompile("(?s)```sh\n(.*?)```")

// Every command that a document shows runs, in order and in one folder, on the
// account of the demo.
func TestDocumentedCommandsRun(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, document := range []string{"README.md", "api/README.md", "config/README.md", "tui/README.md", "tui/action/README.md", "tui/cli/README.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", document))
		if err != nil {
			t.Fatal(err)
		}
		t.Run(document, func(t *testing.T) {
			server := sandbox.New(sandbox.Options{Records: 300, JobDelay: time.Nanosecond})
			base, stop, err := server.Listen("127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = stop() }()
			dir, bin := t.TempDir(), t.TempDir()
			if err := os.Symlink(self, filepath.Join(bin, "zco")); err != nil {
				t.Skip("no links here:", err)
			}
			for _, m := range slices.Concat(fence.FindAllStringSubmatch(string(text), -1), examples.FindAllStringSubmatch(string(text), -1)) {
				recipe := strings.HasPrefix(m[0], "`")
				for line := range strings.Lines(m[1]) {
					line = strings.TrimSpace(line)
					if line == "" || skipped(line) && !(recipe && (strings.HasPrefix(line, "zco import") || strings.HasPrefix(line, "zco attachments add"))) {
						continue
					}
					cmd := exec.CommandContext(t.Context(), "sh", "-ec", line)
					cmd.Dir = dir
					cmd.Env = append(append(os.Environ(), server.Environment(base)...), "HOME="+dir, "PATH="+bin+":"+os.Getenv("PATH"),
						"XDG_CONFIG_HOME="+dir, "XDG_STATE_HOME="+dir, "XDG_CACHE_HOME="+dir)
					if out, err := cmd.CombinedOutput(); err != nil {
						t.Errorf("%s\n%v\n%s", line, err, out)
					} else if len(out) == 0 && !strings.Contains(line, " > ") {
						t.Errorf("%s\nsays nothing", line)
					}
					ran++
				}
			}
		})
	}
	if ran < 40 {
		t.Errorf("only %d commands were run", ran)
	}
}

func skipped(line string) bool {
	for begins := range notRun {
		if strings.HasPrefix(line, begins) {
			return true
		}
	}
	return false
}
