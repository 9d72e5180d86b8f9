package record

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// rowOf is the row of the screen that a text stands in, -1 for none.
func (b *bench) rowOf(text string) int {
	for y, line := range strings.Split(b.screen(), "\n") {
		if strings.Contains(line, text) {
			return y
		}
	}
	return -1
}

// Each row of a field belongs to it: the heading above, the lines of its value
// and what is said below.
func TestEachRowOfAFieldIsItsOwn(t *testing.T) {
	b := shown(t)
	b.size(64, 30)
	b.drafts.Put(b.ref, b.item, price, collection.Absent, "1,x")
	want := []string{"", "Name", "Notes", "Notes", "Notes", "Notes", "Notes", "Notes", "Notes", "Notes", "Uses", "Price", "Price", "Price", "Ready"}
	if b.rowOf("Ready") != len(want)-1 {
		t.Fatalf("it shows\n%s", b.screen())
	}
	for y, title := range want {
		b.moveTo(0)
		b.clickedAt = time.Time{}
		b.clicks(3, y)
		if title == "" {
			title = "Name"
		}
		if b.on() != title {
			t.Errorf("a click in row %d leads to %s, want %s", y, b.on(), title)
		}
	}
	b.clicks(3, b.rowOf("In the books"))
	if b.on() != "Code" {
		t.Errorf("a click on a heading leads to %s", b.on())
	}
	b.clicks(3, 28) // below all
	if b.on() != "Code" {
		t.Errorf("a click below the fields leads to %s", b.on())
	}
}

// A pane that is not at the corner of the screen is clicked where it is.
func TestClicksAreOnTheScreen(t *testing.T) {
	b := shown(t)
	uses, relation := b.rowOf("Uses"), b.rowOf("Shelf")
	b.SetArea(screen.Rect{X: 30, Y: 10, W: b.w, H: b.h})
	b.clicks(33, 10+uses)
	if b.on() != "Uses" {
		t.Errorf("it is on %s", b.on())
	}
	b.clicks(30+33, 10+relation) // its last letter
	if f, ok := panetest.Last[pane.Follow](b.shell); !ok || f.ID != "s1" {
		t.Errorf("it is on %s, asked for %v", b.on(), b.shell.Asked)
	}
}

// A second click in time opens, a third begins anew, and one elsewhere or later
// is a first one.
func TestDoubleClicks(t *testing.T) {
	now := panetest.Now
	start := func() *bench {
		b := shown(t)
		b.env.Now = func() time.Time { return now }
		b.clicks(3, 1)
		return b
	}
	b := start()
	now = now.Add(400 * time.Millisecond)
	if b.clicks(3, 1); b.on() != "editing Name" {
		t.Errorf("the second click leads to %s", b.on())
	}
	b.presses("esc")
	if b.clicks(3, 1); b.on() != "Name" {
		t.Errorf("the third leads to %s", b.on())
	}
	b = start()
	now = now.Add(400*time.Millisecond + 1)
	if b.clicks(3, 1); b.on() != "Name" {
		t.Errorf("a late one leads to %s", b.on())
	}
	b = start()
	if b.clicks(3, 2); b.on() != "Notes" {
		t.Errorf("one in another field leads to %s", b.on())
	}
	b = start()
	b.Mouse(tea.MouseClickMsg{X: 3, Y: 1, Button: tea.MouseRight})
	b.Mouse(tea.MouseReleaseMsg{X: 3, Y: 1, Button: tea.MouseLeft})
	if b.on() != "Name" {
		t.Errorf("another button leads to %s", b.on())
	}
	b = start()
	b.clicks(3, 10)
	if b.clicks(3, 1); b.on() != "Name" {
		t.Errorf("back after a click elsewhere it is on %s", b.on())
	}
}

// One click on the name behind a relation follows it; one beside it does not.
func TestClickOnARelation(t *testing.T) {
	for x, follows := range map[int]bool{3: false, 24: false, 25: true, 33: true, 34: false} {
		b := shown(t)
		b.size(64, 30)
		b.clicks(x, b.rowOf("Shelf"))
		if _, asked := panetest.Last[pane.Follow](b.shell); asked != follows || b.on() != "Shelf" {
			t.Errorf("column %d: on %s, asked for %v", x, b.on(), b.shell.Asked)
		}
	}
	b := shown(t)
	b.drafts.Put(b.ref, b.item, shelf, collection.String("s1"), "")
	if b.clicks(26, b.rowOf("Shelf")); len(b.shell.Asked) > 0 {
		t.Errorf("a draft is followed: %v", b.shell.Asked)
	}
	if b.clicks(26, b.rowOf("Uses")); len(b.shell.Asked) > 0 || b.on() != "Uses" {
		t.Errorf("a number is followed: %v", b.shell.Asked)
	}
}

