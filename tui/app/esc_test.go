package app_test

import (
	"strings"
	"testing"

	"zco/tui/app"
)

// A message never takes esc for itself: going back is one press, whatever was
// said a moment ago.
func TestAMessageDoesNotEatEsc(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("enter").Expect("edit")
		p.Press("z").Expect("no draft")
		p.Press("esc").Expect("enter open").ExpectNot("no draft")
	})
}

// Esc on a table with nothing to undo stays there and says which key leads to
// the list of objects, whose keys mean something far bigger.
func TestEscStaysOnTheTable(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("esc").Expect("Tab goes to the list of objects")
		p.Press("e", "X", "esc").ExpectNot("Custom object definition ")
	})
}

// A column that was just chosen is on the screen whole, beside a name that had
// all the room before.
func TestAChosenColumnHasRoom(t *testing.T) {
	run(t, with{w: 200, h: 40, options: func(o *app.Options) { o.Start.Collection = "asset" }}, func(t *testing.T, p *program) {
		p.Press("c", "/").Type("Store").Press("enter", "space", "esc", "esc")
		if head := p.row("Serial"); !strings.Contains(head, "Store") {
			t.Errorf("the head is %q", head)
		}
	})
}

// Beside a dialog no hints of what lies under it are shown: its keys would not
// be theirs.
func TestHintsAreOfWhatTakesTheKeys(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Expect("s sort", "help")
		p.Press("y").ExpectNot("s sort")
		p.Press("esc").Expect("s sort")
	})
	run(t, with{w: 60, h: 20}, func(t *testing.T, p *program) { p.Expect("? help") })
}
