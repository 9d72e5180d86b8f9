// Package theme is the palette, by meaning: what has focus, what changed,
// what is dangerous. It turns a palette into numbered styles once, for the
// terminal at hand; nothing builds a style while drawing.
//
// It imports no other part of the interface but the canvas. The one rule: a
// state is never told by colour alone, so each meaning has an attribute or a
// glyph as well, and the monochrome theme must still tell them all.
package theme

import (
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"zco/tui/draw/screen"
)

// Theme is what the panes draw with.
type Theme struct {
	Name   string
	Sheet  *screen.Sheet
	Glyphs Glyphs

	Text, Muted, Strong       screen.Style // running text, asides, emphasis
	Title, Label              screen.Style // of a pane, of a field
	Border, BorderFocus       screen.Style
	Gutter                    screen.Style // the mark before the row the cursor is on
	Cursor                    screen.Style // the cell or line the cursor is on, in the pane with focus
	CursorAway                screen.Style // the same in a pane without focus
	Selected, Match           screen.Style // picked rows; the letters that match a search
	Changed, New              screen.Style // drafts; changed elsewhere or just made
	Danger, Warn, Good, Info  screen.Style
	Key                       screen.Style // a key in a hint
	Link                      screen.Style // a relation that can be followed
	Input, InputOff           screen.Style // text being typed; a field that cannot be
	Bar, BarStrong, BarDanger screen.Style // the status bar
	Removed, Added            screen.Style // the sides of a difference
	Hostile                   screen.Style // marks in the place of what is not shown
	Account                   screen.Style // the account's name, in the profile's colour
	Ticked, Unticked, Overdue screen.Style // values: yes, no, a last day that is over

	// Choices tell the options of a field apart, in muted colours; none where
	// there are none to spare.
	Choices []screen.Style

	categories map[string]screen.Style // of ticket statuses
	chips      map[string]screen.Style // of other accounts, by their colour
	few        bool                    // 16 colours, of which the dark eight turn bright in bold
	row        color.Color
	onRow      map[screen.Style]screen.Style // see OnRow
}

// Glyphs are the characters that tell states apart.
type Glyphs struct {
	Cursor, Selected, Draft, Changed, New, Failed, Warned string
	Yes, No, Unset                                        string
	Ascending, Descending                                 string
	More, Less, Follow, Required, Locked                  string
	Bullet, Separator                                     string
	Loading                                               string
	Lines                                                 bool // whether frames and rules are drawn
}

var fancy = Glyphs{
	Cursor: "▌", Selected: "●", Draft: "✎", Changed: "~", New: "+", Failed: "✗", Warned: "!",
	Yes: "✓", No: "✗", Unset: "·", Ascending: "▲", Descending: "▼",
	More: "›", Less: "‹", Follow: "→", Required: "*", Locked: "-",
	Bullet: "•", Separator: "·", Loading: "…", Lines: true,
}

var plain = Glyphs{
	Cursor: ">", Selected: "#", Draft: "*", Changed: "~", New: "+", Failed: "failed:", Warned: "note:",
	Yes: "yes", No: "no", Unset: "-", Ascending: "^", Descending: "v",
	More: ">", Less: "<", Follow: "->", Required: "*", Locked: "-",
	Bullet: "-", Separator: "-", Loading: "...",
}

// Options say what to build a theme for.
type Options struct {
	Name    string               // dark, light, high-contrast, mono; "" picks by Dark
	Colours map[string]string    // meanings changed by a theme file: "danger" = "#ff0000"
	Profile colorprofile.Profile // what the terminal can show
	Dark    bool                 // whether its background is dark
	Plain   bool                 // no frames, no glyphs
	Account string               // the profile's colour, or ""
	Others  []string             // colours of the other profiles, for Chip
}

// Names are the themes that come with the program.
func Names() []string { return slices.Sorted(maps.Keys(palettes)) }

// New builds a theme. An unknown name or colour is an error that says which.
func New(o Options) (*Theme, error) {
	if o.Name == "" || o.Name == "auto" {
		o.Name = "light"
		if o.Dark {
			o.Name = "dark"
		}
	}
	base, ok := palette(o.Name, o.Dark, o.Profile)
	if !ok {
		return nil, fmt.Errorf("no theme %q: choose one of %s", o.Name, strings.Join(Names(), ", "))
	}
	p := maps.Clone(base)
	for meaning, col := range o.Colours {
		if _, known := palettes["dark"][meaning]; !known {
			return nil, fmt.Errorf("no meaning %q in a theme: the meanings are %s", meaning, strings.Join(Meanings(), ", "))
		}
		p[meaning] = col
	}
	t := &Theme{Name: o.Name, Sheet: screen.NewSheet(), Glyphs: fancy}
	if o.Plain {
		t.Glyphs = plain
	}
	if o.Profile <= colorprofile.ASCII {
		p = map[string]string{}
	}
	colours := map[string]color.Color{}
	for meaning, name := range p {
		c, err := parse(name)
		if err != nil {
			return nil, fmt.Errorf("theme colour %s: %w", meaning, err)
		}
		colours[meaning] = c
	}
	if o.Profile > colorprofile.ASCII && o.Account != "" {
		if c, err := parse(o.Account); err == nil {
			colours["account"] = c
		}
	}
	t.few, t.row = o.Profile == colorprofile.ANSI, colours["row"]
	t.build(colours)
	t.chips = map[string]screen.Style{o.Account: t.Account}
	for _, name := range o.Others {
		if _, have := t.chips[name]; have {
			continue
		}
		if c, err := parse(name); err == nil && o.Profile > colorprofile.ASCII {
			t.chips[name] = t.account(c)
		}
	}
	return t, nil
}

