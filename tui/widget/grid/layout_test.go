package grid

import (
	"fmt"
	"strings"
	"testing"

	"zco/tui/pane/panetest"
)

// picture draws the columns that are on the screen as letters, that under the
// cursor in capitals, cells without a column as dots; behind it stand the
// cell before the first that scrolls, and the directions in which there are more.
func picture(c *Columns[int]) string {
	row := []byte(strings.Repeat(".", max(c.width, 0)))
	for _, p := range c.Placed() {
		letter := byte('a' + c.At(p.Index).Of)
		if p.Index == c.Cursor() {
			letter -= 'a' - 'A'
		}
		for x := p.X; x < p.X+p.W; x++ {
			row[x] = letter
		}
	}
	out := string(row)
	left, right, x := c.Beyond()
	out += fmt.Sprintf(" %d", x)
	if left {
		out += "<"
	}
	if right {
		out += ">"
	}
	return out
}

// Each layout in every width up to the one where all has room.
func TestLayouts(t *testing.T) {
	for name, widths := range map[string][]int{"two.txt": {9, 12}, "narrow.txt": {16, 3}, "four.txt": {5, 11, 3, 12}} {
		var got strings.Builder
		for frozen := range 3 {
			for _, cursor := range []int{0, len(widths) - 1} {
				fmt.Fprintf(&got, "--- %d frozen, the cursor on column %d\n", frozen, cursor)
				for width := range 37 {
					c := columnsOf(widths...)
					c.Set(c.All(), frozen)
					c.MoveTo(cursor)
					c.Place(2, width)
					got.WriteString(picture(c) + "\n")
				}
			}
		}
		panetest.Golden(t, name, got.String())
	}
}

// What is on the screen after each of some steps follows from what was.
func TestLayoutsFollowTheCursor(t *testing.T) {
	c := columnsOf(10, 10, 10, 10, 10)
	c.Place(1, 37)
	var all []Column[int]
	steps := []struct {
		name string
		do   func()
		want string
	}{
		{"at first", func() {}, ".AAAAAAAAAA.bbbbbbbbbb.cccccccccc.... 0>"},
		{"the next", func() { c.Move(1) }, ".aaaaaaaaaa.BBBBBBBBBB.cccccccccc.... 0>"},
		{"the last that has room", func() { c.Move(1) }, ".aaaaaaaaaa.bbbbbbbbbb.CCCCCCCCCC.... 0>"},
		{"one that has none", func() { c.Move(1) }, ".bbbbbbbbbb.cccccccccc.DDDDDDDDDD.... 0<>"},
		{"back within the screen", func() { c.Move(-2) }, ".BBBBBBBBBB.cccccccccc.dddddddddd.... 0<>"},
		{"back beyond it", func() { c.Move(-1) }, ".AAAAAAAAAA.bbbbbbbbbb.cccccccccc.... 0>"},
		{"the last", func() { c.MoveTo(99) }, ".cccccccccc.dddddddddd.EEEEEEEEEE.... 0<"},
		{"frozen up to the second", func() { c.Freeze(1) }, ".aaaaaaaaaa.bbbbbbbbbb.EEEEEEEEEE.... 22<"},
		{"the third", func() { c.MoveTo(2) }, ".aaaaaaaaaa.bbbbbbbbbb.CCCCCCCCCC.... 22>"},
		{"the first", func() { c.MoveTo(-1) }, ".AAAAAAAAAA.bbbbbbbbbb.cccccccccc.... 22>"},
		{"a wider one", func() { c.Resize(0, 3) }, ".AAAAAAAAAAAAA.bbbbbbbbbb.cccccccccc. 25>"},
		{"moved to the right", func() { c.Shift(1) }, ".bbbbbbbbbb.AAAAAAAAAAAAA.cccccccccc. 25>"},
		{"moved past the end", func() { c.Shift(9) }, ".bbbbbbbbbb.cccccccccc.AAAAAAAAAAAAA. 22<"},
		{"frozen no more", func() { c.Freeze(1) }, ".dddddddddd.eeeeeeeeee.AAAAAAAAAAAAA. 0<"},
		{"in more room", func() { c.Place(1, 48) }, ".cccccccccc.dddddddddd.eeeeeeeeee.AAAAAAAAAAAAA. 0<"},
		{"in other room", func() { c.Place(2, 48) }, "..cccccccccc.dddddddddd.eeeeeeeeee.AAAAAAAAAAAAA 1<"},
		{"none", func() { all = c.All(); c.Set(nil, 1) }, "................................................ 0"},
		{"two", func() { c.Set(all[:2], 1) }, "..BBBBBBBBBB.cccccccccc......................... 12"},
	}
	for _, s := range steps {
		s.do()
		if got := picture(c); got != s.want {
			t.Errorf("%s:\n%s, want\n%s", s.name, got, s.want)
		}
	}
}

// A cell belongs to the column drawn there, the blank behind it to its border.
func TestHit(t *testing.T) {
	c := columnsOf(3, 2)
	c.Place(1, 9)
	got := ""
	for x := range 10 {
		i, border, ok := c.Hit(x)
		switch {
		case !ok:
			got += "-"
		case border:
			got += string("AB"[i])
		default:
			got += string("ab"[i])
		}
	}
	if got != "-aaaAbbB--" {
		t.Errorf("the cells belong to %s", got)
	}
	if at, ok := c.Where(2); ok {
		t.Errorf("a column that there is not is at %v", at)
	}
	if i, border, ok := c.Hit(0); i != 0 || border || ok {
		t.Errorf("beside them is %d, border %v", i, border)
	}
}

// The widths that a column may be given end somewhere.
func TestAWidthHasEnds(t *testing.T) {
	c := columnsOf(10, 10)
	c.Resize(0, -100)
	c.Resize(1, 1000)
	if c.At(0).Width != LeastWidth || c.At(1).Width != MostWidth {
		t.Errorf("the widths are %d and %d", c.At(0).Width, c.At(1).Width)
	}
	if c.At(-1) != nil || c.At(2) != nil {
		t.Error("there is a column where there is none")
	}
	c.Resize(2, 1)
	c.SetWidth(-1, 1)
	for frozen, want := range map[int]int{-1: 0, 1: 1, 3: 2} {
		if c.Set(c.All(), frozen); c.Frozen() != want {
			t.Errorf("of two columns %d are frozen by %d", c.Frozen(), frozen)
		}
	}
	c.Set(nil, 0)
	if c.Freeze(0); c.Frozen() != 0 || c.Current() != nil {
		t.Errorf("of no columns %d are frozen", c.Frozen())
	}
}
