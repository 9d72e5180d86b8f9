package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// finder is what the line knows of the table.
type finder struct {
	narrowed pane.Narrowed
	searches []string
}

func (f *finder) Narrowed() pane.Narrowed  { return f.narrowed }
func (f *finder) Searches(string) []string { return f.searches }

// rig is the line between a shell that notes and a feature that knows what was
// searched for.
type rig struct {
	*Model
	t      *testing.T
	env    *pane.Env
	shell  *panetest.Shell
	finder *finder
}

func begin(t *testing.T, place collection.Place) *rig {
	t.Helper()
	r := &rig{t: t, finder: &finder{}}
	r.env, r.shell = panetest.Env(t)
	place.Collection = "car"
	cars := &collection.Collection{ID: "car", Title: "Cars", Searchable: true, SearchSorts: []string{"name", "updated_at"}}
	r.shell.InFront = &panetest.Table{Of: cars, Shows: place, Rows: -1}
	r.Model = New(r.env, work.New(t.Context(), nil), r.finder)
	return r
}

// opened is the line open over a place.
func opened(t *testing.T, place collection.Place) *rig {
	t.Helper()
	r := begin(t, place)
	r.Open()
	return r
}

// press gives keys to the line as the shell does: what is no action is typed.
// It returns the commands that are not run yet.
func (r *rig) press(keys ...string) []tea.Cmd {
	var cmds []tea.Cmd
	for _, name := range keys {
		k := panetest.Key(name)
		id, _ := r.env.Keys.Resolve(r.Scopes(), k.String())
		cmd, known := r.Commands().Run(id)
		if !known {
			cmd = r.Type(k)
		}
		cmds = append(cmds, cmd)
	}
	return cmds
}

// typed types a text, and each letter is answered.
func (r *rig) typed(text string) {
	for _, letter := range strings.Split(text, "") {
		for _, cmd := range r.press(letter) {
			panetest.Settle(cmd)
		}
	}
}

func (r *rig) screen() string {
	return panetest.Drawn(r.env, 70, 10, func(a screen.Area) {
		r.SetArea(a.Rect)
		r.Draw(a, true)
	})
}

// expect fails unless texts stand on the screen.
func (r *rig) expect(texts ...string) {
	r.t.Helper()
	got := r.screen()
	for _, text := range texts {
		if !strings.Contains(got, text) {
			r.t.Errorf("there is no %q in\n%s", text, got)
		}
	}
}

func (r *rig) visited() collection.Place {
	v, _ := panetest.Last[pane.Visit](r.shell)
	return v.Place
}

// While nobody types, the line tells what the table is narrowed to.
func TestClosedLine(t *testing.T) {
	r := begin(t, collection.Place{})
	r.expect("/ search", "f filter")
	r.finder.narrowed = pane.Narrowed{Text: "beetle", Conditions: []string{"Year is 1999"}, Notes: []string{"it lags"}}
	r.expect("/ beetle", " Year is 1999 ", "backspace remove last filter", "it lags")
	r.finder.narrowed.Text = "beetle 12"
	r.finder.narrowed.Conditions = slices.Repeat([]string{"A is 1"}, 20)
	r.expect("/ beetle", "+15")
}

// live are the texts that the table was asked to show, in order.
func (r *rig) live() (texts []string) {
	for _, s := range panetest.All[pane.SearchAs](r.shell) {
		texts = append(texts, s.Place.Text)
	}
	return texts
}

// The table shows what is found as typing pauses, and not for every letter of
// a word; what names a row is no search.
func TestTheTableFollowsTheTyping(t *testing.T) {
	r := opened(t, collection.Place{})
	first, second := r.press("b")[0], r.press("u")[0]
	panetest.Settle(second)
	panetest.Settle(first) // overtaken
	if got := r.live(); !slices.Equal(got, []string{"bu"}) {
		t.Errorf("the table was asked for %q", got)
	}
	r.typed("g")
	r.press("ctrl+t")
	if s, _ := panetest.Last[pane.SearchAs](r.shell); s.Place.Text != "bug" || s.Place.Sort != "name" || s.Place.Collection != "car" {
		t.Errorf("the table was asked for %+v", s.Place)
	}
	asked := len(r.live())
	r.press("ctrl+u")
	panetest.Settle(r.Paste("external_id:A-7"))
	if got := r.live(); len(got) != asked {
		t.Errorf("an address is searched for: %q", got)
	}
}

