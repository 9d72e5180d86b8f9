package find

import (
	"slices"
	"strings"
	"testing"

	"zco/tui/action"
	"zco/tui/domain/objectmap"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
	"zco/tui/work"
)

// The map has each object that links to another or is linked to, its links
// below it, and none that stands alone.
func TestMapRows(t *testing.T) {
	m := &objectmap.Map{
		Nodes: []objectmap.Node{{ID: "car", Title: "Cars", Place: "car"}, {ID: "note", Title: "Notes", Place: "note"}, {ID: "zen:user", Title: "Users", Place: "users"}},
		Links: []objectmap.Link{{From: "car", To: "zen:user", Field: "owner", FieldTitle: "Owner"}},
	}
	var got []string
	for _, r := range mapRows(m, true) {
		got = append(got, r.item.Label+"|"+r.item.Right+"|"+r.place)
	}
	want := []string{"Cars|car|car", "  -> Users||users", "Users|zen:user|users", "  <- Cars||car"}
	if !slices.Equal(got, want) {
		t.Errorf("the rows are %q, want %q", got, want)
	}
}

// Enter goes to the object of a line, and says how one comes to what is no
// object.
func TestEnterOnTheMap(t *testing.T) {
	for _, c := range []struct{ typed, visits, says string }{
		{"garage", "garage", ""}, {"boat", "boat", ""}, {"captain", "", "Users, organizations and tickets are opened from the records that point at them"},
	} {
		r := begin(t, nil, nil)
		cmd := r.peek(action.ObjectMap)
		r.asked(work.ObjectMap{Map: garages()})
		panetest.Type(r.dialog(), c.typed)
		if _, done := panetest.Press(r.dialog(), "enter"); !done {
			t.Errorf("%s: the map stays open", c.typed)
		}
		v, _ := panetest.Last[pane.Visit](r.shell)
		if v.Place.Collection != c.visits || r.shell.Said() != c.says {
			t.Errorf("%s: it goes to %q and says %q", c.typed, v.Place.Collection, r.shell.Said())
		}
		panetest.Settle(cmd) // nobody is asked: there is no service here
		if got := r.screen(); !strings.Contains(got, "Captain") && c.typed == "captain" {
			t.Errorf("a late answer comes to the closed map:\n%s", got)
		}
	}
}
