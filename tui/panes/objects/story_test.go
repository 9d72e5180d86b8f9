package objects

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// on is the title of the line under the cursor, as it is shown.
func (b *bench) on() string {
	b.t.Helper()
	for line := range strings.Lines(b.shown()) {
		if s, ok := strings.CutPrefix(line, b.env.Theme.Glyphs.Cursor); ok {
			return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), " 7"))
		}
	}
	return ""
}

func (b *bench) want(what, got, want string) {
	b.t.Helper()
	if got != want {
		b.t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func (b *bench) visited() string {
	v, _ := panetest.Last[pane.Visit](b.shell)
	return v.Place.Collection
}

// Every move puts the cursor on the next collection in its direction, past
// headings; a page is what is on the screen, and never nothing.
func TestMoves(t *testing.T) {
	b := listed(t, 6) // a heading, three objects, a heading, six families
	for _, step := range []struct {
		id   action.ID
		want string
	}{
		{action.Down, "Cars"}, {action.Up, "Assets"}, {action.HalfDown, "Custom object definitions"}, {action.Up, "Stores"}, {action.HalfUp, "Assets"},
		{action.PageDown, "Ticket statuses"}, {action.PageUp, "Assets"}, {action.Last, "Deletion schedules"}, {action.First, "Assets"},
		{action.SearchDown, "Cars"}, {action.SearchUp, "Assets"}, {action.Up, "Assets"},
	} {
		b.act(step.id)
		b.want("after "+string(step.id), b.on(), step.want)
	}
	b.size(30, 0)
	b.act(action.PageDown)
	b.size(30, 6)
	b.want("a page of no rows", b.on(), "Cars")
}

// From typing to the whole list again: the cursor is on the best match, enter
// opens it, and leaving the filter gives back what was there.
func TestAFilterFromTypingToLeaving(t *testing.T) {
	b := listed(t, 12)
	if _, done := b.Leave(); done {
		t.Error("without a filter there is something to leave")
	}
	b.want("pasted without typing", strings.Join([]string{b.filterText(), b.on()}, "|"), "Objects|Assets")
	b.act(action.Last, action.FilterList)
	if !slices.Equal(b.Scopes(), []action.Scope{action.Search}) {
		t.Errorf("while one types keys mean %v", b.Scopes())
	}
	b.type_("ro")
	b.want("after ro", b.on(), "Roles")
	b.act(action.Down, action.First)
	b.want("first of the matches", b.on(), "Roles")
	b.act(action.Up)
	b.want("nothing is above it", b.on(), "Roles")
	b.act(action.Down, action.SearchRun)
	b.want("enter opens", b.visited(), "store")
	if slices.Contains(b.Scopes(), action.Search) {
		t.Error("after enter it still types")
	}
	b.want("the filter stays", b.filterText(), "/ro")
	if _, done := b.Leave(); !done {
		t.Error("a filter is nothing to leave")
	}
	b.want("left", b.filterText()+"|"+b.on(), "Objects|Stores")
	if got := b.shown(); !strings.Contains(got, "Custom objects") {
		t.Errorf("left, it shows\n%s", got)
	}
	b.act(action.FilterList)
	b.type_("zzz")
	for _, id := range []action.ID{action.ObjectFields, action.EditObject, action.DeleteObject} {
		b.want(string(id)+" of nothing", b.Commands().Why(id), "there is no object under the cursor")
	}
	b.shell.Asked = nil
	b.act(action.SearchRun)
	if len(b.shell.Asked) > 0 {
		t.Errorf("enter on nothing asks for %v", b.shell.Asked)
	}
}

// filterText is the head of the pane, which holds the filter.
func (b *bench) filterText() string {
	head, _, _ := strings.Cut(b.shown(), "\n")
	return strings.TrimSpace(head)
}

// Deleting the filter letter by letter leads back to the first collection.
func TestAFilterTakenBack(t *testing.T) {
	b := listed(t, 12)
	b.act(action.Last, action.FilterList)
	b.type_("r")
	b.Type(panetest.Key("backspace"))
	b.want("the list", b.filterText()+b.on(), "/Assets")
	b.Type(panetest.Key("left"))
	b.want("a key that changes no text", b.on(), "Assets")
}

// What is pasted into the filter is one line; elsewhere it is nothing.
func TestPasteIntoTheFilter(t *testing.T) {
	b := listed(t, 12)
	b.Paste("roles")
	b.want("not typing", b.filterText(), "Objects")
	b.act(action.Last, action.FilterList)
	b.Paste("group\nmem")
	b.want("of two lines", b.filterText()+"|"+b.on(), "/group mem|Group memberships")
}

// In a filtered list, which has no headings, each line is where one clicks,
// and below them is nothing.
func TestClicksInAFilteredList(t *testing.T) {
	b := listed(t, 12)
	b.SetArea(screen.Rect{Y: 2, W: 30, H: 13})
	b.act(action.FilterList)
	b.type_("ro") // three of them
	for y, want := range map[int]string{-1: "", 0: "", 1: "roles", 2: "store", 3: "memberships", 4: "", 5: ""} {
		b.shell.Asked = nil
		b.Mouse(tea.MouseClickMsg{X: 3, Y: 2 + y})
		b.want("a click", b.visited(), want)
	}
}

// The wheel goes three lines, and as far as there are any; other buttons and
// moves of the mouse are nothing.
func TestTheWheelGoesThreeLines(t *testing.T) {
	b := listed(t, 12)
	b.act(action.FilterList)
	b.type_("e") // no headings
	list := []string{}
	for range 8 {
		list = append(list, b.on())
		b.act(action.Down)
	}
	b.act(action.First)
	b.Mouse(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	b.want("down", b.on(), list[3])
	b.Mouse(tea.MouseMotionMsg{X: 3, Y: 2})
	b.want("the mouse passes", b.on(), list[3])
	b.act(action.Down)
	b.Mouse(tea.MouseWheelMsg{Button: tea.MouseWheelUp})
	b.want("up", b.on(), list[1])
}

// A pane that is covered, or has no room for a moment, comes back as it was.
func TestAPaneComesBackAsItWas(t *testing.T) {
	b := listed(t, 6)
	b.SetArea(screen.Rect{Y: 2, W: 30, H: 7})
	b.act(action.Down, action.Down)
	was := b.shown()
	for _, r := range []screen.Rect{{}, {W: 5}, {H: 5}} {
		b.SetArea(r)
		b.want("where it was", b.shown(), was)
		b.Mouse(tea.MouseClickMsg{X: 3, Y: 4})
		b.want("a click at the first object", b.visited(), "asset")
		b.act(action.Down, action.Down)
	}
	b.size(30, 0)
	b.size(30, 6)
	b.want("after a moment without rows", b.shown(), was)
}

// At the end of the list no row stays blank when there is room for more.
func TestMoreRoomAtTheEnd(t *testing.T) {
	b := listed(t, 4)
	b.act(action.Last)
	b.size(30, 7)
	if rows := strings.Split(b.shown(), "\n"); rows[7] == "" || !strings.Contains(rows[7], "Deletion schedules") {
		t.Errorf("the last row is %q of\n%s", rows[7], b.shown())
	}
}

// Only what is on the screen is counted, and nothing before there is one.
func TestCountsWaitForTheScreen(t *testing.T) {
	b := empty(t)
	panetest.Settle(b.answer(work.Collections{List: []*collection.Collection{b.object("asset", "Assets"), b.object("car", "Cars")}}))
	b.want("counted before it was laid out", strings.Join(b.counts, " "), "")
	b.size(30, 2)
	b.act(action.FilterList)
	b.want("with room for a heading and one", strings.Join(b.counts, " "), "asset")
}

// A list that came without the objects is shown until a whole one is there; a
// later one without them does not take its place.
func TestAListWithoutTheObjects(t *testing.T) {
	b := empty(t)
	b.size(60, 20)
	some := collection.Families()[:2]
	b.answer(work.Collections{Answer: work.Answer{Err: errNoLine}, List: some})
	if got := b.shown(); !strings.Contains(got, some[1].Title) || !strings.Contains(got, "cannot be listed") {
		t.Errorf("of what came it shows\n%s", got)
	}
	if c := b.Find("car"); c == nil || c.ID != "car" {
		t.Errorf("an object that cannot be looked up is %+v", c)
	}
	if c := b.Find("fields:car"); c == nil || c.ID != "fields:car" {
		t.Errorf("fields of an object that cannot be looked up are %+v", c)
	}
	b.answer(work.Collections{Answer: work.Answer{Err: errNoLine}, List: some[:1]})
	if got := b.shown(); !strings.Contains(got, some[1].Title) {
		t.Errorf("after a second failure it shows\n%s", got)
	}
	none := empty(t)
	none.answer(work.Collections{Answer: work.Answer{Err: errNoLine}})
	if none.Find("car") != nil {
		t.Error("where nothing is listed something is found")
	}
}

// What is done here to the definition of an object shows in the list, and not
// in a list that was handed on.
func TestTheListFollowsDefinitions(t *testing.T) {
	b := listed(t, 12)
	told, _ := panetest.Last[pane.Listed](b.shell)
	titles := func() string {
		var out []string
		for _, c := range told.List[:4] {
			out = append(out, c.Title)
		}
		return strings.Join(out, ", ")
	}
	before := titles()
	change := func(id, title string, deleted bool) {
		ref := collection.Ref{Collection: definitions, ID: id}
		it := collection.Item{ID: id, Name: title, Values: map[string]collection.Value{"title": collection.String(title)}}
		b.Changed(pane.Changed{Ref: ref, Item: it, Deleted: deleted})
	}
	objects := func() string {
		var out []string
		for line := range strings.Lines(b.shown()) {
			if s := strings.Trim(line, b.env.Theme.Glyphs.Cursor+" 7\n"); s == "Account" {
				break
			} else if s != "Objects" && s != "Custom objects" {
				out = append(out, s)
			}
		}
		return strings.Join(out, ", ")
	}
	change("asset", "Antiques", false)
	b.want("renamed", objects(), "Antiques, Cars, Stores")
	b.want("the list handed on", titles(), before)
	change("auto", "cars", false)
	b.want("of the same title", objects(), "Antiques, Cars, cars, Stores")
	change("asset", "Antiques", true)
	b.want("the first deleted", objects(), "Cars, cars, Stores")
	b.Mark("store")
	change("store", "Stores", true)
	b.want("what was under the cursor deleted", objects()+"|"+b.on(), "Cars, cars|Custom object definitions")
	b.want("the list handed on", titles(), before)
}

// Deleting the object under the cursor is proposed, not done.
func TestDeletingAnObjectIsProposed(t *testing.T) {
	b := listed(t, 12)
	b.Mark("car")
	b.act(action.DeleteObject)
	p, ok := panetest.Last[change.Propose](b.shell)
	if !ok || p.Change.Ref != (collection.Ref{Collection: definitions, ID: "car"}) || p.Change.Collection.ID != definitions || p.Change.Action != "delete" {
		t.Errorf("proposed is %+v", p)
	}
}
