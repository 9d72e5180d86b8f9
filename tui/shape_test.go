package shell_test

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// mostMethods is how many methods a type may have. One with more is several
// that have not been told apart.
const mostMethods = 60

// perEndpoint are the types with a method for each endpoint of the service,
// which grow with it alone: what asks for it, and what answers in its place.
var perEndpoint = []string{"api.Client", "api/sandbox.Server"}

// parsed returns the files of the program by path, without tests.
func parsed(t *testing.T) (*token.FileSet, map[string]*ast.File) {
	t.Helper()
	fset, out := token.NewFileSet(), map[string]*ast.File{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && d.Name() != ".."):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		out[filepath.ToSlash(strings.TrimPrefix(path, ".."+string(filepath.Separator)))] = file
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fset, out
}

// methods counts the methods of each type by its package's folder and name.
func methods(files map[string]*ast.File) map[string]int {
	out := map[string]int{}
	for path, file := range files {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv == nil {
				continue
			}
			out[filepath.ToSlash(filepath.Dir(path))+"."+receiver(f.Recv.List[0].Type)]++
		}
	}
	return out
}

// receiver is the name of a method's type.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

func TestNoTypeDoesEverything(t *testing.T) {
	_, files := parsed(t)
	counts := methods(files)
	if len(counts) < 100 {
		t.Fatalf("only %d types found: the walk does not see the tree", len(counts))
	}
	largest := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	for _, name := range largest[:5] {
		t.Logf("%d methods: %s", counts[name], name)
	}
	for _, name := range largest {
		if counts[name] > mostMethods && !slices.Contains(perEndpoint, name) {
			t.Errorf("%s has %d methods, more than %d", name, counts[name], mostMethods)
		}
	}
}

// What an action does is said where its Command is made. Code that asks which
// action it has been given is a second table beside that one.
func TestActionsAreToldApartInOnePlace(t *testing.T) {
	fset, files := parsed(t)
	for path, file := range files {
		if !strings.HasPrefix(path, "tui/") || strings.HasPrefix(path, "tui/action/") {
			continue
		}
		for _, at := range comparesActions(file) {
			t.Errorf("%s tells actions apart; make it a Command", fset.Position(at))
		}
	}
}

// The test above would hold nothing if it did not see these.
func TestSeesActionsToldApart(t *testing.T) {
	for _, src := range []string{
		`switch id { case action.Open: }`,
		`switch { case id == action.Open: }`,
		`if id != action.Open { }`,
		`if key == "x" || action.Open == id { }`,
		`switch x := id; x { case action.Accept, action.Dismiss: }`,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\nfunc f() { "+src+" }", 0)
		if err != nil {
			t.Fatal(err)
		}
		if len(comparesActions(file)) == 0 {
			t.Errorf("not seen: %s", src)
		}
	}
	file, err := parser.ParseFile(token.NewFileSet(), "x.go", `package x
		func f() { run(action.Do(action.Open, open)); if scope == action.Dialog { } }`, 0)
	if err != nil {
		t.Fatal(err)
	}
	if at := comparesActions(file); len(at) != 0 {
		t.Error("making a command is taken for telling actions apart")
	}
}

// comparesActions returns where a file compares an action with a known one.
func comparesActions(file *ast.File) (at []token.Pos) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CaseClause:
			if slices.ContainsFunc(n.List, isAction) {
				at = append(at, n.Pos())
			}
		case *ast.BinaryExpr:
			if (n.Op == token.EQL || n.Op == token.NEQ) && (isAction(n.X) || isAction(n.Y)) {
				at = append(at, n.Pos())
			}
		}
		return true
	})
	return at
}

// ids are the names of the constants that name an action.
var ids = sync.OnceValue(func() (out []string) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("action", "table.go"), nil, 0)
	if err != nil {
		panic(err)
	}
	for _, decl := range file.Decls {
		d, ok := decl.(*ast.GenDecl)
		if !ok || d.Tok != token.CONST {
			continue
		}
		for _, spec := range d.Specs {
			for _, name := range spec.(*ast.ValueSpec).Names {
				out = append(out, name.Name)
			}
		}
	}
	return out
})

// isAction reports whether an expression names an action of the table; a scope
// is none.
func isAction(e ast.Expr) bool {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	from, ok := sel.X.(*ast.Ident)
	return ok && from.Name == "action" && slices.Contains(ids(), sel.Sel.Name)
}

// What runs beside the event loop must come back to the account that it ran
// for: so it is made by what wraps its answer, and not by hand.
func TestCommandsAreNotMadeByHand(t *testing.T) {
	fset, files := parsed(t)
	for path, file := range files {
		if slices.ContainsFunc([]string{"tui/feature/", "tui/panes/", "tui/shell/", "tui/widget/"}, func(p string) bool { return strings.HasPrefix(path, p) }) {
			for _, at := range byHand(file) {
				t.Errorf("%s makes a command by hand; use Shell.Async or an inbox", fset.Position(at))
			}
		}
	}
}

func TestSeesCommandsMadeByHand(t *testing.T) {
	for src, want := range map[string]int{
		`return func() tea.Msg { return 1 }`:                   1,
		`cmd := func() tea.Msg { return 1 }`:                   1,
		`return tea.Batch(func() tea.Msg { return 1 })`:        1,
		`return env.Shell.Async(func() tea.Msg { return 1 })`:  0,
		`return in.Aside("", func() tea.Msg { return 1 })`:     0,
		`return func() tea.Cmd { return tea.Quit }`:            0,
		`return f.rescan(func() any { return historyRead{} })`: 0,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\nfunc f() { "+src+" }", 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(byHand(file)); got != want {
			t.Errorf("%s: seen %d times, want %d", src, got, want)
		}
	}
}

// byHand returns the functions that are commands of their own.
func byHand(file *ast.File) (at []token.Pos) {
	wrapped := map[ast.Node]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if sel, ok := n.Fun.(*ast.SelectorExpr); ok && slices.Contains([]string{"Async", "Aside"}, sel.Sel.Name) {
				for _, arg := range n.Args {
					wrapped[arg] = true
				}
			}
		case *ast.FuncLit:
			if isCommand(n.Type) && !wrapped[n] {
				at = append(at, n.Pos())
			}
		}
		return true
	})
	return at
}

// isCommand reports whether a function is a tea.Cmd.
func isCommand(f *ast.FuncType) bool {
	if len(f.Params.List) != 0 || f.Results == nil || len(f.Results.List) != 1 {
		return false
	}
	sel, ok := f.Results.List[0].Type.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Msg"
}
