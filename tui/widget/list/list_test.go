package list

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/widget/form"
)

func items(labels ...string) []form.Item {
	out := make([]form.Item, len(labels))
	for i, l := range labels {
		out[i] = form.Item{Label: l}
	}
	return out
}

// three returns a list of three and what was chosen in it.
func three(t *testing.T) (*Dialog, *pane.Env, *[]int) {
	e, _ := panetest.Env(t)
	var chosen []int
	d := New(e, "Choose", items("ant", "bee", "cat"), func(i int) tea.Cmd { chosen = append(chosen, i); return nil })
	return d, e, &chosen
}

// A list whose items became fewer can say so.
func TestAListIsRenamed(t *testing.T) {
	d, _, _ := three(t)
	if d.Rename("Two"); d.Title() != "Two" {
		t.Errorf("it is called %q", d.Title())
	}
}

func TestWhatIsTypedFindsAndEnterChooses(t *testing.T) {
	d, _, chosen := three(t)
	panetest.Type(d, "be")
	if _, done := panetest.Press(d, "enter"); !done || !slices.Equal(*chosen, []int{1}) {
		t.Errorf("closes: %v, chosen %v", done, *chosen)
	}
}

func TestAListThatStaysChoosesAgain(t *testing.T) {
	d, _, chosen := three(t)
	d.Stays = true
	if _, done := panetest.Press(d, "enter", "down", "enter"); done || !slices.Equal(*chosen, []int{0, 1}) {
		t.Errorf("closes: %v, chosen %v", done, *chosen)
	}
	if _, done := panetest.Press(d, "esc"); !done {
		t.Error("esc does not close it")
	}
}

func TestADisabledItemIsNotChosen(t *testing.T) {
	d, _, chosen := three(t)
	d.List.SetItems([]form.Item{{Label: "ant", Disabled: "it sleeps"}})
	if _, done := panetest.Press(d, "enter"); done || *chosen != nil {
		t.Errorf("closes: %v, chosen %v", done, *chosen)
	}
}

// A letter is typed where the list finds, and is a key where it does not.
func TestLettersAreKeysOnlyWhereNothingIsFound(t *testing.T) {
	d, _, chosen := three(t)
	did := -1
	d.Scopes = []action.Scope{action.Accounts}
	d.Keys = map[action.ID]Key{action.SignInAgain: {Run: func(i int) tea.Cmd { did = i; return nil }}}
	panetest.Press(d, "s")
	if did != -1 || d.List.Filter() != "s" {
		t.Errorf("s did it for %d, typed is %q", did, d.List.Filter())
	}
	d.List.SetFilter("")
	d.List.NoFilter = true
	if _, done := panetest.Press(d, "j", "s"); did != 1 || done {
		t.Errorf("it was done for %d, want 1; closes: %v", did, done)
	}
	if panetest.Press(d, "G", "enter"); !slices.Equal(*chosen, []int{2}) {
		t.Errorf("chosen %v", *chosen)
	}
	if _, done := panetest.Press(d, "q"); !done {
		t.Error("q does not close it")
	}
}

