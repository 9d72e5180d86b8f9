package action

import (
	"slices"
	"testing"
)

// Each action of the panes is in one group of help, and no other is.
func TestEveryActionOfAPaneIsInAGroup(t *testing.T) {
	seen := map[ID]int{}
	for _, g := range Groups {
		for _, id := range g.IDs {
			seen[id]++
		}
	}
	for _, a := range Table {
		want := 0
		if slices.Contains([]Scope{Always, Global, List, Objects, Records, Record}, a.Scope) {
			want = 1
		}
		if seen[a.ID] != want {
			t.Errorf("%s is in %d groups, not %d", a.ID, seen[a.ID], want)
		}
	}
}
