package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zco/tui/action"
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

// What the table is narrowed to, at each width: no text, condition, count or hint
// begins that has no room, and notes never take all of it.
func TestScreensOfEachWidth(t *testing.T) {
	var got strings.Builder
	for _, s := range []struct {
		from, to int
		narrowed pane.Narrowed
	}{
		{14, 24, pane.Narrowed{Text: "beetle", Conditions: []string{"Year is 1999"}}},
		{53, 56, pane.Narrowed{Text: "beetle", Conditions: []string{"Year is 1999"}}},
		{14, 54, pane.Narrowed{Text: "beetle", Conditions: slices.Repeat([]string{"A is 1"}, 3), Notes: []string{"it lags", "and more"}}},
		{17, 22, pane.Narrowed{Text: "the text that was searched for", Notes: []string{"a long note"}}},
		{43, 47, pane.Narrowed{Text: "the text that was searched for", Notes: []string{"a long note"}}},
	} {
		for w := s.from; w <= s.to; w++ {
			r := begin(t, collection.Place{})
			r.finder.narrowed = s.narrowed
			fmt.Fprintf(&got, "%2d %s|\n", w, panetest.Drawn(r.env, w, 1, func(a screen.Area) { r.Draw(a, true) }))
		}
	}
	panetest.Golden(t, "narrowed.txt", got.String())
}

// The window of earlier searches lies over what is there, as high as there is
// room, and without a frame for screen readers.
func TestScreensOfTheWindow(t *testing.T) {
	var got strings.Builder
	for _, s := range []struct {
		h     int
		plain bool
	}{{3, false}, {4, false}, {5, false}, {6, false}, {7, false}, {7, true}} {
		r := begin(t, collection.Place{})
		r.env.Plain = s.plain
		r.finder.searches = []string{"beetle", "polo", "one that is too long for the window by a word or two or three"}
		r.Open()
		r.press("down", "down", "down")
		fmt.Fprintf(&got, "--- %d rows, for a screen reader %v\n", s.h, s.plain)
		got.WriteString(panetest.Painted(r.env, 62, s.h, func(a screen.Area) screen.Cursor {
			for y := range s.h {
				a.Text(0, y, r.env.Theme.Muted, strings.Repeat("·", a.W))
				a.Press(0, y, a.W, "", "hidden")
			}
			a.Row(0).Fill(r.env.Theme.Text)
			r.SetArea(a.Rect)
			return r.Draw(a, true)
		}))
	}
	panetest.Golden(t, "window.txt", got.String())
}

// How many are found is told where sixteen cells are left for the text.
func TestScreensOfTheState(t *testing.T) {
	var got strings.Builder
	for _, w := range []int{43, 44, 45} {
		r := opened(t, collection.Place{})
		r.typed("a text of many words that is longer than the line")
		r.shell.InFront = nil // as where no table is there any more
		r.line.SetText(r.line.Text())
		got.WriteString(fmt.Sprintf("--- %d\n", w) + panetest.Painted(r.env, w, 1, func(a screen.Area) screen.Cursor {
			r.SetArea(a.Rect)
			return r.Draw(a, true)
		}))
	}
	panetest.Golden(t, "state.txt", got.String())
}

// A key that does nothing where the focus is now is not told.
func TestScreensOfIdleKeys(t *testing.T) {
	var got strings.Builder
	for _, narrowed := range []pane.Narrowed{{}, {Text: "beetle", Conditions: []string{"Year is 1999"}}} {
		r := begin(t, collection.Place{})
		r.finder.narrowed = narrowed
		r.shell.Idle = []action.ID{action.SearchRecords, action.FilterDrop}
		got.WriteString(panetest.Painted(r.env, 70, 1, func(a screen.Area) screen.Cursor { return r.Draw(a, true) }))
	}
	panetest.Golden(t, "idle.txt", got.String())
}
