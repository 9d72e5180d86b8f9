package records_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/pane"
)

// styleOf returns the style of the first cell of what a row says.
func (b *bench) styleOf(y int, what string) screen.Style {
	b.tb.Helper()
	line := b.canvas.Line(y)
	at := strings.Index(line, what)
	if at < 0 {
		b.tb.Fatalf("%q is not in %q", what, line)
	}
	var s screen.Snapshot
	b.canvas.Snapshot(&s)
	return s.Cells[y*s.Width+len([]rune(line[:at]))].Style
}

// Choices and ticks have their colours, the row under the cursor has a ground
// from end to end, and its cell is stronger than the row.
func TestRowsAndValuesInColour(t *testing.T) {
	th, err := theme.New(theme.Options{Name: "dark", Profile: colorprofile.ANSI256})
	if err != nil {
		t.Fatal(err)
	}
	b := newBenchOf(t, (&shop{}).collection(), screen.Rect{W: 120, H: 24}, func(env *pane.Env) { env.Theme = th }, collection.Place{Collection: "thing"})
	b.draw()
	if sale, gone := b.styleOf(1, "On sale"), b.styleOf(2, "Gone"); sale == gone || sale == th.Text || gone == th.Text {
		t.Errorf("On sale has style %d, Gone %d", sale, gone)
	}
	if yes := b.styleOf(5, th.Glyphs.Yes); yes != th.Ticked {
		t.Errorf("a tick has style %d, want %d", yes, th.Ticked)
	}
	if b.styleOf(1, "Kettle") != th.Cursor || b.styleOf(2, "Wasser") != th.Text {
		t.Error("the cell under the cursor is not in its style")
	}
	var s screen.Snapshot
	b.canvas.Snapshot(&s)
	for x := range s.Width {
		if l := th.Sheet.Look(s.Cells[s.Width+x].Style); l.Bg == nil && !l.Reverse {
			t.Fatalf("cell %d of the row under the cursor has no ground", x)
		}
		if l := th.Sheet.Look(s.Cells[2*s.Width+x].Style); l.Bg != nil || l.Reverse {
			t.Fatalf("cell %d of another row has a ground", x)
		}
	}
}

// Columns that are a few cells too wide for their line take them from the name:
// the last of them, when a row was changed, is whole.
func TestTheNameGivesWayToTheLastColumn(t *testing.T) {
	b := newShop(t, 76, 12, collection.Place{Collection: "thing"}, nil)
	if shown := b.text(""); !strings.Contains(shown, "2026-02-03 04:00") {
		t.Errorf("it shows\n%s", shown)
	}
}
