package review

import (
	"strings"
	"testing"

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
