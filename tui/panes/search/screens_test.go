package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// The line in each of its states, at widths where all has room, little and
// hardly any.
func TestScreens(t *testing.T) {
	wide := pane.Narrowed{Text: "beetle", Conditions: []string{"Year is 1999", "Make is VW"}, Notes: []string{"it lags"}}
	states := []struct {
		name string
		rig  func() *rig
	}{
		{"closed", func() *rig { return begin(t, collection.Place{}) }},
		{"narrowed", func() *rig { r := begin(t, collection.Place{}); r.finder.narrowed = wide; return r }},
		{"a text", func() *rig {
			r := begin(t, collection.Place{})
			r.finder.narrowed = pane.Narrowed{Text: "beetle 湯沸かし器"}
			return r
		}},
		{"many conditions", func() *rig {
			r := begin(t, collection.Place{})
			r.finder.narrowed = pane.Narrowed{Conditions: slices.Repeat([]string{"A is 1"}, 20)}
			return r
		}},
		{"open", func() *rig { return opened(t, collection.Place{}) }},
		{"typed", func() *rig { r := opened(t, collection.Place{Sort: "-updated_at"}); r.typed("beetle"); return r }},
		{"earlier searches", func() *rig {
			r := begin(t, collection.Place{})
			r.finder.searches = []string{"beetle", "polo", "a long one of which not all has room"}
			r.Open()
			r.press("down", "down")
			return r
		}},
	}
	for _, w := range []int{24, 40, 64, 80, 120} {
		var got strings.Builder
		for _, s := range states {
			for _, focused := range []bool{true, false} {
				r := s.rig()
				fmt.Fprintf(&got, "--- %s, focused %v\n", s.name, focused)
				got.WriteString(panetest.Painted(r.env, w, 8, func(a screen.Area) screen.Cursor {
					r.SetArea(a.Rect)
					return r.Draw(a, focused)
				}))
			}
		}
		panetest.Golden(t, fmt.Sprintf("line_%d.txt", w), got.String())
	}
}
