// Package status is what the program says of itself: the bar at the bottom,
// the line of messages and hints above it, and the line for screen readers.
//
// It draws from a Snapshot and knows no pane. It is pure: nothing is asked,
// and nothing changes while it draws. The one rule: what a person must know to
// go on is on the left, and the right yields to it.
package status

import (
	"fmt"
	"strings"
	"time"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/text"
	"zco/tui/draw/theme"
	"zco/tui/pane"
)

// Snapshot is what there is to say at one moment.
type Snapshot struct {
	Theme *theme.Theme
	Now   time.Time
	Width int // of the screen, in cells

	Account                   string // the account and profile, in words
	Demo, ReadOnly, SignedOut bool

	Open  bool     // a table is in front
	Title string   // of its collection
	Table []string // what it says of itself: position, total, sort, filter
	Trail []Step   // the way to what is in front
	Back  string   // the key that goes a step back

	Parts   []pane.Part // what features have to say, on the right
	Typed   string      // the keys of a sequence that was begun
	Loading bool        // requests are under way for longer than one waits gladly

	Remaining, Limit int // of the rate limit; Limit is 0 while it is not known

	Message Message
	Wait    Wait
	Hints   []pane.Hint
	Spoken  string // the line for screen readers, "" where none is wanted
}

// Wait is why no request is made at present, and until when.
type Wait struct {
	Until  time.Time
	Reason string
}

// Over reports whether nothing is waited for any more.
func (w Wait) Over(now time.Time) bool { return !w.Until.After(now) }

func (w Wait) words(now time.Time) string {
	left := w.Until.Sub(now).Round(time.Second)
	return fmt.Sprintf("trying again in %d s: %s", max(int(left.Seconds()), 1), w.Reason)
}

// Line draws the last message, or why nothing moves, and hints beside it as
// far as there is room; the line for screen readers has all of it.
func Line(a screen.Area, s Snapshot) {
	th := s.Theme
	said := s.Message
	if said.Text == "" && !s.Wait.Over(s.Now) {
		said = Message{Kind: pane.Warning, Text: s.Wait.words(s.Now)}
	}
	switch {
	case said.Text == "" && s.Spoken != "":
		a.TextCut(0, 0, a.W, th.Text, s.Spoken)
	case said.Text == "":
		pane.DrawHints(a, 0, th, s.Hints)
	default:
		a.Fill(th.Text)
		said.DrawBeside(a, th, s.Hints)
	}
}

// roomForAccount is the width from which the account's name has room beside
// the position; below, the colour of the title says which it is.
const roomForAccount = 60

type part struct {
	text   string
	style  screen.Style
	steps  []Step // drawn in the place of the text
	action action.ID
}

// leastPart is the room below which a part of the left is not begun, with its
// separator: one letter of it tells nothing.
const leastPart = 6

// width is how many cells the text takes, without what stands around it.
func (p part) width() int { return text.Width(text.Clean(p.text), text.Clusters) }

// Step is a step of the trail.
type Step struct {
	Text string
	Back int // how often one goes back to come there, 0 for where one is
}

// Bar draws the bar: who, where, how many, what is pending.
func Bar(a screen.Area, s Snapshot) {
	th := s.Theme
	a.Fill(th.Bar)
	left := s.left()
	right := yield(s.right(), left, a.W)
	rx := a.W
	for i := len(right) - 1; i >= 0; i-- {
		w := right[i].width() + 2
		if rx-w < a.W/3 {
			break
		}
		rx -= w
		a.Text(rx, 0, right[i].style, " "+right[i].text+" ")
		if right[i].action != "" {
			a.Press(rx, 0, w, "", string(right[i].action))
		}
	}
	x := 0
	for i, p := range left {
		if room := rx - 1 - x; room < 1 || i > 0 && room < leastPart {
			break
		}
		if i > 0 {
			x = a.Text(x, 0, th.Bar, th.Glyphs.Separator)
		}
		x = a.Text(x, 0, p.style, " ")
		if p.steps != nil {
			x = s.drawTrail(a, x, rx-1, needed(left[i+1:]), p)
		} else {
			x = a.TextCut(x, 0, rx-x-1, p.style, p.text)
		}
		x = a.Text(x, 0, p.style, " ")
	}
}

// yield takes away what stands on the right, the last first, where it would
// cut the place, the position and the total.
func yield(right, left []part, width int) []part {
	need := needed(left[:min(len(left), 3)])
	taken := func() (n int) {
		for _, p := range right {
			n += p.width() + 2
		}
		return n
	}
	for len(right) > 1 && need+taken() > width {
		right = right[:len(right)-1]
	}
	return right
}

// needed is the cells of parts on the left with what separates them.
func needed(left []part) (n int) {
	for _, p := range left {
		n += p.width() + 3
	}
	return n
}

func (s Snapshot) left() (out []part) {
	th := s.Theme
	narrow := s.Width < roomForAccount && s.Open
	if !narrow {
		out = append(out, part{text: s.Account, style: th.Account})
	}
	if s.Demo && !narrow {
		out = append(out, part{text: "demo", style: th.BarStrong})
	}
	if s.ReadOnly {
		out = append(out, part{text: "read-only", style: th.BarStrong})
	}
	if s.SignedOut {
		out = append(out, part{text: "signed out", style: th.BarDanger})
	}
	if !s.Open {
		return out
	}
	title := th.BarStrong
	if narrow {
		title = th.Account
	}
	out = append(out, part{text: trailText(s.Trail, longestStep, th), style: title, steps: s.Trail})
	for _, words := range s.Table {
		if strings.Contains(s.Spoken, words) {
			continue // said there, and once is enough
		}
		out = append(out, part{text: words, style: th.Bar})
	}
	return out
}

func (s Snapshot) right() (out []part) {
	th := s.Theme
	for _, p := range s.Parts {
		st := map[pane.Tone]screen.Style{pane.Plain: th.Bar, pane.Strong: th.BarStrong, pane.Alarm: th.BarDanger}[p.Tone]
		out = append(out, part{text: p.Text, style: st, action: p.Opens})
	}
	if s.Typed != "" {
		out = append(out, part{text: s.Typed + th.Glyphs.Loading, style: th.BarStrong})
	}
	if s.Loading {
		out = append(out, part{text: "loading" + th.Glyphs.Loading, style: th.Bar})
	}
	if s.Remaining*5 < s.Limit {
		st := th.BarStrong
		if s.Remaining*10 < s.Limit {
			st = th.BarDanger
		}
		out = append(out, part{text: fmt.Sprintf("%d of %d requests left", s.Remaining, s.Limit), style: st})
	}
	return out
}
