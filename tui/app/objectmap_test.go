package app_test

import "testing"

// The map of the objects is walked: it begins at the object on the screen, and
// enter goes to what a line names.
func TestMapOfTheObjectsIsWalked(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("K").Expect("Map of the objects", "→ Stores", "by Store", "← Repairs", "by Asset", "→ Users", "by Owner")
		p.Type("repairs").Press("enter").Expect("REP-00000001")
		p.Press("K").Find(`▌ +Repairs`)
		p.Press("down", "enter").Expect("SN-00000001") // → Assets by Asset
	})
}
