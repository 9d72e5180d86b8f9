package find

import (
	"slices"
	"testing"

	"zco/tui/domain/objectmap"
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
