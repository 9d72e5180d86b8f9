package form

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/text"
)

// Keys alone scroll a list and a text: what was on the screen comes back after
// the window had another height for a moment.
func TestDrawingScrollsNothing(t *testing.T) {
	var labels []string
	for i := range 20 {
		labels = append(labels, fmt.Sprint("item ", i))
	}
	l := list(labels...)
	l.NoFilter = true
	for name, d := range map[string]interface {
		drawer
		Key(tea.KeyPressMsg) Outcome
	}{"a list": l, "a text": area(t, "|"+strings.Join(labels, "\n"), 20, 5)} {
		draw(t, d, 20, 5, text.Clusters)
		press(d, "pgdown pgdown pgdown up up")
		want, at := draw(t, d, 20, 5, text.Clusters)
		if want[0] == "" || at.Y != 2 {
			t.Fatalf("%s begins with %q, its cursor in row %d", name, want[0], at.Y)
		}
		for _, h := range []int{1, 2, 12, 40} {
			draw(t, d, 20, h, text.Clusters)
			if got, cur := draw(t, d, 20, 5, text.Clusters); !slices.Equal(got, want) || cur != at {
				t.Errorf("%s of 5 rows shows %q after it had %d, not %q", name, got, h, want)
			}
		}
		draw(t, d, 20, 2, text.Clusters)
		press(d, "up") // now it is this that one sees
		if got, _ := draw(t, d, 20, 2, text.Clusters); got[0] == want[0] || got[0] == want[2] {
			t.Errorf("%s shows %q after a step up in a window of two rows", name, got)
		}
	}
}

// A line that is longer than its room shows what it showed after it was wide
// for a moment, and a click scrolls nothing.
func TestDrawingALineScrollsNothing(t *testing.T) {
	l := &Line{}
	l.SetText("abcdefghijklmnopqrstuvwxyz")
	shows(t, l, 10, "rstuvwxyz")
	press(l, "left left left")
	shows(t, l, 10, "rstuvwxyz")
	press(l, "ctrl+a right right")
	press(l, "end left")
	want := shows(t, l, 10, "rstuvwxyz")
	for _, w := range []int{3, 20, 60} {
		draw(t, l, w, 1, text.Clusters)
		if got := shows(t, l, 10, "rstuvwxyz"); got != want {
			t.Errorf("the cursor is at %d, not %d", got.X, want.X)
		}
	}
	press(l, "home end")
	shows(t, l, 10, "rstuvwxyz")
	if l.Click(l.drawn.X+2, l.drawn.Y); l.buf.pos != 19 {
		t.Errorf("the cursor is at byte %d", l.buf.pos)
	}
	shows(t, l, 10, "rstuvwxyz")
}

// A click in a text that is scrolled is where it was drawn, and scrolls nothing.
func TestAClickInATextScrollsNothing(t *testing.T) {
	e := area(t, "|1\n2\n3\n4\n5\n6", 5, 3)
	press(e, "ctrl+end")
	shows(t, e, 5, "4", "5", "6")
	e.Click(e.drawn.X, e.drawn.Y)
	if cur := shows(t, e, 5, "4", "5", "6"); cur.Y != 0 {
		t.Errorf("the cursor is in row %d", cur.Y)
	}
}

// A click and a step up in a list that is scrolled are where it was drawn.
func TestAListStaysWhileTheCursorMovesInIt(t *testing.T) {
	l := list("a", "b", "c", "d", "e", "f", "g")
	l.NoFilter = true
	l.Select(5)
	shows(t, l, 10, "  d", "  e", "▌ f")
	press(l, "up")
	shows(t, l, 10, "  d", "▌ e", "  f")
	if i, ok := l.At(0); !ok || i != 3 {
		t.Errorf("in the first row is %d, %v", i, ok)
	}
	if l.Below() != 1 {
		t.Errorf("%d are below", l.Below())
	}
	l.Select(3)
	shows(t, l, 10, "▌ d", "  e", "  f")
}

// The first row is as near to the one before as shows the cursor and leaves no
// row empty.
func TestViewportTop(t *testing.T) {
	for _, c := range []struct{ top, page, cursor, n, want int }{
		{0, 3, 0, 9, 0}, {0, 3, 2, 9, 0}, {0, 3, 3, 9, 1}, {4, 3, 4, 9, 4}, {4, 3, 3, 9, 3}, {8, 3, 8, 9, 6}, {4, 3, 2, 3, 0}, {4, 5, 1, 2, 0}, {0, 1, 5, 9, 5},
	} {
		v := Viewport{top: c.top}
		if got := v.Fit(c.page, c.cursor, c.n); got != c.want || v.Page() != c.page {
			t.Errorf("%+v: the first is %d of a page of %d", c, got, v.Page())
		}
	}
	v := Viewport{top: 4}
	if got := v.Fit(-1, 0, 9); got != 4 || v.Page() != 0 {
		t.Errorf("without rows the first is %d, of a page of %d", got, v.Page())
	}
}

// A line that is longer than its room moves as little as shows the cursor, and
// follows what is erased, so that no room stays empty.
func TestALongLineMovesAsLittleAsItMust(t *testing.T) {
	l := &Line{}
	l.SetText("abcdefghijklmnopqrstuvwxyz")
	for _, step := range []struct {
		keys, want string
		x          int
	}{
		{"", "rstuvwxyz", 9},
		{strings.Repeat("left ", 9), "rstuvwxyz", 0},
		{"left", "qrstuvwxyz", 0},
		{"right", "qrstuvwxyz", 1},
		{"end", "rstuvwxyz", 9},
		{"backspace backspace", "pqrstuvwx", 9},
		{"left left X", "pqrstuvXwx", 8},
		{"ctrl+u", "wx", 0},
		{"end backspace", "w", 1},
	} {
		press(l, step.keys)
		if cur := shows(t, l, 10, step.want); cur.X != step.x {
			t.Errorf("after %s the cursor is at %d, want %d", step.keys, cur.X, step.x)
		}
	}
	l.SetText("日本語テキスト")
	for _, step := range []struct {
		keys, want string
		x          int
	}{{"", "キスト", 6}, {"left left left", "キスト", 0}, {"left", "テキス", 0}, {"end", "キスト", 6}, {"backspace", "テキス", 6}} {
		press(l, step.keys)
		if cur := shows(t, l, 7, step.want); cur.X != step.x {
			t.Errorf("after %s the cursor is at %d, want %d", step.keys, cur.X, step.x)
		}
	}
	if cur := shows(t, l, 1, ""); cur.X != 0 {
		t.Errorf("in one cell the cursor is at %d", cur.X)
	}
}
