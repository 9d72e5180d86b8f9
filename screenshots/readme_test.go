package screenshots

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zco/tui/action"
)

// documents are what is read, from the root.
var documents = []string{
	"README.md", "api/README.md", "api/transfer/roundtrip/README.md", "config/README.md", "findings/README.md", "tui/README.md", "tui/action/README.md", "tui/cli/README.md",
}

// generated are the parts of the documents that are written from the source.
var generated = []struct {
	document, name string
	write          func() (string, error)
}{
	{"tui/action/README.md", "keys", func() (string, error) { return Keys(), nil }},
	{"tui/cli/README.md", "commands", Commands},
	{"config/README.md", "configuration", exampleConfiguration},
	{"api/README.md", "operations", operationsTable},
}

// read returns a document.
func read(t *testing.T, document string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", document))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

// The blocks of the documents say what the source says now.
func TestDocumentsAreFresh(t *testing.T) {
	for _, b := range generated {
		want, err := b.write()
		if err != nil {
			t.Fatalf("%s: %v", b.name, err)
		}
		text := read(t, b.document)
		is, err := Block(text, b.name)
		if err != nil {
			t.Fatal(err)
		}
		if is == want {
			continue
		}
		if !*update {
			line, was, now := firstDifference(is, want)
			t.Errorf("the block %s of %s is stale; write it anew with: go test ./screenshots -update\nline %d of it was %q\n is %q", b.name, b.document, line, was, now)
			continue
		}
		if text, err = WithBlock(text, b.name, want); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join("..", b.document), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// The README is read whole.
func TestReadmeIsShort(t *testing.T) {
	if n := strings.Count(read(t, "README.md"), "\n"); n > 220 {
		t.Errorf("the README has %d lines, more than 220: references stand where the code is", n)
	}
}

// The README has its parts in the order in which a newcomer needs them: a
// picture before anything else, six in the tour, ten keys.
func TestReadmeHasItsParts(t *testing.T) {
	text := read(t, "README.md")
	var parts []string
	for _, m := range regexp.MustCompile(`(?m)^## (.+)$`).FindAllStringSubmatch(text, -1) {
		parts = append(parts, m[1])
	}
	want := []string{"Install", "Try it", "Sign in", "A tour", "Ten keys", "For scripts", "What it does not do", "More"}
	if !slices.Equal(parts, want) {
		t.Errorf("its parts are %q, not %q", parts, want)
	}
	part := func(name string) string {
		_, rest, _ := strings.Cut(text, "\n## "+name+"\n")
		own, _, _ := strings.Cut(rest, "\n## ")
		return own
	}
	first, _, _ := strings.Cut(text, "\n## ")
	for _, c := range []struct {
		what, in, mark string
		n              int
	}{
		{"pictures before the parts", first, "<img ", 1},
		{"pictures in the tour", part("A tour"), "<img ", 6},
		{"keys", part("Ten keys"), "\n| <kbd>", 10},
	} {
		if n := strings.Count(c.in, c.mark); n != c.n {
			t.Errorf("it has %d %s, not %d", n, c.what, c.n)
		}
	}
	if _, script, _ := strings.Cut(part("For scripts"), "```sh\n"); strings.Count(script, "\n") > 13 {
		t.Error("the script is longer than ten lines")
	}
}

func exampleConfiguration() (string, error) {
	example, err := Run("config", "show", "--example")
	return "\n```toml\n" + example + "```\n\n", err
}

var (
	link    = regexp.MustCompile(`(?:\]\(|src=")([^)" ]+)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
)

// Every file and heading that the documents lead to is there, and every
// picture is used.
func TestLinksLeadSomewhere(t *testing.T) {
	shown := map[string]bool{}
	for _, document := range documents {
		text := read(t, document)
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			path, fragment, _ := strings.Cut(m[1], "#")
			to := document
			if path != "" {
				to = filepath.Join(filepath.Dir(document), filepath.FromSlash(path))
			}
			shown[filepath.ToSlash(to)] = true
			if _, err := os.Stat(filepath.Join("..", to)); err != nil {
				t.Errorf("%s leads to %s: %v", document, m[1], err)
			} else if fragment != "" && !slices.Contains(anchors(read(t, to)), fragment) {
				t.Errorf("%s leads to %s, which has no such heading", document, m[1])
			}
		}
	}
	pictures, err := filepath.Glob("*.svg")
	if err != nil || len(pictures) < 8 {
		t.Fatalf("%d pictures found: %v", len(pictures), err)
	}
	for _, p := range pictures {
		if !shown["screenshots/"+p] {
			t.Errorf("no document shows %s", p)
		}
	}
}

// anchors are the headings of a document as links name them.
func anchors(text string) (out []string) {
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		out = append(out, strings.ReplaceAll(strings.ToLower(strings.Trim(m[1], "`")), " ", "-"))
	}
	for i, a := range out {
		out[i] = strings.Map(func(r rune) rune {
			if strings.ContainsRune(",.:?`'", r) {
				return -1
			}
			return r
		}, a)
	}
	return out
}

var kbd = regexp.MustCompile(`<kbd>([^<]+)</kbd>`)

// Every key that the documents tell of in words is a key of some action.
func TestDocumentsNameKeysThatAreBound(t *testing.T) {
	bound := map[string]bool{}
	for _, a := range action.Table {
		for _, k := range a.Keys {
			bound[escape(k)] = true
		}
	}
	told := 0
	for _, document := range documents {
		for _, m := range kbd.FindAllStringSubmatch(read(t, document), -1) {
			told++
			if !bound[m[1]] && m[1] != "&#124;" {
				t.Errorf("%s tells of the key %s, which no action has", document, m[1])
			}
		}
	}
	if told < 100 {
		t.Fatalf("only %d keys found", told)
	}
}