// A line below the fields opens at one click.
func TestClickBelowTheFields(t *testing.T) {
	b := onBench(t)
	b.withFiles()
	b.withPointing("Repairs", total(3))
	b.show()
	b.size(64, 40)
	b.clicks(3, b.rowOf("front.png"))
	if do, _ := panetest.Last[pane.DoVerb](b.shell); do.Verb != collection.VerbShowFile || do.Items[0].ID != "f1" {
		t.Errorf("a click on a file asks for %v", b.shell.Asked)
	}
	b.clicks(3, b.rowOf("Upload a file"))
	if do, _ := panetest.Last[pane.DoVerb](b.shell); do.Verb != collection.VerbUpload {
		t.Errorf("a click on the line to upload asks for %v", b.shell.Asked)
	}
	b.clicks(3, b.rowOf("by Tool of repairs"))
	if v, _ := panetest.Last[pane.Visit](b.shell); v.Place.Collection != "repairs" {
		t.Errorf("a click on a relation asks for %v", b.shell.Asked)
	}
	if name, _ := b.layer.Name("zen:custom_object:tool", "1"); name != "Anvil" {
		t.Errorf("there the anvil is called %q", name)
	}
}

// A click into the field that is edited is the editor's, one elsewhere leaves it
// and keeps what was typed.
func TestClickWhileAFieldIsEdited(t *testing.T) {
	b := shown(t)
	b.size(64, 30)
	b.edits(state)
	b.screen()
	b.clicks(32, b.rowOf("Lost  lost"))
	if d, _ := b.drafts.Draft(b.ref, state); d.Text() != "lost" || b.on() != "State" {
		t.Errorf("a click on an option: %v, on %s", d, b.on())
	}
	b.edits("name")
	b.screen()
	b.clicks(26, 1)
	if b.presses("x"); b.on() != "editing Name" {
		t.Errorf("a click in the line leads to %s", b.on())
	}
	if d, _ := b.drafts.Draft(b.ref, "name"); d.Text() != "Axnvil" {
		t.Errorf("typed there it is %v", d)
	}
	b.clicks(3, b.rowOf("Uses"))
	if d, _ := b.drafts.Draft(b.ref, "name"); d.Text() != "Axnvil" || b.on() != "Uses" {
		t.Errorf("left by a click it is %v, on %s", d, b.on())
	}
}

// The wheel moves by three fields; in the list of an editor it moves there, and
// over a line that is edited it does nothing.
func TestWheel(t *testing.T) {
	b := shown(t)
	down, up := tea.MouseWheelMsg{Button: tea.MouseWheelDown}, tea.MouseWheelMsg{Button: tea.MouseWheelUp}
	b.size(64, 6)
	b.Mouse(down)
	if b.Mouse(down); b.on() != "State" || !strings.Contains(b.screen(), "▌State") {
		t.Errorf("down leads to %s:\n%s", b.on(), b.screen())
	}
	if b.Mouse(up); b.on() != "Price" {
		t.Errorf("up leads to %s", b.on())
	}
	b.edits("name")
	if cmd := b.Mouse(down); cmd != nil || b.on() != "editing Name" {
		t.Errorf("over a line it leads to %s", b.on())
	}
	b.edits(state)
	b.Mouse(up)
	b.presses("enter")
	if d, _ := b.drafts.Draft(b.ref, state); d.Text() != "new" {
		t.Errorf("in a list it leads to %v", d)
	}
	for _, b := range []*bench{onBench(t), begun(t)} { // nothing to move in
		if cmd := b.Mouse(down); cmd != nil || b.cursor != 0 {
			t.Errorf("where there is nothing it leads to %d", b.cursor)
		}
		if cmd := b.Mouse(leftClick(3, 1)); cmd != nil || len(b.shell.Asked) > 0 {
			t.Errorf("a click there asks for %v", b.shell.Asked)
		}
	}
}

// begun is the anvil before anything is answered.
func begun(t *testing.T) *bench {
	b := onBench(t)
	b.Show(b.tools, collection.Ref{Collection: "tool", ID: "1"}, collection.Item{}, false)
	return b
}

// A click just outside of the pane is none of its.
func TestClickBesideThePane(t *testing.T) {
	b := shown(t)
	b.item.Values[notes] = collection.Null // so that each row is a field
	for _, h := range []int{1, 6} {
		b.size(64, h)
		b.clicks(3, h)
		if b.on() != "Name" {
			t.Errorf("below %d rows a click leads to %s", h, b.on())
		}
	}
}

// A click leaves the field that was edited, and goes to the field that was seen
// under it though others come or go with that.
func TestClickOnAFieldThatMoves(t *testing.T) {
	b := shown(t)
	b.tools.Applies = func(value func(string) collection.Value, key string) bool {
		return key != code || value("name").Text() == "Anvil"
	}
	schema := toolFields()
	b.schema = collection.NewSchema(append([]collection.Field{schema[10]}, schema[:10]...))
	b.arrange()
	b.size(64, 30)
	b.edits("name")
	b.presses("x")
	b.clicks(3, b.rowOf("Uses"))
	if b.on() != "Uses" || b.Scopes()[0] != action.Record {
		t.Errorf("it is on %s in %v:\n%s", b.on(), b.Scopes(), b.screen())
	}
}
