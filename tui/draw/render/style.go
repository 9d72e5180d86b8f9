package render

import (
	"cmp"
	"image/color"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/draw/screen"
)

// styles knows how to turn the styles of a sheet into one another.
type styles struct {
	sheet  *screen.Sheet
	has    colorprofile.Profile
	zeros  bool // see Features
	blanks map[screen.Style]screen.Style
	turns  map[[2]screen.Style]string
	first  []screen.Style // styles that blanks were seen in, one for each look of a blank
}

func newStyles(sheet *screen.Sheet, f Features) *styles {
	return &styles{sheet, cmp.Or(f.Colours, colorprofile.TrueColor), f.Zeros, map[screen.Style]screen.Style{0: 0}, map[[2]screen.Style]string{}, []screen.Style{0}}
}

// look returns how a style looks in the colours that there are.
func (s *styles) look(st screen.Style) screen.Look {
	l := s.sheet.Look(st)
	if l.Fg != nil {
		l.Fg = s.has.Convert(l.Fg)
	}
	if l.Bg != nil {
		l.Bg = s.has.Convert(l.Bg)
	}
	return l
}

// blank returns the style that stands for all in which a blank looks the same:
// its letters' colour and weight do not show.
func (s *styles) blank(st screen.Style) screen.Style {
	if b, ok := s.blanks[st]; ok {
		return b
	}
	look := onBlank(s.look(st))
	for _, b := range s.first {
		if onBlank(s.look(b)) == look {
			s.blanks[st] = b
			return b
		}
	}
	s.first = append(s.first, st)
	s.blanks[st] = st
	return st
}

// onBlank is what of a look a blank shows.
func onBlank(l screen.Look) screen.Look {
	l.Italic = false
	if !l.Underline && !l.Reverse && !l.Cross {
		return screen.Look{Bg: l.Bg}
	}
	return l
}

// turn returns the shortest sequence from one style to another.
func (s *styles) turn(from, to screen.Style) string {
	if from == to {
		return ""
	}
	if t, ok := s.turns[[2]screen.Style{from, to}]; ok {
		return t
	}
	t := s.reset(to)
	if step := step(s.look(from), s.look(to)); step != "" && len(step) < len(t) {
		t = step
	}
	s.turns[[2]screen.Style{from, to}] = t
	return t
}

// reset returns the sequence to a style from any other.
func (s *styles) reset(to screen.Style) string {
	if to == 0 {
		return "\x1b[m"
	}
	params := strings.TrimSuffix(strings.TrimPrefix(step(screen.Look{}, s.look(to)), "\x1b["), "m")
	if s.zeros {
		return "\x1b[0;" + params + "m"
	}
	return "\x1b[;" + params + "m"
}

// step changes only what differs.
func step(a, b screen.Look) string {
	var p []string
	weight := func(l screen.Look) [2]bool { return [2]bool{l.Bold, l.Faint} }
	if weight(a) != weight(b) {
		if a.Bold && !b.Bold || a.Faint && !b.Faint {
			p = append(p, "22")
			a.Bold, a.Faint = false, false
		}
		if b.Bold && !a.Bold {
			p = append(p, "1")
		}
		if b.Faint && !a.Faint {
			p = append(p, "2")
		}
	}
	for _, f := range []struct {
		was, is bool
		on, off string
	}{{a.Italic, b.Italic, "3", "23"}, {a.Underline, b.Underline, "4", "24"}, {a.Reverse, b.Reverse, "7", "27"}, {a.Cross, b.Cross, "9", "29"}} {
		if f.is && !f.was {
			p = append(p, f.on)
		}
		if f.was && !f.is {
			p = append(p, f.off)
		}
	}
	if a.Fg != b.Fg {
		p = append(p, colour(b.Fg, "39", ansi.Style.ForegroundColor))
	}
	if a.Bg != b.Bg {
		p = append(p, colour(b.Bg, "49", ansi.Style.BackgroundColor))
	}
	if len(p) == 0 {
		return ""
	}
	return "\x1b[" + strings.Join(p, ";") + "m"
}

func colour(c color.Color, none string, set func(ansi.Style, ansi.Color) ansi.Style) string {
	if c == nil {
		return none
	}
	return strings.TrimSuffix(strings.TrimPrefix(set(ansi.Style{}, c).String(), "\x1b["), "m")
}
