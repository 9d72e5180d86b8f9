package theme

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"zco/tui/draw/screen"
)

// grounds are the backgrounds that the themes are for.
var grounds = []struct {
	theme string
	dark  bool
	back  color.Color
}{
	{"dark", true, color.Black}, {"light", false, color.White},
	{"high-contrast", true, color.Black}, {"high-contrast", false, color.White},
}

// texts are the styles that text is written in on the terminal's background.
func texts(t *Theme) map[string]screen.Style {
	out := map[string]screen.Style{
		"muted": t.Muted, "title": t.Title, "label": t.Label, "focus": t.BorderFocus, "selected": t.Selected, "match": t.Match,
		"changed": t.Changed, "new": t.New, "danger": t.Danger, "warn": t.Warn, "good": t.Good, "info": t.Info, "key": t.Key,
		"link": t.Link, "off": t.InputOff, "removed": t.Removed, "added": t.Added, "hostile": t.Hostile,
		"ticked": t.Ticked, "unticked": t.Unticked, "overdue": t.Overdue,
	}
	for i, st := range t.Choices {
		out[fmt.Sprint("choice", i+1)] = st
	}
	return out
}

// bars are those written on a background of their own.
func bars(t *Theme) map[string]screen.Style {
	out := map[string]screen.Style{"bar": t.Bar, "bar strong": t.BarStrong, "bar danger": t.BarDanger, "account": t.Account}
	for _, c := range Categories {
		out["category "+c] = t.Category(c)
	}
	for name, st := range texts(t) {
		if l := t.Sheet.Look(t.OnRow(st)); l.Fg != nil {
			out[name+" on the row"] = t.OnRow(st)
		}
	}
	return out
}

// Everything written can be read: a contrast of 4.5 at least (WCAG AA), of 7 in
// the theme that promises more, at every number of colours.
func TestContrast(t *testing.T) {
	for _, g := range grounds {
		for _, profile := range []colorprofile.Profile{colorprofile.ANSI, colorprofile.ANSI256, colorprofile.TrueColor} {
			th, err := New(Options{Name: g.theme, Dark: g.dark, Profile: profile, Account: "orange"})
			if err != nil {
				t.Fatal(err)
			}
			least := 4.5
			if g.theme == "high-contrast" && profile > colorprofile.ANSI { // the 16 are the terminal's own
				least = 7
			}
			for name, st := range texts(th) {
				if fg := th.Sheet.Look(st).Fg; fg != nil {
					if r := readable(profile.Convert(fg), g.back); r < least {
						t.Errorf("%s at %v, dark %t: %s has a contrast of %.1f, want %.1f", g.theme, profile, g.dark, name, r, least)
					}
				}
			}
			for name, st := range bars(th) {
				l := th.Sheet.Look(st)
				if l.Bg == nil {
					continue
				}
				if r := readable(profile.Convert(l.Fg), profile.Convert(l.Bg)); r < 4.5 {
					t.Errorf("%s at %v: %s has a contrast of %.1f, want 4.5", g.theme, profile, name, r)
				}
			}
		}
	}
}

// On terminals of 16 colours nothing is both bold and in one of the dark eight:
// they show it in another colour, and bold black on white is grey.
func TestBoldKeepsItsColour(t *testing.T) {
	for _, g := range grounds {
		th, err := New(Options{Name: g.theme, Dark: g.dark, Profile: colorprofile.ANSI, Account: "black"})
		if err != nil {
			t.Fatal(err)
		}
		for i := range th.Sheet.Len() {
			if l := th.Sheet.Look(screen.Style(i)); l.Bold && dark8(l.Fg) && !l.Reverse {
				t.Errorf("%s, dark %t: style %d is bold in a dark colour: %+v", g.theme, g.dark, i, l)
			}
		}
	}
	th, err := New(Options{Name: "high-contrast", Dark: true, Profile: colorprofile.ANSI256})
	if err != nil {
		t.Fatal(err)
	}
	if l := th.Sheet.Look(th.BarStrong); l.Fg == color.Color(ansi.BasicColor(0)) {
		t.Error("the bar is written in bold black, which many terminals show grey")
	}
}

// Whatever the theme, the row under the cursor differs from the others, and so
// do a category and a choice where there are colours.
func TestRowAndValuesStandOut(t *testing.T) {
	for _, name := range Names() {
		for _, profile := range []colorprofile.Profile{colorprofile.ASCII, colorprofile.ANSI, colorprofile.ANSI256} {
			th, err := New(Options{Name: name, Dark: name != "light", Profile: profile})
			if err != nil {
				t.Fatal(err)
			}
			if th.OnRow(th.Text) == th.Text || th.OnRow(th.Cursor) != th.Cursor {
				t.Errorf("%s at %v: the row under the cursor looks like any other, or its cell like the row", name, profile)
			}
			if colours := profile > colorprofile.ASCII && name != "mono"; colours {
				seen := map[screen.Style]bool{th.Text: true}
				for _, c := range Categories {
					if seen[th.Category(c)] {
						t.Errorf("%s at %v: %s has the colour of another", name, profile, c)
					}
					seen[th.Category(c)] = true
				}
			} else if len(th.Choices) > 0 || th.Category("open") != th.Text {
				t.Errorf("%s at %v has colours", name, profile)
			}
		}
	}
}

