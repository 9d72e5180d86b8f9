package record

import (
	"strings"
	"testing"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// on says which field the cursor is on, and whether it is edited.
func (b *bench) on() string {
	f, ok := b.field()
	switch {
	case !ok:
		return ""
	case b.editing != nil && b.editing.Field.Key == f.Key:
		return "editing " + f.Title
	}
	return f.Title
}

// A record is filled like a form: from field to field, past those that cannot
// be changed, to the last, where it says how it is sent.
func TestFromFieldToField(t *testing.T) {
	b := shown(t)
	b.edits(shelf)
	b.presses("tab") // past the photo
	if got := b.on(); got != "editing Code" {
		t.Fatalf("tab leads to %s", got)
	}
	b.presses("shift+tab")
	if got := b.on(); got != "editing Shelf" {
		t.Fatalf("shift+tab leads to %s", got)
	}
	b.presses("tab", "tab")
	if say, _ := panetest.Last[pane.Say](b.shell); b.on() != "Code" || say.Text != "that was the last field: ctrl+s reviews and sends" || say.Kind != pane.Note {
		t.Errorf("behind the last it is on %s and says %q", b.on(), say.Text)
	}
	b.edits("name")
	said := len(panetest.All[pane.Say](b.shell))
	b.presses("shift+tab")
	if b.on() != "Name" || len(panetest.All[pane.Say](b.shell)) != said {
		t.Errorf("before the first it is on %s and says %q", b.on(), b.shell.Said())
	}
	b.edits(notes)
	b.presses("shift+tab")
	if b.on() != "editing Name" {
		t.Errorf("before the second it is on %s", b.on())
	}
	if b.drafts.HasDraft(b.ref) {
		t.Error("that has left a draft")
	}
}

// What was typed for a choice is taken on the way to the next field.
func TestTypedForAChoiceAndOn(t *testing.T) {
	b := shown(t)
	b.edits(state)
	b.presses("l", "o", "tab")
	if d, _ := b.drafts.Draft(b.ref, state); d.Text() != "lost" || b.on() != "editing Tags" {
		t.Errorf("the draft is %v, the cursor %s", d, b.on())
	}
	b.edits(state)
	b.presses("q", "q", "ctrl+s")
	if b.shell.Said() != `State: nothing was chosen for "qq"` {
		t.Errorf("said is %q", b.shell.Said())
	}
}

// Enter ends a field; in a row that is not created yet it goes on with the next.
func TestEnterInAForm(t *testing.T) {
	b := shown(t)
	b.edits("name")
	if b.presses("enter"); b.on() != "Name" {
		t.Errorf("in a record enter leads to %s", b.on())
	}
	b = onBench(t)
	b.begin(change.NewRow{})
	b.edits("name")
	if b.presses("A", "enter"); b.on() != "editing State" {
		t.Errorf("in a new row enter leads to %s", b.on())
	}
	b.edits(notes)
	if b.presses("A", "enter", "B"); b.on() != "editing Notes" {
		t.Errorf("in a long text enter leads to %s", b.on())
	}
	if d, _ := b.drafts.Draft(b.ref, notes); d.Text() != "A\nB" {
		t.Errorf("enter in a long text makes %q", d.Text())
	}
}

// Esc keeps the draft and says how it is sent and taken back; where nothing was
// changed there is nothing to say.
func TestEscKeepsTheDraft(t *testing.T) {
	b := shown(t)
	b.edits("name")
	if b.presses("esc"); b.on() != "Name" || b.shell.Said() != "" {
		t.Errorf("unchanged it is on %s and says %q", b.on(), b.shell.Said())
	}
	b.edits("name")
	b.presses("x", "esc")
	say, _ := panetest.Last[pane.Say](b.shell)
	if say.Text != "draft kept: ctrl+s reviews and sends, z reverts the field" || say.Offers != [2]action.ID{action.Send, action.RevertField} || say.Kind != pane.Note {
		t.Errorf("said is %+v", say)
	}
	b.edits("name")
	b.presses("y", "ctrl+x")
	if b.on() != "Name" || b.drafts.HasDraft(b.ref) || !strings.Contains(b.screen(), "Anvil") {
		t.Errorf("after the key that cancels it is on %s with\n%s", b.on(), b.screen())
	}
	b.edits(state) // an esc that leaves it open says nothing
	b.presses("n")
	said := len(panetest.All[pane.Say](b.shell))
	b.presses("esc")
	if b.editing != nil && len(panetest.All[pane.Say](b.shell)) != said {
		t.Errorf("while it is open it says %q", b.shell.Said())
	}
}

// Space turns a checkbox over, and over again is no draft.
func TestToggle(t *testing.T) {
	b := shown(t)
	b.GoTo(ready)
	b.refused[b.ref] = map[string]string{ready: "must be so", uses: "is too many"}
	b.presses("space")
	if d, _ := b.drafts.Draft(b.ref, ready); d != "false" || strings.Contains(b.screen(), "Must be so") || !strings.Contains(b.screen(), "Is too many") {
		t.Errorf("turned over it is %v:\n%s", d, b.screen())
	}
	if b.presses("space"); b.drafts.HasDraft(b.ref) {
		t.Error("turned over twice there is a draft")
	}
	b.item.Values[ready] = collection.Null
	if b.presses("space"); !strings.Contains(b.screen(), "✎ ✓") {
		t.Errorf("without a value it becomes\n%s", b.screen())
	}
	if b.presses("space"); !strings.Contains(b.screen(), "✎ ✗") {
		t.Errorf("and then\n%s", b.screen())
	}
	for key, want := range map[string]string{
		"name": "only for checkboxes: e edits Name", serial: "only for checkboxes: e edits Serial number of the maker",
	} {
		b.GoTo(key)
		if why := b.Why(action.ToggleField); why != want {
			t.Errorf("on %s: %q", key, why)
		}
	}
	b.tools.ReadOnlyReason = func(collection.Item, string) string { return "it is lent" }
	b.GoTo(ready)
	if why := b.Why(action.ToggleField); why != "Ready cannot be changed: it is lent" {
		t.Errorf("where it is locked: %q", why)
	}
	b = onBench(t)
	b.Show(b.tools, collection.Ref{Collection: "tool", ID: "1"}, collection.Item{}, false)
	if why := b.Why(action.ToggleField); why != "the record is not read yet" {
		t.Errorf("before it is read: %q", why)
	}
}

// A value of a new row proposes those that follow of it, where nothing is typed.
func TestProposals(t *testing.T) {
	b := onBench(t)
	b.tools.Propose = func(key string, v collection.Value) collection.Patch {
		if key != "name" {
			return nil
		}
		return collection.Patch{notes: collection.String("about " + v.Text()), uses: "1"}
	}
	b.begin(change.NewRow{})
	b.drafts.Put(b.ref, b.item, uses, "5", "")
	b.edits("name")
	b.presses("A", "enter")
	note, _ := b.drafts.Draft(b.ref, notes)
	if n, _ := b.drafts.Draft(b.ref, uses); note.Text() != "about A" || n != "5" {
		t.Errorf("proposed are %v and %v", note, n)
	}
	b.edits(price)
	b.presses("x", "enter")
	b.show()
	b.edits("name")
	b.presses("x", "enter")
	if _, drafted := b.drafts.Field(b.ref, notes); drafted {
		t.Error("a row that is there gets proposals")
	}
}
