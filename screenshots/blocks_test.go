package screenshots

import (
	"fmt"
	"strings"
)

// The documents hold blocks that are written from the source, each between
//
//	<!-- begin NAME -->
//	<!-- end NAME -->

// Block returns what stands in a block of a document, without the lines of its
// marks.
func Block(doc, name string) (string, error) {
	from, to, err := bounds(doc, name)
	if err != nil {
		return "", err
	}
	return doc[from:to], nil
}

// WithBlock returns the document with another text in a block.
func WithBlock(doc, name, text string) (string, error) {
	from, to, err := bounds(doc, name)
	if err != nil {
		return "", err
	}
	return doc[:from] + text + doc[to:], nil
}

func bounds(doc, name string) (from, to int, err error) {
	begin, end := "<!-- begin "+name+" -->\n", "<!-- end "+name+" -->\n"
	from, to = strings.Index(doc, begin), strings.Index(doc, end)
	if from < 0 || to < from {
		return 0, 0, fmt.Errorf("the document has no block %s: it stands between %q and %q", name, strings.TrimSpace(begin), strings.TrimSpace(end))
	}
	return from + len(begin), to, nil
}

// table writes a table of Markdown.
func table(head []string, rows [][]string) string {
	var b strings.Builder
	line := func(cells []string) {
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	line(head)
	b.WriteString(strings.Repeat("|---", len(head)) + "|\n")
	for _, row := range rows {
		line(row)
	}
	return b.String()
}

// keyName writes a key so that Markdown shows it as it is.
func keyName(k string) string {
	if k == "|" {
		return `<kbd>&#124;</kbd>`
	}
	return "<kbd>" + escape(k) + "</kbd>"
}