// The line says how many rows the table has of the text, that it is asked, and
// that it failed.
func TestTheLineSaysWhatIsFound(t *testing.T) {
	r := opened(t, collection.Place{})
	r.expect("Cars, by relevance (ctrl+t)")
	r.typed("bug")
	r.expect("searching…") // the table still shows all
	r.shell.InFront.Shows.Text, r.shell.InFront.Rows = "bug", -1
	r.expect("searching…")
	r.shell.InFront.Rows = 1289
	r.expect("1,289 found, by relevance (ctrl+t)")
	r.shell.InFront.Broken = true
	r.expect("the search failed")
}

// Esc gives the table back as it was, enter stays with what is found, and
// leaving in any other way gives it back, too.
func TestHowASearchEnds(t *testing.T) {
	r := opened(t, collection.Place{})
	r.typed("bug")
	r.press("esc")
	if n := len(panetest.All[pane.SearchEnds](r.shell)); n != 1 || len(panetest.All[pane.Visit](r.shell)) != 0 {
		t.Errorf("esc asks for %+v", r.shell.Asked)
	}
	r = opened(t, collection.Place{})
	r.typed("bug")
	if r.press("enter"); r.visited().Text != "bug" {
		t.Errorf("enter stays with %+v", r.visited())
	}
	r = opened(t, collection.Place{})
	r.typed("bug")
	if r.Close(); len(panetest.All[pane.SearchEnds](r.shell)) != 1 {
		t.Errorf("a click elsewhere asks for %+v", r.shell.Asked)
	}
	cmd := r.press("s")[0]
	r.Close()
	asked := len(r.live())
	if panetest.Settle(cmd); len(r.live()) != asked {
		t.Error("what was typed is searched for after the line is left")
	}
}

func TestSearch(t *testing.T) {
	r := opened(t, collection.Place{Filter: `{"name":{"$eq":"a"}}`, Text: "bug"})
	r.press("ctrl+t", "ctrl+t")
	r.expect("name (ctrl+t)")
	r.press("enter")
	if p := r.visited(); p.Text != "bug" || p.Sort != "-name" || p.Filter == "" {
		t.Errorf("Text search is %v", p)
	}
	r.press("ctrl+t", "ctrl+t", "ctrl+t")
	r.expect("by relevance")
	if r.press("esc"); r.shell.Asked[len(r.shell.Asked)-1] != (pane.Focus{Pane: pane.Records}) {
		t.Errorf("esc asks for %v", r.shell.Asked)
	}
}

func TestSearchedBefore(t *testing.T) {
	r := begin(t, collection.Place{})
	offered := func() bool {
		return slices.ContainsFunc(r.Hints(), func(h pane.Hint) bool { return strings.Contains(fmt.Sprint(h), "searched before") })
	}
	r.Open()
	if offered() {
		t.Error("nothing was searched before, and the hints tell of it")
	}
	r.finder.searches = []string{"new", "old"}
	r.Open()
	if !offered() {
		t.Error("the hints do not tell of what was searched before")
	}
	r.expect("╭─ Searched before ─", "│  new", "│  old", "╰──")
	r.press("down", "down", "down", "enter")
	if r.visited().Text != "old" {
		t.Errorf("Text search is %v", r.visited())
	}
	if r.typed("x"); strings.Contains(r.screen(), "Searched before") {
		t.Errorf("they are offered for a text:\n%s", r.screen())
	}
}

