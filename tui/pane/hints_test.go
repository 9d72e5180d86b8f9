package pane_test

import (
	"strings"
	"testing"

	"zco/tui/draw/screen"
	"zco/tui/pane"
	"zco/tui/pane/panetest"
)

// Where room is short the hints go from the right, but for the way out and help.
func TestHintsKeepTheWayOut(t *testing.T) {
	env, _ := panetest.Env(t)
	hints := []pane.Hint{{Key: "enter", Text: "open"}, {Key: "f", Text: "filter"}, {Key: "esc", Text: "back", Keep: true}, {Key: "?", Text: "help", Keep: true}}
	for width, want := range map[int]string{
		60: "enter open   f filter   esc back   ? help",
		40: "enter open   esc back   ? help",
		20: "esc back   ? help",
		7:  "? help",
	} {
		got := panetest.Drawn(env, width, 1, func(a screen.Area) { pane.DrawHints(a, 0, env.Theme, hints) })
		if got = strings.TrimSpace(got); got != want {
			t.Errorf("in %d cells: %q, want %q", width, got, want)
		}
	}
}
