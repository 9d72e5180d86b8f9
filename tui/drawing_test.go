package shell_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// drawingKeeps are the fields that drawing may set: where on the screen
// something lies, which a click asks for, and the words in an empty line, which
// are the same each time.
var drawingKeeps = []string{"drawn", "placed", "days", "month", "method", "Placeholder"}

// remembers are the methods that keep what they worked out, and work it out
// anew from anything else: it is the same whether they do or not.
var remembers = []string{"Diff.layout", "Dialog.diff", "entry.compare", "row.linesOf", "listed.searchWords"}

// What is on the screen is told by the state and by nothing that was drawn
// before: drawing, and what it asks of the same type, sets no field of it.
func TestDrawingChangesNoState(t *testing.T) {
	fset, files := parsed(t)
	folders := map[string][]*ast.File{}
	for path, file := range files {
		if slices.ContainsFunc([]string{"tui/app", "tui/feature", "tui/pane", "tui/shell", "tui/status", "tui/widget"}, func(p string) bool { return strings.HasPrefix(path, p) }) {
			folders[filepath.Dir(path)] = append(folders[filepath.Dir(path)], file)
		}
	}
	seen := 0
	for _, in := range folders {
		drawing := drawingMethods(in)
		seen += len(drawing)
		for _, f := range drawing {
			if slices.Contains(remembers, receiver(f.Recv.List[0].Type)+"."+f.Name.Name) {
				continue
			}
			for _, at := range setsFields(f) {
				t.Errorf("%s: %s draws and sets a field", fset.Position(at), f.Name.Name)
			}
		}
	}
	if seen < 100 {
		t.Fatalf("only %d functions draw: the walk does not see them", seen)
	}
}

// The test above would hold nothing if it did not see these.
func TestSeesDrawingThatChangesState(t *testing.T) {
	for src, want := range map[string]int{
		`func (d *D) Draw() { d.top = 1 }`:                                1,
		`func (d *D) Draw() { d.top++ }`:                                  1,
		`func (d *D) Draw() { d.at.row, d.n[1] = 1, 2 }`:                  2,
		`func (d *D) drawRow() { d.top -= 1 }`:                            1,
		`func (d *D) Size() { d.fit() }; func (d *D) fit() { d.top = 1 }`: 1,
		`func (d *D) Key() { d.top = 1 }`:                                 0,
		`func (d *D) Draw() { d.drawn = 1; top := d.top; top++ }`:         0,
		`func (d *D) Draw() { e.fit() }; func (d *D) fit() { d.top = 1 }`: 0,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\n"+src, 0)
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		for _, f := range drawingMethods([]*ast.File{file}) {
			got += len(setsFields(f))
		}
		if got != want {
			t.Errorf("%s: seen %d times, want %d", src, got, want)
		}
	}
}

// drawingMethods are the methods that draw, or tell what will be drawn, and
// those that these call on the same value.
func drawingMethods(folder []*ast.File) (out []*ast.FuncDecl) {
	methods, embedded := map[string]*ast.FuncDecl{}, map[string]string{}
	var queue []string
	for _, file := range folder {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Body == nil || len(f.Recv.List[0].Names) == 0 {
				continue
			}
			key := receiver(f.Recv.List[0].Type) + "." + f.Name.Name
			methods[key], embedded[f.Name.Name] = f, key
			if name := strings.ToLower(f.Name.Name); strings.HasPrefix(name, "draw") || slices.Contains([]string{"view", "size", "height", "footer", "hints", "title"}, name) {
				queue = append(queue, key)
			}
		}
	}
	for i := 0; i < len(queue); i++ {
		f := methods[queue[i]]
		out = append(out, f)
		ast.Inspect(f.Body, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !isReceiver(f, sel.X) {
				return true
			}
			key := receiver(f.Recv.List[0].Type) + "." + sel.Sel.Name
			if methods[key] == nil {
				key = embedded[sel.Sel.Name]
			}
			if methods[key] != nil && !slices.Contains(queue, key) {
				queue = append(queue, key)
			}
			return true
		})
	}
	return out
}

func isReceiver(f *ast.FuncDecl, e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == f.Recv.List[0].Names[0].Name
}

// setsFields returns where a method sets a field of its receiver.
func setsFields(f *ast.FuncDecl) (at []token.Pos) {
	ast.Inspect(f.Body, func(n ast.Node) bool {
		var set []ast.Expr
		switch n := n.(type) {
		case *ast.AssignStmt:
			set = n.Lhs
		case *ast.IncDecStmt:
			set = []ast.Expr{n.X}
		}
		for _, e := range set {
			if field := fieldOf(f, e); field != "" && !slices.Contains(drawingKeeps, field) {
				at = append(at, e.Pos())
			}
		}
		return true
	})
	return at
}

// fieldOf is the field of the receiver that an expression is, or is in.
func fieldOf(f *ast.FuncDecl, e ast.Expr) string {
	switch e := e.(type) {
	case *ast.IndexExpr:
		return fieldOf(f, e.X)
	case *ast.StarExpr:
		return fieldOf(f, e.X)
	case *ast.SelectorExpr:
		if isReceiver(f, e.X) || fieldOf(f, e.X) != "" {
			return e.Sel.Name
		}
	}
	return ""
}
