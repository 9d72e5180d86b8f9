package status

import (
	"strings"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
)

// longestStep is the room of a step that leads to another, in cells: where one
// is has the rest.
const longestStep = 24

// steps are the words of a trail, those that lead to others cut.
func steps(trail []Step) []string {
	out := make([]string, len(trail))
	for i, s := range trail {
		out[i] = text.Clean(s.Text)
		if i < len(trail)-1 {
			out[i] = text.Cut(out[i], longestStep, text.Clusters)
		}
	}
	return out
}

func arrow(th *theme.Theme) string { return " " + th.Glyphs.More + " " }

func trailText(trail []Step, th *theme.Theme) string { return strings.Join(steps(trail), arrow(th)) }

// drawTrail draws the way to where one is, up to a column. Where it is too
// long, the steps in the middle go first. A click on a step goes back there.
func (s Snapshot) drawTrail(a screen.Area, x, to int, p part) int {
	all, left := p.steps, 1 // the first step left behind the middle
	for left < len(p.steps)-1 && text.Width(trailText(all, s.Theme), a.Method()) > to-x {
		left++
		all = append([]Step{p.steps[0], {Text: text.Ellipsis}}, p.steps[left:]...)
	}
	for i, words := range steps(all) {
		if i > 0 {
			x = a.TextCut(x, 0, to-x, p.style, arrow(s.Theme))
		}
		from := x
		x = a.TextCut(x, 0, to-x, p.style, words)
		if n := all[i].Back; n > 0 && s.Back != "" {
			a.Press(from, 0, x-from, strings.TrimSpace(strings.Repeat(s.Back+" ", n)), "")
		}
	}
	return x
}
