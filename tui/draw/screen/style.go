package screen

import (
	"image/color"

	"github.com/charmbracelet/x/ansi"
)

// Style is the number of a style in a Sheet; 0 is the terminal's own.
type Style uint16

// Look says how a style looks. Nil colours are the terminal's own.
type Look struct {
	Fg, Bg                                         color.Color
	Bold, Faint, Italic, Underline, Reverse, Cross bool
}

// Sheet is a numbered list of styles, built once for a theme and a colour
// profile.
type Sheet struct {
	looks []Look
	seqs  []string
}

// NewSheet returns a sheet that holds only the terminal's own style.
func NewSheet() *Sheet { return &Sheet{looks: []Look{{}}, seqs: []string{"\x1b[m"}} }

// Add appends a look and returns its number; an equal look keeps its number.
func (s *Sheet) Add(l Look) Style {
	for i, old := range s.looks {
		if old == l {
			return Style(i)
		}
	}
	s.looks = append(s.looks, l)
	s.seqs = append(s.seqs, l.sequence())
	return Style(len(s.looks) - 1)
}

// Look returns the look of a style.
func (s *Sheet) Look(st Style) Look { return s.looks[st] }

// Len returns how many styles there are.
func (s *Sheet) Len() int { return len(s.looks) }

func (s *Sheet) sgr(st Style) string { return s.seqs[st] }

// sequence selects the look from any look before it.
func (l Look) sequence() string {
	st := ansi.Style{}.Reset()
	for _, attr := range []struct {
		on  bool
		set func(ansi.Style) ansi.Style
	}{
		{l.Bold, ansi.Style.Bold},
		{l.Faint, ansi.Style.Faint},
		{l.Italic, func(s ansi.Style) ansi.Style { return s.Italic(true) }},
		{l.Underline, func(s ansi.Style) ansi.Style { return s.Underline(true) }},
		{l.Reverse, func(s ansi.Style) ansi.Style { return s.Reverse(true) }},
		{l.Cross, func(s ansi.Style) ansi.Style { return s.Strikethrough(true) }},
	} {
		if attr.on {
			st = attr.set(st)
		}
	}
	if l.Fg != nil {
		st = st.ForegroundColor(l.Fg)
	}
	if l.Bg != nil {
		st = st.BackgroundColor(l.Bg)
	}
	return st.String()
}
