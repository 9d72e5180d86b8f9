package form

import (
	"strings"
	"testing"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

// clicked is what a click at each cell of the rows makes the text, by its
// first letter; a dot where it does nothing. The editor begins as before set it.
func clicked(e Editor, w, h int, before func()) string {
	var rows []string
	for y := -1; y <= h; y++ {
		row := ""
		for x := -1; x <= w; x++ {
			before()
			e.Draw(screen.New(mono.Sheet).Begin(w+4, h+4).Sub(2, 2, w, h), mono)
			switch out := Click(e, x+2, y+2); {
			case out == Unhandled:
				row += "."
			case e.Text() == "":
				row += "-"
			default:
				row += e.Text()[:1]
			}
		}
		rows = append(rows, row)
	}
	return strings.Join(rows, "\n")
}

// A value is chosen by a click on it, from its first cell to its last.
func TestEachCellOfAValue(t *testing.T) {
	check := &Check{}
	if got, want := clicked(check, 31, 2, func() { check.SetText("perhaps") }), `
.................................
.ttttttt..ffffff..------------...
.................................
.................................`[1:]; got != want {
		t.Errorf("of yes, no and no value:\n%s, want\n%s", got, want)
	}
	check.Required = true
	if got, want := clicked(check, 31, 1, func() { check.SetText("perhaps") }), `
.................................
.ttttttt..ffffff.................
.................................`[1:]; got != want {
		t.Errorf("of yes and no:\n%s, want\n%s", got, want)
	}
	radio := NewRadio("one", "two", "six")
	if got, want := clicked(&radio, 29, 2, func() { radio.Choose(1) }), `
...............................
.ooooooo..ttttttt..sssssss.....
...............................
...............................`[1:]; got != want {
		t.Errorf("of one, two and six:\n%s, want\n%s", got, want)
	}
	if got, want := clicked(&radio, 14, 1, func() { radio.Choose(1) }), `
................
...ttttttt..sss.
................`[1:]; got != want {
		t.Errorf("of three words in little room:\n%s, want\n%s", got, want)
	}
	radio.SetText("one")
	if radio.Text() != "one" {
		t.Errorf("chosen is %q", radio.Text())
	}
	c := screen.New(mono.Sheet)
	radio.Draw(c.Begin(40, 3), mono)
	radio.Draw(c.Begin(40, 3).Sub(9, 1, 31, 1), mono)
	if radio.Click(9, 1); radio.Text() != "one" {
		t.Errorf("drawn elsewhere, a click on one chooses %q", radio.Text())
	}
	if out := radio.Click(0, 0); out != Unhandled {
		t.Errorf("a click where it was before is %d", out)
	}
	choice := &Choice{Required: true}
	if h := choice.Height(9); h != 2 {
		t.Errorf("without options it takes %d rows", h)
	}
	choice.SetOptions([]Option{{Value: "a"}, {Value: "b"}})
	if got, want := clicked(choice, 4, 4, func() { choice.SetText("b") }), `
......
......
.aaaa.
.bbbb.
......
......`[1:]; got != want {
		t.Errorf("of a and b:\n%s, want\n%s", got, want)
	}
}

// A click in a text puts the cursor before the letter there, behind the last
// one beyond it; each editor that has no use for a click leaves it.
func TestClickIntoALine(t *testing.T) {
	l := &Line{}
	for x, want := range map[int]string{0: "|日本x", 1: "|日本x", 2: "日|本x", 4: "日本|x", 5: "日本x|", 8: "日本x|"} {
		l.SetText("日本x")
		draw(t, l, 9, 1, text.Clusters)
		if out := l.Click(l.drawn.X+x, l.drawn.Y); out != Handled || l.buf.shown() != want {
			t.Errorf("a click at %d is %d: %q", x, out, l.buf.shown())
		}
	}
	if out := l.Click(l.drawn.X+9, l.drawn.Y); out != Unhandled {
		t.Errorf("a click beside it is %d", out)
	}
	draw(t, l, 9, 3, text.Clusters)
	if out := l.Click(l.drawn.X, l.drawn.Y+1); out != Unhandled {
		t.Errorf("a click below it is %d", out)
	}
	l.Paste("1\n2")
	if out := l.Click(l.drawn.X, l.drawn.Y); out != Unhandled {
		t.Errorf("a click while a paste asks is %d", out)
	}
	if l.SetText("new"); l.buf.s != "new" {
		t.Errorf("set anew it is %q", l.buf.s)
	}
	if _, asks := l.Question(); asks {
		t.Error("a paste into what was there before still asks")
	}
	if out := Click(&Secret{}, 0, 0); out != Unhandled {
		t.Errorf("a click into a secret is %d", out)
	}
}
