package form

import (
	"github.com/dlclark/regexp2"

	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
)

// Pattern edits a line that a regular expression must match. What of the
// expression cannot be checked here is left to the server, and said so.
type Pattern struct {
	Line
	source string
	such   string          // a text that it accepts, "" where none is known
	re     *regexp2.Regexp // nil where the expression cannot be checked here
	tried  string          // the text compared last: it may have taken long
	fits   bool            // and whether it matches
}

var _ Editor = (*Pattern)(nil)

// SetPattern sets the expression, in Ruby's syntax; "" accepts everything.
func (p *Pattern) SetPattern(ruby string) {
	p.source, p.re, p.tried, p.fits = ruby, nil, "", true
	if ruby != "" {
		p.re, _ = compileRuby(ruby)
	}
	p.such = example(ruby, p.re)
}

// Checked reports whether the expression is checked here.
func (p *Pattern) Checked() bool { return p.re != nil }

// Problem says that the text does not match, or what a line says.
func (p *Pattern) Problem() string {
	if s := p.Line.Problem(); s != "" || p.Text() == "" {
		return s
	}
	if text := p.Text(); p.re != nil && text != p.tried {
		p.tried, p.fits = text, matches(p.re, text)
	}
	if p.re != nil && !p.fits {
		if p.such != "" {
			return "must be like " + p.such + ": it must match the pattern " + p.source
		}
		return "must match the pattern " + p.source
	}
	return ""
}

// Height is 1, or 2 with the pattern.
func (p *Pattern) Height(int) int {
	if p.source == "" {
		return 1
	}
	return 2
}

// Draw draws the line and, where there is a second row, the pattern.
func (p *Pattern) Draw(a screen.Area, th *theme.Theme) screen.Cursor {
	if p.source != "" && a.H > 1 {
		note := "Pattern: " + p.source
		switch {
		case p.re == nil:
			note = "Checked by the server: " + p.source
		case p.such != "":
			note = "Like " + p.such + "   pattern " + p.source
		}
		a.Row(1).TextCut(0, 0, a.W, th.Muted, note)
	}
	return p.Line.Draw(a, th)
}
