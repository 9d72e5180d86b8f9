package app_test

import (
	"testing"

	"zco/tui/app"
)

// Everything can be done with the mouse: a filter is built, columns are chosen,
// a change is sent, and one comes back.
func TestTheMouseDoesItAll(t *testing.T) {
	run(t, with{w: 120, h: 40, options: func(o *app.Options) { o.Mouse = true; o.Start.Collection = "asset" }}, func(t *testing.T, p *program) {
		p.click("filter   V").Idle().Dialog().Title().Has("Filter Assets")
		p.click("dropdown").Idle()
		p.Press("enter", "down", "down", "down", "enter")
		p.Dialog().Text().Has("Condition is")
		p.click("apply  ").Idle().ExpectNot("Filter Assets").Status().Left.Lacks("10,000")
		p.click("esc all Assets").Idle().Status().Left.Has("10,000")

		p.Press("c")
		p.click("Store").Idle()
		p.click("esc close").Idle()
		p.Records().Text().Has("Store")

		p.click("e edit cell").Idle()
		p.Type("X")
		p.click("enter done").Idle()
		p.click("ctrl+s review and send").Idle().Dialog().Text().Has("enter send")
		p.click("enter send").Idle().Expect("saved ")
	})
}