// Chip is the style of an account's name in the colour of its profile. Of
// colours the theme was not built with, it is the status bar's.
func (t *Theme) Chip(name string) screen.Style {
	if st, ok := t.chips[name]; ok {
		return st
	}
	return t.BarStrong
}

// Category is the style of a category of ticket statuses, as Zendesk colours
// it: "new", "open", "pending", "hold", "solved". Of others it is plain text.
func (t *Theme) Category(name string) screen.Style { return t.categories[name] }

// OnRow is a style on the row under the cursor: with the ground of that row, or
// bold where there is none. A colour that cannot be read there is left out.
func (t *Theme) OnRow(st screen.Style) screen.Style {
	if on, ok := t.onRow[st]; ok {
		return on
	}
	return st
}

// account is the style of a name in a colour, nil for that of the bar.
func (t *Theme) account(own color.Color) screen.Style {
	if own == nil {
		return t.BarStrong
	}
	return t.Sheet.Add(t.steady(screen.Look{Fg: contrast(own), Bg: own, Bold: true}))
}

// Meanings are the names a theme file may set.
func Meanings() []string { return slices.Sorted(maps.Keys(palettes["dark"])) }

func parse(name string) (color.Color, error) {
	if name == "" {
		return nil, nil
	}
	if c, ok := named[name]; ok {
		name = c
	}
	c := lipgloss.Color(name)
	if _, none := c.(lipgloss.NoColor); none {
		return nil, fmt.Errorf("%q is not a colour: write #rrggbb, a number from 0 to 255, or one of %s",
			name, strings.Join(slices.Sorted(maps.Keys(named)), ", "))
	}
	return c, nil
}

func (t *Theme) build(c map[string]color.Color) {
	add := func(l screen.Look) screen.Style { return t.Sheet.Add(t.steady(l)) }
	fg := func(meaning string, l screen.Look) screen.Style { l.Fg = c[meaning]; return add(l) }
	t.Text = 0
	t.Muted = fg("muted", screen.Look{Faint: c["muted"] == nil})
	t.Strong = add(screen.Look{Bold: true})
	t.Title = fg("title", screen.Look{Bold: true})
	t.Label = fg("label", screen.Look{})
	t.Border = fg("border", screen.Look{Faint: c["border"] == nil})
	t.BorderFocus = fg("focus", screen.Look{Bold: true})
	t.Gutter = add(screen.Look{Bold: true})
	t.Cursor = add(screen.Look{Reverse: true})
	t.CursorAway = add(screen.Look{Underline: true})
	t.Selected = fg("selected", screen.Look{Bold: true})
	t.Match = fg("match", screen.Look{Bold: true, Underline: true})
	t.Changed = fg("changed", screen.Look{Bold: true})
	t.New = fg("good", screen.Look{Bold: true})
	t.Danger = fg("danger", screen.Look{Bold: true})
	t.Warn = fg("warn", screen.Look{Bold: true})
	t.Good = fg("good", screen.Look{})
	t.Info = fg("info", screen.Look{})
	t.Key = fg("key", screen.Look{Bold: true})
	t.Link = fg("link", screen.Look{Underline: true})
	t.Input = add(screen.Look{Underline: true})
	t.InputOff = fg("muted", screen.Look{Faint: true})
	t.Ticked = fg("good", screen.Look{})
	t.Unticked = fg("muted", screen.Look{})
	t.Overdue = fg("warn", screen.Look{})
	t.buildValues(c)
	bar := screen.Look{Fg: c["bar_text"], Bg: c["bar"], Reverse: c["bar"] == nil}
	t.Bar = add(bar)
	bar.Bold = true
	t.BarStrong = add(bar)
	bar.Fg, bar.Underline = c["bar_danger"], true
	t.BarDanger = add(bar)
	t.Removed = fg("danger", screen.Look{Cross: true})
	t.Added = fg("good", screen.Look{Bold: true})
	t.Hostile = fg("warn", screen.Look{Reverse: true})
	t.Account = t.account(c["account"])
	t.buildRow()
}

// contrast returns black or white, whichever reads better on c.
func contrast(c color.Color) color.Color {
	r, g, b, _ := c.RGBA()
	if 299*r+587*g+114*b > 1000*0x8000 {
		return lipgloss.Color("#000000")
	}
	return lipgloss.Color("#ffffff")
}
