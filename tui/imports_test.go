package tui_test

import (
	"go/build"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// layers is who may import whom, by package: the packages of zco that its own
// code may name. A package that stands for a folder of packages ends in /....
var layers = map[string][]string{
	"zco":             {"tui/cli"},
	"api":             {},
	"api/transfer":    {"api"},
	"api/sandbox":     {},
	"config":          {},
	"tui/text":        {},
	"tui/screen":      {"tui/text"},
	"tui/theme":       {"tui/screen"},
	"tui/action":      {},
	"tui/window":      {},
	"tui/journal":     {"api"},
	"tui/resource":    {"api"},
	"tui/form":        {"tui/text", "tui/screen", "tui/theme"},
	"tui/grid":        {"tui/text", "tui/screen", "tui/theme"},
	"tui/pane":        {"tui/text", "tui/screen", "tui/theme", "tui/action", "tui/resource", "tui/journal"},
	"tui/command":     {"api", "api/transfer", "tui/resource", "tui/window", "tui/journal", "tui/action"},
	"tui/entry":       {"api", "tui/form", "tui/resource"},
	"tui/dialog":      {"tui/text", "tui/screen", "tui/theme", "tui/action", "tui/form", "tui/grid", "tui/pane", "tui/resource"},
	"tui/drive":       {},
	"tui/clip":        {},
	"screenshots":     {"tui/cli", "tui/drive", "tui/screen", "tui/text", "tui/theme", "tui/action", "tui", "api/sandbox"},
	"screenshots/...": {"tui/cli", "tui/drive", "tui/screen", "tui/text", "tui/theme", "tui/action", "tui", "api/sandbox"},
}

// panes may use the widgets and the command layer's messages, and of api
// nothing but the value type that resource stands on.
var panes = []string{"tui/objects", "tui/records", "tui/editor", "tui/search", "tui/bulk", "tui/filter", "tui/history", "tui/review", "tui/views", "tui/verbs", "tui/account"}

var ground = []string{
	"tui/text", "tui/screen", "tui/theme", "tui/action", "tui/form", "tui/grid", "tui/dialog", "tui/entry",
	"tui/pane", "tui/command", "tui/resource", "tui/window", "tui/journal",
}

func TestImportsGoDownwards(t *testing.T) {
	for _, dir := range packages(t) {
		p, err := build.ImportDir(dir, 0)
		if err != nil {
			continue // only tests, or nothing for this system
		}
		rel, _ := filepath.Rel("..", dir)
		for _, imp := range p.Imports {
			if own, ok := strings.CutPrefix(imp, "zco"); ok && !allowed(filepath.ToSlash(rel), strings.TrimPrefix(own, "/")) {
				t.Errorf("%s imports %s, which the layers do not allow", rel, imp)
			}
		}
	}
}

func packages(t *testing.T) []string {
	var dirs []string
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && d.Name() != "..") {
			return filepath.SkipDir
		}
		if d.IsDir() {
			dirs = append(dirs, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(dirs) < 15 {
		t.Fatalf("only %d folders found: the walk does not see the tree", len(dirs))
	}
	return dirs
}

func allowed(from, to string) bool {
	if from == "." {
		from = "zco"
	}
	if strings.HasPrefix(to, from+"/") {
		return from != "api" && from != "tui" || from == "tui" // a package may use its own subpackages
	}
	switch {
	case from == "tui":
		return to != "api" && to != "config" && to != "api/sandbox" && to != "tui/cli"
	case from == "tui/cli":
		return to != "tui/drive"
	}
	for _, p := range panes {
		if from == p || strings.HasPrefix(from, p+"/") {
			return contains(ground, to) || strings.HasPrefix(to, p+"/") || to == p
		}
	}
	for root, ok := range layers {
		if from == root || strings.HasSuffix(root, "/...") && strings.HasPrefix(from, strings.TrimSuffix(root, "...")) {
			return contains(ok, to)
		}
	}
	for root := range layers { // a subpackage has the rights of its root
		if strings.HasPrefix(from, root+"/") {
			return contains(layers[root], to) || strings.HasPrefix(to, root)
		}
	}
	return false
}

func contains(list []string, s string) bool {
	for _, e := range list {
		if e == s {
			return true
		}
	}
	return false
}
