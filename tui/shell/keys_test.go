package shell

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// A key of a layout without Latin letters is the key that stands in its place
// on one that has them, a capital with shift.
func TestKeysOfAnotherLayout(t *testing.T) {
	for want, k := range map[string]tea.KeyPressMsg{
		"j":      {Text: "о", Code: 'о', BaseCode: 'j'},
		"a":      {Text: "ф", Code: 'ф', BaseCode: 'a'},
		"A":      {Text: "Ф", Code: 'ф', BaseCode: 'a', Mod: tea.ModShift},
		"Z":      {Text: "Я", Code: 'я', BaseCode: 'z', Mod: tea.ModShift},
		"ctrl+s": {Code: 'ы', BaseCode: 's', Mod: tea.ModCtrl},
	} {
		if got := base(k); got != want {
			t.Errorf("%q is %q, want %q", k.String(), got, want)
		}
	}
}
