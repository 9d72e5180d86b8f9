package api

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Each operation of a client names its endpoint, and below it the page of the
// vendor that describes it, where there is a public one.
func TestEndpointsAreLinked(t *testing.T) {
	endpoint := regexp.MustCompile(`(?m)^(GET|POST|PUT|PATCH|DELETE) /api/v2/(\S+)\n(https://developer\.zendesk\.com/api-reference/\S+)?`)
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	linked := 0
	for _, file := range files {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || !f.Name.IsExported() {
				continue
			}
			m := endpoint.FindStringSubmatch(f.Doc.Text())
			switch {
			case m == nil || strings.HasPrefix(m[2], "object_layouts/") || strings.HasSuffix(m[2], "/attachments"):
			case m[3] == "":
				t.Errorf("%s does not link the page of its endpoint", f.Name.Name)
			default:
				linked++
			}
		}
	}
	if linked < 75 {
		t.Errorf("only %d operations are linked", linked)
	}
}
