package graphics

import (
	"regexp"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Ask is what a terminal is asked: kitty's protocol with a picture of one pixel
// that is not kept, what iTerm2 reports of its features, what it calls itself,
// and its attributes, among which sixels are. The attributes come last, and
// nearly every terminal answers these: behind them nothing more is waited for.
// Terminals pass over what they do not know.
const Ask = "\x1b_Gi=18,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\" + "\x1b]1337;Capabilities\a" + ansi.RequestNameVersion + ansi.RequestPrimaryDeviceAttributes

// Answers are what a terminal said.
type Answers struct {
	Kitty      bool   // the pixel is well
	Features   string // as iTerm2 writes them
	Name       string // and version
	Attributes []int
}

// FeaturesOf returns the features that a report tells (OSC 1337 ;
// Capabilities=…), false where it is another report.
func FeaturesOf(osc string) (string, bool) {
	osc = strings.TrimRight(strings.TrimPrefix(osc, "\x1b]"), "\a\\\x1b")
	return strings.CutPrefix(osc, "1337;Capabilities=")
}

// sixelAttribute says that a terminal draws sixels.
const sixelAttribute = 4

// inline are terminals that draw iTerm2's images and say who they are, in the
// beginning of their names. Others that draw them say so in their features.
var inline = []string{"iTerm2 ", "WezTerm "}

// Protocol is the best that a terminal says it can.
func (a Answers) Protocol() Protocol {
	switch {
	case a.Kitty:
		return Kitty
	case slices.ContainsFunc(inline, func(name string) bool { return strings.HasPrefix(a.Name, name) }),
		slices.Contains(feature.FindAllString(a.Features, -1), inlineFeature):
		return ITerm
	case slices.Contains(a.Attributes, sixelAttribute):
		return Sixel
	}
	return None
}

// feature is one in a report of iTerm2, without the number behind it: a capital
// letter, and perhaps small ones (https://iterm2.com/feature-reporting/).
var feature = regexp.MustCompile(`[A-Z][a-z]*`)

// inlineFeature says that a terminal draws iTerm2's images.
const inlineFeature = "F"
