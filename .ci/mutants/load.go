package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// A pkg is one package with the mutants that can be made of it.
type pkg struct {
	path, dir string
	mutants   []mutant
	sources   map[string][]byte // path of a file to its text with all mutants in it
}

// A listed is what `go list -json` says of a package.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	DepOnly                 bool
}

// load reads the packages with their types and makes their mutants.
func load(patterns []string) ([]*pkg, error) {
	all, err := list(patterns)
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for _, l := range all {
		exports[l.ImportPath] = l.Export
	}
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, errors.New("no export data of " + path)
		}
		return os.Open(exports[path])
	})
	var pkgs []*pkg
	for _, l := range all {
		if l.DepOnly {
			continue
		}
		p, err := read(fset, imports, l)
		if err != nil {
			return nil, err
		}
		pkgs = append(pkgs, p)
	}
	return pkgs, nil
}

func list(patterns []string) ([]listed, error) {
	cmd := exec.Command("go", append([]string{"list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles,DepOnly"}, patterns...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	var all []listed
	for d := json.NewDecoder(out); ; {
		var l listed
		if err := d.Decode(&l); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, cmd.Wait()
}

// read parses and checks one package and puts the mutants into its sources.
func read(fset *token.FileSet, imports types.Importer, l listed) (*pkg, error) {
	p := &pkg{path: l.ImportPath, dir: l.Dir, sources: map[string][]byte{}}
	var files []*ast.File
	for _, name := range l.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(l.Dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	if _, err := (&types.Config{Importer: imports}).Check(l.ImportPath, fset, files, info); err != nil {
		return nil, fmt.Errorf("check %s: %w", l.ImportPath, err)
	}
	for _, f := range files {
		if err := p.mutate(fset, info, f); err != nil {
			return nil, err
		}
	}
	return p, nil
}
