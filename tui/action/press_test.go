package action_test

import (
	"strings"
	"testing"

	"zco/tui/action"
)

// Every default key can be pressed by its name: what is pressed is called as
// the keymap calls it.
func TestPressIsTheKeyByItsName(t *testing.T) {
	for _, a := range action.Table {
		for _, seq := range a.Keys {
			for _, key := range strings.Fields(seq) {
				if got := action.Press(key).String(); got != key {
					t.Errorf("pressing %q of %s gives %q", key, a.ID, got)
				}
			}
		}
	}
	if k := action.Press("space"); k.Text != " " {
		t.Errorf("space types %q", k.Text)
	}
}
