package app_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/api/sandbox"
	"zco/tui/app"
)

// From enter to the answer it is said that a change is being sent, and then
// which key takes it back.
func TestSendingIsSaidUntilTheAnswer(t *testing.T) {
	run(t, with{w: 80, h: 24, sandbox: sandbox.Options{Latency: 2 * time.Second}, options: func(o *app.Options) { o.Start.Collection = "asset" }}, func(t *testing.T, p *program) {
		p.Idle().Idle().Press("enter").Wait(5 * time.Second)
		p.Press("e").Type("X").Press("enter", "ctrl+s").Wait(10 * time.Second)
		p.Key("enter").Wait(500 * time.Millisecond)
		p.Status().Right.Has("sending…")
		p.Wait(20 * time.Second)
		p.Status().Right.Lacks("sending")
		p.Message().Has("Saved ", "; u undoes it")
		p.Press("u").Wait(10 * time.Second)
		p.Press("enter").Wait(20 * time.Second)
		p.Message().Has("Undone: changed LG", " back").Lacks("u undoes it") // that is taken back already
	})
}

// A draft is discarded from the list of drafts, once that is said twice.
func TestADraftIsDiscardedFromTheList(t *testing.T) {
	run(t, with{w: 120, h: 40, options: func(o *app.Options) { o.Start.Collection = "asset" }}, func(t *testing.T, p *program) {
		p.Press("e").Type("X").Press("enter", "j", "e").Type("Y").Press("enter")
		p.Press("U").Dialog().Title().Is("2 drafts not sent")
		name := p.Dialog().Current().Text().Has("asset, 1 field").String()
		p.Press("ctrl+x").Dialog().Text().Has("again discards what was typed for", "1 field")
		p.Press("down").Dialog().Text().Lacks("again discards")
		p.Press("up", "ctrl+x", "ctrl+x").Dialog().Text().Lacks(strings.Fields(name)[0] + " " + strings.Fields(name)[1])
		p.Press("esc").Status().Right.Has("1 draft").Lacks("2 drafts")
	})
}

// One click at a title sorts by its column, another the other way.
func TestAClickAtATitleSorts(t *testing.T) {
	run(t, with{w: 120, h: 40, options: func(o *app.Options) { o.Mouse = true }}, func(t *testing.T, p *program) {
		click := func() {
			x, y := p.at("Updated")
			p.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
			p.Idle()
		}
		click()
		p.Status().Left.Has("▲Updated")
		click()
		p.Status().Left.Has("▼Updated")
	})
}
