package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every document that the README leads to is a topic, and zco help prints it
// from the program itself: with words for its links, and nothing that only a
// browser reads.
func TestHelpPrintsTheDocuments(t *testing.T) {
	root := filepath.Join("..", "..")
	main, err := os.ReadFile(filepath.Join(root, "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	listed := printed(t, "help", "help")
	for _, topic := range topics {
		if !strings.Contains(string(main), " "+topic.document) {
			t.Errorf("main.go does not embed %s", topic.document)
		}
		if !strings.Contains(listed, "  "+topic.name+" ") {
			t.Errorf("zco help help does not list %s", topic.name)
		}
		text := printed(t, "help", topic.name)
		if !strings.HasPrefix(text, "# ") || len(text) < 500 {
			t.Errorf("zco help %s prints %.80q", topic.name, text)
		}
		for _, mark := range []string{"](", "<img", "<kbd>", "<details>", "<!--"} {
			if strings.Contains(text, mark) {
				t.Errorf("zco help %s has the mark %s", topic.name, mark)
			}
		}
	}
	tour := printed(t, "help", "tour")
	for _, words := range []string{"All keys (zco help shortcuts)", "six steps (zco help settings)", "All commands, with recipes (zco help scripts)"} {
		if !strings.Contains(tour, words) {
			t.Errorf("the tour does not say %q", words)
		}
	}
	for _, document := range []string{"api/README.md", "config/README.md", "findings/README.md", "tui/README.md", "tui/action/README.md", "tui/cli/README.md", "api/transfer/roundtrip/README.md"} {
		if !strings.Contains(whereTo(document, "README.md"), "zco help ") {
			t.Errorf("%s is no topic", document)
		}
	}
}

// printed is what the program prints, with the documents of this tree.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	s := NewStreams(strings.NewReader(""), &stdout, &stderr, func(string) string { return "" })
	s.Documents = os.DirFS(filepath.Join("..", ".."))
	if code := Main(args, s); code != Done {
		t.Fatalf("zco %s ends with %d: %s", strings.Join(args, " "), code, stderr.String())
	}
	return stdout.String()
}
