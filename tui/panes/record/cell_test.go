package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// cell opens the editor of a field of the anvil over a cell of the table.
func (b *bench) cell(key string, over screen.Rect) *Cell {
	b.t.Helper()
	f, ok := collection.NewSchema(toolFields()).Field(key)
	if !ok {
		b.t.Fatalf("tools have no %s", key)
	}
	handlers := pane.Handlers{}
	handlers.Add(b.Handlers()...)
	cmd, _ := panetest.Do(handlers, pane.EditCell{Ref: b.ref, Item: b.item, Field: f, Cell: over})
	panetest.Settle(cmd)
	open, ok := panetest.Last[pane.Open](b.shell)
	if !ok {
		b.t.Fatalf("no editor of %s; said %q", key, b.shell.Said())
	}
	return open.Dialog.(*Cell)
}

// drawnAt draws a cell's editor where it lies on a screen, between dots.
func (b *bench) drawnAt(c *Cell, w, h int) string {
	return panetest.Painted(b.env, w, h, func(a screen.Area) screen.Cursor {
		for y := range h {
			a.Text(0, y, b.env.Theme.Text, strings.Repeat("·", w))
		}
		at := c.Place(a.Rect)
		return c.Draw(a.Sub(at.X, at.Y, at.W, at.H))
	})
}

// The editor of a cell lies on its cell, in a window where there is a list to
// choose from, and is moved where it would leave the screen.
func TestScreensOfCells(t *testing.T) {
	var got strings.Builder
	for _, s := range []struct {
		name, key string
		cell      screen.Rect
		w, h      int
		keys      []string
		plain     bool
	}{
		{"a line in a wide column", "name", screen.Rect{X: 3, Y: 1, W: 34, H: 1}, 40, 5, []string{"x"}, false},
		{"a line in a narrow one, with what is wrong with it", uses, screen.Rect{X: 3, Y: 1, W: 6, H: 1}, 40, 6, []string{"x"}, false},
		{"at the right edge of the lowest row", price, screen.Rect{X: 34, Y: 3, W: 6, H: 1}, 40, 6, []string{"x"}, false},
		{"no room for what is wrong", price, screen.Rect{X: 34, Y: 2, W: 6, H: 1}, 40, 3, []string{"x"}, false},
		{"many lines", notes, screen.Rect{X: 1, Y: 1, W: 20, H: 1}, 40, 12, nil, false},
		{"a checkbox", ready, screen.Rect{X: 1, Y: 1, W: 5, H: 1}, 40, 5, nil, false},
		{"a choice", state, screen.Rect{X: 4, Y: 2, W: 10, H: 1}, 44, 10, nil, false},
		{"a choice at the first cell", state, screen.Rect{X: 0, Y: 0, W: 10, H: 1}, 44, 10, nil, false},
		{"a choice at the last cell", state, screen.Rect{X: 40, Y: 7, W: 4, H: 1}, 44, 10, nil, false},
		{"a choice on a small screen", state, screen.Rect{X: 0, Y: 2, W: 4, H: 1}, 20, 6, nil, false},
		{"a choice for a screen reader", state, screen.Rect{X: 4, Y: 2, W: 10, H: 1}, 44, 10, nil, true},
		{"several choices", tags, screen.Rect{X: 4, Y: 1, W: 10, H: 1}, 44, 10, nil, false},
		{"a day", due, screen.Rect{X: 1, Y: 0, W: 10, H: 1}, 44, 14, nil, false},
		{"a relation", shelf, screen.Rect{X: 4, Y: 1, W: 10, H: 1}, 44, 10, []string{"t"}, false},
	} {
		b := shown(t)
		b.env.Plain = s.plain
		b.answers["/autocomplete"] = shelvesFound
		c := b.cell(s.key, s.cell)
		panetest.Press(c, s.keys...)
		fmt.Fprintf(&got, "--- %s\n%s", s.name, b.drawnAt(c, s.w, s.h))
	}
	panetest.Golden(t, "cells.txt", got.String())
}

// What ends the editor of a cell, and what stays of what was typed.
func TestHowACellEnds(t *testing.T) {
	for _, s := range []struct {
		name  string
		do    func(b *bench, c *Cell) (ended bool)
		draft string // "" for none
		asked any
	}{
		{"enter", func(_ *bench, c *Cell) bool { _, over := panetest.Press(c, "enter"); return over }, "Rome", nil},
		{"esc", func(_ *bench, c *Cell) bool { _, over := panetest.Press(c, "esc"); return over }, "Rome", nil},
		{"a letter", func(_ *bench, c *Cell) bool { _, over := panetest.Press(c, "!"); return !over }, "Rome!", nil},
		{"pasted", func(_ *bench, c *Cell) bool { panetest.Settle(c.Paste(", Italy")); return true }, "Rome, Italy", nil},
		{"the key that cancels", func(_ *bench, c *Cell) bool { _, over := panetest.Press(c, "ctrl+x"); return over }, "", nil},
		{"the key that sends", func(_ *bench, c *Cell) bool { _, over := panetest.Press(c, "ctrl+s"); return over }, "Rome", pane.Run{ID: action.SendRow}},
		{"that, where nothing may be written", func(b *bench, c *Cell) bool {
			b.env.ReadOnly = "only to look at"
			_, over := panetest.Press(c, "ctrl+s")
			return !over
		}, "Rome", nil},
		{"a click beside it", func(_ *bench, c *Cell) bool { panetest.Settle(c.Clicked(2, 0)); return true }, "Rome", "close"},
		{"a click in it", func(_ *bench, c *Cell) bool { panetest.Settle(c.Clicked(3, 1)); panetest.Press(c, "x"); return true }, "xRome", nil},
	} {
		b := shown(t)
		c := b.cell("name", screen.Rect{X: 3, Y: 1, W: 34, H: 1})
		panetest.Press(c, "ctrl+u")
		panetest.Type(c, "Rome")
		b.drawnAt(c, 40, 5)
		before := len(b.shell.Asked)
		if !s.do(b, c) {
			t.Errorf("%s: it ends, or does not", s.name)
		}
		if s.asked == "close" {
			s.asked = pane.Close{Dialog: c}
		}
		if got := b.shell.Asked[before:]; s.asked == nil && len(got) > 0 || s.asked != nil && !slices.Equal(got, []any{s.asked}) {
			t.Errorf("%s: asked for %v", s.name, got)
		}
		if d, ok := b.drafts.Draft(b.ref, "name"); ok != (s.draft != "") || ok && d.Text() != s.draft {
			t.Errorf("%s: the draft is %v", s.name, d)
		}
	}
}