// What cannot be taken back wants its key twice, on the same item.
func TestSomeKeysAreToBeSure(t *testing.T) {
	d, e, _ := three(t)
	var gone []int
	d.List.NoFilter = true
	d.Scopes = []action.Scope{action.Accounts}
	d.Keys = map[action.ID]Key{action.SignInAgain: {
		Run:  func(i int) tea.Cmd { gone = append(gone, i); return nil },
		Sure: func(i int) string { return fmt.Sprintf("again, for %d", i) },
	}}
	panetest.Press(d, "s")
	if shown := panetest.Screen(e, d, 40, 9); gone != nil || !strings.Contains(shown, "again, for 0") {
		t.Fatalf("once is enough (%v), or it is not asked:\n%s", gone, shown)
	}
	d.List.Select(2) // not by a key: the items were read anew
	if panetest.Press(d, "s"); gone != nil || !strings.Contains(panetest.Screen(e, d, 40, 9), "again, for 2") {
		t.Fatalf("it is done for another item: %v", gone)
	}
	d.List.Select(0)
	panetest.Press(d, "down", "s")
	if gone != nil || strings.Contains(panetest.Screen(e, d, 40, 9), "for 0") {
		t.Fatalf("a move in between does not take it back: %v", gone)
	}
	panetest.Press(d, "down", "up")
	if panetest.Press(d, "s"); gone != nil {
		t.Fatalf("there and back does not take it back: %v", gone)
	}
	if panetest.Press(d, "s"); !slices.Equal(gone, []int{1}) || strings.Contains(panetest.Screen(e, d, 40, 9), "again") {
		t.Errorf("done for %v:\n%s", gone, panetest.Screen(e, d, 40, 9))
	}
	d.List.SetItems(nil)
	if panetest.Press(d, "s", "s"); len(gone) != 1 {
		t.Errorf("done without an item: %v", gone)
	}
}

func TestBelowTheItems(t *testing.T) {
	d, e, _ := three(t)
	if _, h := d.Size(80, 24); h != 4 {
		t.Errorf("three items and the filter take %d rows", h)
	}
	d.Hints = []pane.Hint{{Key: "enter", Text: "open"}}
	if shown := panetest.Screen(e, d, 80, 24); !strings.HasSuffix(shown, "cat\nenter open") {
		t.Errorf("no hint below:\n%s", shown)
	}
	d.Foot, d.FootRows = func(a screen.Area) { a.TextCut(0, 1, a.W, e.Theme.Text, "below") }, 2
	if shown := panetest.Screen(e, d, 80, 24); !strings.HasSuffix(shown, "cat\n\nbelow\nenter open") {
		t.Errorf("the foot is not drawn:\n%s", shown)
	}
	if shown := panetest.Screen(e, d, 80, 3); !strings.Contains(shown, "ant") {
		t.Errorf("on a small screen the foot takes the items' room:\n%s", shown)
	}
}

func TestItemsMayDrawThemselves(t *testing.T) {
	d, e, _ := three(t)
	d.List.Item = func(a screen.Area, i int, under bool) {
		a.TextCut(0, 0, a.W, e.Theme.Text, fmt.Sprintf("number %d %v", i, under))
	}
	panetest.Press(d, "down")
	shown := panetest.Screen(e, d, 80, 24)
	if !strings.Contains(shown, "\n  number 0 false\n"+e.Theme.Glyphs.Cursor+" number 1 true") {
		t.Errorf("drawn is\n%s", shown)
	}
}

func TestReloadListsAnew(t *testing.T) {
	d, e, _ := three(t)
	d.Items = func() []form.Item { return items("dog", "cat") }
	panetest.Press(d, "down", "down")
	d.Reload()
	if i, _ := d.List.Selected(); i != 1 || !strings.Contains(panetest.Screen(e, d, 80, 24), "dog") {
		t.Errorf("the cursor is on %d of\n%s", i, panetest.Screen(e, d, 80, 24))
	}
}

func TestAPasteMayBeSomethingElse(t *testing.T) {
	d, _, _ := three(t)
	d.Paste("b")
	if d.List.Filter() != "b" {
		t.Errorf("the paste is not typed: %q", d.List.Filter())
	}
	var got string
	d.Pasted = func(s string) (tea.Cmd, bool) { got = s; return nil, s == "x" }
	if d.Paste("x"); got != "x" || d.List.Filter() != "b" {
		t.Errorf("got %q, typed %q", got, d.List.Filter())
	}
	if d.Paste("e"); d.List.Filter() != "be" {
		t.Errorf("what is not taken is not typed: %q", d.List.Filter())
	}
}

func TestLeavingMayGoBackInstead(t *testing.T) {
	d, _, _ := three(t)
	left := false
	d.Leave = func() bool { left = true; return false }
	if _, done := panetest.Press(d, "esc"); done || !left {
		t.Errorf("closes: %v, asked: %v", done, left)
	}
}
