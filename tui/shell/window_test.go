package shell

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// question is a dialog of one line with keys in the foot of its frame.
type question struct{ dialog }

func (*question) Title() string            { return "Really?" }
func (*question) Size(int, int) (int, int) { return 12, 1 }
func (*question) Footer() []pane.Hint {
	return []pane.Hint{{Key: "enter", Text: "yes"}, {Key: "esc", Text: "no"}}
}
func (*question) Key(tea.KeyPressMsg) (tea.Cmd, bool) { return nil, false }
func (*question) Draw(a screen.Area) screen.Cursor {
	a.Text(0, 0, 0, "It is gone.")
	return a.At(0, 0)
}

// filled is a dialog of a size that fills what it gets.
type filled struct {
	dialog
	title string
	w, h  int
	foot  []pane.Hint
}

func (d *filled) Title() string            { return d.title }
func (d *filled) Size(w, h int) (int, int) { return min(d.w, w), min(d.h, h) }
func (d *filled) Footer() []pane.Hint      { return d.foot }
func (d *filled) Draw(a screen.Area) screen.Cursor {
	for y := range a.H {
		a.Repeat(0, y, a.W, 1, '#', 0)
	}
	return a.At(0, 0)
}

// laid is one that says where it lies.
type laid struct{ filled }

func (*laid) Place(full screen.Rect) screen.Rect { return screen.Rect{X: 2, Y: 1, W: full.W - 4, H: 2} }

// Windows are as wide as what is in them, their title and their keys, and no
// larger than the screen.
func TestWindows(t *testing.T) {
	keys := []pane.Hint{{Key: "enter", Text: "yes, all of it"}, {Key: "esc", Text: "no", Keep: true}}
	var got strings.Builder
	for _, d := range []pane.Dialog{
		&filled{w: 1, h: 1}, &filled{title: "What is it called?", w: 3, h: 1}, &filled{w: 3, h: 2, foot: keys},
		&filled{title: "A title of which not all has room on a screen", w: 3, h: 1, foot: keys}, &filled{title: "Large", w: 99, h: 99, foot: keys},
		&laid{filled{w: 9, h: 9}},
	} {
		for _, size := range [][2]int{{40, 7}, {30, 6}} {
			for _, plain := range []bool{false, true} {
				env, _ := panetest.Env(t)
				env.Plain = plain
				fmt.Fprintf(&got, "--- %T %q, %v, plain %v\n", d, d.Title(), size, plain)
				got.WriteString(panetest.Painted(env, size[0], size[1], func(a screen.Area) screen.Cursor {
					a.Repeat(0, 0, a.W, a.H, '·', env.Theme.Text)
					a.Press(0, 0, a.W, "below", "")
					return DrawDialog(env, a, d)
				}))
			}
		}
	}
	panetest.Golden(t, "windows.txt", got.String())
}

// Two frames are the same where a person sees no difference.
func TestSameFrames(t *testing.T) {
	frame := func(change func(*tea.View)) tea.View {
		v := tea.NewView("x")
		v.WindowTitle, v.MouseMode, v.Cursor = "zco", tea.MouseModeCellMotion, tea.NewCursor(1, 2)
		change(&v)
		return v
	}
	for want, changes := range map[bool][]func(*tea.View){
		true: {func(*tea.View) {}},
		false: {
			func(v *tea.View) { v.Content = "y" }, func(v *tea.View) { v.WindowTitle = "" }, func(v *tea.View) { v.MouseMode = 0 },
			func(v *tea.View) { v.Cursor = nil }, func(v *tea.View) { v.Cursor = tea.NewCursor(2, 2) },
		},
	} {
		for i, change := range changes {
			a, b := frame(func(*tea.View) {}), frame(change)
			if same(a, b) != want || same(b, a) != want {
				t.Errorf("change %d: the frames are the same: %v", i, !want)
			}
		}
	}
	if none := tea.NewView("x"); !same(none, none) {
		t.Error("two frames without a cursor differ")
	}
}

// A dialog is a window: framed on all sides, as wide as what is in it and the
// keys in its foot, with nothing of what lies below inside or against it.
func TestADialogIsAWindow(t *testing.T) {
	env, _ := panetest.Env(t)
	c := screen.New(env.Theme.Sheet)
	a := c.Begin(30, 5)
	a.Repeat(0, 0, 30, 5, '│', env.Theme.Text)
	a.Press(0, 0, 30, "x", "")
	a.Cover()
	DrawDialog(env, a, &question{})
	var got []string
	for y := range 5 {
		got = append(got, c.Line(y))
	}
	shown := strings.Join(got, "\n")
	for _, part := range []string{" ╭─ Really? ───", " │ It is gone.    ", "╰─ enter yes ─ esc no ─"} {
		if !strings.Contains(shown, part) {
			t.Errorf("%q is not in\n%s", part, shown)
		}
	}
	for _, p := range c.Presses() {
		if p.Key == "x" {
			t.Errorf("what lies below can be clicked at %+v", p.Rect)
		}
	}
	if n := len(c.Presses()); n != 2 {
		t.Errorf("%d keys can be clicked, not 2", n)
	}
}
