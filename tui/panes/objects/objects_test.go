package objects

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/pane"
	"zco/tui/work"
)

// asked is what a pane asked of the command layer.
type asked struct{ counts, forgotten []string }

func (a *asked) Collections(work.Slot, uint64) tea.Cmd { return nil }
func (a *asked) ForgetSchema(id string)                { a.forgotten = append(a.forgotten, id) }
func (a *asked) Count(_ work.Slot, _ uint64, c *collection.Collection) tea.Cmd {
	a.counts = append(a.counts, c.ID)
	return nil
}

func object(key, title string) *collection.Collection {
	return collection.Records(api.Object{Key: key, TitlePluralized: title, Title: title})
}

// listed is a pane with three objects and the families, on a screen of its
// own.
func listed(t *testing.T, height int) (*Model, *asked, *screen.Canvas) {
	t.Helper()
	th, err := theme.New(theme.Options{Name: "dark", Profile: colorprofile.TrueColor})
	if err != nil {
		t.Fatal(err)
	}
	keys, err := action.NewKeymap(nil)
	if err != nil {
		t.Fatal(err)
	}
	a := &asked{}
	m := New(&pane.Env{Theme: th, Keys: keys, Now: time.Now}, a)
	m.height = height
	m.Load()
	list := append([]*collection.Collection{object("asset", "Assets"), object("car", "Cars"), object("store", "Stores")}, collection.Families()...)
	m.Update(work.Collections{Answer: work.Answer{Slot: slot, Gen: m.gen}, List: list})
	return m, a, screen.New(th.Sheet)
}

func shown(m *Model, c *screen.Canvas, w, h int) string {
	m.Draw(c.Begin(w, h), true)
	return ansi.Strip(c.Frame())
}

func TestHeadings(t *testing.T) {
	m, a, c := listed(t, 4)
	got := shown(m, c, 30, 14)
	if strings.Index(got, "Custom objects") > strings.Index(got, "Assets") || strings.Index(got, "Account") > strings.Index(got, "Roles") ||
		strings.Index(got, "Stores") > strings.Index(got, "Account") {
		t.Errorf("the headings are not where they belong:\n%s", got)
	}
	if strings.Join(a.counts, " ") != "asset car store" {
		t.Errorf("counted %v: what is on the screen, and nothing that has no count of its own", a.counts)
	}
	// The cursor never stands on a heading, whichever way it comes.
	for _, keys := range [][]action.ID{{action.First}, {action.Down, action.Down, action.Down}, {action.Up}, {action.Last}, {action.PageUp, action.Up, action.Up}, {action.Up, action.Up, action.Up, action.Up}} {
		for _, id := range keys {
			m.Act(id)
			if m.current() == nil {
				t.Fatalf("after %s the cursor is on a heading", id)
			}
		}
	}
	if m.current().ID != "asset" {
		t.Errorf("at the top it is on %s", m.current().ID)
	}
}

func TestFilterMarksWhatMatched(t *testing.T) {
	m, _, c := listed(t, 12)
	m.Act(action.FilterList)
	for _, r := range "rol" {
		m.Type(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	got := shown(m, c, 30, 14)
	if !strings.Contains(got, "Roles") || strings.Contains(got, "Assets") || strings.Contains(got, "Custom objects") {
		t.Errorf("filtered by rol:\n%s", got)
	}
	if m.current().ID != "roles" || len(m.lines[m.cursor].hits) != 3 {
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
	m, _, c := listed(t, 12)
	forbidden := &api.Error{Status: 403, Code: "Forbidden", Message: "You do not have access to roles"}
	at := collection.Place{Collection: "roles"}
	m.Mark("roles")
	m.Update(work.Page{Answer: work.Answer{Err: forbidden}, Place: at})
	if got := shown(m, c, 40, 16); !strings.Contains(got, "You do not") || !strings.Contains(got, "have access to roles") {
		t.Errorf("it is not said:\n%s", got)
	}
	m.Update(work.Page{Answer: work.Answer{Err: errors.New("no line")}, Place: at})
	if m.refused["roles"] == "" {
		t.Error("a broken line allowed it")
	}
	m.Update(work.Page{Place: at, Page: collection.Page{Total: 11}})
	if got := shown(m, c, 40, 16); strings.Contains(got, "do not have access") || !strings.Contains(got, "11") {
		t.Errorf("it is allowed again, and 11 of them:\n%s", got)
	}
	m.Update(work.Page{Place: collection.Place{Collection: "roles", Text: "x"}, Page: collection.Page{Total: 2}})
	if n, _ := m.Count("roles"); n.Value != 11 {
		t.Errorf("a search changed the count to %d", n.Value)
	}
}

// What is made, renamed and deleted here shows in the list without asking the
// service for it.
func TestListFollowsChanges(t *testing.T) {
	m, a, _ := listed(t, 12)
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
	m.Update(pane.Changed{Ref: collection.Ref{Collection: "fields:car", ID: "1"}})
	if strings.Join(a.forgotten, " ") != "car" {
		t.Errorf("after a change of its fields, %v was forgotten", a.forgotten)
	}
}

func TestPartsAreFound(t *testing.T) {
	m, _, _ := listed(t, 12)
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
	m, _, c := listed(t, 12)
	visit := pane.Visit{Place: collection.Place{Collection: "car", Text: "old"}}
	m.setChildren(pane.Children{Of: func(id string) []pane.Child {
		if id != "car" {
			return nil
		}
		return []pane.Child{{Title: "Old cars", Open: visit}}
	}})
	m.SetMark(func(id string) string { return map[string]string{"car": "D2"}[id] })
	m.Rebuild()
	if got := shown(m, c, 30, 16); !strings.Contains(got, "Old cars") || !strings.Contains(got, "D2") {
		t.Error(got)
	}
	m.Mark("car")
	m.Act(action.Down)
	if got := m.openLine()(); !reflect.DeepEqual(got, visit) {
		t.Errorf("it opens %+v", got)
	}
	if why := m.Why(action.EditObject); why != "" {
		t.Error(why)
	}
	m.Mark("roles")
	if m.Why(action.EditObject) == "" || m.Why(action.ObjectFields) == "" || m.Why(action.DeleteObject) == "" {
		t.Error("roles can be deleted as a whole")
	}
}
