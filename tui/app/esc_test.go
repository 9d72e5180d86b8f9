package app_test

import "testing"

// A message never takes esc for itself: going back is one press, whatever was
// said a moment ago.
func TestAMessageDoesNotEatEsc(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("enter").Expect("edit")
		p.Press("z").Expect("no draft")
		p.Press("esc").Expect("enter open").ExpectNot("no draft")
	})
}
