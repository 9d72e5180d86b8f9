package status

import (
	"strings"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
)

// longestStep is the room of a step that leads to another where not all have
// room, in cells: where one is has the rest.
const longestStep = 24

// steps are the words of a trail, those that lead to others in at most so many
// cells.
func steps(trail []Step, most int) []string {
	out := make([]string, len(trail))
	for i, s := range trail {
		out[i] = text.Clean(s.Text)
		if i < len(trail)-1 {
			out[i] = text.Cut(out[i], most, text.Clusters)
		}
	}
	return out
}

func arrow(th *theme.Theme) string { return " " + th.Glyphs.More + " " }

func trailText(trail []Step, most int, th *theme.Theme) string {
	return strings.Join(steps(trail, most), arrow(th))
}

// drawTrail draws the way to where one is, up to a column: whole where that
// leaves so many cells for what stands behind it. Where it is too long, the
// steps in the middle go first: they are less than the position behind them. A
// click on a step goes back there. Where one is stays last of all.
func (s Snapshot) drawTrail(a screen.Area, x, to, behind int, p part) int {
	all, left, most := p.steps, 1, longestStep // left is the first step behind the middle
	if whole := max(to-x-behind, 0); text.Width(trailText(all, whole, s.Theme), a.Method()) <= whole {
		most = whole
	}
	for left < len(p.steps)-1 && text.Width(trailText(all, most, s.Theme), a.Method()) > to-x-behind {
		left++
		all = append([]Step{p.steps[0], {Text: text.Ellipsis}}, p.steps[left:]...)
	}
	if text.Width(trailText(all, most, s.Theme), a.Method()) > to-x {
		all = p.steps[len(p.steps)-1:]
	}
	for i, words := range steps(all, most) {
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
