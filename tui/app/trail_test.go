package app_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/app"
)

// The bar says where one is and how one came there, the list marks the object
// that is on the screen, and a click on a step of the trail goes back to it.
func TestTheTrailSaysWhereOneIs(t *testing.T) {
	for _, w := range []int{120, 180} {
		run(t, with{w: w, h: 40, options: func(o *app.Options) { o.Mouse = true }}, func(t *testing.T, p *program) {
			p.Press("ctrl+o").Type("warranties").Press("enter").Status().Left.Has("Warranties · 1 of 2,500")
			p.Objects().Current().Text().Has("Warranties")
			p.Press("enter").Status().Left.Has("Warranties › ", "1 of 2,500")
			p.Press("j", "enter").Status().Left.Has("Warranties › ", " › Asset ").Lacks("of 2,500")
			p.Objects().Current().Text().Has("Assets")
			p.Press("esc").Objects().Current().Text().Has("Warranties")
			p.Press("enter").Status().Left.Has(" › Asset ")
			x, y := p.at("Warranties › ")
			p.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
			p.Idle()
			p.Status().Left.Has("Warranties · 1 of 2,500")
			p.Objects().Current().Text().Has("Warranties")
		})
	}
}

// A saved view in use is named.
func TestTheViewInUseIsNamed(t *testing.T) {
	run(t, with{w: 120, h: 40}, func(t *testing.T, p *program) {
		p.Press("right", "right", "=", "w").Type("Lost ones").Press("enter", "esc").Status().Left.Lacks("Lost ones")
		p.Press("V", "enter").Status().Left.Has("Assets › Lost ones · 1 of ")
	})
}

// slowWire answers after a while.
type slowWire struct {
	http.RoundTripper
	after time.Duration
}

func (w slowWire) RoundTrip(r *http.Request) (*http.Response, error) {
	time.Sleep(w.after)
	return w.RoundTripper.RoundTrip(r)
}

// Requests under way are said only when one waits for them.
func TestLoadingIsSaidWhenItTakesLong(t *testing.T) {
	run(t, with{w: 120, h: 40, wire: func(rt http.RoundTripper) http.RoundTripper { return slowWire{rt, 3 * time.Second} }}, func(t *testing.T, p *program) {
		p.Idle().Idle().Idle()
		p.Key("r").Wait(900 * time.Millisecond)
		if right := p.Status().Right.String(); strings.Contains(right, "loading") {
			t.Errorf("after 0.9 s the bar says %q", right)
		}
		p.Wait(200 * time.Millisecond)
		p.Status().Right.Has("loading…")
		p.Wait(20 * time.Second)
		p.Status().Right.Lacks("loading", "rate", "requests")
	})
}