// What names a row or an object is gone to.
func TestAddresses(t *testing.T) {
	r := opened(t, collection.Place{})
	r.Paste("external_id:A-7")
	r.expect("Enter opens the record with this external ID")
	r.press("enter")
	if g, _ := panetest.Last[pane.GoTo](r.shell); g.Address.ExternalID != "A-7" {
		t.Errorf("it goes to %v", g)
	}
}

func TestMouseInTheWindow(t *testing.T) {
	r := begin(t, collection.Place{})
	r.finder.searches = []string{"new", "old", "older"}
	r.Open()
	r.screen()
	if !r.Covers(5, 3) || r.Covers(5, 9) || r.Covers(5, 0) {
		t.Error("the window is elsewhere")
	}
	r.Mouse(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	r.Mouse(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	r.Mouse(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	r.press("enter")
	r.Mouse(tea.MouseClickMsg{Button: tea.MouseLeft, X: 5, Y: 4})
	w := r.window()
	for x, in := range map[int]bool{w.X: false, w.X + 1: true, w.X + w.W - 2: true, w.X + w.W - 1: false} {
		if r.lines().Contains(x, w.Y+1) != in {
			t.Errorf("column %d is of a line: %v", x, !in)
		}
	}
	for y, in := range map[int]bool{w.Y: false, w.Y + 1: true, w.Y + 3: true, w.Y + 4: false} {
		if r.lines().Contains(w.X+1, y) != in {
			t.Errorf("row %d is a line: %v", y, !in)
		}
	}
	for _, at := range [][2]int{{5, 1}, {5, 5}, {0, 2}, {w.W - 1, 2}} { // the frame, on each side
		r.Mouse(tea.MouseClickMsg{Button: tea.MouseLeft, X: at[0], Y: at[1]})
	}
	all := panetest.All[pane.Visit](r.shell)
	if len(all) != 2 || all[0].Place.Text != "new" || all[1].Place.Text != "older" {
		t.Errorf("searched for is %+v", all)
	}
}

// The line needs a table to search in.
func TestWithoutATable(t *testing.T) {
	r := begin(t, collection.Place{})
	r.shell.InFront = nil
	r.Open()
	r.expect("/ search")
	if _, known := r.Commands().Run(action.SearchLeave); !known {
		t.Error("nothing leaves the line")
	}
}

// The key that takes the last condition away is told whole or not at all.
func TestTheHintIsNeverCut(t *testing.T) {
	r := begin(t, collection.Place{})
	whole, none := 0, 0
	for n := 1; n < 60; n++ {
		r.finder.narrowed = pane.Narrowed{Text: strings.Repeat("x", n), Conditions: []string{"A is 1"}}
		switch got := r.screen(); {
		case strings.Contains(got, "backspace remove last filter"):
			whole++
		case strings.Contains(got, "backspace"):
			t.Errorf("cut to\n%s", got)
		default:
			none++
		}
	}
	if whole == 0 || none == 0 {
		t.Errorf("told %d times, not %d times", whole, none)
	}
}

// Down leads to what was searched for before, and up back to the text; where
// there is nothing below, down stays with what is found.
func TestUpAndDown(t *testing.T) {
	r := begin(t, collection.Place{})
	r.finder.searches = []string{"new", "old"}
	r.Open()
	r.press("down", "down", "up", "enter")
	if r.visited().Text != "new" {
		t.Errorf("down, down and up lead to %q", r.visited().Text)
	}
	r.press("up", "up", "down", "enter")
	if r.visited().Text != "new" {
		t.Errorf("the text is not one line above the first: %q", r.visited().Text)
	}
	r.press("up", "enter")
	if r.visited().Text != "" {
		t.Errorf("on the text, enter searches for %q", r.visited().Text)
	}
	r.press("down", "down")
	r.typed("x")
	r.press("backspace", "enter")
	if r.visited().Text != "" {
		t.Errorf("after a text was typed and taken away enter searches for %q", r.visited().Text)
	}
	r.press("down", "down", "x", "enter")
	if r.visited().Text != "x" {
		t.Errorf("typed over a line enter searches for %q", r.visited().Text)
	}
	r = opened(t, collection.Place{})
	r.typed("bug")
	if r.press("down"); r.visited().Text != "bug" {
		t.Errorf("down, with nothing below, leads to %q", r.visited().Text)
	}
}

// A paste of many lines is one line of text.
func TestPasteOfManyLines(t *testing.T) {
	r := opened(t, collection.Place{})
	panetest.Settle(r.Paste("red\n  beetle\n"))
	if got := r.live(); !slices.Equal(got, []string{"red beetle"}) {
		t.Errorf("the table was asked for %q", got)
	}
}

// An address that is none of a record says so, and goes nowhere.
func TestAnAddressOfNothing(t *testing.T) {
	r := opened(t, collection.Place{})
	panetest.Settle(r.Paste("https://a.example/agent/dashboard"))
	r.press("enter")
	say, _ := panetest.Last[pane.Say](r.shell)
	if say.Kind != pane.Warning || !strings.Contains(say.Text, "is not the address of a custom object") || len(panetest.All[pane.GoTo](r.shell)) > 0 || r.visited().Text != "" {
		t.Errorf("it asks for %v", r.shell.Asked)
	}
}

// A line that is closed is closed, and what was typed there is not searched for
// when it is open again.
func TestClosed(t *testing.T) {
	r := begin(t, collection.Place{})
	r.finder.searches = []string{"new"}
	r.Open()
	late := r.press("b")[0]
	r.press("backspace")
	r.screen()
	r.Close()
	r.expect("/ search")
	if r.Covers(5, 1) || r.Mouse(tea.MouseClickMsg{Button: tea.MouseLeft, X: 5, Y: 2}) != nil || len(panetest.All[pane.Visit](r.shell)) > 0 {
		t.Errorf("the window is still there; asked for %v", r.shell.Asked)
	}
	r.Open()
	if panetest.Settle(late); len(r.live()) > 0 {
		t.Errorf("the table was asked for %q", r.live())
	}
}

// Where not all lines have room, a click takes the one that is drawn there.
func TestClickInALowWindow(t *testing.T) {
	r := begin(t, collection.Place{})
	r.finder.searches = []string{"new", "old", "older"}
	r.Open()
	r.SetArea(screen.Rect{W: 62, H: 5})
	r.press("down", "down", "down")
	r.Mouse(tea.MouseClickMsg{Button: tea.MouseLeft, X: 5, Y: 2})
	if r.visited().Text != "old" {
		t.Errorf("it leads to %q", r.visited().Text)
	}
}

// The wheel moves among the lines, each way, and the right button does nothing.
func TestWheelInTheWindow(t *testing.T) {
	r := begin(t, collection.Place{})
	r.finder.searches = []string{"new", "old", "older"}
	r.Open()
	r.screen()
	down, up := tea.MouseWheelMsg{Button: tea.MouseWheelDown}, tea.MouseWheelMsg{Button: tea.MouseWheelUp}
	for _, msg := range []tea.MouseMsg{down, down, down, up, tea.MouseClickMsg{Button: tea.MouseRight, X: 5, Y: 2}} {
		r.Mouse(msg)
	}
	r.press("enter")
	if all := panetest.All[pane.Visit](r.shell); len(all) != 1 || all[0].Place.Text != "old" {
		t.Errorf("it leads to %v", all)
	}
}

// The key that leaves is told, however little room there is for keys.
func TestHintsKeepTheWayOut(t *testing.T) {
	for _, h := range opened(t, collection.Place{}).Hints() {
		if h.Keep != (h.ID == action.SearchLeave) {
			t.Errorf("%v is kept: %v", h.ID, h.Keep)
		}
	}
}

// No more than eight of the earlier searches are offered.
func TestTheNewestSearches(t *testing.T) {
	r := begin(t, collection.Place{})
	r.finder.searches = strings.Split("abcdefghij", "")
	r.Open()
	for range 12 {
		r.press("down")
	}
	if r.press("enter"); r.visited().Text != "h" {
		t.Errorf("the last is %q", r.visited().Text)
	}
}
