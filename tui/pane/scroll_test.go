package pane

import (
	"testing"

	"pgregory.net/rapid"

	"zco/tui/action"
)

func TestScrollMovesAsItsActionsSay(t *testing.T) {
	for _, tt := range []struct {
		from int
		id   action.ID
		want int
	}{
		{0, action.Down, 1}, {0, action.Up, 0}, {5, action.Up, 4}, {0, action.PageDown, 10}, {25, action.PageUp, 15},
		{0, action.HalfDown, 5}, {25, action.HalfUp, 20}, {25, action.First, 0}, {0, action.Last, 90}, {85, action.PageDown, 90},
	} {
		s := Scroll{top: tt.from}
		s.Fit(100, 10)
		if !s.Move(tt.id) || s.top != tt.want {
			t.Errorf("%s from row %d of 100, ten shown: row %d, want %d", tt.id, tt.from, s.top, tt.want)
		}
	}
	var s Scroll
	if s.Move(action.Accept) {
		t.Error("agreeing scrolls")
	}
}

// Whatever is pressed and however the screen changes, rows are shown as long
// as there are some, and the last one can be reached.
func TestScrollNeverLeavesItsRows(t *testing.T) {
	moves := []action.ID{
		action.Down, action.Up, action.PageDown, action.PageUp, action.HalfDown, action.HalfUp, action.First, action.Last,
	}
	rapid.Check(t, func(t *rapid.T) {
		var s Scroll
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			all, page := rapid.IntRange(0, 50).Draw(t, "all"), rapid.IntRange(0, 20).Draw(t, "page")
			top := s.Fit(all, page)
			if top < 0 || top > max(all-page, 0) {
				t.Fatalf("row %d of %d is the first of %d shown", top, all, page)
			}
			s.Move(rapid.SampledFrom(moves).Draw(t, "move"))
		}
		s.Move(action.Last)
		if s.Below() != 0 {
			t.Fatalf("%d rows below the last", s.Below())
		}
	})
}

// What a drawing in a small window cannot show is shown again in a large one,
// and a step begins at what is on the screen.
func TestDrawingScrollsNothing(t *testing.T) {
	var s Scroll
	s.Fit(100, 10)
	s.Move(action.Last)
	if top := s.Fit(100, 60); top != 40 {
		t.Errorf("in a large window the first row is %d, not 40", top)
	}
	if top := s.Fit(100, 10); top != 90 {
		t.Errorf("back in the small one the first row is %d, not 90", top)
	}
	s.Fit(100, 60)
	s.Move(action.Up)
	if top := s.Fit(100, 10); top != 39 {
		t.Errorf("after a step up from row 40 the first row is %d, not 39", top)
	}
}
