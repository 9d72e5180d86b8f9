package find

import (
	"strings"
	"testing"

	"zco/api"
	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

func TestFilterByTheValueUnderTheCursor(t *testing.T) {
	r := begin(t, nil, nil)
	if why := r.run(action.FilterIs); why != noRow {
		t.Errorf("without a row it is disabled for %q", why)
	}
	r.shell.InFront.Shows = collection.Place{Collection: "car", Text: "beetle"}
	r.on(fieldOf("year"), api.Int(1999))
	r.run(action.FilterIs)
	if p := r.visited(); p.Filter != `{"custom_object_fields.year":{"$eq":1999}}` || p.Text != "beetle" {
		t.Errorf("= shows %v", p)
	}
	r.run(action.FilterIsNot)
	if p := r.visited(); p.Filter != `{"custom_object_fields.year":{"$noteq":1999}}` {
		t.Errorf("! shows %v", p)
	}
	r.shell.InFront = &panetest.Table{Of: r.shell.Collection("roles"), Shows: collection.Place{Collection: "roles", Text: "admin"}}
	r.run(action.FilterIs) // in a record over the table of another object
	if p := r.visited(); p.Collection != "car" || p.Text != "" {
		t.Errorf("over another table = shows %v", p)
	}
	r.shell.At.Collection = r.shell.Collection("roles")
	if why := r.run(action.FilterIs); why != "Roles cannot be filtered by a field in Zendesk" {
		t.Errorf("for roles it is disabled for %q", why)
	}
	r.shell.At = nil
	if why := r.run(action.FilterIs); why != "Roles cannot be filtered by a field in Zendesk" {
		t.Errorf("without a role it is disabled for %q", why)
	}
}

// The conditions go one by one, the last first: of the filter, of a relation,
// the text, the fixed filters.
func TestTakeTheLastConditionAway(t *testing.T) {
	r := begin(t, nil, nil)
	col := &collection.Collection{ID: "car", Title: "Cars", Filterable: true, Searchable: true, Filters: []collection.Choice{
		{Key: "role", Title: "Role", Values: []collection.Option{{Value: "admin", Title: "Admin"}}},
	}}
	r.shell.InFront.Of = col
	one := `{"name":{"$eq":"a"}}`
	p := collection.Place{
		Collection: "car", Text: "beetle", Filter: `{"$and":[` + one + `,{"name":{"$contains":"b"}}]}`,
		Fixed: collection.WithFixed("", "role", "admin"),
	}
	drop := func(want collection.Place) {
		t.Helper()
		r.shell.InFront.Shows = p
		r.run(action.FilterDrop)
		if p = r.visited(); p != want {
			t.Fatalf("left is %v, want %v", p, want)
		}
	}
	want := p
	want.Filter = one
	drop(want)
	want.Filter = ""
	drop(want)
	want.Text = ""
	drop(want)
	want.Fixed = ""
	drop(want)
	r.shell.InFront.Shows = p
	if r.run(action.FilterDrop); r.shell.Said() != "nothing is filtered" {
		t.Errorf("at the end it says %q", r.shell.Said())
	}
}

func TestWhatCanBeSearchedAndFiltered(t *testing.T) {
	r := begin(t, nil, nil)
	roles := r.shell.Collection("roles")
	r.shell.InFront.Of = roles
	if why := r.run(action.SearchRecords); why != "Roles cannot be searched in Zendesk" {
		t.Errorf("searching roles is disabled for %q", why)
	}
	if why := r.run(action.Filter); why != "Roles cannot be filtered in Zendesk" {
		t.Errorf("filtering roles is disabled for %q", why)
	}
	roles.Filters = []collection.Choice{{Key: "kind", Title: "Kind", Values: []collection.Option{{Value: "x", Title: "X"}}}}
	if why := r.run(action.Filter); why != "" || !strings.Contains(r.screen(), "Kind") {
		t.Errorf("fixed filters are not offered: %q", why)
	}
	r.shell.InFront.Of = cars
	if why := r.run(action.SearchRecords); why != "" {
		t.Errorf("searching cars is disabled for %q", why)
	}
	if f, _ := panetest.Last[pane.Focus](r.shell); f.Pane != pane.Search {
		t.Errorf("the focus goes to %v", f)
	}
	r.shell.InFront = nil
	asked := len(r.shell.Asked)
	for _, id := range []action.ID{action.SearchRecords, action.Filter, action.FilterDrop} {
		if why := r.run(id); why != "" || len(r.shell.Asked) != asked {
			t.Errorf("without a table %s says %q and asks %v", id, why, r.shell.Asked[asked:])
		}
	}
}

// A value that no filter can ask for is said, and a filter that cannot be read
// is taken away whole.
func TestFiltersThatCannotBe(t *testing.T) {
	r := begin(t, nil, nil)
	r.on(collection.Field{Key: "photo", Title: "Photo"}, collection.Value(`{"url":"x"}`))
	r.run(action.FilterIs)
	if say, _ := panetest.Last[pane.Say](r.shell); say.Kind != pane.Warning || len(panetest.All[pane.Visit](r.shell)) != 0 {
		t.Errorf("it says %v", say)
	}
	r.shell.InFront.Shows = collection.Place{Collection: "car", Text: "beetle", Filter: "no filter"}
	r.run(action.FilterDrop)
	if p := r.visited(); p.Filter != "" || p.Text != "beetle" {
		t.Errorf("left is %+v", p)
	}
}
