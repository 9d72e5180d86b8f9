package shell_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers is what each package may import of zco's own. A package that is not
// in it may import nothing: a new one gets its place here first.
var layers = map[string][]string{
	"zco": {"tui/cli"},

	"api":          {},
	"api/transfer": {"api"},
	"api/sandbox":  {},

	"config":        {"config/disk", "config/oauth", "config/secret"},
	"config/disk":   {},
	"config/oauth":  {"config/disk", "config/secret"},
	"config/secret": {"config/disk"},

	"tui/action":   {},
	"tui/clip":     {},
	"tui/drive":    {},
	"tui/text":     {},
	"tui/window":   {},
	"tui/screen":   {"tui/text"},
	"tui/theme":    {"tui/screen"},
	"tui/journal":  {"api"},
	"tui/resource": {"api"},
	"tui/form":     {"tui/text", "tui/screen", "tui/theme"},
	"tui/grid":     {"tui/text", "tui/screen", "tui/theme"},
	"tui/entry":    {"api", "tui/form", "tui/resource"},
	"tui/command":  {"api", "api/transfer", "tui/resource", "tui/window", "tui/journal", "tui/action"},
	"tui/pane":     {"tui/text", "tui/screen", "tui/theme", "tui/action", "tui/resource", "tui/journal"},
	"tui/dialog":   {"tui/text", "tui/screen", "tui/theme", "tui/action", "tui/form", "tui/grid", "tui/pane", "tui/resource"},

	"screenshots": {"tui/cli", "tui/action"},
}

// panes do not know each other and speak to no client: they stand on ground.
var (
	panes = []string{
		"tui/account", "tui/bulk", "tui/editor", "tui/filter", "tui/history", "tui/objects", "tui/records",
		"tui/review", "tui/search", "tui/verbs",
	}
	ground = []string{
		"tui/text", "tui/screen", "tui/theme", "tui/action", "tui/form", "tui/grid", "tui/dialog", "tui/entry",
		"tui/pane", "tui/command", "tui/resource", "tui/window", "tui/journal",
	}
)

// blind are the roots of what must not know that there is a terminal.
var blind = []string{"api", "config", "tui/window", "tui/journal", "tui/resource", "tui/entry", "tui/clip"}

func TestImportsGoDownwards(t *testing.T) {
	seen := 0
	for file, imports := range sources(t) {
		from := filepath.ToSlash(filepath.Dir(file))
		if from == "." {
			from = "zco"
		}
		for _, to := range imports {
			seen++
			if !allowed(from, to) {
				t.Errorf("%s imports %s, which the layers do not allow", file, to)
			}
		}
	}
	if seen < 1000 {
		t.Fatalf("only %d imports found: the walk does not see the tree", seen)
	}
}

// Each of these is a wall of the house; without one of them the test above
// would hold nothing.
func TestLayersRefuse(t *testing.T) {
	for _, wall := range [][2]string{
		{"api/sandbox", "zco/api"}, {"api", "zco/api/sandbox"}, {"api", "zco/tui/text"}, {"api/transfer", "zco/tui/resource"},
		{"config", "zco/api"}, {"config/oauth", "zco/api"}, {"config", "zco/tui/theme"}, {"config/disk", "zco/config"},
		{"tui", "zco/api"}, {"tui", "zco/api/transfer"}, {"tui", "zco/config"}, {"tui", "zco/tui/cli"}, {"tui", "zco/tui/drive"},
		{"tui/records", "zco/api"}, {"tui/records", "zco/tui/editor"}, {"tui/records", "zco/tui"}, {"tui/bulk", "zco/api/transfer"},
		{"tui/form", "zco/tui/resource"}, {"tui/grid", "zco/tui/action"}, {"tui/screen", "zco/tui/theme"}, {"tui/pane", "zco/tui/command"},
		{"tui/command", "zco/tui/pane"}, {"tui/command", "zco/tui/screen"}, {"tui/resource", "zco/tui/form"},
		{"tui/cli", "zco/tui/drive"}, {"zco", "zco/api"}, {"tui/new", "zco/tui/text"},
		{"tui/window", "charm.land/bubbletea/v2"}, {"api/transfer", "charm.land/lipgloss/v2"}, {"config/secret", "charm.land/bubbletea/v2"},
	} {
		if allowed(wall[0], wall[1]) {
			t.Errorf("%s may import %s", wall[0], wall[1])
		}
	}
}

// sources returns what each file of the program imports, whatever system it is
// for, by its path from the top; tests may import what they like.
func sources(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && d.Name() != ".."):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel("..", path)
		for _, spec := range file.Imports {
			to, _ := strconv.Unquote(spec.Path.Value) // the parser took it
			out[rel] = append(out[rel], to)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// allowed reports whether a package, by its folder, may import another, by its
// import path.
func allowed(from, to string) bool {
	if strings.HasPrefix(to, "charm.land/") {
		return !slices.ContainsFunc(blind, func(root string) bool { return within(from, root) })
	}
	to, own := strings.CutPrefix(to, "zco/")
	switch {
	case !own:
		return true
	case from == "tui": // the shell routes: of the program it knows its own parts
		return within(to, "tui") && to != "tui/cli" && to != "tui/drive"
	case from == "tui/cli": // the wiring
		return to != "tui/drive" && to != "screenshots"
	case slices.Contains(panes, from):
		return slices.Contains(ground, to)
	}
	return slices.Contains(layers[from], to)
}

func within(path, root string) bool { return path == root || strings.HasPrefix(path, root+"/") }
