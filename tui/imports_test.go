package shell_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers is what each folder may import of zco's own besides its own
// subfolders; the longest name that fits rules. A folder that no name fits may
// import nothing: a new one gets its place here first.
var layers = map[string][]string{
	"zco": {},

	"api":          {},
	"api/transfer": {"api", "config/disk"},
	"api/sandbox":  {},

	"config":        {"config/disk", "config/oauth", "config/secret"},
	"config/disk":   {},
	"config/oauth":  {"config/disk", "config/secret"},
	"config/secret": {"config/disk"},

	"tui/action":            {},
	"tui/app/apptest":       {"tui/action"},
	"tui/draw/text":         {},
	"tui/draw/screen":       {"tui/draw/text"},
	"tui/draw/theme":        {"tui/draw/screen"},
	"tui/draw/render":       {"tui/draw/screen", "tui/draw/text"},
	"tui/domain":            {"api"},
	"tui/domain/window":     {},
	"tui/domain/change":     {"api", "tui/domain/collection", "tui/domain/field", "tui/domain/journal"},
	"tui/domain/journal":    {"api"},
	"tui/domain/number":     {},
	"tui/domain/field":      {"api"},
	"tui/domain/rule":       {"api"},
	"tui/domain/collection": {"api", "tui/domain/field", "tui/domain/number", "tui/domain/rule"},
	"tui/domain/objectmap":  {"api", "tui/domain/collection"},
	"tui/domain/entry":      {"api", "tui/widget/form", "tui/domain/collection", "tui/domain/field"},
	"tui/domain/job":        {"api", "api/transfer", "config/disk", "tui/domain/collection", "tui/domain/field", "tui/domain/journal"},
	"tui/work":              {"api", "tui/domain", "tui/action"},
	"tui/widget/form":       {"tui/draw"},
	"tui/widget/grid":       {"tui/draw"},
	"tui/widget":            {"tui/draw", "tui/action", "tui/domain", "tui/pane", "tui/widget"},
	"tui/pane":              {"tui/draw", "tui/action", "tui/domain"},
	"tui/pane/panetest":     {"tui/draw", "tui/action", "tui/domain", "tui/pane", "tui/work"},
	"tui/nav":               {"tui/domain", "tui/pane"},
	"tui/status":            {"tui/draw", "tui/pane", "tui/action"},
	"tui/term":              {"tui/draw/text"},
	"tui/console":           {"tui/draw", "tui/term"},
	"tui/graphics":          {"tui/draw/text"},
	"tui/panes":             ground,
	"tui/feature":           ground,
	"tui/app":               {"tui"},
	"tui/shell":             {"tui/draw", "tui/action", "tui/widget", "tui/pane", "tui/work", "tui/domain", "tui/nav", "tui/status", "tui/term"},
	"tui/cli":               {"api", "api/sandbox", "api/transfer", "config", "config/disk", "config/oauth", "config/secret", "tui"},

	"screenshots": {},
}

// ground is what panes and features stand on. They do not know each other and
// speak to no client.
var ground = []string{"tui/draw", "tui/action", "tui/widget", "tui/pane", "tui/work", "tui/domain"}

// never is what may be imported by nobody but the wiring, whatever the layers
// say.
var never = []string{"tui/cli", "tui/app/apptest", "tui/pane/panetest", "screenshots"}

// blind are the roots of what must not know that there is a terminal.
var blind = []string{"api", "config", "tui/domain/window", "tui/domain/journal", "tui/domain/rule", "tui/domain/objectmap", "tui/domain/collection", "tui/domain/field", "tui/domain/change", "tui/domain/entry", "tui/domain/job"}

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
		{"api/sandbox", "zco/api"}, {"api/sandbox", "github.com/google/renameio/v2/maybe"}, {"api", "zco/api/sandbox"}, {"api", "zco/api/transfer"}, {"api", "zco/tui/draw/text"}, {"api/transfer", "zco/tui/domain/collection"},
		{"config", "zco/api"}, {"config/oauth", "zco/api"}, {"config", "zco/tui/draw/theme"}, {"config/disk", "zco/config"},
		{"tui/shell", "zco/api"}, {"tui/shell", "zco/api/transfer"}, {"tui/shell", "zco/config"}, {"tui/shell", "zco/tui/app"}, {"tui/shell", "zco/tui/panes/records"}, {"tui/shell", "zco/tui/feature/write"}, {"tui/shell", "zco/tui/cli"}, {"tui/app", "zco/api"}, {"tui/app", "zco/tui/cli"}, {"tui/shell", "zco/tui/app/apptest"},
		{"tui/panes/records", "zco/api"}, {"tui/panes/records", "zco/tui/panes/record"}, {"tui/panes/records", "zco/tui/shell"},
		{"tui/panes/records", "zco/tui/feature/many"}, {"tui/feature/many", "zco/tui/panes/records"}, {"tui/feature/many", "zco/tui/feature/find"},
		{"tui/feature/many", "zco/api"}, {"tui/feature/many", "zco/api/transfer"},
		{"tui/widget/form", "zco/tui/domain/collection"}, {"tui/widget/grid", "zco/tui/action"}, {"tui/draw/screen", "zco/tui/draw/theme"}, {"tui/pane", "zco/tui/work"},
		{"tui/nav", "zco/tui/work"}, {"tui/status", "zco/tui/work"}, {"tui/status", "zco/tui/panes/records"}, {"tui/term", "zco/tui/pane"}, {"tui/pane", "zco/tui/nav"},
		{"tui/work", "zco/tui/pane"}, {"tui/work", "zco/api/transfer"}, {"tui/domain/job", "charm.land/bubbletea/v2"}, {"tui/work", "zco/tui/draw/screen"}, {"tui/domain/collection", "zco/tui/widget/form"},
		{"tui/cli", "zco/tui/app/apptest"}, {"tui/panes/search", "zco/tui/pane/panetest"}, {"zco", "zco/api"}, {"tui/new", "zco/tui/draw/text"}, {"new", "zco/tui/draw/text"},
		{"tui/domain/window", "charm.land/bubbletea/v2"}, {"api/transfer", "charm.land/lipgloss/v2"}, {"config/secret", "charm.land/bubbletea/v2"},
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
	if strings.HasPrefix(to, "github.com/google/renameio/") {
		return from == "config/disk" // left alone, it writes to the folder that all share
	}
	to, own := strings.CutPrefix(to, "zco/")
	switch {
	case !own || from == "zco" && to == "tui/cli":
		return true
	case slices.Contains(never, to):
		return false
	case from != "api" && within(to, room(from)):
		return true
	}
	for root := from; root != "."; root = path.Dir(root) {
		if may, ruled := layers[root]; ruled {
			return slices.ContainsFunc(may, func(r string) bool { return r == to || strings.HasPrefix(r, "tui") && within(to, r) })
		}
	}
	return false
}

// room is the folder whose parts may know each other: the one itself, and for
// a part of a feature the feature.
func room(from string) string {
	if parts := strings.Split(from, "/"); len(parts) > 3 && parts[1] == "feature" {
		return path.Join(parts[:3]...)
	}
	return from
}

func within(path, root string) bool { return path == root || strings.HasPrefix(path, root+"/") }
