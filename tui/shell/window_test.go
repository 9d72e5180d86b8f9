package shell

import (
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
