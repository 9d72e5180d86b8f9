package screenshots

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"zco/tui/action"
)

const readme = "../README.md"

// The blocks of the README say what the source says now.
func TestReadmeIsFresh(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	fresh := strings.ReplaceAll(string(text), "\r\n", "\n")
	for name, write := range map[string]func() (string, error){
		"keys":          func() (string, error) { return Keys(), nil },
		"commands":      Commands,
		"configuration": exampleConfiguration,
		"operations":    operationsTable,
	} {
		want, err := write()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		is, err := Block(fresh, name)
		if err != nil {
			t.Fatal(err)
		}
		if is != want && !*update {
			line, was, now := firstDifference(is, want)
			t.Errorf("the block %s of the README is stale; write it anew with: go test ./screenshots -update\nline %d of it was %q\n is %q", name, line, was, now)
		}
		if fresh, err = WithBlock(fresh, name, want); err != nil {
			t.Fatal(err)
		}
	}
	if *update {
		if err := os.WriteFile(readme, []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func exampleConfiguration() (string, error) {
	example, err := Run("config", "show", "--example")
	return "\n```toml\n" + example + "```\n\n", err
}

var link = regexp.MustCompile(`(?:\]\(|src=")([^)"#]+)`)

// Every file that the README speaks of is there, and every picture is used.
func TestReadmeLinksLeadSomewhere(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, m := range link.FindAllStringSubmatch(string(text), -1) {
		seen[m[1]] = true
		if strings.Contains(m[1], "://") {
			continue
		}
		if _, err := os.Stat(filepath.Join("..", filepath.FromSlash(m[1]))); err != nil {
			t.Errorf("the README leads to %s: %v", m[1], err)
		}
	}
	pictures, err := filepath.Glob("*.svg")
	if err != nil || len(pictures) < 8 {
		t.Fatalf("%d pictures found: %v", len(pictures), err)
	}
	for _, p := range pictures {
		if !seen["screenshots/"+p] {
			t.Errorf("the README does not show %s", p)
		}
	}
}

var kbd = regexp.MustCompile(`<kbd>([^<]+)</kbd>`)

// Every key that the README tells of in words is a key of some action.
func TestReadmeNamesKeysThatAreBound(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	bound := map[string]bool{}
	for _, a := range action.Table {
		for _, k := range a.Keys {
			bound[escape(k)] = true
		}
	}
	told := kbd.FindAllStringSubmatch(string(text), -1)
	if len(told) < 20 {
		t.Fatalf("only %d keys found", len(told))
	}
	for _, m := range told {
		if !bound[m[1]] && m[1] != "&#124;" {
			t.Errorf("the README tells of the key %s, which no action has", m[1])
		}
	}
}
