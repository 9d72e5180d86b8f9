package write

import (
	"strings"
	"testing"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// What was typed is taken back in the cell under the cursor, or in the whole
// row once that is agreed to; without a draft both say why not.
func TestDraftsAreDiscarded(t *testing.T) {
	s := on(t, memory(t))
	why := func(id action.ID) string { return action.Index(s.Commands()).Why(id) }
	s.shell.At.Field = collection.Field{Key: location, Title: "Location"}
	if why(action.RevertCell) == "" || why(action.DropRow) == "" {
		t.Fatal("there is no draft, and it can be discarded")
	}
	s.typed("name", "Renamed")
	if why(action.RevertCell) == "" || why(action.DropRow) != "" {
		t.Errorf("with a draft of another cell: %q, %q", why(action.RevertCell), why(action.DropRow))
	}
	s.typed(location, "Oslo")
	if why(action.RevertCell) != "" {
		t.Error(why(action.RevertCell))
	}
	s.run(action.RevertCell)
	if _, left := s.drafts.Field(s.shell.At.Ref(), location); left || s.shell.Said() != "Location reverted" {
		t.Errorf("it is left: %v; said %q", left, s.shell.Said())
	}
	s.typed(location, "Oslo")
	s.run(action.DropRow)
	if seen := panetest.Screen(s.env, s.dialog(), 80, 24); !strings.Contains(seen, "2 unsaved fields will be lost.") {
		t.Errorf("it asks\n%s", seen)
	}
	panetest.Press(s.dialog(), "enter")
	if say, _ := panetest.Last[pane.Say](s.shell); s.drafts.HasDraft(s.shell.At.Ref()) || say.Text != "Draft discarded" {
		t.Errorf("said %q", say.Text)
	}
}
