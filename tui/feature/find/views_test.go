package find

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

func twoViews() *store {
	return &store{views: []collection.View{
		{Name: "Admins", Place: collection.Place{Collection: "roles", Text: "admin"}},
		{Name: "Beetles", Place: collection.Place{Collection: "car", Text: "beetle", Sort: "-name"}, Columns: []string{"name"}, Widths: []int{40}},
	}}
}

// The views stand under their objects, and open with their columns.
func TestViewsUnderTheirObjects(t *testing.T) {
	r := begin(t, nil, twoViews())
	children, ok := panetest.Last[pane.Children](r.shell)
	if !ok {
		t.Fatal("the list of objects is not told")
	}
	under := children.Of("car")
	if len(under) != 1 || under[0].Title != "Beetles" {
		t.Fatalf("under the cars are %v", under)
	}
	v, ok := under[0].Open.(pane.Visit)
	if !ok || v.Place.Text != "beetle" || !slices.Equal(v.Columns.Shown, []pane.Column{{Key: "name", Width: 40}}) {
		t.Errorf("it opens %+v", under[0].Open)
	}
}

func TestListOfViews(t *testing.T) {
	r := begin(t, nil, twoViews())
	r.run(action.Views)
	got := r.screen()
	if strings.Index(got, "Beetles") > strings.Index(got, "Admins") || !strings.Contains(got, "beetle, by name") {
		t.Errorf("those of the table do not come first, or are not described:\n%s", got)
	}
	if !strings.Contains(got, "ctrl+x delete") {
		t.Errorf("the key that deletes is not told:\n%s", got)
	}
	r.press("enter")
	if p := r.visited(); p.Text != "beetle" {
		t.Errorf("enter opens %v", p)
	}
	r.run(action.Views)
	r.press("end", "enter")
	if run, _ := panetest.Last[pane.Run](r.shell); run.ID != action.SaveView {
		t.Errorf("enter on what saves runs %q", run.ID)
	}
}

// A place that a view shows is called by it and has its columns, unless fixed
// filters narrow it further; another place is not.
func TestTheViewOfAPlace(t *testing.T) {
	s := twoViews()
	beetles := s.views[1].Place
	byOwner := `{"custom_object_fields.owner":{"$eq":"5"}}`
	s.views = append(s.views, collection.View{Name: "Of Ada", Place: collection.Place{Collection: "car", Filter: byOwner}, Columns: []string{"name", "year"}, Widths: []int{40}})
	r := begin(t, nil, s)
	fixed, other := beetles, beetles
	fixed.Fixed, other.Text = "role=admin", "bus"
	for _, c := range []struct {
		place collection.Place
		name  string
		cols  pane.Columns
	}{
		{beetles, "Beetles", pane.Columns{Frozen: 1, Shown: []pane.Column{{Key: "name", Width: 40}}}},
		{collection.Place{Collection: "car", Filter: byOwner}, "Of Ada", pane.Columns{Frozen: 1, Shown: []pane.Column{{Key: "name", Width: 40}, {Key: "year"}}}},
		{fixed, "", pane.Columns{}},
		{other, "", pane.Columns{}},
	} {
		if got := r.ViewOf(c.place); got != c.name {
			t.Errorf("%+v is called %q, want %q", c.place, got, c.name)
		}
		if diff := cmp.Diff(c.cols, r.ColumnsOf(c.place)); diff != "" {
			t.Errorf("the columns of %+v are other ones:\n%s", c.place, diff)
		}
	}
}

// The first view and those after it are deleted each alone.
func TestViewsAreDeletedOneByOne(t *testing.T) {
	r := begin(t, nil, twoViews())
	r.stores.Views = nil
	r.shell.InFront = nil
	r.run(action.Views)
	r.press("ctrl+x", "ctrl+x")
	if got := r.screen(); strings.Contains(got, "Admins") || !strings.Contains(got, "Beetles") || len(r.viewsUnder("roles")) != 0 {
		t.Errorf("without the first it shows\n%s", got)
	}
	if children, _ := panetest.Last[pane.Children](r.shell); len(panetest.All[pane.Children](r.shell)) != 2 || len(children.Of("roles")) != 0 {
		t.Error("the list of objects is not told")
	}
	r.press("ctrl+x", "ctrl+x")
	if got := r.screen(); !strings.Contains(got, "No views yet") {
		t.Errorf("without any it shows\n%s", got)
	}
}

