package app_test

import (
	"regexp"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"zco/tui/app"
)

// The same frame at true colour, 256 colours, 16 and none: the text is the
// same, and where a terminal has no colours none is sent, while the cursor,
// drafts and faults are told by attributes and glyphs.
func TestTheSameFrameAtEveryColourProfile(t *testing.T) {
	colour := regexp.MustCompile(`\x1b\[[0-9;]*\b(3[0-8]|4[0-8]|9[0-7]|10[0-7])[0-9;]*m`)
	want := ""
	for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI, colorprofile.ASCII} {
		w := with{options: func(o *app.Options) { o.Start.Collection = "asset" }}
		run(t, w, func(t *testing.T, p *program) {
			p.Send(tea.ColorProfileMsg{Profile: profile})
			p.Press("enter", "e", "X", "enter", "down", "e", "X", "enter", "up")
			content := p.View().Content
			screen := regexp.MustCompile(`rate \d+`).ReplaceAllString(p.Screen(), "rate") // which answer came last is not the frame's
			p.Expect("✎", "Must be like AA-00000000: it must match the pattern")
			if want == "" {
				want = screen
			}
			if screen != want {
				t.Errorf("%v shows another text:\n%s\nwant\n%s", profile, screen, want)
			}
			if has := colour.MatchString(content); has == (profile == colorprofile.ASCII) {
				t.Errorf("%v: colours are sent: %v", profile, has)
			}
			if !regexp.MustCompile(`\x1b\[[0-9;]*\b7[0-9;]*m`).MatchString(content) {
				t.Errorf("%v: the cursor is told by nothing but colour", profile)
			}
		})
	}
}
