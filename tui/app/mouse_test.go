package app_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/app"
)

// at returns the cell of a text on the screen.
func (p *program) at(text string) (x, y int) {
	p.T.Helper()
	for y, row := range strings.Split(p.Screen(), "\n") {
		if before, _, ok := strings.Cut(row, text); ok {
			return ansi.StringWidthWc(before), y
		}
	}
	p.T.Fatalf("the screen does not show %q:\n%s", text, p.Screen())
	return 0, 0
}

// click presses and releases the left button on a text.
func (p *program) click(text string) *program {
	p.T.Helper()
	x, y := p.at(text)
	p.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	p.Send(tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
	return p
}

func (p *program) wheel(text string, b tea.MouseButton) *program {
	p.T.Helper()
	x, y := p.at(text)
	p.Send(tea.MouseWheelMsg{X: x, Y: y, Button: b})
	p.Idle()
	return p
}

func TestMouse(t *testing.T) {
	run(t, with{options: func(o *app.Options) { o.Mouse = true }}, func(t *testing.T, p *program) {
		if p.View().MouseMode != tea.MouseModeCellMotion {
			t.Error("the mouse is off")
		}
		p.click("SN-00000005").Idle().Expect("5 of 10,000")
		p.wheel("SN-00000005", tea.MouseWheelDown).ExpectNot("SN-00000001 ")
		p.wheel("SN-00000007", tea.MouseWheelUp).Expect("SN-00000001 ")

		p.Press(":").Expect("Commands")
		p.Type("mouse")
		p.click("Mouse on or off").Idle().Expect("Mouse off: the terminal's own selection works")
		if p.View().MouseMode != tea.MouseModeNone {
			t.Error("the mouse is still on")
		}
		p.Press("M").Expect("Mouse on")

		p.Press("y").Expect("The record as JSON")
		p.wheel("The record as JSON", tea.MouseWheelDown)
		p.click("The address").Idle().Expect("asked to copy the address")

		p.Press("/").Type("Nokia").Expect("Nokia XR21")
		p.click("Nokia XR21,").Status().Left.Has("search Nokia") // the row stays
		p.click("Nokia XR21,").Idle().Expect("Purchased on")

		p.click("Condition   ").Idle()
		p.Wait(time.Second)
		p.click("Serial number*")
		p.click("Serial number*").Idle()
		p.Type("Q").Expect("1 change not sent")
		p.Press("esc", "esc")
		p.click("Vendors").Idle().Expect("Vendors · 1 of 20")
	})
}

// The wheel goes through a dialog's lines three at a time, down and up again.
func TestWheelInADialog(t *testing.T) {
	run(t, with{options: func(o *app.Options) { o.Mouse = true }}, func(t *testing.T, p *program) {
		p.Press("?")
		first := p.Dialog().Current().Text().String()
		p.Press("down", "down", "down")
		fourth := p.Dialog().Current().Text().String()
		p.Press("up", "up", "up").Dialog().Current().Text().Is(first)
		p.wheel(first, tea.MouseWheelDown).Dialog().Current().Text().Is(fourth)
		p.wheel(first, tea.MouseWheelUp).Dialog().Current().Text().Is(first)
	})
}

// A border is dragged, and the column is as wide as the mouse says.
func TestDragABorder(t *testing.T) {
	run(t, with{options: func(o *app.Options) { o.Mouse = true }}, func(t *testing.T, p *program) {
		before, y := p.at("Condition")
		p.Send(tea.MouseClickMsg{X: before - 1, Y: y, Button: tea.MouseLeft})
		for x := before; x < before+6; x++ {
			p.Send(tea.MouseMotionMsg{X: x, Y: y, Button: tea.MouseLeft})
		}
		p.Send(tea.MouseReleaseMsg{X: before + 5, Y: y, Button: tea.MouseLeft})
		p.Idle()
		if after, _ := p.at("Condition"); after != before+6 {
			t.Errorf("the next column begins at %d, want %d", after, before+6)
		}
	})
}
