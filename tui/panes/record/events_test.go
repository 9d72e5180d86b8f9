package record

import (
	"strings"
	"testing"

	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// What happened to a record is shown though its fields could not be read.
func TestEventsWithoutFields(t *testing.T) {
	s := show(t)
	s.Model.schema = nil
	s.Model.showEvents(work.Events{Ref: s.Model.ref, Events: []collection.Event{{Kind: "record_updated", Actor: "7", Properties: `{"location":"Oslo"}`}}})
	open, ok := panetest.Last[pane.Open](s.shell)
	if !ok {
		t.Fatal("nothing is shown")
	}
	if seen := panetest.Screen(s.env, open.Dialog, 80, 24); !strings.Contains(seen, "Oslo") {
		t.Errorf("it shows\n%s", seen)
	}
}
