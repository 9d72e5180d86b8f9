package form

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// undone is the text after each ctrl+z, up to the first.
func undone(e Editor) (out []string) {
	for {
		before := e.Text()
		if press(e, "ctrl+z"); e.Text() == before {
			return out
		}
		out = append(out, e.Text())
	}
}

// What one takes back at once is what one did at once: a word typed or erased
// in one place.
func TestWhatIsUndoneAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		from, keys string
		want       []string
	}{
		"typed after a move":         {"|", "a b left c", []string{"ab", ""}},
		"typed after one in a text":  {"|", "a b left c d right e", []string{"acdb", "ab", ""}},
		"erased backwards, by words": {"a two b|", strings.Repeat("backspace ", 6), []string{"a ", "a two ", "a two b"}},
		"erased forwards":            {"|one two", "delete delete delete", []string{"one two"}},
		"erased on both sides":       {"one|two", "backspace delete", []string{"onetwo"}},
		"typed, erased, typed":       {"|", "a b backspace c", []string{"a", "ab", ""}},
		"typed over what was cut":    {"a b|", "ctrl+w x y", []string{"a ", "a b"}},
		"cut twice":                  {"a b|", "ctrl+w ctrl+w", []string{"a ", "a b"}},
		"typed after an undo":        {"|", "a b right c d ctrl+z x", []string{"ab", ""}},
		"typed after a redo":         {"|", "a b ctrl+z ctrl+y c", []string{"ab", ""}},
		"nothing to do again":        {"|", "a b ctrl+z x ctrl+y", []string{""}},
	} {
		l := line(c.from)
		press(l, c.keys)
		if d := cmp.Diff(c.want, undone(l)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	l := line("a|b")
	draw(t, l, 9, 1, 0)
	press(l, "x")
	l.Click(l.drawn.X+2, l.drawn.Y)
	if press(l, "y"); l.Text() != "axyb" {
		t.Errorf("typed after a click: %q", l.Text())
	}
	if d := cmp.Diff([]string{"axb", "ab"}, undone(l)); d != "" {
		t.Errorf("typed after a click: %s", d)
	}
	e := area(t, "a|b\nc", 9, 2)
	press(e, "x")
	e.Click(e.drawn.X+2, e.drawn.Y)
	press(e, "y down z")
	if d := cmp.Diff([]string{"axyb\nc", "axb\nc", "ab\nc"}, undone(e)); d != "" {
		t.Errorf("typed in a text after a click and a step down: %s", d)
	}
}

// Of very many changes the oldest cannot be taken back any more.
func TestOldChangesStay(t *testing.T) {
	l := &Line{}
	for range maxChanges + 1 {
		l.Paste("x")
	}
	steps := undone(l)
	if want := maxChanges - maxChanges/4 + 1; len(steps) != want || l.Text() != strings.Repeat("x", maxChanges/4) {
		t.Errorf("%d changes are undone, want %d; %d characters stay", len(steps), want, len(l.Text()))
	}
}
