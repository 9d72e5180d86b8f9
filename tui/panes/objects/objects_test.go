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
	height int
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
	for title, want := range map[string]string{"Rôles": "[R]ôl[e]s", "ab": "ab"} {
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
	m.Update(pane.Changed{Ref: ref, Item: it, Created: true})
	if m.list[1].ID != "bike" || m.list[1].Title != "Bikes" {
		t.Errorf("second is %s", m.list[1].Title)
	}
	it.Name = "Bicycles"
	m.Update(pane.Changed{Ref: ref, Item: it})
	if m.Find("bike").Title != "Bicycles" {
		t.Error("the old title stays")
	}
	m.Update(pane.Changed{Ref: ref, Deleted: true})
	if m.Find("bike") != nil || len(m.list) != 9 {
		t.Error("it is still there")
	}
}

func TestPartsAreFound(t *testing.T) {
	m := listed(t, 12)
	for _, id := range []string{"fields:car", "variants:12", "card:zen:user"} {
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