// A view is saved with the widths that a person chose, with none where none
// was chosen; where nothing keeps it, it holds for the session.
func TestWidthsOfAView(t *testing.T) {
	r := begin(t, nil, nil)
	r.stores.Views = nil
	save := func(name string) collection.View {
		t.Helper()
		r.run(action.SaveView)
		panetest.Type(r.dialog(), name)
		r.press("enter")
		if !strings.HasPrefix(r.shell.Said(), "saved as the view "+name) {
			t.Errorf("said is %q", r.shell.Said())
		}
		return r.views[len(r.views)-1]
	}
	r.shell.InFront.Cols = schema.Fields[:2]
	if v := save("As it comes"); v.Widths != nil || len(v.Columns) != 2 {
		t.Errorf("saved is %+v", v)
	}
	r.shell.InFront.Widths = map[string]int{schema.Fields[1].Key: 9}
	if v := save("Wider"); !slices.Equal(v.Widths, []int{0, 9}) {
		t.Errorf("saved is %+v", v)
	}
	r.run(action.SaveView)
	panetest.Type(r.dialog(), "As it comes")
	if got := r.screen(); !strings.Contains(got, "Takes the place") {
		t.Errorf("that the first has the name is not said:\n%s", got)
	}
	r.press("enter")
	if len(r.views) != 2 || r.views[0].Widths == nil {
		t.Errorf("the views are %+v", r.views)
	}
}

// A view is deleted at the second press, with the key that is in force.
func TestDeleteView(t *testing.T) {
	r := begin(t, nil, twoViews())
	keys, err := action.NewKeymap(map[action.ID][]string{action.DeleteView: {"ctrl+k"}})
	if err != nil {
		t.Fatal(err)
	}
	r.env.Keys = keys
	r.run(action.Views)
	r.press("ctrl+k", "down", "up", "ctrl+k")
	if got := r.screen(); len(r.views) != 2 || !strings.Contains(got, "ctrl+k again deletes the view “Beetles”") {
		t.Fatalf("a move in between does not take it back:\n%s", got)
	}
	r.press("ctrl+k")
	if len(r.views) != 1 || !slices.Equal(r.store.deleted, []string{"car/Beetles"}) || r.shell.Said() != "deleted the view Beetles" {
		t.Errorf("left are %v, deleted in the store %v, said %q", r.views, r.store.deleted, r.shell.Said())
	}
	if got := r.screen(); strings.Contains(got, "Beetles") {
		t.Errorf("it is still listed:\n%s", got)
	}
	children, _ := panetest.Last[pane.Children](r.shell)
	if len(children.Of("car")) != 0 {
		t.Error("it still stands under its object")
	}
}

func TestSaveView(t *testing.T) {
	r := begin(t, nil, twoViews())
	r.shell.InFront.Shows = collection.Place{Collection: "car", Text: "bus"}
	r.shell.InFront.Cols = schema.Fields[:2]
	r.run(action.SaveView)
	panetest.Type(r.dialog(), "Beetles")
	if got := r.screen(); !strings.Contains(got, "Takes the place") {
		t.Errorf("that there is one of the name is not said:\n%s", got)
	}
	r.press("enter")
	if len(r.views) != 2 || r.views[1].Place.Text != "bus" || len(r.views[1].Columns) != 2 {
		t.Errorf("the views are %v", r.views)
	}
	if last := r.store.views[len(r.store.views)-1]; last.Place.Text != "bus" || !strings.HasPrefix(r.shell.Said(), "saved as the view Beetles: V lists") {
		t.Errorf("stored is %v, said %q", last, r.shell.Said())
	}
	r.shell.Asked = nil
	r.run(action.SaveView)
	panetest.Type(r.dialog(), "Buses")
	r.press("enter")
	if children, ok := panetest.Last[pane.Children](r.shell); !ok || len(children.Of("car")) != 2 {
		t.Error("it does not stand under its object")
	}
	r.run(action.SaveView)
	r.press("enter")
	if len(r.views) != 3 || r.shell.Said() != "a view needs a name" {
		t.Errorf("without a name it says %q", r.shell.Said())
	}
	r.shell.InFront = nil
	if r.run(action.SaveView); !strings.Contains(r.shell.Said(), "no table") {
		t.Errorf("without a table it says %q", r.shell.Said())
	}
}

func TestAViewKeepsNoFixedFilter(t *testing.T) {
	r := begin(t, nil, nil)
	r.shell.InFront.Shows.Fixed = "role=admin"
	r.run(action.SaveView)
	if _, opened := panetest.Last[pane.Open](r.shell); opened || !strings.Contains(r.shell.Said(), "cannot keep the fixed filters of Cars") {
		t.Errorf("a name is asked for, or said is %q", r.shell.Said())
	}
}

func TestViewsInThePalette(t *testing.T) {
	r := begin(t, nil, twoViews())
	entries := r.Palette()
	if len(entries) != 2 || entries[0].Item.Label != "view: Admins" {
		t.Fatalf("in the palette are %v", entries)
	}
	entries[0].Run()
	if p := r.visited(); p.Text != "admin" {
		t.Errorf("it opens %v", p)
	}
}
