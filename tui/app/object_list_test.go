package app_test

import (
	"testing"

	"zco/tui/app"
)

// The list of objects shows its titles whole, is hidden and shown by a key and
// a setting, and comes back while one is in it.
func TestTheListOfObjectsIsHiddenAndShown(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Expect("Custom object definitions", "Warranties")
		p.Press("O").ExpectNot("Warranties").Expect("SN-00000001")
		p.Press("shift+tab").Expect("Warranties")
		p.Press("tab").ExpectNot("Warranties")
		p.Press("O").Expect("Warranties")
	})
	run(t, with{options: func(o *app.Options) { o.HideList = true }}, func(t *testing.T, p *program) {
		p.ExpectNot("Warranties").Expect("SN-00000001")
		p.Press("O").Expect("Warranties")
	})
	run(t, with{w: 80, h: 24}, func(t *testing.T, p *program) {
		p.Press("O").Expect("One pane at a time")
	})
}
