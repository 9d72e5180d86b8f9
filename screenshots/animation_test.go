package screenshots

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Step is a frame of an animation and how long it stands.
type Step struct {
	Frame Frame
	Stays time.Duration
}

// Animation draws frames of one size as one SVG that plays without end. A row
// that looks the same in several frames is drawn once. Whoever asked their
// system for less motion sees the first frame.
func Animation(steps []Step, p Palette) string {
	s := newSheet(p)
	var total time.Duration
	for _, step := range steps {
		total += step.Stays
	}
	shows := map[string]string{} // which frames, and the class for it
	var rows strings.Builder
	for y := range steps[0].Frame.Height {
		for _, l := range looksOf(steps, y) {
			drawn := s.row(y, l.cells)
			switch {
			case drawn == "":
			case !slices.Contains(l.in, false):
				rows.WriteString(drawn)
			default:
				fmt.Fprintf(&rows, "<g class=\"%s\">%s</g>\n", s.times(shows, steps, l.in, total), strings.TrimSuffix(drawn, "\n"))
			}
		}
	}
	s.extra += "@media(prefers-reduced-motion:reduce){g{animation:none!important}}"
	return s.document(steps[0].Frame, rows.String())
}

// rowLook is one appearance of a row, and the steps that show it.
type rowLook struct {
	cells []Cell
	in    []bool
}

func looksOf(steps []Step, y int) []rowLook {
	var looks []rowLook
	for i, step := range steps {
		cells := step.Frame.rows()[y]
		at := slices.IndexFunc(looks, func(l rowLook) bool { return equalRows(l.cells, cells) })
		if at < 0 {
			at = len(looks)
			looks = append(looks, rowLook{cells: cells, in: make([]bool, len(steps))})
		}
		looks[at].in[i] = true
	}
	return looks
}

// times returns the class that shows a group during some of the steps.
func (s *sheet) times(known map[string]string, steps []Step, in []bool, total time.Duration) string {
	key := fmt.Sprint(in)
	if class, ok := known[key]; ok {
		return class
	}
	class := fmt.Sprintf("t%d", len(known))
	known[key] = class
	var keyframes strings.Builder
	var at time.Duration
	for i, step := range steps {
		if i == 0 || in[i] != in[i-1] {
			fmt.Fprintf(&keyframes, "%s%%{visibility:%s}", num(100*float64(at)/float64(total)), visibility(in[i]))
		}
		at += step.Stays
	}
	fmt.Fprintf(&keyframes, "100%%{visibility:%s}", visibility(in[len(in)-1]))
	s.extra += fmt.Sprintf("@keyframes %s{%s}.%s{visibility:%s;animation:%s %ss steps(1,end) infinite}",
		class, keyframes.String(), class, visibility(in[0]), class, num(total.Seconds()))
	return class
}

func visibility(shown bool) string {
	if shown {
		return "visible"
	}
	return "hidden"
}
