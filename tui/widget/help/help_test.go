package help

import (
	"slices"
	"strings"
	"testing"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

var chain = []action.Scope{action.Records, action.List, action.Global, action.Always}

func enabled(action.ID) string { return "" }

// The sheet lists what works where the focus is, in groups, and nothing of
// other panes; three columns of it have room on a wide screen, one on a narrow.
func TestTheSheetIsInGroupsAndColumns(t *testing.T) {
	env, _ := panetest.Env(t)
	heads := func(w, h int) map[string]int {
		out := map[string]int{}
		for line := range strings.Lines(panetest.Screen(env, New(env, chain, enabled), w, h)) {
			n := 0
			for _, g := range action.Groups {
				if strings.Contains(" "+strings.TrimSpace(line)+"  ", " "+g.Title+"  ") && !strings.Contains(line, strings.ToLower(g.Title)) {
					n++
				}
			}
			if n > 0 {
				out["lines"] = max(out["lines"], n)
			}
		}
		return out
	}
	for w, want := range map[int]int{76: 1, 116: 2, 156: 3} {
		if got := heads(w, 100)["lines"]; got != want {
			t.Errorf("in %d cells %d columns begin beside each other, not %d:\n%s", w, got, want, panetest.Screen(env, New(env, chain, enabled), w, 100))
		}
	}
	shown := panetest.Screen(env, New(env, chain, enabled), 156, 100)
	for _, want := range []string{"s  Sort by this column", "j down  Down", "? f1  Help"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not on\n%s", want, shown)
		}
	}
	if strings.Contains(shown, "Revert field") || strings.Contains(shown, "Filter the list") {
		t.Errorf("what other panes do is on\n%s", shown)
	}
}

// What is typed finds, by the name of an action too; enter does it.
func TestTheSheetIsSearchedAndRuns(t *testing.T) {
	env, shell := panetest.Env(t)
	d := New(env, chain, enabled)
	panetest.Type(d, "dupl")
	if shown := panetest.Screen(env, d, 116, 36); !strings.Contains(shown, "New, as a copy") || strings.Contains(shown, "Sort") {
		t.Errorf("shown is\n%s", shown)
	}
	if _, done := panetest.Press(d, "enter"); !done {
		t.Error("it stays open")
	}
	if run, _ := panetest.Last[pane.Run](shell); run.ID != action.Duplicate {
		t.Errorf("run is %q", run.ID)
	}
	d = New(env, chain, func(id action.ID) string { return map[action.ID]string{action.Follow: "Name is not a relation"}[id] })
	panetest.Type(d, "relat")
	if e, _ := d.current(); e.ID != action.Related {
		t.Errorf("the cursor is on %q, which does nothing now", e.ID)
	}
	panetest.Type(d, "zzz")
	if shown := panetest.Screen(env, d, 116, 36); !strings.Contains(shown, "No match") {
		t.Errorf("shown is\n%s", shown)
	}
	if _, done := panetest.Press(d, "enter"); done {
		t.Error("nothing is done, and it closes")
	}
	if _, done := panetest.Press(d, "esc"); !done {
		t.Error("esc does not close it")
	}
}

// Why an action is disabled is said in full while the cursor is on it, however
// narrow the screen; it is not run.
func TestWhyAnActionIsDisabled(t *testing.T) {
	env, shell := panetest.Env(t)
	why := "Assets are counted by the service alone, and so cannot be sorted by it"
	d := New(env, chain, func(id action.ID) string {
		if id == action.Sort {
			return why
		}
		return ""
	})
	panetest.Type(d, "sort by")
	shown := panetest.Screen(env, d, 96, 20)
	if !strings.Contains(shown, why) || strings.Contains(shown, "do it") {
		t.Errorf("shown is\n%s", shown)
	}
	if _, done := panetest.Press(d, "enter"); done || len(shell.Asked) > 0 {
		t.Errorf("it is run: %+v", shell.Asked)
	}
}

// The cursor goes down through the sheet and to the column beside, and what it
// is on is on the screen.
func TestTheCursorStaysOnTheSheet(t *testing.T) {
	env, _ := panetest.Env(t)
	d := New(env, chain, enabled)
	panetest.Screen(env, d, 116, 20)
	for range d.all {
		e, _ := d.current()
		if shown := panetest.Screen(env, d, 116, 20); !strings.Contains(shown, text.Sentence(e.Title)[:min(len(e.Title), 30)]) {
			t.Fatalf("%q is not on\n%s", e.Title, shown)
		}
		panetest.Press(d, "down")
	}
	if d.cursor != len(d.all)-1 {
		t.Errorf("the cursor is on %d of %d", d.cursor, len(d.all))
	}
	panetest.Press(d, "home", "right")
	if l := d.lay(116); l.places[d.cursor].col != 1 {
		t.Errorf("right leads to column %d", l.places[d.cursor].col)
	}
	panetest.Press(d, "left")
	if d.cursor != 0 {
		t.Errorf("left leads to %d", d.cursor)
	}
}

