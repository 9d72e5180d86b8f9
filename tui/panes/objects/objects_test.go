package objects

import (
	"context"
	"errors"
	"reflect"
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

// bench is a pane with three objects and the families, on a screen of its own.
type bench struct {
	*Model
	t      *testing.T
	shell  *panetest.Shell
	counts []string // asked for, in order
}

// object is a custom object whose records are counted as 7.
func (b *bench) object(key, title string) *collection.Collection {
	c := collection.Records(api.Object{Key: key, TitlePluralized: title, Title: title})
	c.Count = func(context.Context, *api.Client) (collection.Count, error) {
		b.counts = append(b.counts, key)
		return collection.Count{Value: 7}, nil
	}
	return c
}

// listed is such a pane, with room for so many lines.
func listed(t *testing.T, height int) *bench {
	t.Helper()
	env, shell := panetest.Env(t)
	layer := work.New(t.Context(), nil)
	t.Cleanup(layer.Stop)
	b := &bench{Model: New(env, layer), t: t, shell: shell}
	b.Load()
	list := append([]*collection.Collection{b.object("asset", "Assets"), b.object("car", "Cars"), b.object("store", "Stores")}, collection.Families()...)
	b.size(30, height)
	panetest.Settle(b.answer(work.Collections{List: list}))
	return b
}

func (b *bench) size(w, height int) {
	b.SetArea(screen.Rect{W: w, H: height + 1})
}

// act does an action as its key would.
func (b *bench) act(ids ...action.ID) {
	b.t.Helper()
	for _, id := range ids {
		cmd, known := b.Commands().Run(id)
		if !known {
			b.t.Fatalf("the list does not know %s", id)
		}
		panetest.Settle(cmd)
	}
}

func (b *bench) shown() string {
	return panetest.Drawn(b.env, b.area.W, b.area.H, func(a screen.Area) { b.Draw(a, true) })
}

// page has a page of a place read, as a table beside does.
func (b *bench) page(place collection.Place, total int, err error) {
	of := &collection.Collection{ID: place.Collection, List: func(context.Context, *api.Client, collection.Query) (collection.Page, error) {
		return collection.Page{Total: total}, err
	}}
	panetest.Settle(b.layer.Inbox(func(tea.Msg) tea.Cmd { return nil }).Page("page", of, place, place.Query()))
}

func TestHeadings(t *testing.T) {
	m := listed(t, 3)
	if strings.Join(m.counts, " ") != "asset car" {
		t.Errorf("counted %v: what is on the screen, and nothing that has no count of its own", m.counts)
	}
	m.size(30, 13)
	m.act(action.First)
	got := m.shown()
	if strings.Index(got, "Custom objects") > strings.Index(got, "Assets") || strings.Index(got, "Account") > strings.Index(got, "Roles") ||
		strings.Index(got, "Stores") > strings.Index(got, "Account") {
		t.Errorf("the headings are not where they belong:\n%s", got)
	}
	if strings.Join(m.counts, " ") != "asset car store" || strings.Count(got, "7") != 3 {
		t.Errorf("counted %v:\n%s", m.counts, got)
	}
	// The cursor never stands on a heading, whichever way it comes.
	for _, keys := range [][]action.ID{{action.First}, {action.Down, action.Down, action.Down}, {action.Up}, {action.Last}, {action.PageUp, action.Up, action.Up}, {action.Up, action.Up, action.Up, action.Up}} {
		for _, id := range keys {
			m.act(id)
			if m.Current() == nil {
				t.Fatalf("after %s the cursor is on a heading", id)
			}
		}
	}
	if m.Current().ID != "asset" {
		t.Errorf("at the top it is on %s", m.Current().ID)
	}
}

func TestFilterMarksWhatMatched(t *testing.T) {
	m := listed(t, 13)
	m.act(action.FilterList)
	for _, r := range "rol" {
		m.Type(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	got := m.shown()
	if !strings.Contains(got, "Roles") || strings.Contains(got, "Assets") || strings.Contains(got, "Custom objects") {
		t.Errorf("filtered by rol:\n%s", got)
	}
	if m.Current().ID != "roles" || len(m.lines[m.cursor].hits) != 3 {
		t.Errorf("on %+v", m.lines[m.cursor])
	}
	for title, want := range map[string]string{"Rôles": "[R]ôl[e]s", "o\u0302oab": "[o\u0302]o[a]b", "ab": "ab"} {
		out := ""
		for _, r := range runs(title, []int{0, 4}[:min(2, len(title)/2)]) {
			if r.hit {
				r.text = "[" + r.text + "]"
			}
			out += r.text
		}
		if title == "ab" {
			want = "[a]b"
		}
		if out != want {
			t.Errorf("%s is marked %s, want %s", title, out, want)
		}
	}
}

// A family that the service forbids is told apart, with its words, until it
// allows it.
func TestForbiddenIsSaid(t *testing.T) {
	m := listed(t, 15)
	m.size(40, 15)
	forbidden := &api.Error{Status: 403, Code: "Forbidden", Message: "You do not have access to roles"}
	at := collection.Place{Collection: "roles"}
	m.Mark("roles")
	m.page(at, -1, forbidden)
	if got := m.shown(); !strings.Contains(got, "You do not") || !strings.Contains(got, "have access to roles") {
		t.Errorf("it is not said:\n%s", got)
	}
	m.page(at, -1, errors.New("no line"))
	if m.layer.Forbidden("roles") == "" {
		t.Error("a broken line allowed it")
	}
	m.page(at, 11, nil)
	if got := m.shown(); strings.Contains(got, "do not have access") || !strings.Contains(got, "11") {
		t.Errorf("it is allowed again, and 11 of them:\n%s", got)
	}
	m.page(collection.Place{Collection: "roles", Text: "x"}, 2, nil)
	if n, _ := m.Count("roles"); n.Value != 11 {
		t.Errorf("a search changed the count to %d", n.Value)
	}
}

// What is made, renamed and deleted here shows in the list without asking the
// service for it.
func TestListFollowsChanges(t *testing.T) {
	m := listed(t, 12)
	ref := collection.Ref{Collection: "objects", ID: "bike"}
	it := collection.Item{ID: "bike", Name: "Bikes", Values: map[string]collection.Value{"title": collection.String("Bike")}}
	m.Changed(pane.Changed{Ref: ref, Item: it, Created: true})
	if m.list[1].ID != "bike" || m.list[1].Title != "Bikes" {
		t.Errorf("second is %s", m.list[1].Title)
	}
	it.Name = "Bicycles"
	m.Changed(pane.Changed{Ref: ref, Item: it})
	if m.Find("bike").Title != "Bicycles" {
		t.Error("the old title stays")
	}
	m.Changed(pane.Changed{Ref: ref, Deleted: true})
	if m.Find("bike") != nil || len(m.list) != 10 {
		t.Error("it is still there")
	}
}

func TestPartsAreFound(t *testing.T) {
	m := listed(t, 12)
	for _, id := range []string{"fields:car", "variants:12", "card:zen:user", "triggers:car", "access-rules:car", "permissions:car"} {
		if c := m.Find(id); c == nil || c != m.Find(id) {
			t.Errorf("%s is not found, or made anew each time", id)
		}
	}
	for _, id := range []string{"nothing", "fields:", "object:car"} {
		if m.Find(id) != nil {
			t.Errorf("%s is found", id)
		}
	}
}

// What stands under an object is opened as it says.
func TestUnder(t *testing.T) {
	m := listed(t, 15)
	visit := pane.Visit{Place: collection.Place{Collection: "car", Text: "old"}}
	m.setChildren(pane.Children{Of: func(id string) []pane.Child {
		if id != "car" {
			return nil
		}
		return []pane.Child{{Title: "Old cars", Open: visit}}
	}})
	m.SetMark(func(id string) string { return map[string]string{"car": "D2"}[id] })
	m.Rebuild()
	if got := m.shown(); !strings.Contains(got, "Old cars") || !strings.Contains(got, "D2") {
		t.Error(got)
	}
	m.Mark("car")
	m.act(action.Down, action.OpenObject)
	if got, _ := panetest.Last[pane.Visit](m.shell); !reflect.DeepEqual(got, visit) {
		t.Errorf("it opens %+v", got)
	}
	if why := m.commands.Why(action.EditObject); why != "" {
		t.Error(why)
	}
	m.Mark("roles")
	if m.commands.Why(action.EditObject) == "" || m.commands.Why(action.ObjectFields) == "" || m.commands.Why(action.DeleteObject) == "" {
		t.Error("roles can be deleted as a whole")
	}
}

// How many rows a family has gives way to its title; drafts in it do not.
func TestTheTitleOfAFamilyIsWhole(t *testing.T) {
	m := listed(t, 30)
	m.page(collection.Place{Collection: "objects"}, 10, nil)
	m.size(27, 30)
	if got := m.shown(); !strings.Contains(got, "Custom object definitions\n") {
		t.Error(got)
	}
	m.size(28, 30)
	if got := m.shown(); !strings.Contains(got, "Custom object definitions\n") {
		t.Error(got)
	}
	for i, want := range []string{"Custom object definitions 10", "Custom object definitions  10"} {
		if m.size(29+i, 30); !strings.Contains(m.shown(), want) {
			t.Error(m.shown())
		}
	}
	m.SetMark(func(id string) string { return map[string]string{"objects": "D2"}[id] })
	if got := m.shown(); !strings.Contains(got, "Custom object definitions  D2\n") {
		t.Error(got)
	}
}

// The cursor is always among the lines shown, and a heading with the first of
// its collections.
func TestScrolls(t *testing.T) {
	m := listed(t, 3)
	m.act(action.Down)
	if got := m.shown(); !strings.Contains(got, "Custom objects") {
		t.Errorf("one down, the first line is gone:\n%s", got)
	}
	for _, id := range []action.ID{action.Down, action.Down, action.Down, action.Last, action.Up, action.PageUp, action.PageUp, action.First} {
		m.act(id)
		if got := m.shown(); !strings.Contains(got, m.Current().Title) {
			t.Errorf("after %s %s is not shown:\n%s", id, m.Current().Title, got)
		}
	}
	if got := m.shown(); !strings.Contains(got, "Custom objects") {
		t.Errorf("at the top the heading is not shown:\n%s", got)
	}
	// What a foot takes is not lines.
	m.size(30, 6)
	m.Mark("roles")
	m.page(collection.Place{Collection: "roles"}, -1, &api.Error{Status: 403, Message: "You do not have access to this page at all"})
	if got := m.shown(); !strings.Contains(got, "Roles") || !strings.Contains(got, "do not have access") {
		t.Errorf("with its foot:\n%s", got)
	}
}

func TestCountsFollowChanges(t *testing.T) {
	m := listed(t, 13)
	m.page(collection.Place{Collection: "roles"}, 11, nil)
	count := func(id string, want int) {
		t.Helper()
		if n, known := m.Count(id); !known || n.Value != want {
			t.Errorf("%d of %s, known %v, want %d", n.Value, id, known, want)
		}
	}
	change := func(id string, made, deleted bool) {
		m.Changed(pane.Changed{Ref: collection.Ref{Collection: id, ID: "1"}, Created: made, Deleted: deleted})
	}
	for id, n := range map[string]int{"car": 7, "roles": 11} {
		change(id, true, false)
		count(id, n+1)
		change(id, false, true)
		change(id, false, true)
		count(id, n-1)
		change(id, false, false)
		count(id, n-1)
	}
}

// What could not be counted is shown so, and not asked for again until one
// reloads.
func TestACountThatFails(t *testing.T) {
	m := listed(t, 2)
	for _, c := range m.All() {
		if c.ID == "store" {
			c.Count = func(context.Context, *api.Client) (collection.Count, error) {
				m.counts = append(m.counts, "store")
				return collection.Count{}, errors.New("no line")
			}
		}
	}
	m.size(30, 13)
	m.act(action.Down, action.Up, action.Down)
	if got := strings.Join(m.counts, " "); got != "asset store car" && got != "asset car store" {
		t.Errorf("counted %s", got)
	}
	if got := m.shown(); !strings.Contains(got, "?") {
		t.Errorf("it is not shown:\n%s", got)
	}
	m.page(collection.Place{Collection: "roles"}, -1, &api.Error{Status: 403})
	_, _ = m.Commands().Run(action.Reload) // which is not answered here
	if m.layer.Forbidden("roles") != "" {
		t.Error("what was forbidden before the reload still is")
	}
	panetest.Settle(m.answer(work.Collections{List: m.All()}))
	if got := strings.Count(strings.Join(m.counts, " "), "store"); got != 2 {
		t.Errorf("after a reload it was counted %d times in all", got)
	}
}

func TestTheListIsTold(t *testing.T) {
	m := listed(t, 12)
	if told, ok := panetest.Last[pane.Listed](m.shell); !ok || len(told.List) != len(m.All()) {
		t.Errorf("the shell heard %+v", told)
	}
	m.shell.Asked = nil
	m.answer(work.Collections{Answer: work.Answer{Err: errors.New("no line")}})
	if len(m.shell.Asked) != 0 || len(m.All()) == 0 {
		t.Error("a list that did not come is told, or takes the place of the one that did")
	}
}

// Fields are read again after a change of theirs, and not after any other.
func TestFieldsAreForgottenAsTheyChange(t *testing.T) {
	m := listed(t, 12)
	known := func() bool { return m.layer.KnownSchema("car") != nil }
	cars := &collection.Collection{ID: "car", Schema: func(context.Context, *api.Client) (*collection.Schema, error) {
		return &collection.Schema{}, nil
	}}
	panetest.Settle(m.layer.Inbox(func(tea.Msg) tea.Cmd { return nil }).Schema("schema", cars))
	if m.Changed(pane.Changed{Ref: collection.Ref{Collection: "car", ID: "1"}}); !known() {
		t.Error("a change of a record forgets the fields")
	}
	if m.Changed(pane.Changed{Ref: collection.Ref{Collection: "fields:car", ID: "1"}}); known() {
		t.Error("a change of a field does not forget them")
	}
}

func TestTheMouse(t *testing.T) {
	m := listed(t, 12)
	m.SetArea(screen.Rect{X: 0, Y: 2, W: 30, H: 13})
	click := func(y int) (opened string) {
		m.shell.Asked = nil
		m.Mouse(tea.MouseClickMsg{X: 3, Y: 2 + y})
		v, _ := panetest.Last[pane.Visit](m.shell)
		return v.Place.Collection
	}
	for y, want := range map[int]string{0: "", 1: "", 2: "asset", 3: "car", 4: "store", 5: "", 40: ""} {
		if got := click(y); got != want {
			t.Errorf("a click at row %d opens %q, want %q", y, got, want)
		}
	}
	m.act(action.First)
	for _, wheel := range []struct {
		by   tea.MouseButton
		want string
	}{{tea.MouseWheelDown, "objects"}, {tea.MouseWheelUp, "car"}} { // past the heading
		m.Mouse(tea.MouseWheelMsg{Button: wheel.by})
		if m.Current().ID != wheel.want {
			t.Errorf("the wheel leads to %s, want %s", m.Current().ID, wheel.want)
		}
	}
}

func TestAsksForObjects(t *testing.T) {
	m := listed(t, 12)
	m.Mark("car")
	m.act(action.ObjectFields)
	if v, _ := panetest.Last[pane.DoVerb](m.shell); v.Verb != "fields" || v.Collection.ID != "car" {
		t.Errorf("fields: %+v", v)
	}
	m.act(action.Limits)
	if v, _ := panetest.Last[pane.DoVerb](m.shell); v.Verb != "limits" || len(v.Items) != 1 || v.Items[0].ID != "car" || v.Collection.ID != "objects" {
		t.Errorf("limits: %+v", v)
	}
	m.act(action.EditObject)
	if o, _ := panetest.Last[pane.OpenRecord](m.shell); o.Ref != (collection.Ref{Collection: "objects", ID: "car"}) {
		t.Errorf("editing: %+v", o)
	}
	m.act(action.NewObject)
	if n, _ := panetest.Last[pane.NewRow](m.shell); n.Collection != "objects" {
		t.Errorf("new: %+v", n)
	}
	m.Mark("roles")
	m.act(action.Limits)
	if v, _ := panetest.Last[pane.DoVerb](m.shell); len(v.Items) != 0 {
		t.Errorf("limits of no object: %+v", v)
	}
}

// The cursor stays on what it was on as the list is built anew: the collection,
// or what stands below it.
func TestTheCursorStays(t *testing.T) {
	m := listed(t, 15)
	under := pane.Children{Of: func(id string) []pane.Child {
		return []pane.Child{{Title: "Old " + id, Open: pane.Visit{Place: collection.Place{Collection: id, Text: "old"}}}}
	}}
	opens := func() string {
		m.act(action.OpenObject)
		v, _ := panetest.Last[pane.Visit](m.shell)
		return v.Place.Collection + v.Place.Text
	}
	m.Mark("car")
	m.setChildren(under)
	if got := opens(); got != "car" {
		t.Errorf("on the collection it opens %s", got)
	}
	m.act(action.Down)
	m.setChildren(under)
	if got := opens(); got != "carold" {
		t.Errorf("below it it opens %s", got)
	}
}

// Only the collection that is open stands out, not what is below it.
func TestWhatIsOpenStandsOut(t *testing.T) {
	m := listed(t, 15)
	m.setChildren(pane.Children{Of: func(string) []pane.Child { return []pane.Child{{Title: "Below", Open: pane.Visit{}}} }})
	line := func(y int) string {
		c := screen.New(m.env.Theme.Sheet)
		m.Draw(c.Begin(30, 16), false)
		return strings.Split(c.Frame(), "\n")[y]
	}
	open, below := line(4), line(5)
	m.open = "car"
	if !strings.Contains(open, "Cars") || line(4) == open {
		t.Error("the collection does not stand out")
	}
	if !strings.Contains(below, "Below") || line(5) != below {
		t.Error("what is below it does")
	}
}

func TestSaysThatItLoads(t *testing.T) {
	env, _ := panetest.Env(t)
	m := New(env, work.New(t.Context(), nil))
	shown := func() string {
		return panetest.Drawn(env, 30, 6, func(a screen.Area) { m.Draw(a, true) })
	}
	m.Load()
	if got := shown(); !strings.Contains(got, "Loading") {
		t.Errorf("while it loads:\n%s", got)
	}
	m.answer(work.Collections{})
	if got := shown(); !strings.Contains(got, "No custom objects yet") {
		t.Errorf("without any:\n%s", got)
	}
	m.answer(work.Collections{Answer: work.Answer{Err: errors.New("no line")}})
	if got := shown(); !strings.Contains(got, "try again") {
		t.Errorf("after a failure:\n%s", got)
	}
}

// The list asks for the width of its longest line: of a title with its count
// beside it, or of what stands under an object.
func TestWidthOfTheList(t *testing.T) {
	env, _ := panetest.Env(t)
	m := New(env, work.New(t.Context(), nil))
	if got := m.Width(); got != sentenceRoom {
		t.Errorf("without a list it asks for %d cells", got)
	}
	long := "A title that is longer than all"
	m.list = []*collection.Collection{{ID: "car", Title: "Cars"}, {ID: "long", Title: long}}
	if got, want := m.Width(), 1+len(long)+1+countRoom; got != want {
		t.Errorf("it asks for %d cells, want %d", got, want)
	}
	m.setChildren(oldAndNew)
	m.list[1].Title = "Long"
	if got, want := m.Width(), 3+len("Cars that are sold after 2020")+1+len("2"); got != want {
		t.Errorf("with views it asks for %d cells, want %d", got, want)
	}
}

// A count under way is not asked for again.
func TestCountsAreAskedForOnce(t *testing.T) {
	m := listed(t, 30)
	m.Model.counts = map[string]asked{}
	if m.countVisible() == nil {
		t.Fatal("no count is asked for")
	}
	if m.countVisible() != nil {
		t.Error("the counts are asked for again while they come")
	}
}

// A foot that was given room for a reason which is gone by now stays empty: what
// is forbidden changes while a frame is drawn.
func TestFootOfAReasonThatIsGone(t *testing.T) {
	b := listed(t, 20)
	if got := panetest.Drawn(b.env, 30, 3, func(a screen.Area) { b.drawFoot(a) }); strings.TrimSpace(got) != "" {
		t.Errorf("in the foot stands\n%s", got)
	}
}
