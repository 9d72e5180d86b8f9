package reader

import (
	"strings"
	"testing"

	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

func TestLinesScroll(t *testing.T) {
	e, _ := panetest.Env(t)
	d := New(e, "Lines", strings.Fields("one two three four five"))
	if shown := panetest.Screen(e, d, 40, 2); shown != "one\ntwo\nesc close   down 3 more" {
		t.Errorf("shown is\n%s", shown)
	}
	panetest.Press(d, "G")
	if shown := panetest.Screen(e, d, 40, 2); shown != "four\nfive\nesc close" {
		t.Errorf("the end is\n%s", shown)
	}
	for _, key := range []string{"up", "x", "pgdown"} {
		if _, done := panetest.Press(d, key); done {
			t.Errorf("%s closes it", key)
		}
	}
	for _, key := range []string{"enter", "esc", "q"} {
		if _, done := panetest.Press(d, key); !done {
			t.Errorf("%s does not close it", key)
		}
	}
}

func TestWrappedLinesAreMadeAnew(t *testing.T) {
	e, _ := panetest.Env(t)
	name := "7"
	d := Wrapping(e, "Lines", func() []string { return []string{"owned by " + name} })
	d.Hints = []pane.Hint{{Key: "esc", Text: "close"}}
	panetest.Screen(e, d, 40, 9)
	name = "Ada of the long name"
	if shown := panetest.Screen(e, d, 20, 9); shown != "owned by Ada of the\nlong name\nesc close" {
		t.Errorf("shown is\n%s", shown)
	}
	if shown := panetest.Screen(e, d, 24, 1); shown != "owned by Ada of the long\nesc close   down 1 more" {
		t.Errorf("that there is more is not said:\n%s", shown)
	}
	panetest.Press(d, "down")
	if shown := panetest.Screen(e, d, 24, 1); shown != "name\nesc close" {
		t.Errorf("the end is\n%s", shown)
	}
}

// The foot may be laid out before the lines are drawn.
func TestTheFootIsKnownByTheSize(t *testing.T) {
	e, _ := panetest.Env(t)
	d := New(e, "Lines", strings.Fields("one two three four five"))
	d.Size(40, 3)
	if foot := d.Footer(); foot[len(foot)-1].Text != "2 more" {
		t.Errorf("in three rows the foot says %v", foot)
	}
}

// Lines that became fewer since the dialog got its size leave rows blank.
func TestFewerLinesThanRows(t *testing.T) {
	e, _ := panetest.Env(t)
	d := New(e, "Lines", []string{"one", "two"})
	if got := panetest.Drawn(e, 10, 4, func(a screen.Area) { d.Draw(a) }); got != "one\ntwo\n\n" {
		t.Errorf("drawn is %q", got)
	}
}

// A dialog with a width of its own has that, however short its lines are.
func TestFittedWidth(t *testing.T) {
	e, _ := panetest.Env(t)
	d := Fitted(e, "Lines", 30, func() []string { return []string{"one"} })
	if w, h := d.Size(80, 9); w != 30 || h != 1 {
		t.Errorf("it is %d by %d", w, h)
	}
	if w, _ := d.Size(20, 9); w != 20 {
		t.Errorf("on a narrow screen it has %d cells", w)
	}
}

// The size is that of the lines, within the screen and not below what the foot
// needs; the cursor stands at the first line.
func TestSizeOfTheLines(t *testing.T) {
	e, _ := panetest.Env(t)
	for _, c := range []struct {
		lines    []string
		w, h     int
		wantSize [2]int
	}{
		{[]string{"one"}, 80, 24, [2]int{20, 1}},
		{[]string{"one", strings.Repeat("x", 21)}, 80, 24, [2]int{21, 2}},
		{[]string{"日本語テキスト日本語テキ"}, 80, 24, [2]int{24, 1}},
		{[]string{"日本語テキスト日本語テキ"}, 22, 24, [2]int{22, 1}},
		{nil, 80, 24, [2]int{20, 1}},
		{[]string{"one", "two", "three"}, 80, 2, [2]int{20, 2}},
	} {
		d := New(e, "Lines", c.lines)
		if w, h := d.Size(c.w, c.h); [2]int{w, h} != c.wantSize {
			t.Errorf("%q on %d by %d is %d by %d, want %v", c.lines, c.w, c.h, w, h, c.wantSize)
		}
		if got := d.Draw(screen.New(e.Theme.Sheet).Begin(40, 4).Sub(3, 2, 20, 2)); got != (screen.Cursor{X: 3, Y: 2, Shown: true}) {
			t.Errorf("the cursor is at %+v", got)
		}
	}
	d := Wrapping(e, "Lines", func() []string { return []string{strings.Repeat("x", 77)} })
	if w, h := d.Size(80, 24); w != 76 || h != 2 {
		t.Errorf("a line of 77 is wrapped to %d by %d", w, h)
	}
	if _, h := d.Size(1, 99); h != 77 {
		t.Errorf("in one column it takes %d rows", h)
	}
}

// A message that the status line had to cut is whole here, at every width.
func TestLongMessagesAreWholeUnderTheirTime(t *testing.T) {
	e, _ := panetest.Env(t)
	const said = "cannot save asset 7: year must be a whole number of at most twelve digits"
	lines := []string{"09:12:33 " + said, "09:12:30 saved"}
	d := Hanging(e, "Earlier messages", lines)
	if got, want := panetest.Screen(e, d, 40, 9), `09:12:33 cannot save asset 7: year must
         be a whole number of at most
         twelve digits
09:12:30 saved
esc close`; got != want {
		t.Errorf("shown is\n%s\nwant\n%s", got, want)
	}
	for w := 1; w <= 100; w++ {
		width, h := d.Size(w, 999)
		shown := panetest.Drawn(e, width, h, func(a screen.Area) { d.Draw(a) })
		squeezed := strings.Join(strings.Fields(shown), "")
		if want := strings.Join(strings.Fields(strings.Join(lines, " ")), ""); squeezed != want {
			t.Errorf("in %d columns it reads %q, want %q", w, squeezed, want)
		}
	}
	if w, h := Hanging(e, "Lines", []string{"09:12:30 saved"}).Size(80, 9); w != 20 || h != 1 {
		t.Errorf("a short one is %d by %d", w, h)
	}
}
