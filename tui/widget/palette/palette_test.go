package palette

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/widget/form"
)

var chain = []action.Scope{action.Records, action.List, action.Global, action.Always}

func enabled(action.ID) string { return "" }

// The palette lists what can be done anywhere, and no moves.
func TestWhatIsListed(t *testing.T) {
	env, _ := panetest.Env(t)
	for typed, want := range map[action.ID]bool{action.PageDown: false, action.Copy: true, action.DeleteObject: true} {
		d := New(env, chain, enabled)
		d.Paste(string(typed))
		if got := !strings.Contains(panetest.Screen(env, d, 80, 24), "No match"); got != want {
			t.Errorf("it lists %q: %v\n%s", typed, got, panetest.Screen(env, d, 80, 24))
		}
	}
}

// What works where the focus is comes first, what ends the program last.
func TestOrderOfThePalette(t *testing.T) {
	env, _ := panetest.Env(t)
	items := New(env, chain, enabled).List.Items()
	at := func(id action.ID) int {
		for i, it := range items {
			if strings.HasPrefix(it.Keywords, string(id)+" ") {
				return i
			}
		}
		t.Fatalf("%s is not listed", id)
		return 0
	}
	if order := []int{at(action.Copy), at(action.Help), at(action.DeleteObject), at(action.QuitNow)}; order[0] > order[1] || order[1] > order[2] || order[2] > order[3] {
		t.Errorf("the order is %v", order)
	}
}

func TestPaletteRuns(t *testing.T) {
	env, shell := panetest.Env(t)
	d := New(env, chain, enabled)
	d.Paste(string(action.Copy))
	panetest.Press(d, "enter")
	if run, ok := panetest.Last[pane.Run](shell); !ok || run.ID != action.Copy {
		t.Errorf("run is %+v", shell.Asked)
	}
	opened := ""
	entry := func(name string) Entry {
		return Entry{Item: form.Item{Label: "view: " + name}, Run: func() tea.Cmd { opened = name; return nil }}
	}
	d = New(env, chain, enabled, entry("yours"), entry("mine"))
	d.Paste("view: mine")
	if panetest.Press(d, "enter"); opened != "mine" {
		t.Errorf("what is no action is not run: %q", opened)
	}
	d = New(env, chain, enabled, entry("yours"), entry("mine"))
	d.Paste("view: yours")
	if panetest.Press(d, "enter"); opened != "yours" {
		t.Errorf("the first that is no action is not run: %q", opened)
	}
}

// A disabled action says why, and is not run.
func TestDisabledAction(t *testing.T) {
	env, shell := panetest.Env(t)
	d := New(env, chain, func(id action.ID) string {
		if id == action.Copy {
			return "no row"
		}
		return ""
	})
	d.Paste(string(action.Copy))
	if left, done := panetest.Press(d, "enter"); done || len(left)+len(shell.Asked) > 0 || !strings.Contains(panetest.Screen(env, d, 80, 24), "No row") {
		t.Errorf("run is %+v %v:\n%s", shell.Asked, left, panetest.Screen(env, d, 80, 24))
	}
}