// A click is on what is drawn there.
func TestAClickIsOnTheActionThere(t *testing.T) {
	env, _ := panetest.Env(t)
	d := New(env, chain, enabled)
	shown := strings.Split(panetest.Screen(env, d, 116, 60), "\n")
	for y, line := range shown {
		if x := strings.Index(line, "Sort by this column"); x >= 0 {
			if !d.Click(len([]rune(line[:x])), y) {
				t.Fatalf("nothing is at %d,%d", x, y)
			}
		}
	}
	if e, _ := d.current(); e.ID != action.Sort {
		t.Errorf("the cursor is on %q", e.ID)
	}
	if d.Click(0, 0) {
		t.Error("the search can be taken")
	}
}

// Keys alone scroll the sheet: what was on the screen comes back after the
// window had another height for a moment.
func TestDrawingScrollsNothing(t *testing.T) {
	env, _ := panetest.Env(t)
	d := New(env, chain, enabled)
	panetest.Screen(env, d, 116, 20)
	panetest.Press(d, "home", "end")
	first := func() string { return strings.Split(panetest.Screen(env, d, 116, 20), "\n")[headRows] }
	last := first()
	if panetest.Press(d, "up"); first() != last {
		t.Errorf("a step up from the end scrolls to %q, from %q", first(), last)
	}
	panetest.Press(d, "home", "end")
	if !d.Click(5, headRows+5) || first() != last {
		t.Errorf("a click scrolls to %q, from %q", first(), last)
	}
	want := panetest.Screen(env, d, 116, 20)
	for _, h := range []int{6, 12, 60} {
		panetest.Screen(env, d, 116, h)
		if got := panetest.Screen(env, d, 116, 20); got != want {
			t.Errorf("after %d rows it shows\n%s\nnot\n%s", h, got, want)
		}
	}
}

// The columns and the gaps between them take the width that there is.
func TestColumnsFillTheWidth(t *testing.T) {
	env, _ := panetest.Env(t)
	d := New(env, chain, enabled)
	for w, cols := range map[int]int{least: 1, 95: 2, 117: 2, 144: 3, 160: 3} {
		l := d.lay(w)
		used := l.cols*(l.width+gap) - gap
		if l.cols != cols || used > w || used <= w-cols {
			t.Errorf("in %d cells %d columns of %d use %d", w, l.cols, l.width, used)
		}
	}
	if l := d.lay(500); l.width != most {
		t.Errorf("with room for all a column has %d cells", l.width)
	}
}

// A sheet that is scrolled shows an action in each of its rows, the first too.
func TestTheFirstRowOfAScrolledSheet(t *testing.T) {
	env, _ := panetest.Env(t)
	d := New(env, chain, enabled)
	draw := func() []string {
		return strings.Split(panetest.Drawn(env, 60, headRows+6, func(a screen.Area) { d.Draw(a) }), "\n")
	}
	draw()
	panetest.Press(d, "pgdown", "pgdown")
	rows := draw()
	l := d.lay(60)
	top := d.first(l, 6)
	for i, e := range d.shown() {
		if y := l.places[i].row - top; y >= 0 && y < 6 && !strings.Contains(rows[headRows+y], text.Sentence(e.Title)) {
			t.Errorf("row %d is %q, and not %q", y, rows[headRows+y], e.Title)
		}
	}
	if top == 0 {
		t.Error("nothing is scrolled: the test tries nothing")
	}
}

// The columns are as even as the groups allow.
func TestColumnsAreEven(t *testing.T) {
	var shown []entry
	for _, g := range []string{"a", "a", "a", "b", "b", "c", "c", "d", "d", "d", "d"} {
		shown = append(shown, entry{group: g})
	}
	l := arranged(shown, 2, 9, 40)
	want := []place{{0, 1}, {0, 2}, {0, 3}, {0, 6}, {0, 7}, {1, 1}, {1, 2}, {1, 5}, {1, 6}, {1, 7}, {1, 8}}
	if !slices.Equal(l.places, want) || l.rows != 9 || len(l.heads) != 4 || l.heads[place{0, 5}] != "b" || l.heads[place{1, 0}] != "c" {
		t.Errorf("the entries are at %v below %v, in %d rows", l.places, l.heads, l.rows)
	}
}
