package record

import (
	"strings"
	"testing"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// Enter does what is most wanted of a field: it follows a relation, shows a
// photo, and edits any other.
func TestEnterOnAField(t *testing.T) {
	b := shown(t)
	for key, want := range map[string]any{
		shelf: pane.Follow{Target: shelves, ID: "s1"},
	} {
		b.GoTo(key)
		if b.presses("enter"); len(b.shell.Asked) != 1 || b.shell.Asked[0] != want || b.editing != nil {
			t.Errorf("enter on %s asks for %v", key, b.shell.Asked)
		}
	}
	b.GoTo(photo)
	b.presses("enter")
	if do, _ := panetest.Last[pane.DoVerb](b.shell); do.Verb != collection.VerbPhoto || do.Collection != b.tools || len(do.Items) != 1 || do.Items[0].ID != "1" {
		t.Errorf("enter on a photo asks for %+v", do)
	}
	delete(b.item.Values, photo)
	if b.presses("enter"); !strings.Contains(b.shell.Said(), "Photo cannot be changed: photos are changed in the web interface") {
		t.Errorf("enter on no photo says %q", b.shell.Said())
	}
	b.GoTo("name")
	if b.presses("enter"); b.on() != "editing Name" {
		t.Errorf("enter on a text leads to %s", b.on())
	}
	b.presses("enter")
	b.drafts.Put(b.ref, b.item, shelf, collection.String("s2"), "")
	b.GoTo(shelf)
	if b.presses("enter"); b.on() != "editing Shelf" {
		t.Errorf("enter on a relation with a draft leads to %s", b.on())
	}
	b.presses("ctrl+x")
	delete(b.item.Values, shelf)
	if b.presses("enter"); b.on() != "editing Shelf" {
		t.Errorf("enter on a relation without a value leads to %s", b.on())
	}
}

// What cannot be edited says why.
func TestWhyAFieldIsNotEdited(t *testing.T) {
	for name, s := range map[string]struct {
		key  string
		with func(*bench)
		want string
	}{
		"locked":    {serial, func(*bench) {}, "Serial number of the maker cannot be changed: the service counts it"},
		"read-only": {"name", func(b *bench) { b.env.ReadOnly = "only to look at" }, "Name cannot be changed: only to look at"},
		"deleted":   {"name", func(b *bench) { b.Changed(pane.Changed{Ref: b.ref, Deleted: true}) }, "Name cannot be changed: it was deleted"},
	} {
		b := shown(t)
		b.GoTo(s.key)
		s.with(b)
		b.presses("e")
		if say, _ := panetest.Last[pane.Say](b.shell); b.editing != nil || say.Text != s.want || say.Kind != pane.Warning {
			t.Errorf("%s: on %s, said %q", name, b.on(), say.Text)
		}
	}
	b := onBench(t)
	b.Show(b.tools, collection.Ref{Collection: "tool", ID: "1"}, collection.Item{}, false)
	schema, _ := b.tools.Schema(t.Context(), nil)
	b.schema = schema
	b.arrange()
	if b.presses("e"); b.editing != nil || len(b.shell.Asked) > 0 {
		t.Error("a row that is not read is edited")
	}
}

// A field is edited by its key, wherever the cursor is.
func TestEditByKey(t *testing.T) {
	b := shown(t)
	b.size(60, 6)
	panetest.Settle(b.Edit(code))
	if b.on() != "editing Code" || !strings.Contains(b.screen(), "Code") {
		t.Errorf("it is on %s:\n%s", b.on(), b.screen())
	}
	b.presses("esc")
	if cmd := b.Edit("ghost"); cmd != nil || b.on() != "Code" {
		t.Errorf("for no field it is on %s", b.on())
	}
}

// A field that is empty is not cleared: it has no draft then.
func TestClear(t *testing.T) {
	b := shown(t)
	b.GoTo(code)
	b.presses("delete")
	if b.drafts.HasDraft(b.ref) {
		t.Error("an empty field is cleared")
	}
	b.drafts.Put(b.ref, b.item, code, collection.String("AB"), "")
	if b.presses("delete"); b.drafts.HasDraft(b.ref) {
		t.Error("the draft of an empty field stays")
	}
	b.GoTo(uses)
	b.refused[b.ref] = map[string]string{uses: "is too many", price: "is too much"}
	b.presses("delete")
	if d, ok := b.drafts.Draft(b.ref, uses); !ok || !d.IsNull() || strings.Contains(b.screen(), "Is too many") || !strings.Contains(b.screen(), "Is too much") {
		t.Errorf("cleared it is %v:\n%s", d, b.screen())
	}
	b.GoTo(serial)
	if why := b.Why(action.ClearField); why != "Serial number of the maker cannot be changed: the service counts it" {
		t.Errorf("a locked field: %q", why)
	}
	b = onBench(t)
	if why := b.Why(action.ClearField); why != "there is no field under the cursor" {
		t.Errorf("without a record: %q", why)
	}
	b.Show(b.tools, collection.Ref{Collection: "tool", ID: "1"}, collection.Item{}, false)
	b.schema, _ = b.tools.Schema(t.Context(), nil)
	b.arrange()
	if b.presses("delete"); b.drafts.HasDraft(b.ref) {
		t.Error("a row that is not read is cleared")
	}
}

// Taking a field back forgets what the service had against it, and shows the
// fields that go with it.
func TestRevert(t *testing.T) {
	b := shown(t)
	b.tools.Applies = func(value func(string) collection.Value, key string) bool {
		return key != code || value(state).Text() != "new" // as new, a tool has no code
	}
	b.edits(state)
	b.presses("up", "enter")
	if strings.Contains(b.screen(), "Code") || b.on() != "State*" && b.on() != "State" {
		t.Errorf("it is on %s:\n%s", b.on(), b.screen())
	}
	b.refused[b.ref] = map[string]string{state: "is not so"}
	b.presses("z")
	if !strings.Contains(b.screen(), "Code") || strings.Contains(b.screen(), "Is not so") {
		t.Errorf("taken back it shows\n%s", b.screen())
	}
}

// A field that comes and goes with another does not move the cursor from that.
func TestFieldsThatComeAndGo(t *testing.T) {
	b := shown(t)
	b.tools.Applies = func(value func(string) collection.Value, key string) bool {
		return key != code || value(state).Text() == "worn"
	}
	schema := toolFields()
	schema = append([]collection.Field{schema[10]}, append(schema[:10:10], schema[11])...) // the code first
	b.schema = collection.NewSchema(schema)
	b.arrange()
	b.edits(state)
	b.presses("down", "enter")
	if b.on() != "State" || strings.Contains(b.screen(), "Code") {
		t.Errorf("it is on %s:\n%s", b.on(), b.screen())
	}
	b.presses("z")
	if b.presses("g"); b.on() != "Code" {
		t.Errorf("the first is %s", b.on())
	}
}

// A draft is thrown away once that is agreed to, with all that was said of it.
func TestDrop(t *testing.T) {
	b := shown(t)
	if why := b.Why(action.DropDraft); why != "there is no draft to discard" {
		t.Errorf("without a draft: %q", why)
	}
	b.drafts.Put(b.ref, b.item, "custom_object_fields.gone", collection.String("x"), "")
	b.drafts.Put(b.ref, b.item, uses, "7", "")
	b.arrange()
	b.refused[b.ref] = map[string]string{uses: "is too many"}
	b.presses("Z")
	open, _ := panetest.Last[pane.Open](b.shell)
	if seen := panetest.Screen(b.env, open.Dialog, 60, 20); !strings.Contains(seen, "2 unsaved fields will be lost.") || open.Dialog.Title() != "Discard draft?" {
		t.Errorf("it asks\n%s", seen)
	}
	panetest.Press(open.Dialog, "y")
	if seen := b.screen(); strings.Contains(seen, "Is too many") || strings.Contains(seen, "gone") || b.shell.Said() != "draft discarded" {
		t.Errorf("said is %q:\n%s", b.shell.Said(), seen)
	}
	b.drafts.Put(b.ref, b.item, uses, "7", "")
	b.presses("Z")
	open, _ = panetest.Last[pane.Open](b.shell)
	if seen := panetest.Screen(b.env, open.Dialog, 60, 20); !strings.HasPrefix(strings.TrimSpace(seen), "1 unsaved field will be lost.") {
		t.Errorf("of one field it asks\n%s", seen)
	}
	b.drafts.Drop(b.ref)
	if cmd := b.drop(); cmd != nil || len(panetest.All[pane.Open](b.shell)) != 2 {
		t.Error("it asks where there is no draft")
	}
}

// What the service has against a field is forgotten with the first key, the
// first paste and the first click in it.
func TestWhatIsTypedIsAnotherValue(t *testing.T) {
	for name, do := range map[string]func(*bench){
		"a key":   func(b *bench) { b.presses("x") },
		"a paste": func(b *bench) { panetest.Settle(b.Paste("x")) },
		"a click": func(b *bench) { b.clicks(30, 1) },
	} {
		b := shown(t)
		panetest.Settle(b.serviceRefused(pane.Refused{Ref: b.ref, Fields: map[string]string{"name": "is taken", uses: "is too many"}}))
		b.edits("name")
		b.screen()
		if !strings.Contains(b.screen(), "Is taken") {
			t.Fatalf("it does not say so:\n%s", b.screen())
		}
		do(b)
		if strings.Contains(b.screen(), "Is taken") || !strings.Contains(b.screen(), "Is too many") {
			t.Errorf("after %s:\n%s", name, b.screen())
		}
	}
	b := shown(t)
	if b.Type(panetest.Key("x")) != nil || b.Paste("x") != nil || b.drafts.HasDraft(b.ref) {
		t.Error("what is typed outside an editor is kept")
	}
}

// What is wrong with the draft is said as it is sent: the cursor goes there, and
// the field is opened where it can be put right.
func TestSendingWhatIsWrong(t *testing.T) {
	for name, s := range map[string]struct {
		with     func(*bench)
		said, on string
	}{
		"a text that is no value": {func(b *bench) { b.drafts.Put(b.ref, b.item, uses, collection.Absent, "1x") }, "Uses: a whole number of at most 12 digits", "editing Uses"},
		"a required field":        {func(b *bench) { b.drafts.Put(b.ref, b.item, "name", collection.Null, "") }, "Name is required", "editing Name"},
		"a locked field": {func(b *bench) { b.drafts.Put(b.ref, b.item, serial, "8", "") },
			"Serial number of the maker cannot be changed: the service counts it; z reverts it", "Serial number of the maker"},
		"no field any more": {func(b *bench) { b.drafts.Put(b.ref, b.item, "custom_object_fields.gone", "8", "") },
			"gone cannot be changed: the object has no such field any more; z reverts it", "gone"},
	} {
		b := shown(t)
		b.size(60, 6)
		s.with(b)
		b.arrange()
		b.presses("ctrl+s")
		say, _ := panetest.Last[pane.Say](b.shell)
		if say.Text != s.said || say.Kind != pane.Failure || b.on() != s.on || len(panetest.All[change.Propose](b.shell)) > 0 {
			t.Errorf("%s: on %s, said %q", name, b.on(), say.Text)
		}
		if !strings.Contains(b.screen(), "▌") {
			t.Errorf("%s: the field is not on the screen\n%s", name, b.screen())
		}
	}
}

// Before the record is read nothing is sent, and that is said; a new row without
// what it requires is not sent either.
func TestSendingTooEarly(t *testing.T) {
	b := onBench(t)
	ref := collection.Ref{Collection: "tool", ID: "1"}
	b.drafts.Put(ref, b.tool, uses, "7", "")
	b.Show(b.tools, ref, collection.Item{}, false)
	b.run(action.Send)
	if b.shell.Said() != "the record is not read yet" {
		t.Errorf("before it is read: %q", b.shell.Said())
	}
	b.Show(b.tools, ref, b.tool, true) // its fields are not here yet
	b.shell.Asked = nil
	if b.run(action.Send); b.shell.Said() != "the record is not read yet" {
		t.Errorf("before its fields are read: %q", b.shell.Said())
	}
	b = onBench(t)
	b.begin(change.NewRow{})
	if why := b.run(action.Send); why != "nothing was typed yet" {
		t.Errorf("an empty form: %q", why)
	}
	b.edits("name")
	if why := b.Why(action.Send); why != "" {
		t.Errorf("while a field is edited: %q", why)
	}
	b.presses("A", "esc")
	if b.run(action.Send); b.shell.Said() != "State is required" || b.on() != "editing State" {
		t.Errorf("a form with what is missing: on %s, said %q", b.on(), b.shell.Said())
	}
	b.presses("down", "enter")
	b.run(action.Send)
	p, ok := panetest.Last[change.Propose](b.shell)
	if !ok || len(p.Change.Edits) != 2 || p.Change.Item.ID != "" || p.Change.Collection != b.tools || p.Change.Ref != b.ref {
		t.Errorf("proposed is %+v", p.Change)
	}
}

// The keys of the table do nothing here, and say so.
func TestKeysOfTheTable(t *testing.T) {
	b := shown(t)
	for _, id := range []action.ID{action.Sort, action.Columns, action.Select, action.QuickFilter, action.RefreshTimed} {
		if why := b.Why(id); why != "only in the table (esc)" {
			t.Errorf("%s: %q", id, why)
		}
	}
	b.GoTo("name")
	if b.run(action.EditCell); b.on() != "editing Name" {
		t.Errorf("the key of a cell leads to %s", b.on())
	}
}

// The cursor moves by a line, by half of the room and to the ends, and stays
// within the fields.
func TestMoves(t *testing.T) {
	b := shown(t)
	b.size(60, 9) // eight rows of fields
	last := len(b.fields) - 1
	for _, s := range []struct {
		id       action.ID
		from, to int
	}{
		{action.Down, 3, 4}, {action.Up, 3, 2}, {action.PageDown, 3, 7}, {action.HalfDown, 3, 7}, {action.PageUp, 7, 3}, {action.HalfUp, 7, 3},
		{action.First, 7, 0}, {action.Last, 3, last}, {action.Up, 0, 0}, {action.Down, last, last}, {action.PageUp, 2, 0}, {action.PageDown, last - 1, last},
	} {
		b.moveTo(s.from)
		b.run(s.id)
		if b.cursor != s.to {
			t.Errorf("%s leads from %d to %d, want %d", s.id, s.from, b.cursor, s.to)
		}
		if !strings.Contains(b.screen(), "▌") {
			t.Errorf("%s leaves the screen", s.id)
		}
	}
}

// A field that is not on the screen comes there with the cursor, and a step back
// does not move the screen: whatever has brought the cursor there.
func TestTheScreenStaysWhereItWent(t *testing.T) {
	for name, lead := range map[string]func(*bench){
		"asked for":         func(b *bench) { b.GoTo(code) },
		"edited by its key": func(b *bench) { panetest.Settle(b.Edit(code)); b.presses("esc") },
		"refused": func(b *bench) {
			panetest.Settle(b.serviceRefused(pane.Refused{Ref: b.ref, Fields: map[string]string{code: "no"}}))
		},
		"a smaller screen": func(b *bench) { b.size(60, 30); b.moveTo(10); b.size(60, 6) },
	} {
		b := shown(t)
		b.size(60, 6)
		lead(b)
		before := strings.Split(b.screen(), "\n")[1]
		b.presses("up")
		if after := strings.Split(b.screen(), "\n")[1]; after != before {
			t.Errorf("%s: %q has become %q", name, before, after)
		}
	}
}

// A pane that has no place yet goes nowhere.
func TestWithoutAPlace(t *testing.T) {
	b := onBench(t)
	b.SetArea(screen.Rect{})
	b.show()
	b.GoTo(uses)
	b.size(60, 30)
	if seen := b.screen(); !strings.HasPrefix(seen, " Tool Anvil\n Name") {
		t.Errorf("it shows\n%s", seen)
	}
}

// Sent from within a field that was not changed, there is nothing to send.
func TestSendingNothingFromWithinAField(t *testing.T) {
	b := shown(t)
	b.edits("name")
	if b.run(action.Send); b.on() != "Name" || b.shell.Said() != "nothing was changed" {
		t.Errorf("it is on %s, said is %q", b.on(), b.shell.Said())
	}
}

// A field that becomes the first one as it is left keeps the cursor.
func TestAFieldBecomesTheFirst(t *testing.T) {
	b := shown(t)
	b.tools.Applies = func(value func(string) collection.Value, key string) bool {
		return key != code || value(state).Text() == "worn"
	}
	all := collection.NewSchema(toolFields())
	first, _ := all.Field(code)
	second, _ := all.Field(state)
	third, _ := all.Field(uses)
	b.schema = collection.NewSchema([]collection.Field{first, second, third})
	b.arrange()
	b.edits(state)
	b.presses("down", "enter")
	if b.on() != "State" || strings.Contains(b.screen(), "Code") {
		t.Errorf("it is on %s:\n%s", b.on(), b.screen())
	}
}
