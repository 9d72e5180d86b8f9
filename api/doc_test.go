package api

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// Each operation of a client names its endpoint, and below it the page of the
// vendor that describes it, where there is a public one.
func TestEndpointsAreLinked(t *testing.T) {
	endpoint := regexp.MustCompile(`(?m)^(GET|POST|PUT|PATCH|DELETE) /api/v2/(\S+)\n(https://developer\.zendesk\.com/api-reference/\S+)?`)
	notTests := func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }
	packages, err := parser.ParseDir(token.NewFileSet(), ".", notTests, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	linked := 0
	for _, file := range packages["api"].Files {
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
