package text

import "testing"

// A terminal that does not know the characters of the last years gives them no
// cell, one or two; there they are shown as marks, of a width that is known.
func TestYoungCharactersAreMarksWhereTheyAreNotKnown(t *testing.T) {
	if w := Width("a🫨b", Old); w != len("a‹1FAE8›b")-4 {
		t.Errorf("it is %d cells wide", w)
	}
	if got := Cut("a🫨b", 20, Old); got != "a‹1FAE8›b" {
		t.Errorf("it is shown as %q", got)
	}
	for _, s := range []string{"a🫨b", "a👍b"} {
		if w := Width(s, Runes); w != 4 {
			t.Errorf("%s is %d cells wide elsewhere", s, w)
		}
	}
	if w := Width("日本 👍 दि", Old); w != Width("日本 👍 दि", Runes) {
		t.Errorf("older ones are %d cells wide", w)
	}
}
