package records_test

import (
	"strings"
	"testing"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// Columns that stand below one another are moved up and down, and fields below
// the window are counted in its foot.
func TestTheChooserMovesUpAndDown(t *testing.T) {
	b := newShop(t, 100, 30, collection.Place{Collection: "thing"}, nil)
	b.act(action.Columns)
	open, ok := panetest.Last[pane.Open](b.shell)
	if !ok {
		t.Fatal("it does not open")
	}
	first, second := b.Columns()[0].Key, b.Columns()[1].Key
	open.Dialog.Key(panetest.Key("shift+down"))
	if got := b.Columns(); got[0].Key != second || got[1].Key != first {
		t.Errorf("shift+down leaves %s, %s", got[0].Key, got[1].Key)
	}
	open.Dialog.Key(panetest.Key("shift+up"))
	if got := b.Columns(); got[0].Key != first {
		t.Errorf("shift+up leaves %s first", got[0].Key)
	}
	foot := func(h int) (out string) {
		open.Dialog.Draw(b.canvas.Begin(60, h).Sub(0, 0, 60, h))
		for _, hint := range open.Dialog.(interface{ Footer() []pane.Hint }).Footer() {
			out += hint.Text + "\n"
		}
		return out
	}
	if low, high := foot(6), foot(25); !strings.Contains(low, "5 more") || strings.Contains(high, "more") {
		t.Errorf("on 6 rows the foot says %q, on 25 %q", low, high)
	}
}