// seen is a colour as people without one kind of cones see it (Viénot, Brettel
// and Mollon 1999), in sRGB.
func seen(c color.Color, m [3][3]float64) [3]float64 {
	r, g, b, _ := c.RGBA()
	in := [3]float64{}
	for i, v := range []uint32{r, g, b} {
		in[i] = math.Pow(float64(v)/0xffff, 2.2)
	}
	var out [3]float64
	for i := range out {
		v := m[i][0]*in[0] + m[i][1]*in[1] + m[i][2]*in[2]
		out[i] = math.Pow(min(max(v, 0), 1), 1/2.2)
	}
	return out
}

var sights = map[string][3][3]float64{
	"full":         {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
	"deuteranopia": {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
}

// Danger, warning and good differ to everyone, and not by hue alone.
func TestColourBlind(t *testing.T) {
	for _, g := range grounds {
		th, err := New(Options{Name: g.theme, Dark: g.dark, Profile: colorprofile.TrueColor})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []struct {
			name string
			a, b screen.Style
		}{{"danger and good", th.Danger, th.Good}, {"removed and added", th.Removed, th.Added}, {"warn and good", th.Warn, th.Good}, {"danger and info", th.Danger, th.Info}, {"changed and label", th.Changed, th.Label}} {
			for sight, m := range sights {
				a, b := seen(th.Sheet.Look(p.a).Fg, m), seen(th.Sheet.Look(p.b).Fg, m)
				d := math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
				if d < 0.2 {
					t.Errorf("%s, dark %t: %s are %.2f apart with %s", g.theme, g.dark, p.name, d, sight)
				}
			}
		}
	}
}

// Without colour every state is still told: by its glyph, or else by an
// attribute.
func TestStatesWithoutColour(t *testing.T) {
	for _, o := range []Options{{Name: "mono", Profile: colorprofile.TrueColor}, {Name: "dark", Profile: colorprofile.ASCII}, {Name: "light", Profile: colorprofile.ASCII, Plain: true}} {
		th, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		g := th.Glyphs
		states := map[string]screen.Style{
			"under the cursor": th.Cursor, "under the cursor of another pane": th.CursorAway, "match": th.Match, "removed": th.Removed, "added": th.Added,
			"asides": th.Muted, "plain": th.Text, "typed": th.Strong, "status": th.Bar, "low rate": th.BarDanger,
		}
		for _, st := range states {
			if l := th.Sheet.Look(st); l.Fg != nil || l.Bg != nil {
				t.Errorf("%s: a colour without colours: %+v", o.Name, l)
			}
		}
		apart := [][2]string{
			{"under the cursor", "plain"}, {"under the cursor", "match"}, {"under the cursor of another pane", "plain"}, {"match", "plain"}, {"removed", "added"},
			{"removed", "plain"}, {"added", "plain"}, {"asides", "plain"}, {"status", "plain"}, {"low rate", "status"},
		}
		for _, p := range apart {
			if th.Sheet.Look(states[p[0]]) == th.Sheet.Look(states[p[1]]) {
				t.Errorf("%s: %s and %s look the same", o.Name, p[0], p[1])
			}
		}
		marks := []string{g.Cursor, g.Selected, g.Draft, g.Changed, g.New, g.Failed, g.Warned, g.Yes, g.Ascending, g.Descending}
		for i, m := range marks {
			for _, n := range marks[:i] {
				if m == n && !(o.Plain && (m == g.Cursor || n == g.Cursor)) {
					t.Errorf("plain %t: the mark %q stands for two states", o.Plain, m)
				}
			}
			if o.Plain && strings.ContainsFunc(m, func(r rune) bool { return r > 0x7e }) {
				t.Errorf("%q is not plain", m)
			}
		}
	}
}

func TestUnknownNamesAreExplained(t *testing.T) {
	for want, o := range map[string]Options{
		"choose one of dark, high-contrast, light, mono": {Name: "pink"},
		"the meanings are": {Name: "dark", Colours: map[string]string{"dangers": "red"}},
		"is not a colour":  {Name: "dark", Colours: map[string]string{"danger": "reddish"}, Profile: colorprofile.TrueColor},
	} {
		if _, err := New(o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", o, err, want)
		}
	}
}
