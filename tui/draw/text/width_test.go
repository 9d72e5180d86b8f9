package text

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// Every rune takes the cells that the table of ansi gives it, and a simple one
// the same however a terminal counts.
func TestRunesAreAsWideAsTheTableSays(t *testing.T) {
	for r := rune(0); r <= 0x10ffff; r++ {
		if r >= 0xd800 && r < 0xe000 || r == 0x1b || r >= 0x80 && r < 0xa0 {
			continue // no text, or the head of a sequence
		}
		want := ansi.WcWidth.StringWidth(string(r))
		if got := Runes.width(string(r)); got != want {
			t.Errorf("%U is %d wide, want %d", r, got, want)
		}
		if w := simpleWidth(r); w > 0 && (w != want || w != ansi.GraphemeWidth.StringWidth(string(r))) {
			t.Errorf("%U is simple and %d wide, want %d", r, w, want)
		}
	}
}
