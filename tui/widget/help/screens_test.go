package help

import (
	"fmt"
	"strings"
	"testing"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/pane/panetest"
)

// The sheet as one meets it: whole, scrolled, searched, and on what is
// disabled, in one, two and three columns.
func TestScreens(t *testing.T) {
	why := func(id action.ID) string {
		return map[action.ID]string{action.Copy: "there is no row under the cursor", action.Sort: "the columns are not here yet", action.Undo: "nothing was changed"}[id]
	}
	states := []struct {
		name string
		keys []string
		text string
	}{
		{"opened", nil, ""},
		{"a page down", []string{"pgdown", "down"}, ""},
		{"at the end", []string{"end"}, ""},
		{"in the next column", []string{"down", "down", "down", "right"}, ""},
		{"searched", nil, "col"},
		{"on what is disabled", nil, "sort by"},
		{"not found", nil, "zzz"},
	}
	for _, size := range []screen.Rect{{W: 50, H: 12}, {W: 96, H: 14}, {W: 150, H: 40}} {
		var got strings.Builder
		for i, s := range states {
			if size.W > 100 && i%3 != 0 { // most of it is in the smaller ones
				continue
			}
			env, _ := panetest.Env(t)
			d := New(env, chain, why)
			w, h := d.Size(size.W, size.H)
			paint := func() string {
				return panetest.Painted(env, w+2, h+1, func(a screen.Area) screen.Cursor { return d.Draw(a.Sub(2, 1, w, h)) })
			}
			paint()
			panetest.Press(d, s.keys...)
			panetest.Type(d, s.text)
			fmt.Fprintf(&got, "--- %s, %q, %dx%d\n%s", s.name, d.Title(), w, h, paint())
			for _, hint := range d.Footer() {
				fmt.Fprintf(&got, "%s %s, ", hint.Key, hint.Text)
			}
			got.WriteString("\n")
		}
		panetest.Golden(t, fmt.Sprintf("sheet_%d.txt", size.W), got.String())
	}
}

// at is the action under the cursor.
func (d *Dialog) at() action.ID {
	e, _ := d.current()
	return e.ID
}

// A page is what is on the screen; to the side the cursor goes to the action
// nearest to its row, and stays where there is no column.
func TestMovesOnTheSheet(t *testing.T) {
	env, _ := panetest.Env(t)
	d := New(env, chain, enabled)
	ids := func() (out []action.ID) {
		for _, e := range d.all {
			out = append(out, e.ID)
		}
		return out
	}()
	panetest.Screen(env, d, 116, headRows+10)
	for _, c := range []struct {
		key  string
		want int
	}{{"down", 1}, {"pgdown", 11}, {"up", 10}, {"pgup", 0}, {"up", 0}, {"end", len(ids) - 1}, {"down", len(ids) - 1}, {"home", 0}, {"left", 0}} {
		panetest.Press(d, c.key)
		if got := d.at(); got != ids[c.want] {
			t.Errorf("after %s the cursor is on %s, want %s", c.key, got, ids[c.want])
		}
	}
	l := d.lay(116)
	for i, p := range l.places {
		if p.col != 0 {
			continue
		}
		d.cursor = i
		panetest.Press(d, "right")
		to := l.places[d.cursor]
		for _, other := range l.places {
			if other.col == 1 && abs(other.row-p.row) < abs(to.row-p.row) {
				t.Errorf("right of row %d is row %d, and %d is nearer", p.row, to.row, other.row)
			}
		}
	}
	panetest.Type(d, "zzz")
	panetest.Press(d, "right", "down")
	if _, ok := d.current(); ok {
		t.Error("where nothing is found the cursor is on something")
	}
}

// What is pasted is searched for, on one line, and a search begins at the top.
func TestAPasteIsSearchedFor(t *testing.T) {
	env, _ := panetest.Env(t)
	d := New(env, chain, enabled)
	panetest.Screen(env, d, 60, 8)
	panetest.Press(d, "end")
	d.Paste("sort\n by")
	if got := d.at(); got != action.Sort {
		t.Errorf("the cursor is on %s", got)
	}
	panetest.Press(d, "ctrl+u")
	first := strings.Split(panetest.Screen(env, d, 60, 8), "\n")[headRows]
	if !strings.Contains(first, action.Groups[0].Title) {
		t.Errorf("the search taken back, the first row is %q", first)
	}
}

// What leaves the sheet: esc does nothing else, enter runs what it is on.
func TestLeavingTheSheet(t *testing.T) {
	env, shell := panetest.Env(t)
	d := New(env, chain, enabled)
	for _, key := range []string{"down", "right", "x"} {
		if _, done := panetest.Press(d, key); done {
			t.Errorf("%s closes it", key)
		}
	}
	if _, done := panetest.Press(d, "esc"); !done || len(shell.Asked) > 0 {
		t.Errorf("esc: closed %v, and %v is asked", done, shell.Asked)
	}
}

// A click is on the action drawn there: the first and the last cell of each,
// the first row of a scrolled sheet, and not the head or what is below.
func TestClicksAtTheEdges(t *testing.T) {
	env, _ := panetest.Env(t)
	d := New(env, chain, enabled)
	area := screen.Rect{X: 5, Y: 3, W: 100, H: headRows + 8}
	draw := func() *screen.Canvas {
		c := screen.New(env.Theme.Sheet)
		d.Draw(c.Begin(area.X+area.W, area.Y+area.H).Sub(area.X, area.Y, area.W, area.H))
		return c
	}
	draw()
	panetest.Press(d, "pgdown", "pgdown")
	draw()
	l, top := d.lay(area.W), d.first(d.lay(area.W), 8)
	cursor := d.cursor
	for i, p := range l.places {
		y, x := area.Y+headRows+p.row-top, area.X+p.col*(l.width+gap)
		seen := p.row >= top && p.row < top+8
		for _, at := range []int{x, x + l.width - 1} {
			d.cursor, d.top = cursor, top // a click at the first row shows the heading above it
			if got := d.Click(at, y) && d.cursor == i; got != seen {
				t.Errorf("a click at %d,%d is on action %d: %v, want %v", at, y, i, got, seen)
			}
		}
		d.cursor, d.top = cursor, top
		if seen && (d.Click(x-1, y) || d.Click(x+l.width, y)) {
			t.Errorf("beside action %d something is clicked", i)
		}
	}
}

// Only what works where the focus is is listed.
func TestWhatIsNotOnTheSheet(t *testing.T) {
	env, _ := panetest.Env(t)
	listed := map[action.ID]bool{}
	for _, e := range New(env, []action.Scope{action.Global, action.Always}, enabled).all {
		listed[e.ID] = true
	}
	if listed[action.Sort] || !listed[action.Help] {
		t.Errorf("listed are %v", listed)
	}
}
