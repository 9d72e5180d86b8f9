package help

import (
	"strings"
	"testing"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/pane/panetest"
)

// Columns are as low as groups that stay whole let them be.
func TestTheHeightOfColumns(t *testing.T) {
	for _, c := range []struct {
		sizes []int
		cols  int
		want  int
	}{
		{[]int{5, 4, 4, 6}, 2, 10}, {[]int{9}, 1, 9}, {[]int{3, 9, 3}, 3, 9}, {[]int{4, 4, 4}, 3, 4}, {[]int{2, 2, 4}, 2, 4}, {[]int{2, 2, 2, 2}, 2, 4}, {nil, 1, 0},
	} {
		if got := share(c.sizes, c.cols); got != c.want {
			t.Errorf("groups of %v in %d columns are %d high, want %d", c.sizes, c.cols, got, c.want)
		}
	}
}

// Beside an action is the one nearest to its row, of two as near the upper one.
func TestWhatIsBeside(t *testing.T) {
	l := layout{places: []place{{0, 3}, {1, 2}, {1, 4}, {1, 9}, {0, 8}}}
	for _, c := range []struct{ from, by, want int }{{0, 1, 1}, {4, 1, 3}, {3, -1, 4}, {2, -1, 0}, {0, -1, 0}, {3, 1, 3}, {5, 1, 5}} {
		if got := l.beside(c.from, c.by); got != c.want {
			t.Errorf("by %d from %d leads to %d, want %d", c.by, c.from, got, c.want)
		}
	}
}

// Going up, the first action of a group comes with its heading.
func TestAHeadingComesWithItsFirst(t *testing.T) {
	env, _ := panetest.Env(t)
	d := New(env, chain, enabled)
	panetest.Screen(env, d, 60, headRows+5)
	panetest.Press(d, "end")
	for i := len(d.all) - 1; i >= 0; i-- {
		shown := panetest.Screen(env, d, 60, headRows+5)
		first := i == 0 || d.all[i-1].group != d.all[i].group
		if first && !strings.Contains(shown, "\n "+d.all[i].group+" ") && !strings.Contains(shown, "\n "+d.all[i].group+"\n") {
			t.Errorf("on %s its heading %s is not on\n%s", text.Sentence(d.all[i].Title), d.all[i].group, shown)
		}
		panetest.Press(d, "up")
	}
}

// An action whose key was taken away is not on the sheet.
func TestActionsWithoutAKey(t *testing.T) {
	env, _ := panetest.Env(t)
	keys, err := action.NewKeymap(map[action.ID][]string{action.Sort: {}})
	if err != nil {
		t.Fatal(err)
	}
	env.Keys = keys
	for _, e := range New(env, chain, enabled).all {
		if e.ID == action.Sort {
			t.Error("it is listed")
		}
	}
}

// An action has its keys as far as they have room, its title, and why it is
// disabled where at least three cells are left for that.
func TestAnActionInItsColumn(t *testing.T) {
	env, _ := panetest.Env(t)
	d := New(env, chain, enabled)
	for _, c := range []struct {
		width            int
		keys, title, why string
		want             string
	}{
		{25, "o", "open", "nothing", "              o  Open"},
		{26, "o", "open", "nothing", "              o  Open  No…"},
		{27, "o", "open", "", "              o  Open"},
		{40, "shift+a ctrl+b", "open", "", " shift+a ctrl+b  Open"},
		{40, "shift+a ctrl+bc", "open", "", "        shift+a  Open"},
		{24, "o", "open it all", "", "              o  Open i…"},
	} {
		e := entry{Action: action.Action{Title: c.title}, keys: c.keys, why: c.why}
		if got := panetest.Drawn(env, c.width, 1, func(a screen.Area) { d.drawEntry(a, 0, e, false) }); got != c.want {
			t.Errorf("in %d cells it is %q, want %q", c.width, got, c.want)
		}
	}
}
