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
		p.click("Drop-down").Idle()
		p.Press("enter", "down", "down", "down", "enter")
		p.Dialog().Text().Has("Condition is")
		p.click("apply  ").Idle().ExpectNot("Filter Assets").Status().Left.Lacks("10,000")
		p.click("esc all Assets").Idle().Status().Left.Has("10,000")

		p.Press("c")
		p.click("· Store").Idle()
		p.click("esc close").Idle()
		p.Records().Text().Has("Store")

		p.click("e edit").Idle()
		p.Type("X")
		p.click("enter done").Idle()
		p.click("ctrl+s review and send").Idle().Dialog().Text().Has("enter send")
		p.click("enter send").Idle().Expect("Saved ")
	})
}

// Values are chosen in the form, in a cell and in the form of a verb with the
// mouse: what is open takes the click, and a click beside it keeps the draft.
func TestFormsByTheMouse(t *testing.T) {
	onAsset(t, "", with{w: 120, h: 40, options: func(o *app.Options) { o.Mouse = true }}, func(t *testing.T, p *program) {
		p.click("Condition").click("Condition").Idle().Expect("type to find", "Brand new")
		p.click("Brand new").Idle().Expect("1 change not sent").ExpectNot("type to find")
		p.click("Purchased on").click("Purchased on").Idle()
		p.click("pgdn").Idle().Expect("2024-07-24")
		p.click("pgup").Idle().Expect("2024-06-24")
		p.click("17 18").Idle().Expect("-17")
		p.click("enter done").Idle().Expect("2 changes not sent")
		p.click("ctrl+s review and send").Idle().Expect("Send 2 changes")
		p.click("enter send").Idle().Expect("Saved LG")

		p.click("u undoes it").Idle().Dialog().Title().Has("Undo")
		p.click("esc cancel").Idle()
		p.click("esc back").Idle()
		p.click("Lost or stolen").Idle()
		p.click("e edit").Idle().Expect("cond_new")
		p.click("cond_broken").Idle().ExpectNot("cond_new").Expect("✎")
	})
}
