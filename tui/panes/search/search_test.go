package search

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/api"
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

// rig is the line between a shell that notes and a service that suggests
// "<text> 1" and so on, or fails for "fail".
type rig struct {
	*Model
	t      *testing.T
	env    *pane.Env
	shell  *panetest.Shell
	finder *finder
	asked  []string
}

func begin(t *testing.T, place collection.Place) *rig {
	t.Helper()
	r := &rig{t: t, finder: &finder{}}
	r.env, r.shell = panetest.Env(t)
	place.Collection = "car"
	cars := &collection.Collection{
		ID: "car", Title: "Cars", Searchable: true, SearchSorts: []string{"name", "updated_at"},
		Suggest: func(_ context.Context, _ *api.Client, text string) ([]collection.Item, error) {
			r.asked = append(r.asked, text)
			if text == "fail" {
				return nil, errors.New("no answer")
			}
			items := make([]collection.Item, 12)
			for i := range items {
				id := string(rune('1' + i))
				items[i] = collection.Item{ID: id, Name: text + " " + id, Values: map[string]collection.Value{}}
			}
			return items, nil
		},
	}
	r.shell.InFront = &panetest.Table{Of: cars, Shows: place}
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

// Only the answer to what stands in the line now is shown, whatever comes
// when.
func TestLateSuggestions(t *testing.T) {
	r := opened(t, collection.Place{})
	first, second := r.press("a")[0], r.press("b")[0]
	panetest.Settle(second)
	panetest.Settle(first) // overtaken
	if r.expect("ab 1"); !slices.Equal(r.asked, []string{"ab"}) {
		t.Errorf("asked was %q", r.asked)
	}
	reply := r.press("c")[0]() // answered, and the answer on its way
	r.press("d")
	reply.(work.Reply).Deliver()
	if got := r.screen(); strings.Contains(got, "abc 1") || !strings.Contains(got, "searching") {
		t.Errorf("abcd is answered as abc:\n%s", got)
	}
	reply = r.press("e")[0]()
	r.press("backspace", "backspace", "backspace", "backspace", "backspace")
	reply.(work.Reply).Deliver()
	if got := r.screen(); strings.Contains(got, "abcde") {
		t.Errorf("nothing is answered as abcde:\n%s", got)
	}
	reply = r.press("f")[0]()
	r.Close()
	r.shell.InFront.Shows.Text = "bug"
	r.Open()
	reply.(work.Reply).Deliver()
	if got := r.screen(); strings.Contains(got, "f 1") {
		t.Errorf("the line opened anew is answered as f:\n%s", got)
	}
}

func TestSuggestions(t *testing.T) {
	r := opened(t, collection.Place{})
	r.typed("bug")
	if r.expect("bug 1", "bug 8", "Cars, by relevance (ctrl+t)"); strings.Contains(r.screen(), "bug 9") {
		t.Errorf("more than %d are shown:\n%s", mostShown, r.screen())
	}
	r.press("down", "down", "up", "down", "enter")
	o, _ := panetest.Last[pane.OpenRecord](r.shell)
	if o.Item.Name != "bug 2" || !o.Known || o.Ref != (collection.Ref{Collection: "car", ID: "2"}) {
		t.Errorf("opened is %+v", o)
	}
	r.press(slices.Repeat([]string{"down"}, 20)...)
	if r.press("enter"); len(panetest.All[pane.OpenRecord](r.shell)) != 2 {
		t.Error("the cursor goes past the last suggestion")
	}
	r.typed("x") // and is on the text again
	if r.press("enter"); r.visited().Text != "bugx" {
		t.Errorf("Text search is %v", r.visited())
	}
	r.press("ctrl+u")
	r.typed("fail")
	r.expect("no suggestions: ", "no answer")
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
	r.finder.searches = []string{"new", "old"}
	r.Open()
	r.expect("new", "old", "searched before")
	r.press("down", "down", "down", "enter")
	if r.visited().Text != "old" {
		t.Errorf("Text search is %v", r.visited())
	}
	if r.typed("x"); strings.Contains(r.screen(), "before") {
		t.Errorf("they are offered for a text:\n%s", r.screen())
	}
}

// What names a row or an object is gone to, and no suggestion asked for.
func TestAddresses(t *testing.T) {
	r := opened(t, collection.Place{})
	r.Paste("external_id:A-7")
	r.expect("enter opens the record with this external id")
	r.press("enter")
	if g, _ := panetest.Last[pane.GoTo](r.shell); g.Address.ExternalID != "A-7" || len(r.asked) > 0 {
		t.Errorf("it goes to %v, asked was %q", g, r.asked)
	}
}

func TestMouseOverTheSuggestions(t *testing.T) {
	r := opened(t, collection.Place{})
	r.typed("bug")
	r.screen()
	if !r.Covers(5, 3) || r.Covers(5, 9) || r.Covers(5, 0) {
		t.Error("the lines below the text are elsewhere")
	}
	r.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	r.Update(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	r.Update(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	r.press("enter")
	r.Update(tea.MouseClickMsg{Button: tea.MouseLeft, X: 5, Y: 3})
	all := panetest.All[pane.OpenRecord](r.shell)
	if len(all) != 2 || all[0].Ref.ID != "1" || all[1].Ref.ID != "3" {
		t.Errorf("opened are %+v", all)
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