// In a cell, too, what was typed for a choice is taken as it is left, and a
// click on an option chooses it.
func TestAChoiceInACell(t *testing.T) {
	over := screen.Rect{X: 4, Y: 2, W: 10, H: 1}
	for name, do := range map[string]func(*Cell){
		"the key that sends": func(c *Cell) { panetest.Press(c, "l", "o", "ctrl+s") },
		"a click beside it":  func(c *Cell) { panetest.Press(c, "l", "o"); panetest.Settle(c.Clicked(0, 0)) },
		"a click on it":      func(c *Cell) { panetest.Settle(c.Clicked(10, 5)) },
		"enter":              func(c *Cell) { panetest.Press(c, "down", "enter") },
	} {
		b := shown(t)
		c := b.cell(state, over)
		b.drawnAt(c, 44, 12)
		do(c)
		if d, _ := b.drafts.Draft(b.ref, state); d.Text() != "lost" {
			t.Errorf("%s: the draft is %v", name, d)
		}
		closed, _ := panetest.Last[pane.Close](b.shell)
		if strings.Contains(name, "click") && closed.Dialog != pane.Dialog(c) {
			t.Errorf("%s leaves it open", name)
		}
	}
	b := shown(t)
	c := b.cell(state, over)
	panetest.Press(c, "q", "ctrl+s")
	if said := panetest.All[pane.Say](b.shell); len(said) != 1 || said[0].Text != `State: nothing was chosen for "q"` || said[0].Kind != pane.Warning {
		t.Errorf("said is %v", said)
	}
}

// A cell that cannot be edited says why, and one of a collection that is not
// there any more has no editor.
func TestACellThatIsNotEdited(t *testing.T) {
	b := shown(t)
	f, _ := b.schema.Field(serial)
	panetest.Settle(b.editCell(pane.EditCell{Ref: b.ref, Item: b.item, Field: f}))
	if say, _ := panetest.Last[pane.Say](b.shell); say.Text != "Serial number of the maker cannot be changed: the service counts it" || say.Kind != pane.Warning {
		t.Errorf("said is %v", say)
	}
	f, _ = b.schema.Field("name")
	panetest.Settle(b.editCell(pane.EditCell{Ref: collection.Ref{Collection: "gone", ID: "1"}, Item: b.item, Field: f}))
	if open := panetest.All[pane.Open](b.shell); len(open) > 0 {
		t.Errorf("opened is %v", open)
	}
}

// The keys told at a cell's foot are those of its editor, but for the next field:
// a cell has none.
func TestFooterOfACell(t *testing.T) {
	b := shown(t)
	c := b.cell("name", screen.Rect{X: 4, Y: 2, W: 10, H: 1})
	if got := hinted(c.Footer()); got != "enter done · ctrl+s review · ctrl+x cancel · esc keep draft" {
		t.Errorf("they are %s", got)
	}
	if c.Title() != "Name" {
		t.Errorf("it is called %q", c.Title())
	}
}

// hinted are hints as they are read.
func hinted(hints []pane.Hint) string {
	var out []string
	for _, h := range hints {
		out = append(out, strings.TrimSpace(h.Key+" "+h.Text))
	}
	return strings.Join(out, " · ")
}

// leftClick is a click at a cell of the screen.
func leftClick(x, y int) tea.MouseClickMsg {
	return tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}
}

// The editor of a cell is as wide as its column and wide enough to type in, and
// no wider than the screen.
func TestSizeOfACell(t *testing.T) {
	for _, s := range []struct{ column, room, line, list int }{{10, 80, 30, 34}, {29, 80, 30, 34}, {31, 80, 31, 35}, {50, 40, 40, 40}, {10, 20, 20, 20}} {
		b := shown(t)
		over := screen.Rect{W: s.column, H: 1}
		if w, h := b.cell("name", over).Size(s.room, 20); w != s.line || h != 1 {
			t.Errorf("a line over %d of %d cells has %dx%d", s.column, s.room, w, h)
		}
		if w, h := b.cell(state, over).Size(s.room, 20); w != s.list || h != 6 {
			t.Errorf("a list over %d of %d cells has %dx%d", s.column, s.room, w, h)
		}
		if _, h := b.cell(state, over).Size(s.room, 5); h != 5 {
			t.Errorf("a list in five rows has %d", h)
		}
	}
}

// What is searched for in a cell that is left is not asked any more.
func TestACellThatIsLeftAsksNothing(t *testing.T) {
	for _, leave := range []string{"ctrl+x", "esc"} {
		b := shown(t)
		c := b.cell(shelf, screen.Rect{W: 10, H: 1})
		b.asked = 0
		cmd, _ := c.Key(panetest.Key("t"))
		panetest.Press(c, leave)
		panetest.Settle(cmd)
		if b.asked != 0 {
			t.Errorf("left with %s it is asked", leave)
		}
	}
}
