package list

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/widget/form"
)

// The list in each of its states, at its own size in little and in usual room.
func TestScreens(t *testing.T) {
	env, _ := panetest.Env(t)
	nothing := func(int) tea.Cmd { return nil }
	keys := map[action.ID]Key{action.SignInAgain: {Run: nothing, Sure: func(i int) string { return fmt.Sprintf("Once more for the item %d", i) }}}
	many := strings.Fields("ant bee cat dog eel fox gnu hen ibis jay kea lion")
	foot := func(a screen.Area) { a.TextCut(0, 0, a.W, env.Theme.Muted, "What stands below the items") }
	states := []struct {
		name string
		rig  func() *Dialog
	}{
		{"three", func() *Dialog { return New(env, "Choose", items("ant", "bee", "cat"), nothing) }},
		{"many, the last", func() *Dialog {
			d := New(env, "Choose", items(many...), nothing)
			panetest.Press(d, "end")
			return d
		}},
		{"none", func() *Dialog {
			d := New(env, "Choose", nil, nothing)
			d.Keys, d.List.Empty = keys, "No account is set up"
			d.Hints = []pane.Hint{env.Hint(action.Accept, "open"), env.Hint(action.SignInAgain, "sign in"), env.Hint(action.Copy, "copy"), {ID: action.SignInAgain, Key: "s", Text: "kept", Keep: true}}
			return d
		}},
		{"found nothing", func() *Dialog {
			d := New(env, "Choose", items("ant"), nothing)
			panetest.Type(d, "x")
			return d
		}},
		{"to be sure", func() *Dialog {
			d := New(env, "Choose", items("ant", "bee"), nothing)
			d.List.NoFilter, d.Keys, d.Scopes = true, keys, []action.Scope{action.Accounts}
			panetest.Press(d, "down", "s")
			return d
		}},
		{"a foot", func() *Dialog {
			d := New(env, "Choose", items("ant", "bee"), nothing)
			d.Foot = foot
			return d
		}},
		{"its own size", func() *Dialog {
			d := New(env, "Choose", items(many...), nothing)
			d.Width, d.Rows = 24, 4
			return d
		}},
	}
	for name, room := range map[string][2]int{"little.txt": {20, 4}, "usual.txt": {80, 24}} {
		var got strings.Builder
		for _, s := range states {
			d := s.rig()
			w, h := d.Size(room[0], room[1])
			fmt.Fprintf(&got, "--- %s: %d by %d\n", s.name, w, h)
			got.WriteString(panetest.Painted(env, w, h, d.Draw))
			for _, hint := range d.Footer() {
				fmt.Fprintf(&got, "key %s %s\n", hint.Key, hint.Text)
			}
		}
		panetest.Golden(t, name, got.String())
	}
}

// A click puts the cursor on an item and says whether it can be taken; one
// beside the items does nothing.
func TestClicks(t *testing.T) {
	e, _ := panetest.Env(t)
	d := New(e, "Choose", []form.Item{{Label: "ant"}, {Label: "bee", Disabled: "it sleeps"}}, nil)
	d.Draw(screen.New(e.Theme.Sheet).Begin(20, 9).Sub(2, 1, 10, 4))
	for _, c := range []struct {
		x, y, at int
		taken    bool
	}{{2, 3, 1, false}, {11, 2, 0, true}, {2, 1, 0, false}, {12, 3, 0, false}, {2, 4, 0, false}} {
		if taken := d.Click(c.x, c.y); taken != c.taken {
			t.Errorf("a click at %d,%d takes it: %v", c.x, c.y, taken)
		}
		if at, _ := d.List.Selected(); at != c.at {
			t.Errorf("a click at %d,%d puts the cursor on %d", c.x, c.y, at)
		}
	}
}
