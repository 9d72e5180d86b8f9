package record

import (
	"strings"
	"testing"

	"zco/tui/domain/collection"
	"zco/tui/domain/field"
	"zco/tui/pane/panetest"
)

// drafted opens the editor of a field with a draft.
func drafted(t *testing.T, key string, v collection.Value, partial string) *bench {
	t.Helper()
	b := shown(t)
	b.answers["/autocomplete"] = shelvesFound
	b.drafts.Put(b.ref, b.item, key, v, partial)
	b.edits(key)
	return b
}

// An editor opens on the draft, also on a text that is no value yet, and goes on
// with it.
func TestAnEditorGoesOnWithTheDraft(t *testing.T) {
	b := drafted(t, uses, "7", "")
	if b.presses("1"); b.draftText(uses) != "71" {
		t.Errorf("typed on it is %q", b.draftText(uses))
	}
	if b.presses("backspace"); b.draftText(uses) != "7" {
		t.Errorf("taken back it is %q", b.draftText(uses))
	}
	b = drafted(t, uses, collection.Absent, "1x")
	if b.presses("y"); b.draftText(uses) != "1xy" {
		t.Errorf("a half-written one typed on is %q", b.draftText(uses))
	}
	b = drafted(t, shelf, collection.Absent, "Too")
	if seen := b.screen(); !strings.Contains(seen, "✎ Too") || !strings.Contains(seen, "Tool chest") {
		t.Errorf("a relation that is searched for shows\n%s", seen)
	}
	delete(b.answers, "/autocomplete")
	if b.presses("ctrl+u"); !strings.Contains(b.screen(), "Top shelf") {
		t.Errorf("without what is searched for it shows\n%s", b.screen())
	}
}

func (b *bench) draftText(key string) string {
	v, _ := b.drafts.Draft(b.ref, key)
	return v.Text()
}

// What is half-written in a field without a value is kept as it is left.
func TestHalfWrittenInAnEmptyField(t *testing.T) {
	b := shown(t)
	b.edits(code)
	b.presses("a", "esc")
	if b.draftText(code) != "a" {
		t.Errorf("kept is %q", b.draftText(code))
	}
}

// A click that changes a value is in the draft at once.
func TestAClickIsKept(t *testing.T) {
	b := shown(t)
	b.size(64, 30)
	b.edits(ready)
	b.screen()
	b.clicks(36, b.rowOf("yes"))
	if b.draftText(ready) != "false" {
		t.Errorf("kept is %q:\n%s", b.draftText(ready), b.screen())
	}
}

// A relation asks the service once for each text that is typed, and no other
// editor does; what is left is not asked for.
func TestWhatARelationAsks(t *testing.T) {
	b := shown(t)
	b.answers["/autocomplete"] = shelvesFound
	b.edits("name")
	b.presses("x", "left", "enter")
	if b.asked != 0 {
		t.Errorf("a text asks %d times", b.asked)
	}
	b.edits(shelf)
	b.presses("t", "down", "up")
	if b.asked != 2 { // as it opens, and for the letter
		t.Errorf("a relation asks %d times", b.asked)
	}
	cmd := b.Type(panetest.Key("o"))
	b.presses("esc")
	if panetest.Settle(cmd); b.asked != 2 {
		t.Error("one that is left asks")
	}
	delete(b.answers, "/autocomplete")
	b.edits(shelf)
	if seen := b.screen(); !strings.Contains(seen, "403") {
		t.Errorf("that it failed is not told:\n%s", seen)
	}
}

// Where nobody tells what ids are called, they stand as they are.
func TestWithoutNames(t *testing.T) {
	b := shown(t)
	b.answers["/autocomplete"] = shelvesFound
	b.env.Names = nil
	b.edits(shelf)
	if seen := b.screen(); !strings.Contains(seen, "s1") {
		t.Errorf("it shows\n%s", seen)
	}
}

// A person who was chosen is offered where nothing is typed yet.
func TestAPersonChosenIsOffered(t *testing.T) {
	b := shown(t)
	owner := "custom_object_fields.owner"
	b.schema = collection.NewSchema(append(toolFields(), collection.Field{Key: owner, Title: "Owner", Type: field.Lookup, Target: "zen:user"}))
	b.arrange()
	b.answers["/autocomplete"] = `{"users":[{"id":"7","name":"Ada Lindqvist"}]}`
	b.edits(owner)
	b.presses("A", "d", "down", "enter")
	if b.draftText(owner) != "7" {
		t.Fatalf("chosen is %q:\n%s", b.draftText(owner), b.screen())
	}
	b.presses("z")
	b.edits(owner)
	b.size(64, 40)
	if seen := b.screen(); !strings.Contains(seen, "Ada Lindqvist") {
		t.Errorf("offered is\n%s", seen)
	}
}
