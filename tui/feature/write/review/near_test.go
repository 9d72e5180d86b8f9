package review

import (
	"strings"
	"testing"

	"zco/tui/draw/text"
	"zco/tui/pane/panetest"
)

// The new value stands beside the old one, however wide the window is.
func TestNewValuesStandNearOldOnes(t *testing.T) {
	env, _ := panetest.Env(t)
	d := &Dialog{env: env, differences: func() []Difference {
		return []Difference{{Title: "City", Old: "Oslo", New: "Bergen"}, {Title: "Condition", Old: "Good", New: "Broken"}}
	}}
	shown := panetest.Screen(env, d, 100, 8)
	if !strings.Contains(shown, "Oslo  Bergen") || !strings.Contains(shown, "Good  Broken") || !strings.Contains(shown, "now   after") {
		t.Errorf("it shows\n%s", shown)
	}
}

// A row that is made or deleted has one value of each field, and no column of
// nothing beside it.
func TestOneValueStandsAlone(t *testing.T) {
	env, _ := panetest.Env(t)
	d := &Dialog{env: env, single: true, differences: func() []Difference {
		return []Difference{{Title: "City", Old: "Oslo"}, {Title: "Condition", New: "Broken"}}
	}}
	shown := panetest.Screen(env, d, 100, 8)
	if !strings.Contains(shown, "Oslo\n") || !strings.Contains(shown, "Broken\n") || strings.Contains(shown, "now") || strings.Contains(shown, env.Theme.Glyphs.Unset) {
		t.Errorf("it shows\n%s", shown)
	}
}

// Values too long to stand side by side are compared line by line, and need no
// heads of columns that are not there.
func TestLongValuesHaveNoHeadsOfColumns(t *testing.T) {
	env, _ := panetest.Env(t)
	long := Difference{Title: "Notes", Old: strings.Repeat("old ", 20), New: strings.Repeat("new ", 20)}
	d := &Dialog{env: env, differences: func() []Difference { return []Difference{long} }}
	shown := panetest.Screen(env, d, 80, 8)
	if strings.Contains(shown, "now") || strings.Contains(shown, "after") || !strings.Contains(shown, "Notes") {
		t.Errorf("it shows\n%s", shown)
	}
}

// A note is whole where the terminal counts letters one by one, too.
func TestNotesAreNotCut(t *testing.T) {
	env, _ := panetest.Env(t)
	d := &Dialog{env: env, notes: []string{strings.Repeat("दिल्ली ", 12)}}
	for _, l := range d.lines(40) {
		if w := text.Width(l, text.Runes); w > 40 {
			t.Errorf("%q takes %d cells of 40", l, w)
		}
	}
}
