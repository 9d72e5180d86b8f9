package cli

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zco/config"
	"zco/tui/app"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
)

// The start counts what an editor left, so that it is told of with the drafts.
func TestTheStartCountsWhatAnEditorLeft(t *testing.T) {
	state := t.TempDir()
	edit := filepath.Join(state, "edit")
	if err := os.Mkdir(edit, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"1", "2"} {
		text := change.Signed(collection.Ref{Collection: "car", ID: id}, "name: A\n")
		if err := os.WriteFile(filepath.Join(edit, "record-"+id+".yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	a := &accounts{s: NewStreams(strings.NewReader(""), io.Discard, io.Discard, func(string) string { return "" })}
	var o app.Options
	a.keepDrafts(&session{paths: config.Paths{StateDir: state}, conf: config.Default()}, &o)
	defer a.journal.Close()
	if o.Left != 2 || o.EditDir != edit || o.Journal == nil {
		t.Errorf("%d left in %q, the journal is %v", o.Left, o.EditDir, o.Journal)
	}
}
