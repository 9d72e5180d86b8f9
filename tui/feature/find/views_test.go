package find

import (
	"slices"
	"strings"
	"testing"

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
