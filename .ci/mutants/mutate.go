package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A mutant is one small fault.
type mutant struct {
	id   int    // the value of the variable that turns it on, from 1
	file string // from the working directory
	line int
	what string // the fault in words
}

// switchName is the package of the switch inside the changed sources.
const switchName = "zcomutant"

// A rewriter puts the mutants of one file into its text. It only inserts, so
// that mutants lie inside one another.
type rewriter struct {
	pkg     *pkg
	fset    *token.FileSet
	info    *types.Info
	name    string
	text    []byte
	inserts []insert
	done    map[ast.Expr]bool // what is changed already as a whole
	stmt    ast.Stmt          // the statement that the visit is in
}

// An insert is text to stand at an offset. What closes stands before what
// opens, what was opened first is closed last.
type insert struct {
	at     int
	closes bool
	order  int
	text   string
}

// mutate puts all mutants of the file into its text.
func (p *pkg) mutate(fset *token.FileSet, info *types.Info, f *ast.File) error {
	name := fset.Position(f.Pos()).Filename
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	r := &rewriter{pkg: p, fset: fset, info: info, name: name, text: text, done: map[ast.Expr]bool{}}
	before := len(p.mutants)
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
			ast.Inspect(fn.Body, r.visit)
		}
	}
	if len(p.mutants) == before {
		return nil
	}
	end := fset.Position(f.Name.End()).Offset
	r.inserts = append(r.inserts, insert{at: end, text: "; import " + switchName + ` "zco/` + switchName + `"`})
	p.sources[name] = r.render()
	return nil
}

func (r *rewriter) visit(n ast.Node) bool {
	if s, ok := n.(ast.Stmt); ok {
		r.stmt = s
	}
	switch n := n.(type) {
	case *ast.IfStmt:
		r.negate(n.Cond)
	case *ast.ReturnStmt:
		for _, e := range n.Results {
			if r.isBool(e) {
				r.negate(e)
			} else {
				r.literal(e)
			}
		}
	case *ast.BlockStmt:
		r.leaveOut(n.List)
	case *ast.CaseClause:
		r.leaveOut(n.Body)
	case *ast.CommClause:
		r.leaveOut(n.Body)
	case *ast.AssignStmt:
		for _, e := range n.Rhs {
			r.literal(e)
		}
	case *ast.KeyValueExpr:
		r.literal(n.Value)
	case *ast.CallExpr:
		if !r.info.Types[n.Fun].IsType() {
			for _, e := range n.Args {
				r.literal(e)
			}
		}
	case *ast.BinaryExpr:
		r.binary(n)
	}
	return true
}

// negate turns a condition round.
func (r *rewriter) negate(e ast.Expr) {
	if !r.isBool(e) || r.done[e] {
		return
	}
	r.done[e] = true
	id := r.add(e, "not ("+r.source(e)+")")
	r.wrap(e, fmt.Sprintf("%s.Is(%d) != (", switchName, id), ")")
}

// leaveOut leaves out calls and assignments, one at a time.
func (r *rewriter) leaveOut(list []ast.Stmt) {
	for i, s := range list {
		switch s := s.(type) {
		case *ast.ExprStmt:
			if last := i == len(list)-1; last && strings.HasPrefix(r.source(s), "panic(") {
				continue
			}
		case *ast.IncDecStmt:
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE || r.source(s.Lhs[0]) == "_" {
				continue
			}
		default:
			continue
		}
		id := r.add(s, "without "+r.source(s))
		r.wrap(s, fmt.Sprintf("if !%s.Is(%d) { ", switchName, id), " }")
	}
}

// literal makes a whole number that stands alone one higher.
func (r *rewriter) literal(e ast.Expr) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.INT || !r.isInt(e) {
		return
	}
	r.higher(e)
}

func (r *rewriter) higher(e ast.Expr) {
	what := r.source(e) + " + 1"
	if r.stmt != nil {
		what += " in " + r.source(r.stmt)
	}
	id := r.add(e, what)
	r.wrap(e, fmt.Sprintf("%s.Higher(%d, ", switchName, id), ")")
}

var bounds = map[token.Token]string{
	token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">", token.EQL: "!=", token.NEQ: "==",
	token.LAND: "||", token.LOR: "&&",
}

// binary moves a bound, takes the other of and and or, or makes a sum one
// higher.
func (r *rewriter) binary(e *ast.BinaryExpr) {
	if r.info.Types[e].Value != nil {
		return
	}
	turned, ok := bounds[e.Op]
	equality := e.Op == token.EQL || e.Op == token.NEQ
	switch {
	case ok && r.isBool(e) && !(equality && r.done[e]):
		other := "(" + r.source(e.X) + ") " + turned + " (" + r.source(e.Y) + ")"
		id := r.add(e, r.source(e)+" as "+turned)
		is := fmt.Sprintf("%s.Is(%d)", switchName, id)
		r.wrap(e, "("+is+" && ("+other+") || !"+is+" && (", "))")
	case (e.Op == token.ADD || e.Op == token.SUB) && r.isInt(e):
		if !r.done[e] {
			r.higher(e)
		}
		r.done[ast.Unparen(e.X)], r.done[ast.Unparen(e.Y)] = true, true // a sum is changed once
	}
}

func (r *rewriter) isBool(e ast.Expr) bool {
	t := r.info.Types[e]
	b, ok := t.Type.(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func (r *rewriter) isInt(e ast.Expr) bool {
	return r.info.Types[e].Type != nil && types.Identical(r.info.Types[e].Type, types.Typ[types.Int])
}

func (r *rewriter) add(n ast.Node, what string) int {
	name := r.name
	if wd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(wd, name); err == nil {
			name = rel
		}
	}
	id := len(r.pkg.mutants) + 1
	what = strings.Join(strings.Fields(what), " ")
	if cut := []rune(what); len(cut) > 110 {
		what = string(cut[:110]) + "…"
	}
	r.pkg.mutants = append(r.pkg.mutants, mutant{id, name, r.fset.Position(n.Pos()).Line, what})
	return id
}

func (r *rewriter) source(n ast.Node) string {
	return string(r.text[r.offset(n.Pos()):r.offset(n.End())])
}

func (r *rewriter) offset(p token.Pos) int { return r.fset.Position(p).Offset }

func (r *rewriter) wrap(n ast.Node, before, after string) {
	order := len(r.inserts)
	r.inserts = append(r.inserts,
		insert{at: r.offset(n.Pos()), order: order, text: before},
		insert{at: r.offset(n.End()), closes: true, order: -order, text: after})
}

func (r *rewriter) render() []byte {
	slices.SortStableFunc(r.inserts, func(a, b insert) int {
		switch {
		case a.at != b.at:
			return a.at - b.at
		case a.closes != b.closes:
			if a.closes {
				return -1
			}
			return 1
		}
		return a.order - b.order
	})
	var out []byte
	at := 0
	for _, i := range r.inserts {
		out = append(out, r.text[at:i.at]...)
		out = append(out, i.text...)
		at = i.at
	}
	return append(out, r.text[at:]...)
}
