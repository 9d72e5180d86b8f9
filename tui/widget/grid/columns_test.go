package grid

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func columnsOf(widths ...int) *Columns[int] {
	c := &Columns[int]{}
	var cols []Column[int]
	for i, w := range widths {
		cols = append(cols, Column[int]{Of: i, Width: w})
	}
	c.Set(cols, 0)
	return c
}

func TestScrollsSidewaysAndKeepsTheFrozen(t *testing.T) {
	c := columnsOf(10, 10, 10, 10, 10)
	c.Freeze(c.Cursor()) // the first
	c.MoveTo(4)
	got := c.Place(2, 36)
	want := []Placed{{0, 2, 10}, {3, 13, 10}, {4, 24, 10}}
	if !slices.Equal(got, want) {
		t.Errorf("placed %v, want the frozen one and the last two %v", got, want)
	}
	if left, right, x := c.Beyond(); !left || right || x != 12 {
		t.Errorf("beyond: %v %v %d, want columns hidden on the left alone, before cell 13", left, right, x)
	}
	if i, border, ok := c.Hit(23); !ok || i != 3 || !border {
		t.Errorf("the blank behind column 3 is %d, border %v", i, border)
	}
	c.Freeze(c.Cursor())
	c.Freeze(c.Cursor())
	if c.Frozen() != 0 {
		t.Errorf("%d frozen, want none after freezing the same twice", c.Frozen())
	}
}

func TestShiftMovesTheColumnWithItsCursor(t *testing.T) {
	c := columnsOf(1, 2, 3)
	c.Shift(2)
	if got := []int{c.At(0).Of, c.At(1).Of, c.At(2).Of}; !slices.Equal(got, []int{1, 2, 0}) || c.Cursor() != 2 {
		t.Errorf("columns %v, cursor %d", got, c.Cursor())
	}
}

// However the columns, the freezing and the screen are, the column under the
// cursor is on the screen, whole if any layout could show it whole, and none
// covers another or leaves the room.
func TestTheCursorIsAlwaysOnTheScreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := columnsOf(rapid.SliceOfN(rapid.IntRange(LeastWidth, 60), 1, 12).Draw(t, "widths")...)
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			switch rapid.IntRange(0, 4).Draw(t, "what") {
			case 0:
				c.Move(rapid.IntRange(-3, 3).Draw(t, "by"))
			case 1:
				c.Freeze(c.Cursor())
			case 2:
				c.Shift(rapid.IntRange(-2, 2).Draw(t, "by"))
			case 3:
				c.Resize(c.Cursor(), rapid.IntRange(-9, 9).Draw(t, "by"))
			}
			width := rapid.IntRange(6, 120).Draw(t, "width")
			placed := c.Place(3, width)
			at, ok := c.Where(c.Cursor())
			if !ok {
				t.Fatalf("cursor on %d, placed %v", c.Cursor(), placed)
			}
			if c.Cursor() >= c.pinned && at.W < c.Current().Width && at.Index != c.left {
				t.Fatalf("column %d cut to %d though it could scroll: %v", at.Index, at.W, placed)
			}
			for i, p := range placed {
				if p.X < 3 || p.X+p.W > width || p.W < 1 || i > 0 && p.X <= placed[i-1].X+placed[i-1].W {
					t.Fatalf("placed %v between 3 and %d", placed, width)
				}
			}
			_, right, _ := c.Beyond()
			if last := placed[len(placed)-1]; right != (last.Index < c.Len()-1 || last.W < c.At(last.Index).Width) {
				t.Fatalf("more to the right: %v, placed %v", right, placed)
			}
		}
	})
}

// Whatever changes a column lays all of them out anew.
func TestAWidthShowsAtOnce(t *testing.T) {
	c := columnsOf(10, 10, 10)
	c.Place(0, 40)
	c.SetWidth(0, 15)
	if at, ok := c.Where(1); !ok || at.X != 16 {
		t.Errorf("behind a column of 15 the next is at %d", at.X)
	}
	c.Resize(0, -5)
	if at, _ := c.Where(1); at.X != 11 {
		t.Errorf("behind a column of 10 the next is at %d", at.X)
	}
	c.MoveTo(2)
	c.Place(0, 20)
	if _, ok := c.Where(2); !ok {
		t.Error("in less room the one under the cursor is not on the screen")
	}
}
