package records

import (
	"strings"
	"testing"

	"zco/tui/draw/text"
)

// A long value is cut between characters, and one that is no text at all is
// cut as well.
func TestLongValuesAreClipped(t *testing.T) {
	whole := strings.Repeat("a", clipAt)
	for s, want := range map[string]string{
		whole:                            whole,
		whole + "b":                      whole + text.Ellipsis,
		whole[1:] + "é":                  whole[1:] + text.Ellipsis,
		strings.Repeat("\x80", 2*clipAt): text.Ellipsis,
	} {
		if got := clip(s); got != want {
			t.Errorf("%d bytes are clipped to %d, want %d", len(s), len(got), len(want))
		}
	}
}
