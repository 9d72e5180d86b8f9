package cli_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zco/tui/cli"
)

// A column that is no field is refused with the options that are the way out;
// a file that is refused for another reason does not name them.
func TestImportNamesTheWayOutOfUnknownColumns(t *testing.T) {
	home := t.TempDir()
	for _, key := range []string{"HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"} {
		t.Setenv(key, home)
	}
	refused := func(rows string) string {
		file := filepath.Join(home, "f.csv")
		if err := os.WriteFile(file, []byte(rows), 0o600); err != nil {
			t.Fatal(err)
		}
		var words bytes.Buffer
		code := cli.Main([]string{"--demo", "import", "asset", file}, cli.NewStreams(strings.NewReader(""), io.Discard, &words, os.Getenv))
		if code != cli.Usage {
			t.Errorf("%q ends with %d", rows, code)
		}
		return words.String()
	}
	if words := refused("name,foo\nx,1\n"); !strings.Contains(words, `column "foo"`) || !strings.Contains(words, "--map HEADER=FIELD") || !strings.Contains(words, "--ignore-unknown") {
		t.Errorf("said %q", words)
	}
	if words := refused("updated_at\n2026-01-01T00:00:00Z\n"); !strings.Contains(words, "no column sets a field") || strings.Contains(words, "--map") {
		t.Errorf("said %q", words)
	}
}
