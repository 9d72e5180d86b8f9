package app_test

import (
	"testing"

	"zco/tui/app"
)

// A record pane that gets room shows the row under the cursor, without a key
// in between.
func TestRecordBesideFollowsWhenItGetsRoom(t *testing.T) {
	w := with{w: 120, h: 40, options: func(o *app.Options) { o.Start.Collection = "asset" }}
	run(t, w, func(t *testing.T, p *program) {
		p.Resize(170, 45).Expect("AST-00000001").ExpectNot("No record")
		p.Press("p").ExpectNot("AST-00000001")
		p.Press("j", "p").Expect("AST-00000002").ExpectNot("No record")
		p.Resize(120, 40).ExpectNot("AST-00000002")
	})
}
