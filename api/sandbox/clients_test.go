package sandbox

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// exchange is a request of a foreign client and what it must find in the answer.
type exchange struct {
	line, body string
	status     int
	want       [][2]string // path in the answer, and the JSON there
	keep       [][2]string // name of a variable, and the path of its value
}

// readExchanges reads a file of testdata/clients. A request is its line, perhaps
// a body in one line, "= STATUS", then lines "path JSON" and "$NAME path", and a
// blank line; # begins a comment.
func readExchanges(t *testing.T, file string) []exchange {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []exchange
	for block := range strings.SplitSeq(string(data), "\n\n") {
		var e exchange
		for line := range strings.Lines(block) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
			switch {
			case key == "" || strings.HasPrefix(key, "#"):
			case e.line == "":
				e.line = strings.TrimSpace(line)
			case key == "=":
				if _, err := fmt.Sscan(value, &e.status); err != nil {
					t.Fatalf("%s: %q: %v", file, line, err)
				}
			case e.status == 0:
				e.body = strings.TrimSpace(line)
			case key[0] == '$':
				e.keep = append(e.keep, [2]string{key, value})
			default:
				e.want = append(e.want, [2]string{key, value})
			}
		}
		if e.line != "" {
			out = append(out, e)
		}
	}
	return out
}

// Clients that people use on accounts find on the sandbox what they ask for.
func TestForeignClients(t *testing.T) {
	files, err := filepath.Glob("testdata/clients/*.txt")
	if err != nil || len(files) != 7 {
		t.Fatalf("%d clients: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			s := New(Options{Records: 200, RateLimit: -1})
			kept := map[string]string{}
			fill := func(text string) string {
				for name, value := range kept {
					text = strings.ReplaceAll(text, name, value)
				}
				return text
			}
			for _, e := range readExchanges(t, file) {
				line := fill(e.line)
				a := ask(t, s, "", line, fill(e.body))
				if a.status != e.status {
					t.Errorf("%s: status %d, not %d: %s", line, a.status, e.status, a.body)
					continue
				}
				if a.body == "" {
					continue
				}
				answer := decoded(t, a.body)
				for _, k := range e.keep {
					kept[k[0]] = fmt.Sprint(part(answer, k[1]))
				}
				for _, w := range e.want {
					got, _ := json.Marshal(part(answer, w[0]))
					want := fill(w[1])
					if kept[w[1]] != "" && strings.HasPrefix(string(got), `"`) {
						want = `"` + want + `"`
					}
					if diff := cmp.Diff(want, string(got)); diff != "" {
						t.Errorf("%s: %s (-want +got):\n%s", line, w[0], diff)
					}
				}
			}
		})
	}
}
