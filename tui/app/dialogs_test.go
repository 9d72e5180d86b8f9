package app_test

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"zco/tui/app"
	"zco/tui/draw/screen"
)

// idle are the keys that do nothing at first, or take their time.
var idle = map[string][]string{
	"c": {"0", "shift+up"},  // the columns are the default ones, and this is the first
	"x": {"enter", "space"}, // an export runs, and all rows are all there is to export
	".": {"enter"},          // the service answers with the number of a request
}

// Every dialog names keys in its frame, says how it is left, and each key named
// does something, pressed or clicked.
func TestEveryHintOfADialogIsTrue(t *testing.T) {
	t.Chdir(t.TempDir()) // an export is begun
	w := with{w: 160, h: 45, options: func(o *app.Options) { o.Mouse = true; o.Start.Collection = "asset" }}
	for _, keys := range []string{
		"?", ":", "ctrl+o", "V", "R", ".", "U", "L", "H", "J", "c", "c /", "f", "f enter", "x", "I", "y", "N", "D", "w", "S", "b",
		"/ text:nokia enter w text:x enter V", "e text:X enter ctrl+s", "e text:X enter U", "e text:X enter enter Z",
	} {
		t.Run(keys, func(t *testing.T) {
			var hints []screen.Press
			run(t, w, func(t *testing.T, p *program) {
				if p.come(keys); !p.HasDialog() {
					return // there is none of these here
				}
				hints = p.app.Canvas().Presses()
				if !slices.ContainsFunc(hints, func(h screen.Press) bool { return h.Key == "esc" || h.Key == "enter" }) {
					t.Errorf("how it is left is not said:\n%s", p.Screen())
				}
			})
			for i, h := range hints {
				if slices.Contains(idle[keys], h.Key) {
					continue
				}
				before, pressed, clicked := "", "", ""
				run(t, w, func(t *testing.T, p *program) {
					before = p.come(keys).shown()
					pressed = p.come(h.Key).shown()
				})
				run(t, w, func(t *testing.T, p *program) {
					at := p.come(keys).app.Canvas().Presses()[i]
					p.Send(tea.MouseClickMsg{X: at.X, Y: at.Y, Button: tea.MouseLeft})
					p.Idle()
					clicked = p.shown()
				})
				if before == pressed {
					t.Errorf("%s does nothing:\n%s", h.Key, before)
				}
				if clicked != pressed {
					t.Errorf("a click on %s does not what its key does:\n%s\n%s", h.Key, clicked, pressed)
				}
			}
		})
	}
}
